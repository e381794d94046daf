// Tables that run over page breaks become one: the rows and cells that a break cut are put together again, header rows
// that were printed again are dropped and counted, columns are matched by where they stand.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "extract/document.h"
#include "extract/page_layout.h"

namespace hebiao {

struct JoinedCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::u32string text;
  std::vector<SourceRef> at;    // one a page; boxes on the pages as displayed
  std::vector<TextLine> lines;  // of its last piece, glyphs dropped
  bool open_top = false;        // as in GridCell, of the first and the last piece
  bool open_bottom = false;
  double bottom = 0;  // lower edge of its last piece, on the upright page
  double room = 0;    // width for its text
};

struct JoinedTable {
  FoundBy found_by = FoundBy::kRulings;
  std::vector<int> pages;
  std::vector<double> xs;  // column edges
  int rows = 0;
  int repeated_header_rows = 0;
  std::vector<JoinedCell> cells;  // in the order in which they were added
  std::vector<std::size_t> tail;  // indices of the cells that end in the last row
  using RowTexts = std::vector<std::u32string>;
  std::vector<RowTexts> head;    // its first rows, as far as a header may reach
  std::vector<RowTexts> labels;  // rows further down that look like headers
};

JoinedTable begin_table(LaidTable table, int page, const Turn& turn);

// Does `next`, the first thing on its page, go on with `table`, the last thing on the page before?
bool continues(const JoinedTable& table, const LaidTable& next, const TableSettings& settings);

// A header row that was dropped because it repeats one of `table`: its text and place.
struct DroppedRow {
  std::u32string text;
  Box box;  // on the upright page
};

// pre: continues(table, next).
std::vector<DroppedRow> append_table(JoinedTable& table, LaidTable next, int page, const Turn& turn,
                                     const TableSettings& settings);

}  // namespace hebiao
