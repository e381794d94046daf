// score.bounds. Basis: 财预〔2020〕10号 (a score lies between nothing and its weight). Where it speaks, no other score
// rule does.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_bounds {
namespace {

constexpr std::string_view kId = "score.bounds";

bool is_below(const PrintedNumber& score) { return sgn(score.number) < 0; }

bool is_above(const PrintedNumber& score, const PrintedNumber* weight) {
  return weight != nullptr && score.number > weight->number;
}

bool out_of_bounds(const OptionalField& score, const OptionalField& weight) {
  const PrintedNumber* printed = number_of(score);
  return printed != nullptr && (is_below(*printed) || is_above(*printed, number_of(weight)));
}

// pre: out_of_bounds(score, weight).
void report(const Form& form, const OptionalField& score, const OptionalField& weight, const std::string& score_path,
            const std::string& weight_path, Outcome& outcome) {
  const PrintedNumber* limit = number_of(weight);
  const bool above = is_above(*number_of(score), limit);
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
  for (std::size_t row = 0; row < c.form.funds.size(); ++row) {
    const FundLine& line = c.form.funds[row];
    if (out_of_bounds(line.score, line.weight))
      report(c.form, line.score, line.weight, fund_path(row, "score"), fund_path(row, "weight"), outcome);
  }
  for (std::size_t i = 0; i < c.form.indicators.size(); ++i) {
    const Indicator& row = c.form.indicators[i];
    if (c.indicators[i].out_of_bounds)
      report(c.form, row.score, row.weight, c.indicators[i].field("score"), c.indicators[i].field("weight"), outcome);
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kError,
           {"得分不应低于零，也不应超过分值", "a score lies between zero and its weight"},
           kMeasures2020,
           {"0 ≤ 得分 ≤ 分值", "0 ≤ score ≤ weight"},
           {"错误：分值 5，得分 6；无：分值 5，得分 5", "error: 6 of a weight of 5; none: 5 of 5"},
           {"本地规定可加分时", "where local rules grant bonus points"}},
          check};
}

}  // namespace hebiao::audit_rules::score_bounds
