// Exact numbers against GMP's own, over small halves, halves at the edge of a machine word, and large ones.

#include "normalize/rational.h"

#include <gtest/gtest.h>

#include <random>
#include <utility>
#include <vector>

namespace hebiao {
namespace {

// Numbers whose sums and products cross the edge between the two representations in both directions.
std::vector<mpq_class> numbers() {
  std::vector<mpq_class> result = {0, 1, -1, 10, -10};
  const mpz_class edge = mpz_class(1) << 62;
  for (const mpz_class& whole : {edge, mpz_class(edge + 1), mpz_class(edge - 1), mpz_class(edge * edge)}) {
    result.emplace_back(whole);
    result.emplace_back(mpz_class(-whole));
    result.emplace_back(mpz_class(1), whole);
    result.emplace_back(mpz_class(-7), whole);
  }
  std::mt19937_64 random(2023);
  for (int bits : {4, 16, 31, 33, 61, 63})
    for (int i = 0; i < 12; ++i) {
      const std::uint64_t mask = (std::uint64_t{1} << bits) - 1;
      mpq_class number(mpz_class(static_cast<unsigned long>(random() & mask)),
                       mpz_class(static_cast<unsigned long>((random() & mask) + 1)));
      number.canonicalize();
      result.push_back(i % 2 == 0 ? number : mpq_class(-number));
    }
  return result;
}

TEST(Rational, ComputesAsGmpDoes) {
  for (const mpq_class& a : numbers())
    for (const mpq_class& b : numbers()) {
      const Rational x(a);
      const Rational y(b);
      ASSERT_EQ((x + y).get_str(), mpq_class(a + b).get_str());
      ASSERT_EQ((x - y).get_str(), mpq_class(a - b).get_str());
      ASSERT_EQ((x * y).get_str(), mpq_class(a * b).get_str());
      if (b != 0) {
        ASSERT_EQ((x / y).get_str(), mpq_class(a / b).get_str());
      }
      ASSERT_EQ(x == y, a == b);
      ASSERT_EQ(x < y, a < b);
      ASSERT_EQ(x >= y, a >= b);
    }
}

TEST(Rational, FloorsAndRoundsAsGmpDoes) {
  for (const mpq_class& a : numbers()) {
    mpz_class below;
    mpz_class above;
    mpz_fdiv_q(below.get_mpz_t(), a.get_num_mpz_t(), a.get_den_mpz_t());
    mpz_cdiv_q(above.get_mpz_t(), a.get_num_mpz_t(), a.get_den_mpz_t());
    const Rational x(a);
    EXPECT_EQ(floor(x).get_str(), below.get_str());
    EXPECT_EQ(ceiling(x).get_str(), above.get_str());
    EXPECT_EQ(sgn(x), sgn(a));
    EXPECT_EQ(abs(x).get_str(), mpq_class(abs(a)).get_str());
    EXPECT_EQ(x.is_whole(), a.get_den() == 1);
  }
}

TEST(Rational, EqualNumbersAreEqualHoweverTheyCameAbout) {
  const Rational large = power_of_ten(40) / power_of_ten(39);
  EXPECT_EQ(large, 10);
  EXPECT_EQ(Rational("6/4"), Rational(3, 2));
  EXPECT_EQ(Rational(-3, -2), Rational(3, 2));
  EXPECT_EQ(Rational(3, -2), -Rational(3, 2));
  EXPECT_NE(power_of_ten(40), power_of_ten(41));
  EXPECT_NE(power_of_ten(40), 0);
  EXPECT_EQ(Rational(~0UL).get_str(), "18446744073709551615");
  Rational moved = power_of_ten(30);
  const Rational kept = std::move(moved);
  EXPECT_EQ(kept, power_of_ten(30));
}

}  // namespace
}  // namespace hebiao
