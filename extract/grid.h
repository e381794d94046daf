// From lines to tables: which lines meet, which areas they close off.
#pragma once

#include <cstddef>
#include <vector>

#include "extract/rulings.h"
#include "extract/table_settings.h"

namespace hebiao {

// An area closed off by lines. Rows and columns count from 0 within its grid.
struct GridCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  Box box;
  bool open_top = false;  // no line closes it there: a page break goes through it
  bool open_bottom = false;
};

struct Grid {
  Box box;
  std::vector<double> xs;       // column edges, columns + 1 of them, ascending
  std::vector<double> ys;       // row edges
  std::vector<GridCell> cells;  // by row, then column; they do not overlap; an open area is a hole
  bool open_sides = false;      // no line closed it at the left or the right
  bool open_area = false;       // some area was not closed, or is no rectangle

  int rows() const { return static_cast<int>(ys.size()) - 1; }
  int columns() const { return static_cast<int>(xs.size()) - 1; }
};

struct Grids {
  std::vector<Grid> grids;    // from top to bottom, then left to right; at least two cells each
  std::vector<Box> frames;    // a single closed area: a box around text, no table
  std::vector<Box> unclosed;  // lines that meet but leave an area open between them
  bool limit = false;         // a grid larger than `cell_limit` was left out
};

Grids find_grids(const Rulings& rulings, const TableSettings& settings, std::size_t cell_limit);

}  // namespace hebiao
