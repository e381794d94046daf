// Walking over UTF-8, character by character. Malformed bytes count as characters of one byte.
#pragma once

#include <algorithm>
#include <string_view>

namespace hebiao {

// The character at `at`; empty at the end.
inline std::string_view utf8_character(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const auto lead = static_cast<unsigned char>(text[at]);
  const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return text.substr(at, length);
}

inline std::size_t utf8_length(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// Blanks of one byte, the no-break space and the ideographic space.
inline bool is_blank_character(std::string_view c) {
  return c == " " || c == "\t" || c == "\n" || c == "\r" || c == "\v" || c == "\f" || c == "\xC2\xA0" ||
         c == "\xE3\x80\x80";
}

// ( （ [ 【 〔 and their partners.
inline bool is_opening_bracket(std::string_view c) {
  return c == "(" || c == "\xEF\xBC\x88" || c == "[" || c == "\xE3\x80\x90" || c == "\xE3\x80\x94";
}
inline bool is_closing_bracket(std::string_view c) {
  return c == ")" || c == "\xEF\xBC\x89" || c == "]" || c == "\xE3\x80\x91" || c == "\xE3\x80\x95";
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace hebiao
