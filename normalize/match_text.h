// Text as the grammar and the vocabulary see it: code points, simplified, with ASCII punctuation and hardly any blanks.
#pragma once

#include <string>
#include <string_view>

namespace hebiao {

struct MatchText {
  std::u32string text;
  bool traditional = false;  // some character was traditional
};

// From canonical text. （，：； become ASCII, the many dashes one (-), the tildes one (~), 〇 and ○ 零; a blank remains
// only between two ASCII letters, digits, commas or points, where it separates (`3 100`); traditional characters are
// simplified.
MatchText match_form(std::string_view canonical);

// One character of it, and for blanks U+0020.
char32_t match_character(char32_t canonical);

}  // namespace hebiao
