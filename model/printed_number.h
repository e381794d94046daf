// Numbers exactly as printed, for the columns where nothing but a number belongs: money, weights, scores, rates.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"

namespace hebiao {

// A printed figure with what stood around its digits.
struct PrintedFigure {
  PrintedNumber number;
  bool percent = false;  // a % followed
  std::string unit;      // one of `units` that followed; empty if none
};

// The whole text must be one number: digits, either without grouping or grouped in threes throughout (`7,00.0,77` is
// none), perhaps a minus before, perhaps a percent mark or one of `units` after, perhaps in brackets. Nullopt
// otherwise.
std::optional<PrintedFigure> read_figure(std::string_view text, const std::vector<std::string>& percent_marks,
                                         const std::vector<std::string>& units);

// Plain digits with at most one point, perhaps a minus before, as PrintedNumber holds them.
std::optional<PrintedNumber> plain_number(std::string digits);

// The same number with its point two places to the right, digits kept: 0.958 -> 95.8, 1 -> 100.
PrintedNumber times_hundred(const PrintedNumber& number);

}  // namespace hebiao
