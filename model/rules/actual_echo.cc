// actual.echo. Basis: what reviewers look for (an actual value that repeats the target says nothing about what was
// done).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::actual_echo {
namespace {

constexpr std::string_view kId = "actual.echo";

// ≤1(小时) for ≤1(小时): the same bound with its comparator. A bare figure that happens to equal the target is an
// answer.
bool repeats(const Reading& target, const Reading& actual) {
  if (target.values.size() != 1 || actual.values.size() != 1) return false;
  const Value& asked = target.values.front();
  const Value& answered = actual.values.front();
  return asked.kind != ReadingKind::kDate && answered.comparator != Comparator::kNone &&
         asked.comparator == answered.comparator && asked.extent == answered.extent && asked.unit == answered.unit;
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const IndicatorFacts& facts = c.indicators[i];
    const Indicator& row = c.form.indicators[i];
    if (facts.target != ValueKind::kNumeric || facts.actual != ValueKind::kNumeric) continue;
    if (!repeats(row.target->reading, row.actual->reading)) continue;
    const Message actual = cite(c.form, facts.field("actual"), Naming::kWithRow);
    const Message target = cite(c.form, facts.field("target"));
    Finding found =
        finding(c.form, kId, Severity::kNote, DifferenceClass::kSoft, facts.field("actual"),
                {fmt::format("{}照抄了{}，未写明实际完成的数值", actual.zh, target.zh),
                 fmt::format("{} repeats the {} whole and does not say what was reached", actual.en, target.en)});
    found.because = {facts.field("target")};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kNote,
           {"实际完成值照抄年度指标值", "the actual value repeats the whole target with its comparator"},
           kReviewPractice,
           {"实际完成值不应连同符号照抄目标值", "actual ≠ target, comparator included"},
           {"提示：≤1(小时)，实际 ≤1(小时)；无：≤1(小时)，实际 1小时",
            "note: ≤1(小时) for ≤1(小时); none: 1小时 for ≤1(小时)"},
           {"填报系统自动带出比较符号时", "where the reporting system prints the comparator by itself"}},
          check};
}

}  // namespace hebiao::audit_rules::actual_echo
