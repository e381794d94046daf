// "Target met" is set inclusion: what the actual value says must lie within what the target asks.

#include <algorithm>

#include "normalize/reading.h"
#include "normalize/vocabulary.h"

namespace hebiao {
namespace {

const Interval* interval_of(const Value& value) { return std::get_if<Interval>(&value.extent); }

bool is_bound(Comparator comparator) {
  return comparator == Comparator::kGe || comparator == Comparator::kLe || comparator == Comparator::kGt ||
         comparator == Comparator::kLt;
}

Interval scaled(Interval interval, const Rational& factor) {
  if (interval.low) interval.low->value *= factor;
  if (interval.high) interval.high->value *= factor;
  return interval;
}

bool disjoint(const Interval& a, const Interval& b) {
  const auto before = [](const Interval& one, const Interval& other) {
    if (!one.high || !other.low) return false;
    if (one.high->value != other.low->value) return one.high->value < other.low->value;
    return !one.high->closed || !other.low->closed;
  };
  return before(a, b) || before(b, a);
}

Day first_of(const DayBound& bound) { return bound.closed ? bound.day : bound.day + 1; }
Day last_of(const DayBound& bound) { return bound.closed ? bound.day : bound.day - 1; }

bool disjoint(const DateInterval& a, const DateInterval& b) {
  const auto before = [](const DateInterval& one, const DateInterval& other) {
    return one.high && other.low && last_of(*one.high) < first_of(*other.low);
  };
  return before(a, b) || before(b, a);
}

constexpr Comparison kSatisfied = {Verdict::kSatisfied, Doubt::kNone};
constexpr Comparison kViolated = {Verdict::kViolated, Doubt::kNone};

template <class Set>
Comparison within(const Set& target, const Set& actual) {
  if (target.contains(actual)) return kSatisfied;
  return disjoint(target, actual) ? kViolated : Comparison{Verdict::kUndetermined, Doubt::kOverlap};
}

// 0 ≠ target: the target excludes one point.
Comparison excluding(const Interval& point, const Interval& actual) {
  if (disjoint(point, actual)) return kSatisfied;
  return actual.is_point() ? kViolated : Comparison{Verdict::kUndetermined, Doubt::kOverlap};
}

// An actual value that repeats the target's sign reports the number behind the sign.
Interval reported(const Value& value) {
  const Interval& interval = *interval_of(value);
  if (!is_bound(value.comparator)) return interval;
  return Interval::point(interval.low ? interval.low->value : interval.high->value);
}

Comparison compare_intervals(const Value& target, const Interval& asked, const Value& actual) {
  Interval said = reported(actual);
  if (target.unit != actual.unit && !target.unit.empty() && !actual.unit.empty()) {
    const auto factor = conversion_factor(actual.unit, target.unit, Vocabulary::shipped());
    if (!factor) return {Verdict::kUndetermined, Doubt::kUnits};
    said = scaled(said, *factor);
  } else if (target.unit != actual.unit) {
    // A bare number beside a unit: a count may leave its unit out, a percentage or an amount may not.
    const std::string& named = target.unit.empty() ? actual.unit : target.unit;
    const bool count = !named.empty() && static_cast<unsigned char>(named.front()) >= 0x80;
    if (!count) return {Verdict::kUndetermined, Doubt::kUnits};
  }
  if (target.comparator == Comparator::kNe) return excluding(asked, said);
  // A target of `=` or of a bare number asks for at least that much only under a rule of the model; here it is met by
  // itself.
  return within(asked, said);
}

Comparison compare_extents(const Value& target, const Extent& asked, const Value& actual, const Extent& said) {
  if (const auto* interval = std::get_if<Interval>(&asked); interval != nullptr && interval_of(actual) != nullptr)
    return compare_intervals(target, *interval, actual);
  const auto* asked_days = std::get_if<DateInterval>(&asked);
  const auto* said_days = std::get_if<DateInterval>(&said);
  if (asked_days != nullptr && said_days != nullptr) return within(*asked_days, *said_days);
  return {Verdict::kUndetermined, Doubt::kNotComparable};
}

// All pairs of defensible readings must agree.
Comparison compare_values(const Value& target, const Value& actual) {
  const Comparison first = compare_extents(target, target.extent, actual, actual.extent);
  std::vector<Comparison> others;
  if (target.alternative) others.push_back(compare_extents(target, *target.alternative, actual, actual.extent));
  if (actual.alternative && interval_of(actual) == nullptr) {
    others.push_back(compare_extents(target, target.extent, actual, *actual.alternative));
    if (target.alternative) others.push_back(compare_extents(target, *target.alternative, actual, *actual.alternative));
  }
  const bool agree =
      std::all_of(others.begin(), others.end(), [&](const Comparison& one) { return one.verdict == first.verdict; });
  return agree ? first : Comparison{Verdict::kUndetermined, Doubt::kAlternatives};
}

}  // namespace

std::optional<Rational> reported_figure(const Reading& reading) {
  if (reading.values.size() != 1) return std::nullopt;
  const Value& value = reading.values.front();
  const Interval* interval = interval_of(value);
  if (interval == nullptr) return std::nullopt;
  if (interval->is_point() && value.comparator != Comparator::kNe) return interval->low->value;
  if (!is_bound(value.comparator)) return std::nullopt;
  return interval->low ? interval->low->value : interval->high->value;
}

Comparison compare(const Reading& target, const Reading& actual) {
  if (target.is_none() || actual.is_none()) return {Verdict::kUndetermined, Doubt::kNotComparable};
  if (target.values.size() != actual.values.size()) return {Verdict::kUndetermined, Doubt::kSeveral};
  Comparison all = kSatisfied;
  for (std::size_t i = 0; i < target.values.size(); ++i) {
    const Comparison one = compare_values(target.values[i], actual.values[i]);
    if (one.verdict == Verdict::kViolated) return one;
    if (one.verdict == Verdict::kUndetermined) all = one;
  }
  return all;
}

}  // namespace hebiao
