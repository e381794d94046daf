// Every tolerance of the table finder, in points unless it says otherwise.
#pragma once

#include <cstddef>

namespace hebiao {

struct TableSettings {
  // Lines. Positions closer than `snap` are one line: double rules lie 1.5–2.5 apart, hand-made tables wobble by 1–2;
  // two tables may stand 4 apart and must stay two, so it is below 4.
  double snap = 3.0;
  double join = 3.0;        // a gap along a line up to this is closed: cells drawn edge by edge, dashes
  double dash = 6.0;        // … up to this between two pieces that are themselves no longer: sparse dashes
  double least_line = 5.0;  // shorter after joining: tick marks, serifs, dots
  double meet = 3.0;        // a line may end this far before the one that it meets
  double open_end = 6.0;    // lines that run on this far past the frame show an open side

  // Cells.
  double least_cell = 3.0;  // narrower or lower: the gap of a double rule

  // Text, in ems.
  double same_line = 0.45;  // baselines closer than this share of the smaller em are one line
  double copy = 0.18;       // equal glyphs closer than this are one glyph drawn twice (fake bold)
  double blank = 0.20;      // a gap wider than this between two Latin glyphs is a blank
  double hang = 1.05;       // closing punctuation may hang this far out of its cell
  double new_word = 0.5;    // a wider gap ends a run of glyphs that is placed as a whole

  // Tables without rules.
  double column_gap = 0.9;  // ems of white over several lines that separate two columns

  // Page breaks.
  double overhang = 30.0;    // text that a cell without a line at the break may hang out there: two lines
  double same_column = 4.0;  // column edges of two pages that are the same column
};

}  // namespace hebiao
