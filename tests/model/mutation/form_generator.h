// Correct forms of every kind, from a seed: what an honest unit and its printing system would have produced.
//
// True amounts are whole fen; every printed figure is rounded from them with integers alone, by code that shares
// nothing with the program's. Scores follow from target and actual by the same plain arithmetic.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "tests/support/form_builder.h"

namespace hebiao::test {

using Random = std::mt19937_64;

// A whole number in [low, high]; the same on every platform, which std::uniform_int_distribution is not.
std::int64_t pick(Random& random, std::int64_t low, std::int64_t high);

// Scaled integers: `units` of 10^-decimals.
std::string decimal_text(std::int64_t units, int decimals);

// numerator × 10^decimals ÷ denominator, half-up, as units of 10^-decimals. pre: all at or above zero.
std::int64_t half_up(std::int64_t numerator, std::int64_t denominator, int decimals);

enum class Kind { kAtLeast, kAtMost, kEqual, kRange, kDate, kSameWords, kOtherWords };

// What the generator knows of an indicator, in whole numbers (percent, counts, hundredths of points).
struct PlannedIndicator {
  Kind kind = Kind::kAtLeast;
  std::int64_t target = 0;
  std::int64_t high = 0;  // of a range
  std::int64_t actual = 0;
  int target_month = 0;
  int actual_month = 0;
  std::string unit;
  std::int64_t weight = 0;  // hundredths
  std::int64_t score = 0;   // hundredths
  bool missed = false;
};

struct PlannedForm {
  FormText text;
  std::vector<PlannedIndicator> indicators;
  // Of the total row, as printed: units of the last place.
  std::int64_t budget = 0;
  std::int64_t executed = 0;
  int money_decimals = 2;
  std::int64_t rate = 0;
  int rate_decimals = 2;
  std::int64_t execution_weight = 0;  // whole points
  std::int64_t execution_score = 0;
  int score_decimals = 2;
  std::int64_t total = 0;  // hundredths
};

struct FormWishes {
  int lowest_rate = 80;  // percent of the budget that is spent at least, and at most
  int highest_rate = 100;
  int missed_percent = 15;  // how many of the quantitative indicators miss their target
};

PlannedForm generate_form(std::uint64_t seed, const FormWishes& wishes = {});

}  // namespace hebiao::test
