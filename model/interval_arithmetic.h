// Arithmetic on intervals of exact numbers: what a printed figure may have been before it was rounded.
//
// A measured figure v printed with d decimals (trailing zeros count; u = 10^-d) stands for [v - u/2, v + u/2], both
// ends closed, if it was rounded, and for [v, v + u) if it was cut off. Amounts, rates and scores are never negative,
// so every interval here is clipped at zero. Nothing divides by an interval that holds only zero.
#pragma once

#include <optional>
#include <string>

#include "model/form.h"
#include "normalize/reading.h"

namespace hebiao {

// How a measured figure came to its last printed place.
enum class Printing { kRounded, kTruncated };

// All that `printed` may stand for; clipped at zero (a figure below zero gives the point itself).
Interval measured(const PrintedNumber& printed, Printing printing);

// The numbers in both; nullopt if there are none.
std::optional<Interval> common(const Interval& a, const Interval& b);

// { x + y }, { factor * x } (pre: factor > 0), { x / y } (pre: both at or above zero, `divisor` holds more than zero;
// where the divisor comes near zero the result has no upper end).
Interval sum(const Interval& a, const Interval& b);
Interval scaled(const Interval& a, const Rational& factor);
Interval quotient(const Interval& dividend, const Interval& divisor);

// How far apart two intervals lie: zero if they touch or meet.
Rational gap(const Interval& a, const Interval& b);

// The decimal number with the fewest places in `interval`, the smallest of those; nullopt if none has at most 12
// places.
std::optional<Rational> shortest_decimal(const Interval& interval);

// 10^-decimals: one unit of the last printed place.
Rational last_place(int decimals);

// For messages: the number itself if it is a decimal of at most five places, else five places and "…".
std::string approximate(const Rational& number);

}  // namespace hebiao
