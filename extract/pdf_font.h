// Whether a font's codes can be trusted to mean the characters that Poppler says, and what they mean if not.
//
// A subset font without a ToUnicode map has codes that number its glyphs; Poppler then returns those numbers as if
// they were characters: plausible Chinese, all of it wrong (财政 as 懮㨋). Such a font is found here. Where its
// embedded TrueType file still holds its own character map, inverting that map gives the text back.
#pragma once

#include <string>
#include <unordered_map>

#include "extract/page_capture.h"

class GfxFont;
class XRef;

namespace hebiao {

struct FontReading {
  CapturedFont font;
  bool is_type3 = false;
  double type3_em = 1;  // Type 3 only: height of the em square in text space units at size 1
  std::unordered_map<std::uint32_t, char32_t> recovered;  // code -> character; empty unless FontTrust::kRecovered
};

FontReading read_font(const GfxFont& font, XRef* xref);

}  // namespace hebiao
