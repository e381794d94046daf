#include "normalize/rational.h"

#include <cassert>
#include <numeric>
#include <utility>

namespace hebiao {

__extension__ typedef unsigned __int128 UnsignedWide;

namespace {

UnsignedWide greatest_common_divisor(UnsignedWide a, UnsignedWide b) {
  while (b != 0) {
    if ((a | b) >> 64 == 0) return std::gcd(static_cast<std::uint64_t>(a), static_cast<std::uint64_t>(b));
    a = std::exchange(b, a % b);
  }
  return a;
}

mpz_class whole_of(UnsignedWide value) {
  mpz_class result(static_cast<unsigned long>(value >> 64));
  result <<= 64;
  return result + static_cast<unsigned long>(value);
}

}  // namespace

Rational::Rational(long numerator, long denominator) : Rational(of(numerator, denominator)) {}
Rational::Rational(const mpz_class& whole) : Rational(mpq_class(whole)) {}
Rational::Rational(const std::string& text) : Rational(mpq_class(text)) {}

Rational::Rational(mpq_class value) {
  value.canonicalize();
  const auto small = [](const mpz_class& half) { return half.fits_slong_p() && fits(half.get_si()); };
  if (small(value.get_num()) && small(value.get_den())) {
    num_ = value.get_num().get_si();
    den_ = value.get_den().get_si();
  } else {
    big_ = std::make_unique<mpq_class>(std::move(value));
  }
}

// The number numerator / denominator, reduced.
Rational Rational::of(Wide numerator, Wide denominator) {
  assert(denominator != 0);
  const bool negative = (numerator < 0) != (denominator < 0);
  auto above = static_cast<UnsignedWide>(numerator < 0 ? -numerator : numerator);
  auto below = static_cast<UnsignedWide>(denominator < 0 ? -denominator : denominator);
  if (below != 1) {
    const UnsignedWide divisor = greatest_common_divisor(above, below);
    above /= divisor;
    below /= divisor;
  }
  Rational result;
  if (above <= static_cast<UnsignedWide>(kLargest) && below <= static_cast<UnsignedWide>(kLargest)) {
    result.num_ = negative ? -static_cast<std::int64_t>(above) : static_cast<std::int64_t>(above);
    result.den_ = static_cast<std::int64_t>(below);
    return result;
  }
  result.big_ = std::make_unique<mpq_class>(whole_of(above), whole_of(below));
  if (negative) *result.big_ = -*result.big_;
  return result;
}

mpq_class Rational::as_big() const { return big_ ? *big_ : mpq_class(num_, den_); }
mpz_class Rational::get_num() const { return big_ ? big_->get_num() : mpz_class(num_); }
mpz_class Rational::get_den() const { return big_ ? big_->get_den() : mpz_class(den_); }
double Rational::get_d() const { return as_big().get_d(); }
std::string Rational::get_str() const { return as_big().get_str(); }
bool Rational::is_whole() const { return big_ ? big_->get_den() == 1 : den_ == 1; }

bool Rational::equal_big(const Rational& a, const Rational& b) { return a.big_ && b.big_ && *a.big_ == *b.big_; }

Rational operator+(const Rational& a, const Rational& b) {
  using Wide = Rational::Wide;
  if (a.big_ || b.big_) return Rational(mpq_class(a.as_big() + b.as_big()));
  if (a.den_ == b.den_) return Rational::of(Wide{a.num_} + b.num_, a.den_);
  return Rational::of(Wide{a.num_} * b.den_ + Wide{b.num_} * a.den_, Wide{a.den_} * b.den_);
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

Rational operator*(const Rational& a, const Rational& b) {
  if (a.big_ || b.big_) return Rational(mpq_class(a.as_big() * b.as_big()));
  return Rational::of(Rational::Wide{a.num_} * b.num_, Rational::Wide{a.den_} * b.den_);
}

Rational operator/(const Rational& a, const Rational& b) {
  assert(sgn(b) != 0);
  if (a.big_ || b.big_) return Rational(mpq_class(a.as_big() / b.as_big()));
  return Rational::of(Rational::Wide{a.num_} * b.den_, Rational::Wide{a.den_} * b.num_);
}

Rational operator-(const Rational& a) {
  if (a.big_) return Rational(mpq_class(-*a.big_));
  Rational result(a);
  result.num_ = -result.num_;
  return result;
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  using Wide = Rational::Wide;
  if (a.big_ || b.big_) return cmp(a.as_big(), b.as_big()) <=> 0;
  if (a.den_ == b.den_) return a.num_ <=> b.num_;
  return Wide{a.num_} * b.den_ <=> Wide{b.num_} * a.den_;
}

Rational floor(const Rational& a) {
  mpz_class whole;
  mpz_fdiv_q(whole.get_mpz_t(), a.get_num().get_mpz_t(), a.get_den().get_mpz_t());
  return Rational(whole);
}

Rational ceiling(const Rational& a) { return -floor(-a); }

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
  constexpr int kLargestSmall = 18;  // 10^18 fits a machine word
  const int places = exponent < 0 ? -exponent : exponent;
  if (places <= kLargestSmall) {
    long power = 1;
    for (int i = 0; i < places; ++i) power *= 10;
    return exponent < 0 ? Rational(1, power) : Rational(power);
  }
  mpz_class power;
  mpz_ui_pow_ui(power.get_mpz_t(), 10, static_cast<unsigned long>(places));
  return exponent < 0 ? Rational(mpq_class(mpz_class(1), power)) : Rational(power);
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
  return negative ? -number : number;
}

Rational round_half_up(const Rational& number, int decimals) {
  if (number.is_whole() && decimals >= 0) return number;
  const Rational scaled = abs(number) * power_of_ten(decimals) + Rational(1, 2);
  const Rational result = floor(scaled) * power_of_ten(-decimals);
  return sgn(number) < 0 ? -result : result;
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
  if (number.is_whole()) return number.get_str();
  const int decimals = finite_decimals(number.get_den());
  return decimals < 0 ? number.get_str() : format_fixed(number, decimals);
}

}  // namespace hebiao
