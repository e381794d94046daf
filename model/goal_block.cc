#include "model/goal_block.h"

#include <algorithm>

namespace hebiao {

void GoalBlock::open(std::size_t r) {
  heads_.clear();
  const Row& row = context_.row(r);
  const auto leads = [&](Role role) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [&](const RowCell& cell) { return !cell.empty() && led_by_head(cell.text).role == role; });
  };
  const bool both_led = leads(Role::kGoal) && leads(Role::kOutcome);  // one alone may be how its text begins
  Role last = Role::kNone;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    const RowCell& cell = row.cells[c];
    if (cell.empty()) continue;
    const Role role = context_.label_of(cell);
    if (is_goal_head(role)) {
      note_head({r, c}, role);
      last = role;
    } else if (last == Role::kNone) {
      if (role == Role::kNone) context_.add_unplaced({r, c});  // a caption around the goals says nothing of them
    } else if (const Led led = led_by_head(cell.text); both_led && led.role != Role::kNone) {
      OptionalField& field = led.role == Role::kOutcome ? context_.form.outcome : context_.form.goal;
      if (!field) field = context_.words_within({r, c}, led.text, cell.text.size());
      last = led.role;
    } else {
      append(last == Role::kOutcome ? context_.form.outcome : context_.form.goal, {r, c});
    }
  }
}

// The longest head with which a longer text begins: a page break between heads and texts may have joined them.
GoalBlock::Led GoalBlock::led_by_head(std::string_view text) const {
  constexpr std::string_view kColons[] = {":", "\xEF\xBC\x9A"};
  Led led;
  for (const auto& [word, role] : context_.tables().all.labels) {
    if ((role != Role::kGoal && role != Role::kOutcome) || word.size() <= led.text || !text.starts_with(word)) continue;
    led = {role, word.size()};
  }
  for (const std::string_view colon : kColons)
    if (text.substr(led.text).starts_with(colon)) led.text += colon.size();
  return led;
}

void GoalBlock::note_head(CellId id, Role role) {
  const RowCell& cell = context_.cell(id);
  if (role != Role::kGoalCaption) heads_.push_back({role, cell.column, context_.key(cell.text)});
  if (role == Role::kGoalOther) return;
  if (role == Role::kOutcome) outcome_column_ = cell.column;
  if (auto points = context_.caption_field(id))
    context_.form.group_points.emplace_back(context_.key(cell.text), std::move(*points));
}

void GoalBlock::append(OptionalField& field, CellId id) {
  if (field) {
    context_.append(*field, id);
  } else {
    field = context_.words(id);
  }
}

void GoalBlock::read(std::size_t r) {
  const Row& row = context_.row(r);
  std::vector<CellId> texts;
  for (std::size_t c = 0; c < row.cells.size(); ++c)
    if (!row.cells[c].empty()) texts.push_back({r, c});
  const bool two_heads =
      std::none_of(heads_.begin(), heads_.end(), [](const Head& head) { return head.role == Role::kGoalOther; });
  if (texts.size() == 2 && two_heads) {
    append(context_.form.goal, texts[0]);
    append(context_.form.outcome, texts[1]);
    return;
  }
  for (CellId id : texts) {
    const int column = context_.cell(id).column;
    const Head* above = head_over(column);
    if (above != nullptr && above->role == Role::kGoalOther) {
      context_.add_other(above->label, context_.words(id));
    } else if (const Head* earlier = earlier_goal(column)) {
      context_.add_other(earlier->label, context_.words(id));
    } else {
      const bool right = outcome_column_ >= 0 && column >= outcome_column_;
      append(right ? context_.form.outcome : context_.form.goal, id);
    }
  }
}

// The last head that does not begin right of the column; nullptr if all do.
const GoalBlock::Head* GoalBlock::head_over(int column) const {
  const Head* over = nullptr;
  for (const Head& head : heads_)
    if (head.column <= column) over = &head;
  return over;
}

// Of two columns of goals, as set and as adjusted, the last counts: the head of an earlier one over that column, or
// nullptr.
const GoalBlock::Head* GoalBlock::earlier_goal(int column) const {
  const Head* above = nullptr;
  const Head* last = nullptr;
  for (const Head& head : heads_) {
    if (head.role != Role::kGoal) continue;
    if (head.column <= column) above = &head;
    last = &head;
  }
  return above == last || column >= outcome_column_ ? nullptr : above;
}

}  // namespace hebiao
