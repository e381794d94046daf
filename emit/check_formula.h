// Printed figures and recomputations as formulas over the cells of the workbook.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/workbook_formula.h"
#include "emit/workbook_plan.h"
#include "model/finding.h"

namespace hebiao {

// The number that a field shows, as a term of formulas: a reference into the form's sheet where its cell is a number
// (times 100 for a printed %), the constant otherwise; nullopt if it holds no number. `prefix` stands before the
// reference: empty within the sheet.
struct FieldNumber {
  Term term;           // in the unit of PrintedNumber
  Term cell;           // as the cell holds it: 0.909 where 90.90% is printed
  int scale = 1;       // term = cell × scale
  std::string format;  // number format of the cell
  bool live = false;   // points at a cell
};
std::optional<FieldNumber> field_number(const FormPlan& form, const Field& field, std::string_view prefix);

// The one number that a target or an actual stands for: a point, or the written end of a bound; nullopt for ranges,
// words, dates, several values.
std::optional<Rational> reading_number(const Field& field);

// A check as a formula. `result` is in the unit of the printed cell (a fraction where % is printed).
struct CheckFormula {
  Relation relation = Relation::kNone;  // the one shown: of a target that is met, the condition under which it is met
  std::vector<FieldNumber> inputs;      // one each, for relations with two or three
  std::optional<Term> exact;            // without rounding
  std::optional<Term> result;           // rounded to the places compared
  std::optional<FieldNumber> printed;
  int decimals = 2;    // of the result, in the unit of the printed cell
  std::string format;  // number format for the result
};
// `inputs_at`: the cells that hold the inputs, if they stand in cells of their own (复核底稿); else empty, and the
// formula points at the form's cells. nullopt where the check has no figure. A formula that would not give what the
// audit found is never written: the result is then the audit's number, and `exact` and the formula are left out.
std::optional<CheckFormula> check_formula(const FormPlan& form, const Check& check, std::string_view prefix,
                                          const std::vector<std::string>& inputs_at);

}  // namespace hebiao
