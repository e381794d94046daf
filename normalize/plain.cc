#include "normalize/plain.h"

#include <array>
#include <utility>

#include "normalize/quantity.h"

namespace hebiao {
namespace {

constexpr std::size_t kMostDigits = 15;  // fits a machine word

struct Sign {
  std::string_view text;
  Comparator comparator;
};
constexpr std::array<Sign, 5> kSigns = {{{"≥", Comparator::kGe},
                                         {"≤", Comparator::kLe},
                                         {"=", Comparator::kEq},
                                         {">", Comparator::kGt},
                                         {"<", Comparator::kLt}}};

Comparator take_sign(std::string_view& text) {
  for (const Sign& sign : kSigns) {
    if (!text.starts_with(sign.text)) continue;
    text.remove_prefix(sign.text.size());
    return sign.comparator;
  }
  return Comparator::kNone;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Figure {
  unsigned long mantissa = 0;
  int decimals = 0;
};

// Digits with optional groups of three and decimals; nullopt for what needs the grammar's care.
std::optional<Figure> take_figure(std::string_view& text) {
  Figure figure;
  std::size_t digits = 0;
  std::size_t pos = 0;
  const auto take = [&] {
    const std::size_t begin = pos;
    for (; pos < text.size() && is_digit(text[pos]) && digits < kMostDigits; ++pos, ++digits)
      figure.mantissa = figure.mantissa * 10 + static_cast<unsigned long>(text[pos] - '0');
    return pos - begin;
  };
  const std::size_t leading = take();
  if (leading == 0) return std::nullopt;
  while (leading <= 3 && pos + 3 < text.size() && text[pos] == ',' && is_digit(text[pos + 1])) {
    ++pos;
    if (take() != 3) return std::nullopt;
  }
  if (pos + 1 < text.size() && text[pos] == '.' && is_digit(text[pos + 1])) {
    ++pos;
    figure.decimals = static_cast<int>(take());
  }
  if (pos < text.size() && (is_digit(text[pos]) || text[pos] == ',' || text[pos] == '.')) return std::nullopt;
  text.remove_prefix(pos);
  return figure;
}

// The word in the unit's place, out of its bracket.
std::optional<std::string_view> unit_word(std::string_view text) {
  if (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kBrackets = {{{"(", ")"}, {"（", "）"}}};
  for (const auto& [open, close] : kBrackets) {
    if (!text.starts_with(open)) continue;
    if (text.size() <= open.size() + close.size() || !text.ends_with(close)) return std::nullopt;
    return text.substr(open.size(), text.size() - open.size() - close.size());
  }
  return text;
}

Rational value_of(const Figure& figure) {
  Rational value(figure.mantissa);
  if (figure.decimals > 0) value *= power_of_ten(-figure.decimals);
  return value;
}

Interval extent_of(Rational value, Comparator comparator) {
  switch (comparator) {
    case Comparator::kGe:
      return {Bound{std::move(value), true}, std::nullopt};
    case Comparator::kGt:
      return {Bound{std::move(value), false}, std::nullopt};
    case Comparator::kLe:
      return {std::nullopt, Bound{std::move(value), true}};
    case Comparator::kLt:
      return {std::nullopt, Bound{std::move(value), false}};
    default:
      return Interval::point(std::move(value));
  }
}

}  // namespace

std::optional<Reading> read_plain(std::string_view text, const ValueContext& context,
                                  const Vocabulary::Tables& tables) {
  const Comparator comparator = take_sign(text);
  if (comparator != Comparator::kNone && !text.empty() && text.front() == ' ') text.remove_prefix(1);
  const auto figure = take_figure(text);
  if (!figure) return std::nullopt;
  const auto word = unit_word(text);
  if (!word) return std::nullopt;
  std::string_view unit;
  if (word->empty()) {
    if (!context.header_unit.empty() || !text.empty()) return std::nullopt;
  } else {
    const auto found = tables.plain_units.find(*word);
    if (found == tables.plain_units.end()) return std::nullopt;
    unit = found->second;
  }
  Reading reading;
  reading.values.resize(1);
  Value& value = reading.values.front();
  value.comparator = comparator;
  value.unit = unit;
  value.kind = point_kind(comparator, unit);
  value.extent = extent_of(value_of(*figure), comparator);
  value.quantum.push_back(power_of_ten(-figure->decimals));
  reading.kind = value.kind;
  const bool inequality = comparator != Comparator::kNone && comparator != Comparator::kEq;
  if (inequality && context.column == Column::kActual) reading.flags.set(Flag::kSignEcho);
  return reading;
}

}  // namespace hebiao
