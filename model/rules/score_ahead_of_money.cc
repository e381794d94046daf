// score.ahead-of-money. Basis: what reviewers look for (points that run ahead of the money).
#include <fmt/core.h>

#include "model/interval_arithmetic.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_ahead_of_money {
namespace {

constexpr std::string_view kId = "score.ahead-of-money";
constexpr int kPercent = 100;

// Scores over weights of all indicators, in percent; nullopt unless every one is printed and in bounds.
std::optional<Rational> score_rate(const Case& c) {
  Rational scores = 0;
  Rational weights = 0;
  for (const IndicatorFacts& facts : c.indicators) {
    if (facts.score == nullptr || facts.weight == nullptr || facts.out_of_bounds) return std::nullopt;
    scores += facts.score->number;
    weights += facts.weight->number;
  }
  if (sgn(weights) <= 0) return std::nullopt;
  return Rational(kPercent * scores / weights);
}

std::optional<Rational> execution_rate(const FundLine& line) {
  const PrintedNumber* budget = number_of(line.full_budget);
  if (budget != nullptr && sgn(budget->number) <= 0) return std::nullopt;
  if (const PrintedNumber* rate = number_of(line.rate)) return rate->number;
  const PrintedNumber* executed = number_of(line.executed);
  if (budget == nullptr || executed == nullptr) return std::nullopt;
  return Rational(kPercent * executed->number / budget->number);
}

Outcome check(const Case& c) {
  Outcome outcome;
  if (!c.total_row) return outcome;
  const std::optional<Rational> points = score_rate(c);
  const std::optional<Rational> money = execution_rate(c.form.funds[*c.total_row]);
  if (!points || !money || sgn(*points) <= 0) return outcome;
  const Rational ahead = kPercent * (*points - *money) / *points;
  if (ahead <= c.profile.ahead_of_money_percent) return outcome;
  const bool printed = number_of(c.form.funds[*c.total_row].rate) != nullptr;
  const std::string path = fund_path(*c.total_row, printed ? "rate" : "executed");
  const Message rate = cite(c.form, path, Naming::kWithRow);
  const std::string points_text = format_fixed(*points, 2);
  const std::string ahead_text = format_fixed(ahead, 2);
  const std::string limit = canonical_number(c.profile.ahead_of_money_percent);
  Finding found = finding(c.form, kId, Severity::kNote, DifferenceClass::kSoft, path,
                          {fmt::format("指标得分率 {}% 高于{}，偏离 {}%，超过 {}%：得分超前于资金进度，请核实",
                                       points_text, rate.zh, ahead_text, limit),
                           fmt::format("the indicators' score rate {}% runs ahead of the {} by {}%, more than {}%",
                                       points_text, rate.en, ahead_text, limit)});
  found.high = limit;
  found.because = {path};
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kNote,
           {"指标得分率明显高于预算执行率", "the points run ahead of the money"},
           kReviewPractice,
           {"（指标得分率 − 执行率）÷ 指标得分率 ≤ 5%；指标得分率 = 指标得分之和 ÷ 指标分值之和",
            "(score rate − execution rate) ÷ score rate ≤ 5 %, score rate = sum of scores ÷ sum of weights of the "
            "indicators"},
           {"提示：指标得分率 100%，执行率 90.90%；无：得分率 98%，执行率 95%",
            "note: 100 % of the points at 90.90 % of the money; none: 98 % at 95 %"},
           {"有资金结余而任务已全部完成，并已说明时", "where the work was done for less money, and that is said"}},
          check};
}

}  // namespace hebiao::audit_rules::score_ahead_of_money
