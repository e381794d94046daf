// The grammar of dates: days, months, quarters, years, spans, deadlines, recurring days.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/item.h"

namespace hebiao {

// Reads the date that begins at `pos` of a match text. `year` is the form's, for dates that name none. kUnreadable: a
// date begins here that no calendar has (30 February).
ItemResult scan_date(std::u32string_view text, std::size_t pos, std::optional<int> year,
                     const Vocabulary::Tables& tables);

}  // namespace hebiao
