// One row of the fund block (项目资金).
#pragma once

#include "model/form_context.h"

namespace hebiao {

// Reads the row into a new fund line if it holds one: a label and at least one figure or blank mark. False otherwise.
// A rate that was printed as a fraction becomes percent, with a repair; one that may be either is unreadable.
bool read_fund_row(FormContext& context, std::size_t row, const Slots& slots);

// Adds a line that was read otherwise: says its kind, unless it is the total, and its depth.
void add_fund_line(FormContext& context, FundLine line);

// Rows that stand above the total are its parts as well as those below it.
void settle_parts_above_total(std::vector<FundLine>& funds);

// The member of the line that a column of that role fills; nullptr for rates, labels and others.
OptionalField* fund_money(FundLine& line, Role role);

}  // namespace hebiao
