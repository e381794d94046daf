// Exact numbers. Nothing in normalize/ or model/ is decided by binary floating point.
#pragma once

#include <gmpxx.h>

#include <optional>
#include <string>
#include <string_view>

namespace hebiao {

using Rational = mpq_class;

// A plain decimal, as the canonical form writes it: `-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?`; a rational that is not a
// finite decimal is `p/q` in lowest terms.
std::string canonical_number(const Rational& number);

// Reads `[-]digits[.digits]` exactly (no grouping, no exponent, no blanks); nullopt for anything else.
std::optional<Rational> parse_decimal(std::string_view text);

// `number` rounded half away from zero to `decimals` ≥ 0 places, and the same printed with trailing zeros kept.
Rational round_half_up(const Rational& number, int decimals);
std::string format_fixed(const Rational& number, int decimals);

// 10^exponent, exactly; exponent may be negative.
Rational power_of_ten(int exponent);

}  // namespace hebiao
