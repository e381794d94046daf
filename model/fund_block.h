// One row of the fund block (项目资金).
#pragma once

#include "model/form_context.h"

namespace hebiao {

// Reads the row into a new fund line if it holds one: a label and at least one figure or blank mark. False otherwise.
// A rate that was printed as a fraction becomes percent, with a repair; one that may be either is unreadable.
bool read_fund_row(FormContext& context, std::size_t row, const Slots& slots);

}  // namespace hebiao
