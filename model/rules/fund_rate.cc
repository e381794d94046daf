// fund.rate. Basis: 财预〔2020〕10号 (the execution rate is measured against the full-year budget, as adjusted).
#include <fmt/core.h>

#include "model/rules/difference.h"
#include "model/rules/execution.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::fund_rate {
namespace {

constexpr std::string_view kId = "fund.rate";

Message explain(const Case& c, std::size_t row, const Judgement& judgement, int decimals, OtherFigures others) {
  const Message rate = cite(c.form, fund_path(row, "rate"), Naming::kWithRow);
  const Message executed = cite(c.form, fund_path(row, "executed"));
  const Message budget = cite(c.form, fund_path(row, "full_budget"));
  const std::string exact = approximate(judgement.recomputed);
  const std::string expected = format_fixed(judgement.recomputed, decimals);
  const Message verdict = verdict_on(judgement, decimals, "%", others);
  return {fmt::format("{}与金额不一致：{} ÷ {} = {}%，应为 {}%；{}", rate.zh, executed.zh, budget.zh, exact, expected,
                      verdict.zh),
          fmt::format("{} does not follow from the amounts: {} ÷ {} = {}%, expected {}%; {}", rate.en, executed.en,
                      budget.en, exact, expected, verdict.en)};
}

// The first of the three figures that is not there, or stands in the way of a ratio.
std::optional<Check> obstacle(const Case& c, std::size_t row) {
  const FundLine& line = c.form.funds[row];
  const std::string path = fund_path(row, "rate");
  const std::pair<const char*, const OptionalField*> inputs[] = {
      {"rate", &line.rate}, {"executed", &line.executed}, {"full_budget", &line.full_budget}};
  for (const auto& [member, field] : inputs) {
    const std::string_view reason = why_not_a_number(*field);
    if (!reason.empty()) return unchecked(c.form, kId, path, reason, fund_path(row, member));
    if (sgn(number_of(*field)->number) < 0) return unchecked(c.form, kId, path, "negative", fund_path(row, member));
  }
  if (sgn(number_of(line.full_budget)->number) == 0)
    return unchecked(c.form, kId, path, "zero-budget", fund_path(row, "full_budget"));
  return std::nullopt;
}

void check_row(const Case& c, std::size_t row, Outcome& outcome) {
  if (auto reason = obstacle(c, row)) return outcome.add(*std::move(reason));
  const ExecutionRow figures = execution_row(c.form.funds[row]);
  const std::string path = fund_path(row, "rate");
  const std::vector<std::string> because = {fund_path(row, "executed"), fund_path(row, "full_budget")};
  const Judgement judgement = judge_rate(figures);
  const int decimals = figures.rate->decimals;
  outcome.add(checked(kId, path, judgement.difference_class, Relation::kRate, because, judgement.recomputed, decimals));
  if (judgement.difference_class == DifferenceClass::kExact) return;
  const OtherFigures others = figures_beside(c.form, row, Relations::kRate);
  Finding found = finding(c.form, kId, severity_of(judgement.difference_class, others), judgement.difference_class,
                          path, explain(c, row, judgement, decimals, others));
  outcome.add(with_figures(std::move(found), judgement, decimals, because));
}

// Rows that print no rate, or a dash for it, have nothing to check; in the total row a dash is worth counting.
Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) {
    const OptionalField& rate = c.form.funds[row].rate;
    if (rate && (row == c.total_row || rate->state != FieldState::kBlank)) check_row(c, row, outcome);
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kError,
       {"执行率应等于全年执行数除以全年预算数", "the execution rate is the executed amount over the full-year budget"},
       kMeasures2020,
       {"执行率 = 全年执行数 ÷ 全年预算数", "rate = 100 × executed ÷ full_budget"},
       {"错误：284.27 ÷ 312.73 印作 91.90%；提示：116.0 ÷ 118.1 印作 98.30%，四舍五入可以解释；无：印作 90.90%",
        "error: 91.90% printed for 284.27 ÷ 312.73; note: 98.30% for 116.0 ÷ 118.1, which rounding explains; none: "
        "90.90%"},
       {"本地规定以年初预算数或到位资金为分母时",
        "where local rules divide by the initial budget or by the money received"}},
      check};
}

}  // namespace hebiao::audit_rules::fund_rate
