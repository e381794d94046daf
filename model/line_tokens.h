// The pieces of a line between its blanks.
#pragma once

#include <string_view>
#include <vector>

#include "model/rows.h"

namespace hebiao {

struct LineToken {
  std::string_view text;  // canonical
  std::string_view raw;
  int ordinal = 1;  // among the pieces of the line
};

// Where some blanks of the line are double, single ones do not separate. A piece that is one bracket belongs to the
// piece before it: `≥95 (%)` is one piece.
std::vector<LineToken> tokens_of(const RowCell& line);

// The piece of the line from one token to another, as a cell in `column`.
RowCell cell_of_tokens(const RowCell& line, const LineToken& first, const LineToken& last, int column);

}  // namespace hebiao
