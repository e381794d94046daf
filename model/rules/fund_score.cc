// fund.score. Basis: 财预〔2020〕10号 (the score of the execution rate is the rate's share of the weight, never above
// it).
#include <fmt/core.h>

#include "model/rules/difference.h"
#include "model/rules/execution.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::fund_score {
namespace {

constexpr std::string_view kId = "fund.score";

// What the score is held against: the amounts, or the printed rate where the amounts are not there.
enum class Source { kAmounts, kRate };

struct Inputs {
  Source source = Source::kAmounts;
  std::vector<std::string> because;
};

Inputs inputs_of(std::size_t row, Source source) {
  if (source == Source::kRate) return {source, {fund_path(row, "weight"), fund_path(row, "rate")}};
  return {source, {fund_path(row, "weight"), fund_path(row, "executed"), fund_path(row, "full_budget")}};
}

Message explain(const Case& c, std::size_t row, const Judgement& judgement, const Inputs& inputs, int decimals,
                OtherFigures others) {
  const Message score = cite(c.form, fund_path(row, "score"), Naming::kWithRow);
  const Message weight = cite(c.form, inputs.because[0]);
  Message ratio = cite(c.form, inputs.because[1]);
  if (inputs.source == Source::kAmounts) {
    const Message budget = cite(c.form, inputs.because[2]);
    ratio = {ratio.zh + " ÷ " + budget.zh, ratio.en + " ÷ " + budget.en};
  }
  const std::string exact = approximate(judgement.recomputed);
  const std::string expected = format_fixed(judgement.recomputed, decimals);
  const Message verdict = verdict_on(judgement, decimals, "", others);
  return {fmt::format("{}与执行率不一致：{} × min(1, {}) = {}，应为 {}；{}", score.zh, weight.zh, ratio.zh, exact,
                      expected, verdict.zh),
          fmt::format("{} does not follow from the execution rate: {} × min(1, {}) = {}, expected {}; {}", score.en,
                      weight.en, ratio.en, exact, expected, verdict.en)};
}

// A missing figure, or one that stands in the way of a ratio; `source` says what was to be used.
std::optional<Check> obstacle(const Case& c, std::size_t row, Source source) {
  const FundLine& line = c.form.funds[row];
  const std::string path = fund_path(row, "score");
  std::vector<std::pair<const char*, const OptionalField*>> inputs = {{"score", &line.score}, {"weight", &line.weight}};
  if (source == Source::kRate) inputs.emplace_back("rate", &line.rate);
  if (source == Source::kAmounts) {
    inputs.emplace_back("executed", &line.executed);
    inputs.emplace_back("full_budget", &line.full_budget);
  }
  for (const auto& [member, field] : inputs) {
    const std::string_view reason = why_not_a_number(*field);
    if (!reason.empty()) return unchecked(c.form, kId, path, reason, fund_path(row, member));
    if (sgn(number_of(*field)->number) < 0) return unchecked(c.form, kId, path, "negative", fund_path(row, member));
  }
  if (number_of(line.score)->number > number_of(line.weight)->number)
    return unchecked(c.form, kId, path, "out-of-bounds", path);
  if (source == Source::kAmounts && sgn(number_of(line.full_budget)->number) == 0)
    return unchecked(c.form, kId, path, "zero-budget", fund_path(row, "full_budget"));
  return std::nullopt;
}

Source source_of(const FundLine& line) {
  const bool amounts = number_of(line.full_budget) != nullptr && number_of(line.executed) != nullptr;
  return !amounts && number_of(line.rate) != nullptr ? Source::kRate : Source::kAmounts;
}

void check_row(const Case& c, std::size_t row, Outcome& outcome) {
  const Inputs inputs = inputs_of(row, source_of(c.form.funds[row]));
  if (auto reason = obstacle(c, row, inputs.source)) return outcome.add(*std::move(reason));
  const ExecutionRow figures = execution_row(c.form.funds[row]);
  const std::string path = fund_path(row, "score");
  const Judgement judgement = judge_score(figures);
  const int decimals = figures.score->decimals;
  const Relation relation = inputs.source == Source::kRate ? Relation::kRateScore : Relation::kExecutionScore;
  outcome.add(checked(kId, path, judgement.difference_class, relation, inputs.because, judgement.recomputed, decimals));
  if (judgement.difference_class == DifferenceClass::kExact) return;
  const OtherFigures others = figures_beside(c.form, row, Relations::kScore);
  Finding found = finding(c.form, kId, severity_of(judgement.difference_class, others), judgement.difference_class,
                          path, explain(c, row, judgement, inputs, decimals, others));
  outcome.add(with_figures(std::move(found), judgement, decimals, inputs.because));
}

// Rows without a score of their own (a dash in the part rows) have nothing to check.
Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) {
    const OptionalField& score = c.form.funds[row].score;
    if (score && (row == c.score_row || score->state != FieldState::kBlank)) check_row(c, row, outcome);
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kError,
           {"执行率得分应等于分值乘以执行率，且不超过分值",
            "the score of the execution rate is its weight times the rate, never above the weight"},
           kMeasures2020,
           {"得分 = 分值 × min(1, 执行率)", "score = weight × min(1, executed ÷ full_budget)"},
           {"错误：分值 10、执行 284.27、预算 312.73，印作 9.50；提示：270.62 ÷ 276.00 印作 "
            "9.80，四舍五入可以解释；无：印作 9.09",
            "error: 9.50 printed for weight 10, 284.27 of 312.73; note: 9.80 for 270.62 of 276.00, which rounding "
            "explains; "
            "none: 9.09"},
           {"本地规定执行率达到某一比例即得满分或按档计分时",
            "where local rules give full or banded marks from some rate on"}},
          check};
}

}  // namespace hebiao::audit_rules::fund_score
