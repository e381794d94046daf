// Column heads -> slots.
#pragma once

#include <cstddef>
#include <vector>

#include "model/align.h"
#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

// One of the three columns of money: initial budget, full-year budget, executed.
bool is_money(Role role);

// The slots of a fund block from the row of its heads. `below`: the row below them, where its columns are those of the
// heads; it tells a column of names from one of figures where no list knows the head.
Slots fund_slots(const Row& head, const Row* below, const Lexicon& lexicon);

// The slots of an indicator block whose heads stand in rows [row, row + head_rows).
Slots indicator_slots(const std::vector<Row>& rows, std::size_t row, std::size_t head_rows, const Lexicon& lexicon);

// How many rows the heads of the indicator block take that begin at `row`: 1 or 2. `end` is where the form ends.
std::size_t indicator_head_rows(const std::vector<Row>& rows, std::size_t row, std::size_t end, const Lexicon& lexicon);

// The first slot of a role; nullptr if there is none.
const Slot* find_slot(const Slots& slots, Role role);

// What the words in a head's brackets name as the unit of its column: 万元, 元, %; empty if nothing.
std::string unit_in_brackets(std::string_view text, const Dialects::Tables& tables);

}  // namespace hebiao
