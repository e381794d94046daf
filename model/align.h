// Putting the cells of a ragged row into the columns where they belong.
#pragma once

#include <string>
#include <vector>

#include "model/cell_shape.h"
#include "model/rows.h"

namespace hebiao {

// One column of a block, as its head says.
struct Slot {
  Role role = Role::kNone;
  int first = 0;  // columns of the head's cell: [first, last]
  int last = 0;
  std::string label;     // canonical text of the head
  bool percent = false;  // the head names % as the unit
  std::string unit;      // another unit that the head names in brackets
};

// The heads of a block from left to right, without gaps: every column belongs to one slot.
using Slots = std::vector<Slot>;

struct PlacedCell {
  std::size_t cell = 0;  // index into Row::cells
  int slot = kNoSlot;
  bool certain = true;  // false: another place is as likely

  static constexpr int kNoSlot = -1;
  static constexpr int kSecondLevel = -2;  // one level name more than there are columns for
};

struct Alignment {
  std::vector<PlacedCell> cells;  // those that are not empty, from left to right
  bool mended = false;            // some cell was placed elsewhere than it stands

  // The first cell in a slot of that role; nullptr if there is none.
  const PlacedCell* find(Role role, const Slots& slots) const;
};

// What it costs a row to leave each slot empty: much where a row can hardly do without.
std::vector<int> absences(const Slots& slots);

// Keeps the order of the cells. A cell stays where it stands unless the row as a whole makes better sense shifted.
Alignment align_row(const Row& row, const Slots& slots, const Lexicon& lexicon);

}  // namespace hebiao
