// target.unit. Basis: arithmetic within the form (figures in units that cannot be compared prove nothing).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::target_unit {
namespace {

constexpr std::string_view kId = "target.unit";

std::string unit_of(const OptionalField& field) {
  return field && field->reading.values.size() == 1 ? field->reading.values.front().unit : std::string();
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const IndicatorFacts& facts = c.indicators[i];
    if (!facts.units_conflict || facts.suspect) continue;
    const Message target = cite(c.form, facts.field("target"), Naming::kWithRow);
    const Message actual = cite(c.form, facts.field("actual"));
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, facts.field("target"),
                            {fmt::format("{}与{}的计量单位不可比，无法核对完成情况", target.zh, actual.zh),
                             fmt::format("{} and the {} are in units that cannot be compared", target.en, actual.en)});
    const std::string unit = unit_of(c.form.indicators[i].target);
    if (!unit.empty()) found.expected = unit;
    found.because = {facts.field("target"), facts.field("actual")};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"年度指标值与实际完成值的计量单位应可比", "target and actual are in units that can be compared"},
           kArithmetic,
           {"实际完成值的单位可换算为目标值的单位", "unit of the actual value converts to the unit of the target"},
           {"警告：≥200(人)，实际 365次；无：≥30(分钟)，实际 1小时",
            "warning: 365次 for ≥200(人); none: 1小时 for ≥30(分钟)"},
           {"两个量词指同一事物（如 个、家）时", "where two measure words count the same thing, such as 个 and 家"}},
          check};
}

}  // namespace hebiao::audit_rules::target_unit
