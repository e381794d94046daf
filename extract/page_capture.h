// What one PDF page draws, as plain values: the interface between the file that knows Poppler and those that do not.
//
// Coordinates are points from the top left of the page as it is displayed (CropBox applied, /Rotate applied), y
// downwards. Everything is in drawing order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "extract/source_ref.h"

namespace hebiao {

// Which way a glyph's baseline runs on the displayed page.
enum class Heading : std::uint8_t {
  kRight,    // upright text
  kDown,     // turned a quarter clockwise
  kLeft,     // upside down
  kUp,       // turned a quarter anticlockwise
  kOblique,  // anything else: watermarks
};

// One drawn character code. Its code points are PageCapture::text[text_begin, text_begin + text_size); none if an
// /ActualText span gave them to an earlier glyph.
struct Glyph {
  double x = 0;  // of the origin: where the baseline starts
  double y = 0;
  double advance = 0;  // along the heading (down, for vertical writing), without character spacing
  double size = 0;     // the em, in points on the page
  double ink = 1;      // 0 nothing to be seen on white paper … 1 full colour: opacity × (1 − lightest channel)
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;
  std::uint32_t code = 0;  // in its font: equal glyphs have equal codes
  std::uint32_t show = 0;  // ordinal of the text-showing operator on this page
  std::uint32_t font = 0;  // index into PageCapture::fonts
  Heading heading = Heading::kRight;
  bool vertical = false;  // vertical writing mode: (x, y) is the middle of the glyph's top
  bool hidden = false;    // render mode 3 or 7, white on nothing, under a point high, or off the page
};

// A straight axis-parallel line, however it was drawn: a stroke, a thin filled rectangle, a thin image.
struct Segment {
  bool horizontal = true;
  double at = 0;     // y of a horizontal line, x of a vertical one: its middle
  double begin = 0;  // along the line, begin <= end
  double end = 0;
  double width = 0;  // thickness
};

// A filled area that is no line: a background.
struct Fill {
  Box box;
  double ink = 1;  // as in Glyph
};

// What is known of the text that a font draws.
enum class FontTrust : std::uint8_t {
  kTrusted,      // a ToUnicode map, a known character collection or a named encoding
  kRecovered,    // read through the character map inside the embedded font file
  kUndecodable,  // no trustworthy way from codes to characters
};

struct CapturedFont {
  std::string name;  // as the file calls it; may be empty
  FontTrust trust = FontTrust::kTrusted;
};

// The limits (extract/limits.h) that one page may meet. What was read until then is kept.
enum class CaptureLimit : std::uint8_t {
  kGlyphs,       // glyphs_per_page: the page was read no further
  kRulings,      // rulings_per_page: further lines were left out, the text was read on
  kSavedStates,  // saved_states: the page was read no further
  kSteps,        // steps_per_page: the page was read no further
  kContent,      // content_bytes: the page's operators after that were not read
  kPageSize,     // page_points: the page was read all the same
};

struct PageCapture {
  int number = 1;
  double width = 0;
  double height = 0;
  int rotation = 0;  // of the page dictionary, clockwise
  std::u32string text;
  std::vector<Glyph> glyphs;
  std::vector<Segment> segments;
  std::vector<Fill> fills;
  std::vector<Box> images;
  std::vector<CapturedFont> fonts;
  bool broken = false;        // the page object is missing or unreadable
  bool cmap_missing = false;  // Poppler asked for a character map that is not installed
  bool timed_out = false;
  std::set<CaptureLimit> limits_met;
};

}  // namespace hebiao
