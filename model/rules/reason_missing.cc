// reason.missing. Basis: 财预〔2020〕10号 (a missed target, or points deducted, needs a reason and a measure).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::reason_missing {
namespace {

constexpr std::string_view kId = "reason.missing";

void check_indicator(const Case& c, const IndicatorFacts& facts, Outcome& outcome) {
  if (facts.reason_given || facts.out_of_bounds) return;
  const bool missed = facts.attainment == Attainment::kMissed;
  const bool deducted = facts.points_deducted();
  if (!missed && !deducted) return;
  const Message name = name_of(c.form, facts.field("deviation"), Naming::kWithRow);
  const std::string culprit = facts.field(missed ? "actual" : "score");
  const Message cited = cite(c.form, culprit);
  const Message against = cite(c.form, facts.field(missed ? "target" : "weight"));
  Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, facts.field("deviation"),
                          {fmt::format("{}未填：{}{}{}", name.zh, cited.zh, missed ? "未达到" : "低于", against.zh),
                           fmt::format("the {} is missing: the {} {} the {}", name.en, cited.en,
                                       missed ? "misses" : "is below", against.en)});
  if (find_field(c.form, found.field) == nullptr) found.at = find_field(c.form, culprit)->at;
  found.because = {culprit, facts.field(missed ? "target" : "weight")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  if (!c.has_reason_column) return outcome;
  for (const IndicatorFacts& facts : c.indicators) check_indicator(c, facts, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"未达标或被扣分的指标应填写偏差原因及改进措施", "a missed target, or points deducted, needs a reason"},
           kMeasures2020,
           {"未达到目标或扣了分，应说明偏差原因", "target missed or score < weight ⇒ a reason is given"},
           {"警告：≥60 完成 37，原因栏空白；无：同上，已填原因；无：10月前 完成于 10月底（两种读法）",
            "warning: 37 of ≥60, the reason is blank; none: the same with a reason; none: 10月底 for 10月前 (two "
            "readings)"},
           {"原因集中写在表后时", "where reasons are gathered after the form"}},
          check};
}

}  // namespace hebiao::audit_rules::reason_missing
