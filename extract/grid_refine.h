// Ruled tables that leave lines out: rows in one frame, columns that only the header rules.
#pragma once

#include <vector>

#include "extract/grid.h"
#include "extract/text_flow.h"

namespace hebiao {

// A grid and, parallel to its cells, the glyphs that fell into them.
struct FilledGrid {
  Grid grid;
  std::vector<GlyphList> glyphs;
};

// Splits cells that span columns in three rows or more, where every piece of their text keeps to one of those columns.
FilledGrid split_spanning_cells(const PageCapture& page, FilledGrid filled, const TableSettings& settings);

// Is a good part of the text of these cells a table of its own, without lines? Then the lines are but a frame around
// the head and the body of a table whose rows and columns are in the white.
bool frames_a_table(const PageCapture& page, const FilledGrid& filled, const TableSettings& settings);

// Splits a ruled row whose cells hold stacks of short lines at common baselines: several rows in one frame.
FilledGrid split_stacked_rows(const PageCapture& page, FilledGrid filled, const TableSettings& settings);

}  // namespace hebiao
