// weight.total. Basis: 财预〔2020〕10号 (the points of a form are a hundred).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::weight_total {
namespace {

constexpr std::string_view kId = "weight.total";
constexpr std::string_view kPath = "total.weight";

struct Weights {
  Rational sum = 0;
  std::vector<std::string> paths;
  std::string obstacle_path;  // the first weight that is no number; empty if all are
  std::string_view obstacle;
  bool with_execution = false;
};

// The execution rate's weight counts once, whatever its part rows repeat.
Weights add_up(const Case& c) {
  Weights weights;
  if (c.score_row) {
    if (const PrintedNumber* execution = number_of(c.form.funds[*c.score_row].weight)) {
      weights.sum += execution->number;
      weights.paths.push_back(fund_path(*c.score_row, "weight"));
      weights.with_execution = true;
    }
  }
  for (std::size_t i = 0; i < c.form.indicators.size(); ++i) {
    const std::string path = c.indicators[i].field("weight");
    if (c.indicators[i].weight == nullptr) {
      if (weights.obstacle.empty()) weights.obstacle = why_not_a_number(c.form.indicators[i].weight);
      if (weights.obstacle_path.empty()) weights.obstacle_path = path;
      continue;
    }
    weights.sum += c.indicators[i].weight->number;
    weights.paths.push_back(path);
  }
  return weights;
}

// The points that the indicators alone may add to where the form prints no weight for the execution rate.
bool fits_without_execution(const Case& c, const Rational& sum, const Rational& expected) {
  for (const WeightSplit& split : c.profile.splits)
    for (const auto& [group, points] : split.groups)
      if (mentions(group, "execution-group") && sum == expected - points) return true;
  return false;
}

Outcome check(const Case& c) {
  Outcome outcome;
  const Weights weights = add_up(c);
  const std::size_t of_indicators = weights.paths.size() - (weights.with_execution ? 1 : 0);
  if (of_indicators == 0) return outcome;  // a form without points
  const std::string path(kPath);
  if (!weights.obstacle.empty()) {
    outcome.add(unchecked(c.form, kId, path, weights.obstacle, weights.obstacle_path));
    return outcome;
  }
  const PrintedNumber* printed = number_of(c.form.total.weight);
  const Rational expected = printed != nullptr ? printed->number : c.profile.total_weight;
  const bool adds_up =
      weights.sum == expected || (!weights.with_execution && fits_without_execution(c, weights.sum, expected));
  const bool right = adds_up && expected == c.profile.total_weight;
  const int decimals = printed != nullptr ? printed->decimals : 0;
  outcome.add(checked(kId, path, right ? DifferenceClass::kExact : DifferenceClass::kReal, Relation::kSum,
                      weights.paths, weights.sum, decimals));
  if (right) return outcome;
  const std::string sum = canonical_number(weights.sum);
  const std::string full = canonical_number(c.profile.total_weight);
  Message message;
  if (!adds_up && printed != nullptr) {
    const Message total = cite(c.form, path);
    message = {fmt::format("各项分值合计 {}，与{}不符", sum, total.zh),
               fmt::format("the weights add to {}, not to the {}", sum, total.en)};
  } else {
    message = {fmt::format("各项分值合计 {}，应为 {}", sum, full),
               fmt::format("the weights add to {}, expected {}", sum, full)};
  }
  Finding found = finding(c.form, kId, Severity::kError, DifferenceClass::kReal, path, std::move(message));
  if (printed == nullptr && !weights.paths.empty()) found.at = find_field(c.form, weights.paths.back())->at;
  found.expected = adds_up ? full : sum;
  found.because = weights.paths;
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kError,
           {"各项分值之和应等于所列总分值和 100 分", "the weights add to the printed total and to 100"},
           kMeasures2020,
           {"各项分值之和（执行率的分值计一次）= 印出的合计 = 100",
            "sum of weights (the execution rate's once) = total.weight = 100"},
           {"错误：分值合计 98，总分值印作 100；无：合计 100",
            "error: weights add to 98 under a printed 100; none: they add to 100"},
           {"本地规定总分不是 100 分时（请选用相应的地方规则）",
            "where the local total is not 100 (choose that place's profile)"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::weight_total
