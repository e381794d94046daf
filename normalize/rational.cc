#include "normalize/rational.h"

namespace hebiao {
namespace {

bool all_digits(std::string_view text) {
  for (char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
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

}  // namespace

Rational power_of_ten(int exponent) {
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(exponent < 0 ? -exponent : exponent));
  return exponent < 0 ? Rational(mpz_class(1), power) : Rational(power);
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
  const Rational scaled = abs(number) * power_of_ten(decimals) * 2 + 1;
  mpz_class rounded;
  mpz_fdiv_q(rounded.get_mpz_t(), scaled.get_num_mpz_t(), mpz_class(scaled.get_den() * 2).get_mpz_t());
  const Rational result = Rational(rounded) * power_of_ten(-decimals);
  return sgn(number) < 0 ? Rational(-result) : result;
}

std::string format_fixed(const Rational& number, int decimals) {
  const Rational scaled = round_half_up(number, decimals) * power_of_ten(decimals);
  std::string digits = mpz_class(abs(scaled.get_num())).get_str();
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - places, 1, '.');
  return sgn(scaled) < 0 ? "-" + digits : digits;
}

std::string canonical_number(const Rational& number) {
  const int decimals = finite_decimals(number.get_den());
  return decimals < 0 ? number.get_str() : format_fixed(number, decimals);
}

}  // namespace hebiao
