#include "model/interval_arithmetic.h"

#include <algorithm>
#include <array>

namespace hebiao {
namespace {

constexpr int kWitnessDecimals = 12;       // finer amounts than 10^-12 万元 convince nobody
constexpr std::size_t kUsualDecimals = 8;  // what forms print; kept at hand because every figure asks for its place
constexpr int kApproximateDecimals = 5;    // enough to see on which side of a half a figure falls

// The tighter of two lower (upper) ends; nullopt is infinity.
std::optional<Bound> tighter_low(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return a ? a : b;
  if (a->value == b->value) return Bound{a->value, a->closed && b->closed};
  return a->value > b->value ? a : b;
}

std::optional<Bound> tighter_high(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return a ? a : b;
  if (a->value == b->value) return Bound{a->value, a->closed && b->closed};
  return a->value < b->value ? a : b;
}

std::optional<Bound> added(const std::optional<Bound>& a, const std::optional<Bound>& b) {
  if (!a || !b) return std::nullopt;
  return Bound{a->value + b->value, a->closed && b->closed};
}

// The smallest multiple of `step` at or above (or, if the end is open, above) `low`.
Rational first_multiple(const Bound& low, const Rational& step) {
  Rational multiple = ceiling(low.value / step) * step;
  if (!low.closed && multiple == low.value) multiple += step;
  return multiple;
}

}  // namespace

Rational last_place(int decimals) {
  static const std::array<Rational, kUsualDecimals> usual = [] {
    std::array<Rational, kUsualDecimals> places;
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = power_of_ten(-static_cast<int>(i));
    return places;
  }();
  const auto index = static_cast<std::size_t>(decimals);
  return decimals >= 0 && index < usual.size() ? usual[index] : power_of_ten(-decimals);
}

Interval measured(const PrintedNumber& printed, Printing printing) {
  if (sgn(printed.number) < 0) return Interval::point(printed.number);
  const Rational unit = last_place(printed.decimals);
  if (printing == Printing::kTruncated)
    return {.low = Bound{printed.number, true}, .high = Bound{printed.number + unit, false}};
  const Rational low = printed.number - unit / 2;
  return {.low = Bound{sgn(low) < 0 ? Rational(0) : low, true}, .high = Bound{printed.number + unit / 2, true}};
}

std::optional<Interval> common(const Interval& a, const Interval& b) {
  Interval both{.low = tighter_low(a.low, b.low), .high = tighter_high(a.high, b.high)};
  if (!both.low || !both.high) return both;
  if (both.low->value > both.high->value) return std::nullopt;
  if (both.low->value == both.high->value && !(both.low->closed && both.high->closed)) return std::nullopt;
  return both;
}

Interval sum(const Interval& a, const Interval& b) {
  return {.low = added(a.low, b.low), .high = added(a.high, b.high)};
}

Interval scaled(const Interval& a, const Rational& factor) {
  Interval result = a;
  if (result.low) result.low->value *= factor;
  if (result.high) result.high->value *= factor;
  return result;
}

Interval quotient(const Interval& dividend, const Interval& divisor) {
  Interval result{.low = Bound{Rational(0), true}, .high = std::nullopt};
  if (dividend.low && divisor.high)
    result.low = Bound{dividend.low->value / divisor.high->value, dividend.low->closed && divisor.high->closed};
  if (dividend.high && divisor.low && sgn(divisor.low->value) > 0)
    result.high = Bound{dividend.high->value / divisor.low->value, dividend.high->closed && divisor.low->closed};
  return result;
}

Rational gap(const Interval& a, const Interval& b) {
  if (a.high && b.low && a.high->value < b.low->value) return b.low->value - a.high->value;
  if (b.high && a.low && b.high->value < a.low->value) return a.low->value - b.high->value;
  return Rational(0);
}

std::optional<Rational> shortest_decimal(const Interval& interval) {
  const Bound low = interval.low.value_or(Bound{Rational(0), true});
  for (int decimals = 0; decimals <= kWitnessDecimals; ++decimals) {
    const Rational candidate = first_multiple(low, last_place(decimals));
    if (interval.contains(candidate)) return candidate;
  }
  return std::nullopt;
}

std::string approximate(const Rational& number) {
  const std::string fixed = format_fixed(number, kApproximateDecimals);
  if (parse_decimal(fixed) == number) return canonical_number(number);
  return fixed + "…";
}

}  // namespace hebiao
