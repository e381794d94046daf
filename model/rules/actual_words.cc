// actual.words. Basis: 财预〔2020〕10号 (a quantitative target is answered with a quantity).
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::actual_words {
namespace {

constexpr std::string_view kId = "actual.words";

// One number, or several conditions of which one is a number. A deadline answered in words is unchecked, no more.
bool asks_for_a_number(const IndicatorFacts& facts, const Indicator& row) {
  if (facts.target == ValueKind::kNumeric) return true;
  if (facts.target != ValueKind::kSeveral) return false;
  const std::vector<Value>& values = row.target->reading.values;
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.kind != ReadingKind::kDate; });
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const IndicatorFacts& facts = c.indicators[i];
    if (facts.actual != ValueKind::kWords || !asks_for_a_number(facts, c.form.indicators[i])) continue;
    const Message target = cite(c.form, facts.field("target"), Naming::kWithRow);
    const Message actual = cite(c.form, facts.field("actual"));
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, facts.field("actual"),
                            {fmt::format("{}是数值，{}只有文字，无法核对", target.zh, actual.zh),
                             fmt::format("{} is a number, the {} is words only", target.en, actual.en)});
    found.because = {facts.field("target")};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"定量指标应以数值填报完成情况", "a numeric target is answered with a number"},
           kMeasures2020,
           {"目标是数值，实际完成值也应是数值", "target is a number ⇒ actual is a number"},
           {"警告：≥90%，实际“较好”；无：≥90%，实际 92%；无：12月底前，实际“按期完成”（不核）",
            "warning: 较好 for ≥90%; none: 92%; none: 按期完成 for 12月底前 (unchecked)"},
           {"数值写在偏差原因等其他栏目时", "where the number stands in another column"}},
          check};
}

}  // namespace hebiao::audit_rules::actual_words
