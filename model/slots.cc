#include "model/slots.h"

#include <algorithm>

#include "model/brackets.h"
#include "model/utf8.h"

namespace hebiao {
namespace {

Slot slot_of(const RowCell& cell, Role role, const Dialects::Tables& tables) {
  Slot slot;
  slot.role = role;
  slot.first = cell.column;
  slot.last = cell.column + cell.column_span - 1;
  slot.label = std::string(cell.text);
  slot.unit = unit_in_brackets(cell.text, tables);
  slot.percent = slot.unit == "%";
  return slot;
}

// Sorted, without overlaps: of two that overlap the later one stays whole.
void lay_over(Slots& slots, Slot slot) {
  Slots kept;
  for (Slot& old : slots) {
    if (old.last < slot.first || old.first > slot.last) {
      kept.push_back(std::move(old));
      continue;
    }
    Slot left = old;
    left.last = slot.first - 1;
    Slot right = std::move(old);
    right.first = slot.last + 1;
    if (left.first <= left.last) kept.push_back(std::move(left));
    if (right.first <= right.last) kept.push_back(std::move(right));
  }
  kept.push_back(std::move(slot));
  std::sort(kept.begin(), kept.end(), [](const Slot& a, const Slot& b) { return a.first < b.first; });
  slots = std::move(kept);
}

void fill_gaps(Slots& slots) {
  Slots filled;
  int next = 0;
  for (Slot& slot : slots) {
    if (slot.first > next) filled.push_back({Role::kNone, next, slot.first - 1, {}, false, {}});
    next = slot.last + 1;
    filled.push_back(std::move(slot));
  }
  slots = std::move(filled);
}

// A column that stands twice: the first is read, the second kept as another field.
void demote_doubles(Slots& slots) {
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const Role role = slots[s].role;
    if (role == Role::kNone || role == Role::kOther || role == Role::kIndicatorCaption) continue;
    for (std::size_t before = 0; before < s; ++before)
      if (slots[before].role == role) slots[s].role = Role::kOther;
  }
}

// 年度预算数 over the column of row labels, with 年初预算 and 调整后预算数 to its right: of two heads of one meaning,
// in other words, the first heads the labels if nothing stands between the caption and it.
void find_label_head(Slots& slots) {
  const auto first = std::find_if(slots.begin(), slots.end(), [](const Slot& slot) { return is_money(slot.role); });
  if (first == slots.end() || find_slot(slots, Role::kFundLabel) != nullptr) return;
  if (first != slots.begin() && (first - 1)->role != Role::kFundCaption) return;
  const bool again = std::any_of(
      first + 1, slots.end(), [&](const Slot& slot) { return slot.role == first->role && slot.label != first->label; });
  if (again) first->role = Role::kFundLabel;
}

bool holds_figure(const Slot& slot, const Row* row, const Lexicon& lexicon) {
  return row != nullptr && std::any_of(row->cells.begin(), row->cells.end(), [&](const RowCell& cell) {
           if (cell.column < slot.first || cell.column > slot.last) return false;
           const Shape shape = shape_of(cell.text, lexicon).shape;
           return shape == Shape::kNumber || shape == Shape::kPercent;
         });
}

// Row labels stand between the block's caption and its first figure; where nothing stands between, in the caption's
// own columns.
void find_label_slot(Slots& slots, const Row* below, const Lexicon& lexicon) {
  if (find_slot(slots, Role::kFundLabel) != nullptr) return;
  const auto figures = std::find_if(slots.begin(), slots.end(),
                                    [](const Slot& slot) { return is_money(slot.role) || slot.role == Role::kRate; });
  if (figures == slots.begin() || figures == slots.end()) return;
  auto label = figures - 1;
  // An unknown head over figures is one more of their columns.
  while (label != slots.begin() && label->role == Role::kOther && holds_figure(*label, below, lexicon)) --label;
  label->role = Role::kFundLabel;
}

}  // namespace

bool is_money(Role role) {
  return role == Role::kInitialBudget || role == Role::kFullBudget || role == Role::kExecuted;
}

std::string unit_in_brackets(std::string_view text, const Dialects::Tables& tables) {
  for (std::string_view part : bracketed(text)) {
    for (const std::string& mark : tables.percent_marks)
      if (part == mark) return "%";
    for (const std::string& unit : tables.money_units)
      if (part.ends_with(unit)) return unit;
  }
  return {};
}

const Slot* find_slot(const Slots& slots, Role role) {
  for (const Slot& slot : slots)
    if (slot.role == role) return &slot;
  return nullptr;
}

Slots fund_slots(const Row& head, const Row* below, const Lexicon& lexicon) {
  Slots slots;
  for (const RowCell& cell : head.cells) {
    if (cell.empty()) continue;
    const Role role = lexicon.fund_column(lexicon.tables().key(cell.text));
    slots.push_back(slot_of(cell, role == Role::kNone ? Role::kOther : role, lexicon.tables()));
  }
  fill_gaps(slots);
  find_label_head(slots);
  find_label_slot(slots, below, lexicon);
  demote_doubles(slots);
  return slots;
}

std::size_t indicator_head_rows(const std::vector<Row>& rows, std::size_t row, std::size_t end,
                                const Lexicon& lexicon) {
  constexpr std::size_t kLongestHead = 12;  // characters of a head that no list knows
  if (row + 1 >= end) return 1;
  std::size_t heads = 0;
  std::size_t unknown = 0;
  for (const RowCell& cell : rows[row + 1].cells) {
    if (cell.empty()) continue;
    if (lexicon.indicator_column(lexicon.tables().key(cell.text)) != Role::kNone) {
      ++heads;
      continue;
    }
    const CellShape shape = shape_of(cell.text, lexicon);
    if (shape.shape != Shape::kText || shape.is_level() || shape.length > kLongestHead) return 1;
    ++unknown;
  }
  return heads >= 2 && unknown < heads ? 2 : 1;
}

namespace {

// Of the slots that cover the columns of a cell, the role of the first.
Role role_over(const RowCell& cell, const Slots& slots) {
  for (const Slot& slot : slots)
    if (cell.column >= slot.first && cell.column <= slot.last) return slot.role;
  return Role::kNone;
}

bool is_target_part(Role role) { return role == Role::kSign || role == Role::kTarget || role == Role::kUnit; }

// Do the heads of the lower row stand below heads that they do not divide? Then a row was written without its leading
// empty cells, or without those that its merged ones cover, and its columns say nothing.
bool stand_elsewhere(const Slots& upper, const Row& lower, const Lexicon& lexicon) {
  if (find_slot(upper, Role::kTarget) == nullptr) return false;
  return std::any_of(lower.cells.begin(), lower.cells.end(), [&](const RowCell& cell) {
    if (cell.empty()) return false;
    const Role own = lexicon.indicator_column(lexicon.tables().key(cell.text));
    const Role over = role_over(cell, upper);
    const bool value = over == Role::kActual || over == Role::kWeight || over == Role::kScore;
    return (value && own != over) || (is_target_part(own) && over != Role::kTarget && over != own);
  });
}

// The lower row's heads in place of the target's that they divide. Where they hold the names as well, those of the
// upper row stand right of them.
Slots in_order_of_reading(const Slots& upper, const Row& lower, const Lexicon& lexicon) {
  Slots below;
  for (const RowCell& cell : lower.cells) {
    if (cell.empty()) continue;
    const Role role = lexicon.indicator_column(lexicon.tables().key(cell.text));
    below.push_back(slot_of(cell, role == Role::kNone ? Role::kTarget : role, lexicon.tables()));
  }
  const bool names = find_slot(below, Role::kName) != nullptr;
  Slots slots;
  if (names) slots = below;
  for (const Slot& slot : upper) {
    if (slot.role == Role::kTarget && !names) {
      slots.insert(slots.end(), below.begin(), below.end());
    } else if (!names || (slot.role != Role::kIndicatorCaption && find_slot(below, slot.role) == nullptr)) {
      slots.push_back(slot);
    }
  }
  for (std::size_t s = 0; s < slots.size(); ++s)
    if (s > 0 || !names) slots[s].first = slots[s].last = s == 0 ? slots[s].first : slots[s - 1].last + 1;
  return slots;
}

// 备注 holds the reasons where no other column does.
void settle_remarks(Slots& slots) {
  const bool reasons = find_slot(slots, Role::kDeviation) != nullptr;
  for (Slot& slot : slots)
    if (slot.role == Role::kRemark) slot.role = reasons ? Role::kOther : Role::kDeviation;
}

}  // namespace

Slots indicator_slots(const std::vector<Row>& rows, std::size_t row, std::size_t head_rows, const Lexicon& lexicon) {
  Slots slots;
  for (std::size_t r = row; r < row + head_rows; ++r) {
    if (r > row && rows[r].columns == Columns::kCounted && stand_elsewhere(slots, rows[r], lexicon)) {
      slots = in_order_of_reading(slots, rows[r], lexicon);
      continue;
    }
    const Slots above = slots;
    for (const RowCell& cell : rows[r].cells) {
      if (cell.empty()) continue;
      Role role = lexicon.indicator_column(lexicon.tables().key(cell.text));
      if (role == Role::kNone) role = role_over(cell, above);
      lay_over(slots, slot_of(cell, role == Role::kNone ? Role::kOther : role, lexicon.tables()));
    }
  }
  fill_gaps(slots);
  settle_remarks(slots);
  demote_doubles(slots);
  return slots;
}

}  // namespace hebiao
