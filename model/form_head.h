// What the lines above a form's blocks say in passing: the year, and the unit of money.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/lexicon.h"

namespace hebiao {

// The year written as four digits (2023, 二〇二三) before one of the words for it (2023年度), from 1990 to 2099;
// nullopt if there is none. 2023年3月 is a date, not the year of a form.
std::optional<int> year_in(std::string_view text, const Dialects::Tables& tables);

// The unit behind 单位： or 金额单位：; empty if the text names none.
std::string money_unit_behind_label(std::string_view text, const Dialects::Tables& tables);

}  // namespace hebiao
