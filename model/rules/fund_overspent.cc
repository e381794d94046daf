// fund.overspent. Basis: what reviewers look for (money is spent within the adjusted budget).
#include <fmt/core.h>

#include "model/interval_arithmetic.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::fund_overspent {
namespace {

constexpr std::string_view kId = "fund.overspent";

void check_row(const Case& c, std::size_t row, Outcome& outcome) {
  const PrintedNumber* budget = number_of(c.form.funds[row].full_budget);
  const PrintedNumber* executed = number_of(c.form.funds[row].executed);
  if (budget == nullptr || executed == nullptr || sgn(budget->number) <= 0) return;
  if (executed->number <= budget->number) return;
  const bool rounding =
      common(measured(*budget, Printing::kRounded), measured(*executed, Printing::kRounded)).has_value();
  const std::string path = fund_path(row, "executed");
  const Message spent = cite(c.form, path, Naming::kWithRow);
  const Message limit = cite(c.form, fund_path(row, "full_budget"));
  const std::string excess = approximate(executed->number - budget->number);
  Finding found = finding(
      c.form, kId, rounding ? Severity::kNote : Severity::kWarning,
      rounding ? DifferenceClass::kRounding : DifferenceClass::kReal, path,
      {fmt::format("{}超过{}，多出 {}{}", spent.zh, limit.zh, excess, rounding ? "；四舍五入可以解释" : ""),
       fmt::format("{} exceeds the {} by {}{}", spent.en, limit.en, excess, rounding ? "; rounding explains it" : "")});
  found.high = budget->digits;
  found.because = {fund_path(row, "full_budget")};
  outcome.add(std::move(found));
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
           {"全年执行数不应超过全年预算数", "no more is spent than the full-year budget"},
           kReviewPractice,
           {"全年执行数 ≤ 全年预算数", "executed ≤ full_budget"},
           {"警告：预算 100.00，执行 102.59；提示：预算 100.0，执行 100.1，四舍五入可以解释；无：执行 100.00",
            "warning: 102.59 of 100.00; note: 100.1 of 100.0, which rounding explains; none: 100.00 of 100.00"},
           {"有结转资金或年中追加而预算数未调整，并已说明时",
            "where money carried over was not put into the budget, and that is said"}},
          check};
}

}  // namespace hebiao::audit_rules::fund_overspent
