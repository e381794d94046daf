// The bracket groups of a text.
#pragma once

#include <string_view>
#include <vector>

#include "model/utf8.h"

namespace hebiao {

// Their contents, from left to right; of nested ones the innermost.
inline std::vector<std::string_view> bracketed(std::string_view text) {
  std::vector<std::string_view> result;
  std::size_t open = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = utf8_character(text, at);
    if (is_opening_bracket(character)) open = at + character.size();
    if (is_closing_bracket(character) && open != std::string_view::npos) {
      result.push_back(text.substr(open, at - open));
      open = std::string_view::npos;
    }
    at += character.size();
  }
  return result;
}

}  // namespace hebiao
