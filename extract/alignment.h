// Tables that have no lines, or horizontal ones only: columns from the white rivers between aligned text, rows from
// baselines. The fallback where rulings give no closed grid.
#pragma once

#include <vector>

#include "extract/grid.h"
#include "extract/text_flow.h"

namespace hebiao {

// A table found by alignment. Its grid's edges run through the white between columns and rows.
struct AlignedTable {
  Grid grid;
  std::vector<GlyphList> cell_glyphs;  // parallel to grid.cells
};

struct Alignment {
  std::vector<AlignedTable> tables;  // from top to bottom
  GlyphList rest;                    // glyphs that belong to none
};

// pre: `lines` are those of `page`, upright, split at gaps of settings.column_gap, and lie outside ruled tables;
// `horizontal` are the page's horizontal rulings.
Alignment align(const PageCapture& page, const std::vector<TextLine>& lines, const std::vector<Segment>& horizontal,
                const TableSettings& settings);

}  // namespace hebiao
