// score.total. Basis: arithmetic within the form. Scores are declared figures: the total is their sum, to the last
// digit.
#include <fmt/core.h>

#include "model/rules/difference.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_total {
namespace {

constexpr std::string_view kId = "score.total";
constexpr std::string_view kPath = "total.score";

struct Scores {
  Rational sum = 0;
  int decimals = 0;
  std::vector<std::string> paths;
  std::string_view obstacle;  // of the first row that carries a weight and no score
  std::string obstacle_path;
  std::size_t of_indicators = 0;

  void take(const PrintedNumber& score, std::string path) {
    sum += score.number;
    decimals = std::max(decimals, score.decimals);
    paths.push_back(std::move(path));
  }
  void miss(std::string_view reason, std::string path) {
    if (!obstacle.empty()) return;
    obstacle = reason;
    obstacle_path = std::move(path);
  }
};

// Where the fund block prints no points and the indicators have all of them, the execution rate is one of those.
bool execution_is_an_indicator(const Case& c) {
  const FundLine& line = c.form.funds[*c.score_row];
  if (number_of(line.weight) != nullptr || number_of(line.score) != nullptr) return false;
  Rational weights = 0;
  for (const IndicatorFacts& facts : c.indicators)
    if (facts.weight != nullptr) weights += facts.weight->number;
  return weights == c.profile.total_weight;
}

Scores add_up(const Case& c) {
  Scores scores;
  if (c.score_row && !execution_is_an_indicator(c)) {
    const OptionalField& execution = c.form.funds[*c.score_row].score;
    const std::string path = fund_path(*c.score_row, "score");
    if (const PrintedNumber* score = number_of(execution)) {
      scores.take(*score, path);
    } else {
      scores.miss(why_not_a_number(execution), path);
    }
  }
  for (std::size_t i = 0; i < c.form.indicators.size(); ++i) {
    const IndicatorFacts& facts = c.indicators[i];
    if (facts.score != nullptr) {
      scores.take(*facts.score, facts.field("score"));
      ++scores.of_indicators;
    } else {
      scores.miss(why_not_a_number(c.form.indicators[i].score), facts.field("score"));
    }
  }
  return scores;
}

Outcome check(const Case& c) {
  Outcome outcome;
  const std::string path(kPath);
  const Scores scores = add_up(c);
  if (scores.of_indicators == 0 || !c.form.total.score) return outcome;  // a form without points, or without a total
  const std::string_view reason = why_not_a_number(c.form.total.score);
  if (!reason.empty()) {
    outcome.add(unchecked(c.form, kId, path, reason, path));
    return outcome;
  }
  const PrintedNumber& total = *c.form.total.score->value;
  const bool equal = scores.sum == total.number;
  // A score that is not printed may be what is missing from the sum, but cannot make it smaller.
  if (!equal && !scores.obstacle.empty() && scores.sum < total.number) {
    outcome.add(unchecked(c.form, kId, path, scores.obstacle, scores.obstacle_path));
    return outcome;
  }
  const int decimals = std::max(total.decimals, scores.decimals);
  outcome.add(checked(kId, path, equal ? DifferenceClass::kExact : DifferenceClass::kReal, Relation::kSum, scores.paths,
                      scores.sum, decimals));
  if (equal) return outcome;
  const Message printed = cite(c.form, path);
  const std::string sum = canonical_number(scores.sum);
  const Message difference = gap_text(abs(scores.sum - total.number), decimals, "");
  Finding found = finding(
      c.form, kId, Severity::kError, DifferenceClass::kReal, path,
      {fmt::format("{}不等于各项得分之和 {}（共 {} 项），相差 {}", printed.zh, sum, scores.paths.size(), difference.zh),
       fmt::format("the {} is not the sum {} of the {} scores, the difference is {}", printed.en, sum,
                   scores.paths.size(), difference.en)});
  found.expected = sum;
  found.low = sum;
  found.high = sum;
  found.because = scores.paths;
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kError,
       {"总分应等于执行率得分与各指标得分之和",
        "the total is the sum of the execution rate's score and the indicators'"},
       kArithmetic,
       {"总分 = 印出的各项得分之和（含执行率得分）", "total.score = funds[total].score + sum of indicators[].score"},
       {"错误：各项合计 95.68，总分印作 96.68；无：印作 95.68，或 99.80 印作 99.8",
        "error: 96.68 printed for scores that add to 95.68; none: 95.68, or 99.8 for 99.80"},
       {"总分中另有加减分项、表中未列时", "where the total holds bonus or penalty points that the form does not list"}},
      check};
}

}  // namespace hebiao::audit_rules::score_total
