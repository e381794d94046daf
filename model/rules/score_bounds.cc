// score.bounds. Basis: 财预〔2020〕10号 (a score lies between nothing and its weight). Where it speaks, no other score
// rule does.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules {
namespace {

constexpr std::string_view kId = "score.bounds";

void check_score(const Form& form, const OptionalField& score, const OptionalField& weight,
                 const std::string& score_path, const std::string& weight_path, Outcome& outcome) {
  const PrintedNumber* printed = number_of(score);
  const PrintedNumber* limit = number_of(weight);
  if (printed == nullptr) return;
  const bool below = sgn(printed->number) < 0;
  const bool above = limit != nullptr && printed->number > limit->number;
  if (!below && !above) return;
  const Message cited = cite(form, score_path, Naming::kWithRow);
  const Message bound = above ? cite(form, weight_path) : Message{"零", "zero"};
  const std::string_view article = above ? "the " : "";
  Finding found = finding(form, kId, Severity::kError, DifferenceClass::kReal, score_path,
                          {fmt::format("{}{}{}", cited.zh, above ? "超过" : "低于", bound.zh),
                           fmt::format("{} is {} {}{}", cited.en, above ? "above" : "below", article, bound.en)});
  found.low = "0";
  if (limit != nullptr) found.high = limit->digits;
  if (above) found.because = {weight_path};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t row = 0; row < c.form.funds.size(); ++row)
    check_score(c.form, c.form.funds[row].score, c.form.funds[row].weight, fund_path(row, "score"),
                fund_path(row, "weight"), outcome);
  for (std::size_t i = 0; i < c.form.indicators.size(); ++i)
    check_score(c.form, c.form.indicators[i].score, c.form.indicators[i].weight, c.indicators[i].field("score"),
                c.indicators[i].field("weight"), outcome);
  return outcome;
}

}  // namespace

Rule score_bounds() {
  return {{kId,
           Severity::kError,
           {"得分不应低于零，也不应超过分值", "a score lies between zero and its weight"},
           kMeasures2020,
           {"0 ≤ 得分 ≤ 分值", "0 ≤ score ≤ weight"},
           {"错误：分值 5，得分 6；无：分值 5，得分 5", "error: 6 of a weight of 5; none: 5 of 5"},
           {"本地规定可加分时", "where local rules grant bonus points"}},
          check};
}

}  // namespace hebiao::audit_rules
