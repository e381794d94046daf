// One page, read: its tables with the text of their cells, and the lines of text outside them.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "extract/document.h"
#include "extract/grid.h"
#include "extract/text_flow.h"
#include "extract/turn.h"

namespace hebiao {

struct LaidCell {
  GridCell grid;
  std::u32string text;
  std::vector<TextLine> lines;  // what `text` was joined from
};

struct LaidTable {
  FoundBy found_by = FoundBy::kRulings;
  Grid grid;                    // its own `cells` moved into `cells` below
  std::vector<LaidCell> cells;  // by row, then column
};

struct LaidLine {
  TextLine line;
  LineKind kind = LineKind::kText;
};

struct PageLayout {
  int number = 1;
  double width = 0;  // of the page as the text reads
  double height = 0;
  Turn turn;  // back to the page as displayed
  int rotation = 0;
  std::vector<LaidTable> tables;  // from top to bottom
  std::vector<LaidLine> lines;    // in reading order
  Rulings rulings;
  std::vector<Box> unclosed;    // areas with text that lines surround but do not close
  std::size_t characters = 0;   // drawn, blanks and second copies not counted
  std::size_t unreadable = 0;   // of these, without a known character (U+FFFD)
  std::size_t undecodable = 0;  // of these, in fonts whose codes cannot be trusted
  std::size_t recovered = 0;    // of these, read through a font's own character map
  bool image_only = false;      // no visible text, and an image covers most of the page
  bool grid_limit = false;
};

PageLayout lay_out(PageCapture page, const TableSettings& settings, std::size_t cell_limit);

}  // namespace hebiao
