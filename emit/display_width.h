// How many columns of a terminal a text takes.
#pragma once

#include <string_view>

namespace hebiao {

// Chinese characters, full-width forms and wide punctuation take two columns, combining marks none, the rest one
// (Unicode East Asian Width W and F, by block). Bytes that are no UTF-8 count one each.
int display_width(std::string_view text);

}  // namespace hebiao
