// The grammar of one quantity: opening words, a number or a range, its unit, what closes it.
#pragma once

#include <string_view>

#include "normalize/item.h"

namespace hebiao {

// Reads the quantity that begins at `pos` of a match text. kUnreadable: one begins here, but it breaks the rules.
ItemResult scan_quantity(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables);

// The kind that follows from a value's comparator and unit, for one written end.
ReadingKind point_kind(Comparator comparator, std::string_view unit);

// Gives a value that was written without unit the one of its column head; false if that does not fit.
void apply_header_unit(Value& value, const UnitMatch& unit);

}  // namespace hebiao
