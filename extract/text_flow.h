// From glyphs to lines of text, and from the lines of a cell to its text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "extract/page_capture.h"
#include "extract/table_settings.h"

namespace hebiao {

using GlyphList = std::vector<std::uint32_t>;  // indices into PageCapture::glyphs

// One line, in its own reading frame: `begin` and `end` run along the text, `baseline` grows from line to line.
struct TextLine {
  std::u32string text;  // no blanks at its ends
  Box box;              // on the page
  double begin = 0;
  double end = 0;
  double baseline = 0;
  double size = 0;  // em of its largest glyph
  Heading heading = Heading::kRight;
  bool blank_before = false;  // a blank is drawn at its beginning
  bool blank_after = false;   // … at its end: the text was wrapped at a blank
  GlyphList glyphs;           // in reading order, copies left out
};

struct TextLines {
  std::vector<TextLine> lines;  // by heading, baseline, begin
  std::size_t copies = 0;       // characters drawn twice, counted once: these are the second ones
};

// A gap along the line that is wider than `split_gap` ems divides it; pass kNeverSplit inside a cell.
inline constexpr double kNeverSplit = 1e9;
TextLines find_lines(const PageCapture& page, GlyphList glyphs, double split_gap, const TableSettings& settings);

// How a page writes what a wrap would hide.
struct WrapHabits {
  // A half-width bracket behind Chinese text: 项目资金 (万元). Browsers drop a blank at a wrap without a trace; who
  // types half-width brackets in Chinese text sets them off by a blank more often than not, unless the page shows
  // otherwise.
  bool blank_before_bracket = true;
};
WrapHabits wrap_habits(const PageCapture& page);

// The text of a cell whose lines are `lines` and that leaves `room` points for a line. A wrap between Chinese
// characters leaves no trace, one between Latin words is a blank, a figure that was broken because it did not fit is
// whole again.
std::u32string wrapped_text(const std::vector<TextLine>& lines, double room, const WrapHabits& habits);

// The area that a glyph covers, by its origin and em.
Box glyph_box(const Glyph& glyph);

bool is_blank(char32_t c);
bool is_blank(const PageCapture& page, const Glyph& glyph);  // draws nothing but blanks
bool is_wide(char32_t c);                                    // Chinese characters, their punctuation, full-width forms
std::size_t visible_characters(std::u32string_view text);    // blanks not counted
std::string utf8(std::u32string_view text);

}  // namespace hebiao
