// Relations of the audit as formulas of a spreadsheet: the text, the exact result, and the result that a spreadsheet
// computes in binary floating point.
//
// Only functions that Excel 2010, WPS and LibreOffice share: SUM MIN MAX IF ROUND ABS.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "normalize/rational.h"

namespace hebiao {

// A piece of a formula with its value.
struct Term {
  std::string text;
  Rational exact;
  double approximate = 0;  // as a spreadsheet computes it
};

Term constant_term(const Rational& number);
Term scaled(const Term& term, int factor);    // term*factor; itself for 1
Term divided(const Term& term, int divisor);  // term/divisor; itself for 1

// `inputs` in the order that the relation names, each of them simple (a reference or a number). nullopt where the
// relation has no formula or cannot be computed (a division by zero, a missing input). A range (kScoreRange) has one of
// several formulas, by the end that is missed: `wanted` decides, where it is known.
std::optional<Term> relation_term(Relation relation, const std::vector<Term>& inputs,
                                  const std::optional<Rational>& wanted = std::nullopt);

// ROUND(term, decimals): half away from zero, as Excel's and LibreOffice's ROUND on the decimal reading.
Term rounded(const Term& term, int decimals);

// The relation in words, with ① ② ③ for the inputs: "① × min(1, ② ÷ ③)".
std::string relation_words(Relation relation);

}  // namespace hebiao
