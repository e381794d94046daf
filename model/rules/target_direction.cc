// target.direction. Basis: what reviewers look for (a cost target with ≥, a satisfaction target with ≤).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/sense.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::target_direction {
namespace {

constexpr std::string_view kId = "target.direction";

void check_indicator(const Case& c, std::size_t i, Outcome& outcome) {
  const IndicatorFacts& facts = c.indicators[i];
  const Indicator& row = c.form.indicators[i];
  if (facts.target != ValueKind::kNumeric || facts.suspect || row.target->reading.values.size() != 1) return;
  const Comparator comparator = row.target->reading.values.front().comparator;
  const bool at_least = comparator == Comparator::kGe || comparator == Comparator::kGt;
  const bool at_most = comparator == Comparator::kLe || comparator == Comparator::kLt;
  if (!at_least && !at_most) return;
  const Sense sense = sense_of(row);
  const bool against = (sense == Sense::kLess && at_least) || (sense == Sense::kMore && at_most);
  if (!against) return;
  const Message target = cite(c.form, facts.field("target"), Naming::kWithRow);
  Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, facts.field("target"),
                          {fmt::format("{}的方向与指标含义相反：该指标{}，通常用“{}”", target.zh,
                                       at_least ? "越小越好" : "越大越好", at_least ? "≤" : "≥"),
                           fmt::format("{} points against the sense of the indicator: {} is better, “{}” is usual",
                                       target.en, at_least ? "less" : "more", at_least ? "≤" : "≥")});
  found.expected = at_least ? "≤" : "≥";
  found.because = {facts.field("name")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) check_indicator(c, i, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"指标值的比较符号应与指标含义一致", "the comparator follows the sense of the indicator"},
           kReviewPractice,
           {"成本、投诉、事故、响应时间不用 ≥；满意度、合格率、完成率不用 ≤",
            "costs, complaints, accidents, response times: not ≥; satisfaction, pass and completion rates: not ≤"},
           {"警告：单位养护成本 ≥2.5万元；无：投诉次数 ≤5，事故处理率 ≥95%，成本节约率 ≥3%",
            "warning: 单位养护成本 ≥2.5万元; none: 投诉次数 ≤5, 事故处理率 ≥95%, 成本节约率 ≥3%"},
           {"指标含义确为越大越好（如投入、补助标准）时", "where more is indeed better, as for a standard of aid"}},
          check};
}

}  // namespace hebiao::audit_rules::target_direction
