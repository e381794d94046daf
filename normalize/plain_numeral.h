// The numeral without its fraction: a chain of digits and multipliers.
#pragma once

#include <string_view>

#include "normalize/numeral.h"

namespace hebiao {

// As scan_numeral (numeral.h), but without 分之, 又, strokes and ratios.
NumeralResult scan_plain(std::u32string_view text, std::size_t pos);

}  // namespace hebiao
