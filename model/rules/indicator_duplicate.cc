// indicator.duplicate. Basis: what reviewers look for (the same indicator counted twice).
#include <fmt/core.h>

#include <unordered_map>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::indicator_duplicate {
namespace {

constexpr std::string_view kId = "indicator.duplicate";

// The same name in the same group, or the same name and target anywhere.
struct Keys {
  std::string by_group;
  std::string by_target;
};

Keys keys_of(const Indicator& row) {
  const std::string name = folded(row.name ? row.name->text : std::string());
  if (name.empty()) return {};
  const std::string target = folded(row.target ? row.target->text : std::string());
  return {name + "\n" + row.level1 + "\n" + row.level2, target.empty() ? std::string() : name + "\t" + target};
}

Outcome check(const Case& c) {
  Outcome outcome;
  std::unordered_map<std::string, std::size_t> seen;
  seen.reserve(2 * c.indicators.size());
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const Keys keys = keys_of(c.form.indicators[i]);
    std::optional<std::size_t> first;
    for (const std::string* key : {&keys.by_group, &keys.by_target}) {
      if (key->empty()) continue;
      const auto [entry, is_new] = seen.emplace(*key, i);
      if (!is_new && !first) first = entry->second;
    }
    if (!first) continue;
    const Message again = cite(c.form, c.indicators[i].field("name"));
    const Message before = cite(c.form, c.indicators[*first].field("name"));
    Finding found = finding(
        c.form, kId, Severity::kWarning, DifferenceClass::kSoft, c.indicators[i].field("name"),
        {fmt::format("{}与{}重复", again.zh, before.zh), fmt::format("{} is the same as {}", again.en, before.en)});
    found.because = {c.indicators[*first].field("name")};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kWarning,
       {"同一指标重复填列", "the same indicator stands twice"},
       kReviewPractice,
       {"没有两项指标名称与分组相同，或名称与目标相同", "no two indicators share name and group, or name and target"},
       {"警告：“培训人次”在数量指标下出现两次；无：“培训人次”与“培训人次完成率”",
        "warning: 培训人次 twice under 数量指标; none: 培训人次 beside 培训人次完成率"},
       {"同名指标分属不同子项目时", "where indicators of one name belong to different parts of the project"}},
      check};
}

}  // namespace hebiao::audit_rules::indicator_duplicate
