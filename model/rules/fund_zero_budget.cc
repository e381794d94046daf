// fund.zero-budget. Basis: arithmetic within the form (nothing can be spent, or scored, of a budget of zero).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::fund_zero_budget {
namespace {

constexpr std::string_view kId = "fund.zero-budget";

bool is_zero(const PrintedNumber* figure) { return figure == nullptr || sgn(figure->number) == 0; }

void check_row(const Case& c, std::size_t row, Outcome& outcome) {
  const FundLine& line = c.form.funds[row];
  const PrintedNumber* budget = number_of(line.full_budget);
  if (budget == nullptr || sgn(budget->number) != 0) return;
  const std::pair<const char*, const OptionalField*> figures[] = {
      {"executed", &line.executed}, {"rate", &line.rate}, {"score", &line.score}};
  for (const auto& [member, field] : figures) {
    if (is_zero(number_of(*field))) continue;
    const std::string path = fund_path(row, member);
    const Message figure = cite(c.form, path, Naming::kWithRow);
    const Message zero = cite(c.form, fund_path(row, "full_budget"));
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kReal, path,
                            {fmt::format("{}为零，却有{}", zero.zh, figure.zh),
                             fmt::format("the {} is zero, yet there is the {}", zero.en, figure.en)});
    found.expected = "0";
    found.because = {fund_path(row, "full_budget")};
    return outcome.add(std::move(found));
  }
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) check_row(c, row, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"全年预算数为零时，不应有支出、执行率或得分", "a budget of zero has no spending, no rate and no points"},
           kArithmetic,
           {"全年预算数为 0 时，执行数、执行率和得分都应为 0", "full_budget = 0 ⇒ executed = rate = score = 0"},
           {"警告：预算 0.00，执行 3.20；无：预算 0.00，执行 0.00，执行率 0.00（不核）",
            "warning: 3.20 spent of 0.00; none: 0.00 of 0.00 at 0.00 (unchecked)"},
           {"预算在其他表中下达、本表未列时", "where the budget stands in another form"}},
          check};
}

}  // namespace hebiao::audit_rules::fund_zero_budget
