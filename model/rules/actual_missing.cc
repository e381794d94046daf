// actual.missing. Basis: 财预〔2020〕10号 (a score rests on an actual value and a target).
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::actual_missing {
namespace {

constexpr std::string_view kId = "actual.missing";

bool has_column(const Form& form, OptionalField Indicator::*field) {
  return std::any_of(form.indicators.begin(), form.indicators.end(),
                     [field](const Indicator& row) { return (row.*field).has_value(); });
}

void report(const Case& c, const IndicatorFacts& facts, std::string_view member, Outcome& outcome) {
  const Message name = name_of(c.form, facts.field(member), Naming::kWithRow);
  const Message score = cite(c.form, facts.field("score"));
  const Field* field = find_field(c.form, facts.field(member));
  const std::string printed = field != nullptr ? field->raw : std::string();
  Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, facts.field(member),
                          {fmt::format("{}未填「{}」，却有{}", name.zh, printed, score.zh),
                           fmt::format("the {} is blank 「{}」, yet there is the {}", name.en, printed, score.en)});
  if (field == nullptr) found.at = find_field(c.form, facts.field("score"))->at;
  found.because = {facts.field("score")};
  outcome.add(std::move(found));
}

// A form whose dialect has no such column at all says nothing by leaving it out.
Outcome check(const Case& c) {
  Outcome outcome;
  const bool has_actual = has_column(c.form, &Indicator::actual);
  const bool has_target = has_column(c.form, &Indicator::target);
  for (const IndicatorFacts& facts : c.indicators) {
    if (facts.score == nullptr || sgn(facts.score->number) <= 0) continue;
    if (has_actual && facts.actual == ValueKind::kAbsent) {
      report(c, facts, "actual", outcome);
    } else if (has_target && facts.target == ValueKind::kAbsent) {
      report(c, facts, "target", outcome);
    }
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"有得分的指标应填写实际完成值和年度指标值", "what is scored has an actual value and a target"},
           kMeasures2020,
           {"有得分，就应有实际完成值和目标值", "score > 0 ⇒ actual and target are filled in"},
           {"警告：实际完成值“—”，得 10 分；无：实际完成值“—”，得 0 分",
            "warning: 10 points for “—”; none: 0 points for “—”"},
           {"完成情况写在其他栏目时", "where the actual value stands in another column"}},
          check};
}

}  // namespace hebiao::audit_rules::actual_missing
