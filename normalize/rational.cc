#include "normalize/rational.h"

namespace hebiao {
namespace {

bool all_digits(std::string_view text) {
  for (char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

// pre: exponent ≥ 0
mpz_class ten_to(int exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent));
  return power;
}

// The number of decimals of a finite decimal; -1 if the denominator has a prime other than 2 and 5.
int finite_decimals(const mpz_class& denominator) {
  mpz_class rest = denominator;
  int twos = 0;
  int fives = 0;
  while (mpz_divisible_ui_p(rest.get_mpz_t(), 2) != 0) rest /= 2, ++twos;
  while (mpz_divisible_ui_p(rest.get_mpz_t(), 5) != 0) rest /= 5, ++fives;
  return rest == 1 ? (twos > fives ? twos : fives) : -1;
}

// |number| × 10^decimals, half up. pre: decimals ≥ 0.
mpz_class rounded_units(const Rational& number, int decimals) {
  mpz_class units = abs(number.get_num());
  if (decimals > 0) units *= ten_to(decimals);
  if (number.get_den() == 1) return units;
  // floor((2a + b) / 2b)
  units *= 2;
  units += number.get_den();
  const mpz_class twice = number.get_den() * 2;
  mpz_fdiv_q(units.get_mpz_t(), units.get_mpz_t(), twice.get_mpz_t());
  return units;
}

}  // namespace

Rational power_of_ten(int exponent) {
  if (exponent >= 0) return Rational(ten_to(exponent));
  return Rational(mpz_class(1), ten_to(-exponent));
}

std::optional<Rational> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (!all_digits(whole) || (point != std::string_view::npos && !all_digits(fraction))) return std::nullopt;
  std::string digits(whole);
  digits += fraction;
  Rational number{mpz_class(digits, 10)};
  if (!fraction.empty()) number *= power_of_ten(-static_cast<int>(fraction.size()));
  return negative ? Rational(-number) : number;
}

Rational round_half_up(const Rational& number, int decimals) {
  if (number.get_den() == 1 && decimals >= 0) return number;
  Rational result(rounded_units(number, decimals), ten_to(decimals));
  result.canonicalize();
  return sgn(number) < 0 ? Rational(-result) : result;
}

std::string format_fixed(const Rational& number, int decimals) {
  const mpz_class units = rounded_units(number, decimals);
  std::string digits = units.get_str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - places, 1, '.');
  return sgn(number) < 0 && sgn(units) != 0 ? "-" + digits : digits;
}

std::string canonical_number(const Rational& number) {
  if (number.get_den() == 1) return number.get_num().get_str();
  const int decimals = finite_decimals(number.get_den());
  return decimals < 0 ? number.get_str() : format_fixed(number, decimals);
}

}  // namespace hebiao
