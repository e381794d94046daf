// Printed figures as number cells that show the very characters that were printed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/rational.h"

namespace hebiao {

struct NumberCell {
  double value = 0;       // what the cell holds: 0.909 for 90.90%
  Rational exact;         // the same, exactly
  std::string format;     // "0.00%", "#,##0.00", "0"
  int percent_scale = 1;  // 100 for a figure with %, by which the cell's value is to be multiplied
};

// The same without the exact value, which costs more than all the rest: for the long tables of a run.
struct NumberFace {
  double value = 0;
  std::string format;
};
std::optional<NumberFace> number_face(std::string_view printed);

// nullopt for whatever no number format shows exactly: units, signs, brackets, leading zeros, a grouping that is not by
// threes, -0, more than 15 digits, blanks around.
std::optional<NumberCell> number_cell(std::string_view printed);

// The nearest double, by way of the decimal digits (mpq_class::get_d truncates).
double nearest_double(const Rational& number);

}  // namespace hebiao
