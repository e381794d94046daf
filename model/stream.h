// Finding the cells of a block whose columns are gone: joined by single blanks, or one cell a line.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "model/align.h"

namespace hebiao {

// A piece of text that is a cell or a part of one.
struct Token {
  std::string_view text;
  CellShape shape;
  bool after_break = false;  // the first piece of a further line of its row
};

enum class RowBreaks {
  kKnown,    // all tokens are one row
  kUnknown,  // rows follow one another unmarked
};

// A cell that was found: tokens [first, last] in the slot.
struct StreamCell {
  std::size_t first = 0;
  std::size_t last = 0;
  int slot = 0;
  bool certain = true;  // false: the tokens may as well stand in other slots
};
using StreamRow = std::vector<StreamCell>;

// The cheapest reading of all tokens, in order, as rows over the slots. Tokens that cannot be shared out, more figures
// than there are slots in one row, are one uncertain cell. No row without tokens or slots.
std::vector<StreamRow> find_stream_rows(const std::vector<Token>& tokens, const Slots& slots, RowBreaks breaks);

}  // namespace hebiao
