// Aligning is a shortest path. Each cell that is not empty goes to a slot right of the slot before it; the cost of a
// placing is how ill the cell fits the slot's role (misfit), plus a price whenever the distance between where cells
// stand and where they go changes, plus a price for each slot that a row can hardly do without and that stays empty.
// A row that loses its leading empty cells shifts as a whole and pays once; a level name that stands one column off
// pays twice; so a row that makes sense as it stands is never touched.
#include "model/align.h"

#include <algorithm>
#include <limits>

namespace hebiao {
namespace {

constexpr int kAtEase = 4;       // the largest misfit of a cell that may well stand where it does
constexpr int kAtEaseDrawn = 8;  // the same where rulings say where it stands: a level that no list knows
constexpr int kShift = 2;        // the distance changes
constexpr int kUnplaced = 22;    // a cell goes nowhere: worse than any misfit but the impossible
constexpr int kShiftAgain = 4;   // it changes from one shift to another: empties inside a row are rarely lost
constexpr int kLevelSkipped =
    1;  // a level-1 name directly before the indicator's name, though there is a level-2 column
constexpr int kSecondLevel = 4;  // a level name more than there are columns
constexpr int kMaxDropped = 3;   // cells in a row that go nowhere
constexpr int kInfinity = std::numeric_limits<int>::max() / 4;

struct Item {
  std::size_t cell = 0;
  CellShape shape;
  int home = 0;  // the slot in whose columns the cell stands; beyond the slots if it stands right of them
};

// The first slot that the cell covers by more than half: a cell that takes the empty columns to its right stands where
// it begins. Where it covers none so far, the slot that it covers most.
int home_of(const RowCell& cell, const Slots& slots) {
  int best = static_cast<int>(slots.size()) + cell.column - (slots.empty() ? 0 : slots.back().last + 1);
  int best_overlap = 0;
  for (std::size_t s = 0; s < slots.size(); ++s) {
    const int left = std::max(slots[s].first, cell.column);
    const int right = std::min(slots[s].last, cell.column + cell.column_span - 1);
    const int overlap = right - left + 1;
    if (overlap * 2 > slots[s].last - slots[s].first + 1) return static_cast<int>(s);
    if (overlap <= best_overlap) continue;
    best_overlap = overlap;
    best = static_cast<int>(s);
  }
  return best;
}

// Of a row of the fund block the parts have neither weight nor score.
int absence(Role role, bool funds) {
  switch (role) {
    case Role::kName:
      return 8;
    case Role::kTarget:
    case Role::kActual:
    case Role::kFundLabel:
      return 4;
    case Role::kWeight:
    case Role::kScore:
      return funds ? 0 : 3;
    case Role::kInitialTarget:
    case Role::kInitialBudget:
    case Role::kFullBudget:
    case Role::kExecuted:
    case Role::kRate:
      return 3;
    case Role::kSign:
    case Role::kUnit:
    case Role::kFigure:
    case Role::kYesNo:
      return 2;
    default:
      return 0;
  }
}

class Aligner {
 public:
  Aligner(std::vector<Item> items, const Slots& slots, const Row& row)
      : items_(std::move(items)),
        slots_(slots),
        columns_(row.columns),
        ease_(row.columns == Columns::kDrawn && !row.recovered ? kAtEaseDrawn : kAtEase) {
    absent_before_.assign(slots.size() + 1, 0);
    const std::vector<int> costs = absences(slots);
    for (std::size_t s = 0; s < slots.size(); ++s) absent_before_[s + 1] = absent_before_[s] + costs[s];
  }

  // Does the row make sense as it stands: every cell at home in a slot of its own, none ill at ease, and the row named?
  bool makes_sense() const {
    int before = -1;
    bool named = !has_slot(Role::kName) && !has_slot(Role::kFundLabel);
    bool scored = !has_slot(Role::kScore);
    bool at_ease = true;
    for (const Item& item : items_) {
      if (item.home <= before || item.home >= slot_count()) return false;
      const int unease = misfit(item.shape, role(item.home));
      if (unease > ease_) return false;
      at_ease = at_ease && unease <= kAtEase;
      scored = scored || role(item.home) == Role::kScore;
      named = named || role(item.home) == Role::kName || role(item.home) == Role::kFundLabel ||
              role(item.home) == Role::kDeviation;  // a row may hold the rest of a reason alone
      before = item.home;
    }
    // A row that begins in the wrong column, too, has words where a level should stand, but then its last place is
    // empty.
    return named && (at_ease || scored);
  }

  // slot per item
  std::vector<int> solve() {
    const int n = static_cast<int>(items_.size());
    const int m = slot_count();
    forward_.assign(static_cast<std::size_t>(n) * m, Step{});
    for (int i = 0; i < n; ++i)
      for (int s = 0; s < m; ++s) forward_[index(i, s)] = best_before(i, s);
    return trace_back();
  }

 private:
  struct Step {
    int cost = kInfinity;
    int item = -1;  // the placed item before
    int slot = -1;
  };

  bool has_slot(Role wanted) const {
    return std::any_of(slots_.begin(), slots_.end(), [&](const Slot& slot) { return slot.role == wanted; });
  }
  int slot_count() const { return static_cast<int>(slots_.size()); }
  std::size_t index(int item, int slot) const {
    return static_cast<std::size_t>(item) * slots_.size() + static_cast<std::size_t>(slot);
  }
  Role role(int slot) const { return slots_[static_cast<std::size_t>(slot)].role; }
  int absent(int before, int slot) const {
    const int missing =
        absent_before_[static_cast<std::size_t>(slot)] - absent_before_[static_cast<std::size_t>(before + 1)];
    const bool skipped =
        before >= 0 && slot > before + 1 && role(before) == Role::kLevel1 && role(before + 1) == Role::kLevel2;
    return skipped ? missing + kLevelSkipped : missing;
  }
  int shift(int item, int slot) const {
    return columns_ == Columns::kUnknown ? 0 : items_[static_cast<std::size_t>(item)].home - slot;
  }
  static int shifting(int from, int to) { return from == to ? 0 : from == 0 || to == 0 ? kShift : kShiftAgain; }
  int dropping(int item) const {
    return items_[static_cast<std::size_t>(item)].shape.is_level() ? kSecondLevel : kUnplaced;
  }

  Step best_before(int item, int slot) const {
    const int own = misfit(items_[static_cast<std::size_t>(item)].shape, role(slot));
    Step best;
    int dropped = 0;
    for (int before = item - 1; before >= -1 && item - before <= kMaxDropped + 1; --before) {
      if (before < 0) {
        const int cost = own + dropped + absent(-1, slot) + (shift(item, slot) != 0 ? kShift : 0);
        if (cost < best.cost) best = Step{cost, -1, -1};
        break;
      }
      for (int s = 0; s < slot; ++s) {
        const Step& previous = forward_[index(before, s)];
        if (previous.cost >= kInfinity) continue;
        const int cost =
            previous.cost + own + dropped + absent(s, slot) + shifting(shift(before, s), shift(item, slot));
        if (cost < best.cost) best = Step{cost, before, s};
      }
      dropped += dropping(before);
    }
    return best;
  }

  std::vector<int> trace_back() const {
    const int n = static_cast<int>(items_.size());
    Step last;
    int dropped = 0;
    for (int i = n - 1; i >= 0 && n - i <= kMaxDropped + 1; --i) {
      for (int s = 0; s < slot_count(); ++s) {
        const int cost = forward_[index(i, s)].cost + dropped + absent(s, slot_count());
        if (cost < last.cost) last = Step{cost, i, s};
      }
      dropped += dropping(i);
    }
    std::vector<int> result(items_.size(), PlacedCell::kNoSlot);
    for (Step at = last; at.item >= 0; at = forward_[index(at.item, at.slot)])
      result[static_cast<std::size_t>(at.item)] = at.slot;
    for (std::size_t i = 0; i < items_.size(); ++i)
      if (result[i] == PlacedCell::kNoSlot && items_[i].shape.is_level()) result[i] = PlacedCell::kSecondLevel;
    return result;
  }

  std::vector<Item> items_;
  const Slots& slots_;
  Columns columns_;
  int ease_;
  std::vector<int> absent_before_;
  std::vector<Step> forward_;
};

}  // namespace

std::vector<int> absences(const Slots& slots) {
  const auto is_money = [](const Slot& slot) { return slot.role == Role::kExecuted || slot.role == Role::kFullBudget; };
  const bool funds = std::any_of(slots.begin(), slots.end(), is_money);
  std::vector<int> result;
  for (const Slot& slot : slots) result.push_back(absence(slot.role, funds));
  return result;
}

const PlacedCell* Alignment::find(Role role, const Slots& slots) const {
  for (const PlacedCell& cell : cells)
    if (cell.slot >= 0 && slots[static_cast<std::size_t>(cell.slot)].role == role) return &cell;
  return nullptr;
}

Alignment align_row(const Row& row, const Slots& slots, const Lexicon& lexicon) {
  std::vector<Item> items;
  for (std::size_t c = 0; c < row.cells.size(); ++c)
    if (!row.cells[c].empty()) items.push_back({c, shape_of(row.cells[c].text, lexicon), home_of(row.cells[c], slots)});

  Alignment result;
  for (const Item& item : items) result.cells.push_back({item.cell, item.home, row.cells[item.cell].certain});
  if (items.empty() || slots.empty()) return result;

  Aligner aligner(items, slots, row);
  if (row.columns != Columns::kUnknown && aligner.makes_sense()) return result;
  const std::vector<int> placed = aligner.solve();
  for (std::size_t i = 0; i < items.size(); ++i) {
    result.cells[i].slot = placed[i];
    if (row.columns != Columns::kUnknown && placed[i] != items[i].home) result.mended = true;
  }
  return result;
}

}  // namespace hebiao
