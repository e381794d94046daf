// Column heads -> slots.
#pragma once

#include "model/form_context.h"

namespace hebiao {

// The slots of a fund block from the row of its heads.
Slots fund_slots(const FormContext& context, std::size_t row);

// The slots of an indicator block whose heads stand in rows [row, row + head_rows).
Slots indicator_slots(const FormContext& context, std::size_t row, std::size_t head_rows);

// How many rows the heads of the indicator block take that begin at `row`: 1 or 2.
std::size_t indicator_head_rows(const FormContext& context, std::size_t row, std::size_t end);

// The first slot of a role; nullptr if there is none.
const Slot* find_slot(const Slots& slots, Role role);

}  // namespace hebiao
