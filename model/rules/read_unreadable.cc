// read.unreadable. Basis: the reading itself. A number belongs in the cell, and what stands there cannot be read as
// one. An actual value that repeats the target's own words needs no number.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules {
namespace {

constexpr std::string_view kId = "read.unreadable";

void look_at(const Form& form, const OptionalField& field, std::string path, Outcome& outcome) {
  if (!field) return;
  if (field->state != FieldState::kUnreadable && !field->reading.is_unreadable()) return;
  const Message cited = cite(form, path, Naming::kWithRow);
  outcome.add(finding(form, kId, Severity::kWarning, DifferenceClass::kUnchecked, std::move(path),
                      {fmt::format("{}无法识读为数值，相关核对未进行", cited.zh),
                       fmt::format("{} cannot be read as a value, what depends on it was not checked", cited.en)}));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) {
    const FundLine& line = c.form.funds[row];
    look_at(c.form, line.initial_budget, fund_path(row, "initial_budget"), outcome);
    look_at(c.form, line.full_budget, fund_path(row, "full_budget"), outcome);
    look_at(c.form, line.executed, fund_path(row, "executed"), outcome);
    look_at(c.form, line.weight, fund_path(row, "weight"), outcome);
    look_at(c.form, line.rate, fund_path(row, "rate"), outcome);
    look_at(c.form, line.score, fund_path(row, "score"), outcome);
  }
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const Indicator& row = c.form.indicators[i];
    if (!c.indicators[i].same_words) {
      look_at(c.form, row.target, c.indicators[i].field("target"), outcome);
      look_at(c.form, row.actual, c.indicators[i].field("actual"), outcome);
    }
    look_at(c.form, row.weight, c.indicators[i].field("weight"), outcome);
    look_at(c.form, row.score, c.indicators[i].field("score"), outcome);
  }
  look_at(c.form, c.form.total.weight, "total.weight", outcome);
  look_at(c.form, c.form.total.score, "total.score", outcome);
  return outcome;
}

}  // namespace

Rule read_unreadable() {
  return {{kId,
           Severity::kWarning,
           {"应为数值的单元格无法识读", "a value could not be read"},
           kLegibility,
           {"此处应为数值，而印出的文字不能读作数值", "a number belongs here, and the printed text is none"},
           {"警告：7,00.0,77；无：1,563.92", "warning: 7,00.0,77; none: 1,563.92"},
           {"对照原文改正输入文件之后", "once the input was corrected from the source"}},
          check};
}

}  // namespace hebiao::audit_rules
