// The goals of a form (年度总体目标) and what came of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "model/form_context.h"

namespace hebiao {

class GoalBlock {
 public:
  explicit GoalBlock(FormContext& context) : context_(context) {}

  // A row of heads, with the texts below, or of labels, each followed by its text.
  void open(std::size_t row);
  // A row of texts below the heads.
  void read(std::size_t row);

 private:
  struct Head {
    Role role = Role::kNone;
    int column = 0;
    std::string label;
  };

  // A text behind its own head, and where it begins.
  struct Led {
    Role role = Role::kNone;
    std::size_t text = 0;
  };

  Led led_by_head(std::string_view text) const;
  void note_head(CellId id, Role role);
  void append(OptionalField& field, CellId id);
  const Head* head_over(int column) const;
  const Head* earlier_goal(int column) const;

  FormContext& context_;
  std::vector<Head> heads_;
  int outcome_column_ = -1;
};

}  // namespace hebiao
