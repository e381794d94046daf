// Names that contain numerals are made opaque before the grammar looks for values.
#pragma once

#include <string>
#include <string_view>

#include "normalize/tables.h"

namespace hebiao {

constexpr char32_t kOpaque = 0xE000;  // stands for a name

struct Masked {
  std::u32string text;
  bool named = false;       // some name was made opaque
  bool introduced = false;  // a number stands in a name's place: 编号, 号文
};

// Puts kOpaque in the place of quotations, titles and the names and words of names.tsv.
Masked mask_names(std::u32string_view text, const Vocabulary::Tables& tables);

// A character that only numerals are written with; 点 and 分 are words of their own.
bool in_numeral(char32_t c);

// Behind the numeral's characters from `pos` on.
std::size_t numeral_end(std::u32string_view text, std::size_t pos);

}  // namespace hebiao
