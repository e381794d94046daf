// One row of the fund block (项目资金).
#pragma once

#include "model/form_context.h"

namespace hebiao {

// Reads the row into a new fund line if it holds one: a label and at least one figure or blank mark. False otherwise.
bool read_fund_row(FormContext& context, std::size_t row, const Slots& slots);

// When the whole form is read: rates that were printed as fractions become percent, with a repair; a rate that may be
// either is unreadable.
void settle_rates(FormContext& context);

}  // namespace hebiao
