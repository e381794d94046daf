#include "emit/display_width.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hebiao {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Blocks of width W or F in EastAsianWidth.txt; the few narrow code points inside them do not occur in forms.
constexpr std::array kWide{
    CodePointRange{0x1100, 0x115F},   CodePointRange{0x2E80, 0x303E}, CodePointRange{0x3041, 0xA4CF},
    CodePointRange{0xAC00, 0xD7A3},   CodePointRange{0xF900, 0xFAFF}, CodePointRange{0xFE30, 0xFE6F},
    CodePointRange{0xFF00, 0xFF60},   CodePointRange{0xFFE0, 0xFFE6}, CodePointRange{0x1F300, 0x1FAFF},
    CodePointRange{0x20000, 0x3FFFD},
};
constexpr std::array kZero{
    CodePointRange{0x0300, 0x036F}, CodePointRange{0x200B, 0x200F}, CodePointRange{0x202A, 0x202E},
    CodePointRange{0x2060, 0x2064}, CodePointRange{0x20D0, 0x20FF}, CodePointRange{0xFE00, 0xFE0F},
    CodePointRange{0xFEFF, 0xFEFF},
};

template <std::size_t N>
bool within(const std::array<CodePointRange, N>& ranges, char32_t code_point) {
  return std::any_of(ranges.begin(), ranges.end(), [code_point](const CodePointRange& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

struct Decoded {
  char32_t code_point = 0;
  std::size_t bytes = 1;
};

Decoded decode(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  char32_t code_point = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto trail = static_cast<unsigned char>(text[i]);
    if ((trail & 0xC0) != 0x80) return {lead, 1};
    code_point = (code_point << 6) | (trail & 0x3FU);
  }
  return {code_point, bytes};
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  while (!text.empty()) {
    const Decoded decoded = decode(text);
    if (!within(kZero, decoded.code_point)) width += within(kWide, decoded.code_point) ? 2 : 1;
    text.remove_prefix(decoded.bytes);
  }
  return width;
}

}  // namespace hebiao
