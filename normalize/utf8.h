// UTF-8, one code point at a time. Bytes that are no UTF-8 (lone surrogates included) are damage to report, not an
// error.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hebiao {

struct CodePoint {
  char32_t value = 0;
  bool valid = true;  // false: `value` is U+FFFD and stands for one undecodable byte
};

// Reads the code point at `pos` and moves `pos` behind it. pre: pos < text.size().
inline CodePoint next_code_point(std::string_view text, std::size_t& pos) {
  constexpr CodePoint kDamaged{U'\uFFFD', false};
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned char lead = byte(pos++);
  if (lead < 0x80) return {lead, true};
  const std::size_t more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - pos < more) return kDamaged;
  char32_t value = lead & (0x3FU >> more);
  for (std::size_t i = 0; i < more; ++i) {
    const unsigned char next = byte(pos + i);
    if ((next & 0xC0U) != 0x80) return kDamaged;
    value = value << 6 | (next & 0x3FU);
  }
  constexpr char32_t kLeast[] = {0, 0x80, 0x800, 0x10000};
  if (value < kLeast[more] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return kDamaged;
  pos += more;
  return {value, true};
}

inline void append_utf8(std::string& text, char32_t c) {
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | c >> 6);
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | c >> 12);
    text += static_cast<char>(0x80U | (c >> 6 & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    text += static_cast<char>(0xF0U | c >> 18);
    text += static_cast<char>(0x80U | (c >> 12 & 0x3FU));
    text += static_cast<char>(0x80U | (c >> 6 & 0x3FU));
    text += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

}  // namespace hebiao
