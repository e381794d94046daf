// As in align.cc a shortest path, over tokens and slots: a token either goes on the cell of the token before it, or
// opens a cell in a slot further right, or (where rows are not marked) opens a row. What it costs to read a token in a
// slot at all, over the cheapest way before and after, tells how certain its place is: if another slot costs hardly
// more, the place is a guess, and what stands there must not be read as a figure.
#include "model/stream.h"

#include <algorithm>
#include <limits>

namespace hebiao {
namespace {

constexpr int kJoin = 4;       // a cell of several tokens
constexpr int kJoinBreak = 1;  // the same, where a line breaks between them
constexpr int kNewRow = 1;
constexpr int kJoinMargin =
    9;  // the same for a cell of several tokens: its parts may be names of levels that no list knows
constexpr int kMargin = 3;  // another place that costs less than this more is as likely
constexpr int kNever = std::numeric_limits<int>::max() / 4;

bool may_be_joined(Role role) {
  switch (role) {
    case Role::kName:
    case Role::kTarget:
    case Role::kInitialTarget:
    case Role::kActual:
    case Role::kDeviation:
    case Role::kFundLabel:
    case Role::kOther:
      return true;
    default:
      return false;
  }
}

// A head that names % takes a bare number as well as one with the sign.
int misfit_in(const CellShape& cell, const Slot& slot) {
  const bool percent = slot.role == Role::kRate && slot.percent && cell.shape == Shape::kNumber;
  return percent ? 0 : misfit(cell, slot.role);
}

class StreamAligner {
 public:
  StreamAligner(const std::vector<Token>& tokens, const Slots& slots, RowBreaks breaks)
      : tokens_(tokens), slots_(slots), breaks_(breaks), m_(static_cast<int>(slots.size())) {
    absent_before_.assign(slots.size() + 1, 0);
    const std::vector<int> costs = absences(slots);
    for (std::size_t s = 0; s < slots.size(); ++s) absent_before_[s + 1] = absent_before_[s] + costs[s];
    own_.reserve(tokens.size() * slots.size());
    for (const Token& token : tokens)
      for (const Slot& slot : slots) own_.push_back(misfit_in(token.shape, slot));
  }

  std::vector<StreamRow> solve() {
    run_forward();
    run_backward();
    return trace();
  }

 private:
  struct Step {
    int cost = kNever;
    int from = -1;         // slot of the token before; -1: the first token
    bool new_row = false;  // the token opens a row
  };

  std::size_t at(std::size_t token, int slot) const { return token * slots_.size() + static_cast<std::size_t>(slot); }
  int absent(int before, int slot) const {
    return absent_before_[static_cast<std::size_t>(slot)] - absent_before_[static_cast<std::size_t>(before + 1)];
  }

  // From slot `a` of one token to slot `b` of the next; the token's own misfit not counted.
  int step_cost(std::size_t next, int a, int b, bool new_row) const {
    if (new_row) return absent(a, m_) + kNewRow + absent(-1, b);
    if (a == b) {
      const bool joins =
          may_be_joined(slots_[static_cast<std::size_t>(a)].role) && tokens_[next].shape.shape == Shape::kText;
      return !joins ? kNever : tokens_[next].after_break ? kJoinBreak : kJoin;
    }
    return a < b ? absent(a, b) : kNever;
  }

  void run_forward() {
    forward_.assign(own_.size(), Step{});
    for (int s = 0; s < m_; ++s) forward_[at(0, s)] = {own_[at(0, s)] + absent(-1, s), -1, true};
    for (std::size_t t = 1; t < tokens_.size(); ++t)
      for (int b = 0; b < m_; ++b)
        for (int a = 0; a < m_; ++a) relax(t, a, b);
  }

  void relax(std::size_t t, int a, int b) {
    Step& step = forward_[at(t, b)];
    for (bool new_row : {false, true}) {
      if (new_row && breaks_ == RowBreaks::kKnown) continue;
      const int cost = forward_[at(t - 1, a)].cost + step_cost(t, a, b, new_row) + own_[at(t, b)];
      if (cost < step.cost) step = {cost, a, new_row};
    }
  }

  // backward_[t, s]: what remains to be paid behind token t if it stands in slot s.
  void run_backward() {
    backward_.assign(own_.size(), kNever);
    for (int s = 0; s < m_; ++s) backward_[at(tokens_.size() - 1, s)] = absent(s, m_);
    for (std::size_t t = tokens_.size() - 1; t > 0; --t) {
      for (int a = 0; a < m_; ++a) {
        int best = kNever;
        for (int b = 0; b < m_; ++b) {
          const int rest = own_[at(t, b)] + backward_[at(t, b)];
          best = std::min(best, step_cost(t, a, b, false) + rest);
          if (breaks_ == RowBreaks::kUnknown) best = std::min(best, step_cost(t, a, b, true) + rest);
        }
        backward_[at(t - 1, a)] = best;
      }
    }
  }

  bool is_certain(std::size_t token, int slot, int best, int margin) const {
    for (int s = 0; s < m_; ++s)
      if (s != slot && forward_[at(token, s)].cost + backward_[at(token, s)] < best + margin) return false;
    return true;
  }

  std::vector<StreamRow> trace() const {
    const std::size_t last = tokens_.size() - 1;
    int slot = 0;
    int best = kNever;
    for (int s = 0; s < m_; ++s) {
      const int cost = forward_[at(last, s)].cost + backward_[at(last, s)];
      if (cost < best) best = cost, slot = s;
    }
    if (best == kNever) return {{{0, last, 0, false}}};  // more figures than slots, and no row may be opened
    std::vector<StreamRow> rows(1);
    bool joined = false;  // the token goes on in the next one
    for (std::size_t t = last;; --t) {
      const Step& step = forward_[at(t, slot)];
      const bool joins = t > 0 && !step.new_row && step.from == slot;
      add(rows.back(), t, slot, is_certain(t, slot, best, joined || joins ? kJoinMargin : kMargin));
      joined = joins;
      if (t == 0) break;
      if (step.new_row) rows.emplace_back();
      slot = step.from;
    }
    for (StreamRow& row : rows) std::reverse(row.begin(), row.end());
    std::reverse(rows.begin(), rows.end());
    if (breaks_ == RowBreaks::kUnknown) doubt_beside_gaps(rows);
    return rows;
  }

  // Where rows are not marked, one that lacks what every row has may have lost it to its neighbours.
  void doubt_beside_gaps(std::vector<StreamRow>& rows) const {
    std::vector<bool> gap;
    for (const StreamRow& row : rows) gap.push_back(has_gap(row));
    for (std::size_t r = 0; r < rows.size(); ++r) {
      if (!gap[r] && !(r > 0 && gap[r - 1]) && !(r + 1 < rows.size() && gap[r + 1])) continue;
      for (StreamCell& cell : rows[r]) cell.certain = false;
    }
  }

  bool has_gap(const StreamRow& row) const {
    for (int s = 0; s < m_; ++s) {
      const Role role = slots_[static_cast<std::size_t>(s)].role;
      if (role != Role::kName && role != Role::kTarget && role != Role::kActual && role != Role::kWeight &&
          role != Role::kScore)
        continue;
      if (std::none_of(row.begin(), row.end(), [&](const StreamCell& cell) { return cell.slot == s; })) return true;
    }
    return false;
  }

  // Tokens come from last to first.
  static void add(StreamRow& row, std::size_t token, int slot, bool certain) {
    if (!row.empty() && row.back().slot == slot) {
      row.back().first = token;
      row.back().certain = row.back().certain && certain;
    } else {
      row.push_back({token, token, slot, certain});
    }
  }

  const std::vector<Token>& tokens_;
  const Slots& slots_;
  RowBreaks breaks_;
  int m_;
  std::vector<int> absent_before_;
  std::vector<int> own_;
  std::vector<Step> forward_;
  std::vector<int> backward_;
};

}  // namespace

std::vector<StreamRow> find_stream_rows(const std::vector<Token>& tokens, const Slots& slots, RowBreaks breaks) {
  if (tokens.empty() || slots.empty()) return {};
  return StreamAligner(tokens, slots, breaks).solve();
}

}  // namespace hebiao
