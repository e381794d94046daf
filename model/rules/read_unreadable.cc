// read.unreadable. Basis: the reading itself. A number belongs in the cell, and what stands there cannot be read as
// one. An actual value that repeats the target's own words needs no number.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::read_unreadable {
namespace {

constexpr std::string_view kId = "read.unreadable";

bool is_unreadable(const OptionalField& field) {
  return field && (field->state == FieldState::kUnreadable || field->reading.is_unreadable());
}

void report(const Form& form, std::string path, Outcome& outcome) {
  const Message cited = cite(form, path, Naming::kWithRow);
  outcome.add(finding(form, kId, Severity::kWarning, DifferenceClass::kUnchecked, std::move(path),
                      {fmt::format("{}无法识读为数值，相关核对未进行", cited.zh),
                       fmt::format("{} cannot be read as a value, what depends on it was not checked", cited.en)}));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) {
    const FundLine& line = c.form.funds[row];
    const auto look_at = [&](const OptionalField& field, std::string_view member) {
      if (is_unreadable(field)) report(c.form, fund_path(row, member), outcome);
    };
    for (const MoneyColumn& column : kMoneyColumns) look_at(line.*column.field, column.member);
    look_at(line.weight, "weight");
    look_at(line.rate, "rate");
    look_at(line.score, "score");
  }
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const Indicator& row = c.form.indicators[i];
    const auto look_at = [&](const OptionalField& field, std::string_view member) {
      if (is_unreadable(field)) report(c.form, c.indicators[i].field(member), outcome);
    };
    if (!c.indicators[i].same_words) {
      look_at(row.target, "target");
      look_at(row.actual, "actual");
    }
    look_at(row.weight, "weight");
    look_at(row.score, "score");
  }
  if (is_unreadable(c.form.total.weight)) report(c.form, "total.weight", outcome);
  if (is_unreadable(c.form.total.score)) report(c.form, "total.score", outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"应为数值的单元格无法识读", "a value could not be read"},
           kLegibility,
           {"此处应为数值，而印出的文字不能读作数值", "a number belongs here, and the printed text is none"},
           {"警告：7,00.0,77；无：1,563.92", "warning: 7,00.0,77; none: 1,563.92"},
           {"对照原文改正输入文件之后", "once the input was corrected from the source"}},
          check};
}

}  // namespace hebiao::audit_rules::read_unreadable
