// A recomputation as a person would write it down: with the printed figures in place of their names.
#pragma once

#include <string>

#include "model/finding.h"
#include "model/form.h"

namespace hebiao {

// "10 × min(1, 284.27 ÷ 312.73) ≈ 9.08995 → 9.09". Empty where the check has no figure, or a figure that it names is
// not there. A sum of more than kAddends parts is shortened and says of how many.
std::string worked_formula(const Form& form, const Check& check);

inline constexpr int kAddends = 12;

// The check that `finding` was raised from: same rule and field; nullptr if there is none.
const Check* check_of(const FormAudit& audit, const Finding& finding);

}  // namespace hebiao
