// Exact numbers. Nothing in normalize/ or model/ is decided by binary floating point.
//
// Nearly every figure of a form is a fraction of two machine words; those live in the object itself and cost no
// allocation. What does not fit is handed to GMP and comes back when it fits again, so that two equal numbers always
// have the same representation.
#pragma once

#include <gmpxx.h>

#include <compare>
#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hebiao {

class Rational {
 public:
  Rational() = default;
  template <std::integral Integer>
  Rational(Integer value) {  // NOLINT(google-explicit-constructor): 2 * x and x == 0 read as arithmetic
    if (std::in_range<std::int64_t>(value) && fits(static_cast<std::int64_t>(value)))
      num_ = static_cast<std::int64_t>(value);
    else
      *this = Rational(mpz_class(std::to_string(value)));
  }
  // pre: denominator != 0
  Rational(long numerator, long denominator);
  explicit Rational(const mpz_class& whole);
  explicit Rational(mpq_class value);
  // `digits` or `digits/digits`, with a sign; GMP's exception for anything else.
  explicit Rational(const std::string& text);

  Rational(const Rational& other)
      : num_(other.num_), den_(other.den_), big_(other.big_ ? std::make_unique<mpq_class>(*other.big_) : nullptr) {}
  Rational(Rational&&) noexcept = default;
  Rational& operator=(const Rational& other) {
    if (this != &other) *this = Rational(other);
    return *this;
  }
  Rational& operator=(Rational&&) noexcept = default;
  ~Rational() = default;

  mpz_class get_num() const;
  mpz_class get_den() const;  // > 0, in lowest terms
  double get_d() const;       // truncated, as GMP's
  std::string get_str() const;
  bool is_whole() const;

  Rational& operator+=(const Rational& other) { return *this = *this + other; }
  Rational& operator-=(const Rational& other) { return *this = *this - other; }
  Rational& operator*=(const Rational& other) { return *this = *this * other; }
  Rational& operator/=(const Rational& other) { return *this = *this / other; }
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);  // pre: b != 0
  friend Rational operator-(const Rational& a);
  friend bool operator==(const Rational& a, const Rational& b) {
    return a.num_ == b.num_ && a.den_ == b.den_ && (a.big_ || b.big_ ? equal_big(a, b) : true);
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);
  friend int sgn(const Rational& a) { return a.big_ ? sgn(*a.big_) : (a.num_ > 0) - (a.num_ < 0); }
  friend Rational abs(const Rational& a) { return sgn(a) < 0 ? -a : a; }
  friend Rational floor(const Rational& a);    // the greatest whole number at or below
  friend Rational ceiling(const Rational& a);  // the least whole number at or above

 private:
  __extension__ typedef __int128 Wide;  // products of two halves fit, and so does the sum of two such products

  static constexpr std::int64_t kLargest = std::int64_t{1} << 62;  // of both halves, in absolute value
  static constexpr bool fits(std::int64_t value) { return value <= kLargest && value >= -kLargest; }
  static Rational of(Wide numerator, Wide denominator);
  static bool equal_big(const Rational& a, const Rational& b);
  mpq_class as_big() const;

  std::int64_t num_ = 0;
  std::int64_t den_ = 1;
  std::unique_ptr<mpq_class> big_;  // set if a half does not fit; then num_ and den_ are 0 and 1
};

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
