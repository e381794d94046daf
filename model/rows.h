// A document as one sequence of rows, whatever shape it came in.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"

namespace hebiao {

// One cell of a row. Views into the document, which outlives the rows.
struct RowCell {
  std::string_view raw;
  std::string_view text;  // canonical
  SourceRef at;
  std::vector<SourceRef> more_at;
  int column = 0;
  int column_span = 1;
  int row_span = 1;
  bool certain = true;  // false: where this cell begins and ends could not be told (joined lines)

  bool empty() const { return text.empty(); }
};

// How far the columns of a row can be trusted.
enum class Columns {
  kDrawn,    // rulings or alignment: exact
  kCounted,  // separators counted: leading empties may be lost
  kUnknown,  // joined by blanks, or one cell a line
};

struct Row {
  std::vector<RowCell> cells;  // those that begin in this row, by column; empty ones included
  Columns columns = Columns::kCounted;
  bool is_line = false;    // a line outside tables: one cell
  int table = -1;          // index of its table; -1 for lines
  bool recovered = false;  // its cells were found in lines (model/shapes.h)

  // The only cell that is not empty; nullptr if there are none or several.
  const RowCell* only_cell() const;
  SourceRef at() const;  // of the first cell that is not empty, else of the first
};

struct DocumentRows {
  std::vector<Row> rows;
  std::deque<std::string> joined;  // owns the texts of cells that were put together from several lines
};

// Lines other than text (watermarks, page numbers, hidden text) are left out; every row of a table is there, also one
// that is covered by spans from above.
DocumentRows rows_of(const Document& document);

}  // namespace hebiao
