// goal.copied. Basis: what reviewers look for (an outcome that repeats the goal reports nothing).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::goal_copied {
namespace {

constexpr std::string_view kId = "goal.copied";

Outcome check(const Case& c) {
  Outcome outcome;
  if (!c.form.goal || !c.form.outcome || c.form.goal->state == FieldState::kBlank) return outcome;
  const std::string goal = folded(c.form.goal->text);
  if (goal.empty() || goal != folded(c.form.outcome->text)) return outcome;
  const Message goal_at = place(c.form.goal->at);
  const Message outcome_at = place(c.form.outcome->at);
  Finding found = finding(
      c.form, kId, Severity::kNote, DifferenceClass::kSoft, "outcome",
      {fmt::format("实际完成情况「{}」（{}）照抄了年度总体目标（{}）", c.form.outcome->raw, outcome_at.zh, goal_at.zh),
       fmt::format("the outcome 「{}」 ({}) repeats the goal ({})", c.form.outcome->raw, outcome_at.en, goal_at.en)});
  found.because = {"goal"};
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kNote,
           {"实际完成情况照抄年度总体目标", "the outcome repeats the goal"},
           kReviewPractice,
           {"实际完成情况不应照抄年度总体目标（空格、标点不计）", "outcome ≠ goal, blanks and punctuation aside"},
           {"提示：两栏文字相同；无：完成情况写明了结果",
            "note: the same text in both; none: the outcome says what came of it"},
           {"无", "never"}},
          check};
}

}  // namespace hebiao::audit_rules::goal_copied
