#include "normalize/reading.h"

#include <algorithm>
#include <array>

#include "normalize/calendar.h"

namespace hebiao {
namespace {

constexpr std::array<std::string_view, 18> kFlagNames = {
    "ambiguous",  "approx", "over",    "band",  "delta",    "header_unit", "recurring", "sign_echo", "under",
    "colloquial", "digits", "ordinal", "ratio", "repaired", "qualitative", "name",      "null",      "unreadable"};

template <class End, class Print>
std::string print_interval(const std::optional<End>& low, const std::optional<End>& high, const Print& print) {
  std::string text = low ? (low->closed ? "[" : "(") + print(*low) : "(-inf";
  text += ',';
  return text + (high ? print(*high) + (high->closed ? "]" : ")") : "+inf)");
}

std::string print(const Interval& interval) {
  if (interval.is_point()) return canonical_number(interval.low->value);
  return print_interval(interval.low, interval.high, [](const Bound& bound) { return canonical_number(bound.value); });
}

std::string print(const DateInterval& interval) {
  const auto day = [](const DayBound& bound) { return iso_day(bound.day); };
  const bool one_day = interval.low && interval.high && *interval.low == *interval.high && interval.low->closed;
  return one_day ? day(*interval.low) : print_interval(interval.low, interval.high, day);
}

std::string print(const UnspecifiedDate& date) { return date.text; }

std::string print(const Extent& extent) {
  return std::visit([](const auto& one) { return print(one); }, extent);
}

std::string_view kind_name(ReadingKind kind) {
  constexpr std::array<std::string_view, 8> kNames = {"none",     "number", "percent", "range",
                                                      "quantity", "money",  "date",    "multi"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view comparator_name(Comparator comparator) {
  constexpr std::array<std::string_view, 8> kNames = {"", "ge", "le", "eq", "gt", "lt", "ne", "approx"};
  return kNames.at(static_cast<std::size_t>(comparator));
}

std::string print_quantum(const Value& value) {
  std::string text;
  for (const Rational& one : value.quantum) text += (text.empty() ? "" : ",") + canonical_number(one);
  return text;
}

// One column of the canonical form over the parts of a reading: absent where no part has it, "-" for a part without.
template <class Field>
std::optional<std::string> join(const std::vector<Value>& values, const Field& field) {
  std::string joined;
  bool any = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string part(field(values[i]));
    any = any || !part.empty();
    if (i > 0) joined += " ; ";
    joined += part.empty() && values.size() > 1 ? "-" : part;
  }
  // Parts of a multi keep their dashes even where all are absent: the columns stay parallel.
  if (!any && values.size() < 2) return std::nullopt;
  return joined;
}

}  // namespace

Interval Interval::point(Rational value) {
  Bound bound{std::move(value), true};
  return Interval{bound, bound};
}

bool Interval::is_point() const { return low && high && low->closed && high->closed && low->value == high->value; }

bool Interval::contains(const Rational& value) const {
  if (low && (value < low->value || (value == low->value && !low->closed))) return false;
  return !high || value < high->value || (value == high->value && high->closed);
}

bool Interval::contains(const Interval& other) const {
  if (low && (!other.low || other.low->value < low->value)) return false;
  if (low && other.low->value == low->value && other.low->closed && !low->closed) return false;
  if (!high) return true;
  if (!other.high || other.high->value > high->value) return false;
  return other.high->value != high->value || high->closed || !other.high->closed;
}

bool DateInterval::contains(const DateInterval& other) const {
  // Days are whole: an open end is the closed end one day further in.
  const auto first = [](const DayBound& bound) { return bound.closed ? bound.day : bound.day + 1; };
  const auto last = [](const DayBound& bound) { return bound.closed ? bound.day : bound.day - 1; };
  if (low && (!other.low || first(*other.low) < first(*low))) return false;
  return !high || (other.high && last(*other.high) <= last(*high));
}

std::string_view flag_name(Flag flag) { return kFlagNames.at(static_cast<std::size_t>(flag)); }

std::vector<std::string_view> Flags::names() const {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kFlagNames.size(); ++i)
    if (has(static_cast<Flag>(i))) names.push_back(kFlagNames[i]);
  std::sort(names.begin(), names.end());
  return names;
}

CanonicalReading canonical(const Reading& reading) {
  CanonicalReading result;
  result.kind = kind_name(reading.kind);
  for (std::string_view name : reading.flags.names()) result.flags.emplace_back(name);
  if (reading.is_none()) return result;
  const std::vector<Value>& values = reading.values;
  result.comparator = join(values, [](const Value& one) { return comparator_name(one.comparator); });
  result.value =
      join(values, [](const Value& one) { return (one.comparator == Comparator::kNe ? "!" : "") + print(one.extent); });
  result.unit = join(values, [](const Value& one) { return one.unit; });
  result.quantum = join(values, print_quantum);
  const bool any_alternative =
      std::any_of(values.begin(), values.end(), [](const Value& one) { return one.alternative.has_value(); });
  if (any_alternative)
    result.alternative = join(values, [](const Value& one) {
      if (!one.alternative) return std::string();
      return print(*one.alternative) + (one.alternative_unit.empty() ? "" : " " + one.alternative_unit);
    });
  return result;
}

}  // namespace hebiao
