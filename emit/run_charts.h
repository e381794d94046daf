// The pictures of the front page, as SVG. Internal to emit/.
//
// The number of marks is bounded whatever the size of the run: forms that fall on one spot share a mark, whose area
// grows with their number. A mark of one form leads to its report; a mark of several to the rows of the table, by an
// address that the page's script reads: `#unit=3&rate=90..91`, both ends included.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "emit/run_table.h"

namespace hebiao {

inline constexpr std::size_t kUnitsShown = 24;  // in a picture: rows that fit a laptop's screen

std::string rate_dots_chart(const RunTable& table, std::string_view link_suffix);
std::string score_histogram(const RunTable& table, std::string_view link_suffix);
std::string score_rate_chart(const RunTable& table, std::string_view link_suffix);
std::string rules_by_unit_chart(const RunTable& table, std::string_view link_suffix);
std::string years_chart(const RunTable& table, std::string_view link_suffix);

// `name` + `suffix` as an href to the form.
std::string form_link(const RunTable& table, const RunRow& row, std::string_view link_suffix);

}  // namespace hebiao
