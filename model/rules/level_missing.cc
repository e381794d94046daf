// level.missing. Basis: 财预〔2020〕10号 (the level-1 groups of a form), by profile.
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::level_missing {
namespace {

constexpr std::string_view kId = "level.missing";

Outcome check(const Case& c) {
  Outcome outcome;
  const std::vector<Indicator>& rows = c.form.indicators;
  const auto in_group = [&rows](const std::string& group) {
    return std::any_of(rows.begin(), rows.end(), [&](const Indicator& row) { return row.level1 == group; });
  };
  if (rows.empty() || in_group("")) return outcome;  // a dialect without level-1 groups
  for (const std::string& group : c.profile.required_groups) {
    if (in_group(group)) continue;
    Finding found =
        finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, "",
                {fmt::format("缺少一级指标“{}”", group), fmt::format("the level-1 group “{}” is absent", group)});
    found.expected = group;
    found.at = rows.front().levels_at.value_or(rows.front().name ? rows.front().name->at : SourceRef{});
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"规定的一级指标应齐全", "every level-1 group that the profile requires is there"},
           kMeasures2020,
           {"规定的一级指标都应出现", "required level-1 groups ⊆ level-1 groups of the form"},
           {"警告：没有满意度指标；无：产出、效益、满意度指标俱全",
            "warning: no 满意度指标; none: output, benefit and satisfaction are there"},
           {"项目没有服务对象、经批准不设满意度指标时",
            "where a project serves nobody directly and no satisfaction is asked"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::level_missing
