// weight.groups. Basis: 财预〔2020〕10号 and the profile's splits (10/50/30/10); a level-1 cost group counts with
// output.
#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::weight_groups {
namespace {

constexpr std::string_view kId = "weight.groups";

using GroupSums = std::vector<std::pair<std::string, Rational>>;  // in the order of the form

Rational& sum_of(GroupSums& sums, const std::string& group) {
  const auto found = std::find_if(sums.begin(), sums.end(), [&](const auto& sum) { return sum.first == group; });
  if (found != sums.end()) return found->second;
  sums.emplace_back(group, 0);
  return sums.back().second;
}

GroupSums group_sums(const Case& c) {
  GroupSums sums;
  for (std::size_t i = 0; i < c.indicators.size(); ++i)
    sum_of(sums, c.form.indicators[i].level1) += c.indicators[i].weight->number;
  return sums;
}

// Does a split's key, "效益指标+满意度指标" or one name, hold this group?
bool holds(std::string_view key, std::string_view group) {
  while (true) {
    const std::size_t plus = key.find('+');
    if (key.substr(0, plus) == group) return true;
    if (plus == std::string_view::npos) return false;
    key.remove_prefix(plus + 1);
  }
}

constexpr std::string_view kTheRest = "*";  // a split's key for every group that it does not name

std::optional<std::size_t> entry_named(const WeightSplit& split, std::string_view group) {
  for (std::size_t i = 0; i < split.groups.size(); ++i)
    if (holds(split.groups[i].first, group)) return i;
  return std::nullopt;
}

std::optional<std::size_t> entry_for(const WeightSplit& split, const std::string& group) {
  auto entry = entry_named(split, group);
  if (!entry && group == words("cost-group").front()) entry = entry_named(split, words("output-group").front());
  return entry ? entry : entry_named(split, kTheRest);
}

// The weight of the execution rate is compared only where the form prints it.
bool fits(const WeightSplit& split, GroupSums sums, const PrintedNumber* execution) {
  const std::string& execution_group = words("execution-group").front();
  if (execution != nullptr) sums.emplace_back(execution_group, execution->number);
  const bool execution_named = entry_named(split, execution_group).has_value();
  std::vector<Rational> found(split.groups.size());
  for (const auto& [group, sum] : sums) {
    const auto entry = entry_for(split, group);
    if (!entry) return false;
    found[*entry] += sum;
  }
  for (std::size_t i = 0; i < split.groups.size(); ++i) {
    const bool holds_execution =
        split.groups[i].first == execution_group || (!execution_named && split.groups[i].first == kTheRest);
    const bool not_printed = execution == nullptr && holds_execution;
    if (!not_printed && found[i] != split.groups[i].second) return false;
  }
  return true;
}

// In the order in which people name them, whatever the order of the keys.
GroupSums in_order(GroupSums sums) {
  const std::vector<std::string>& order = words("group-order");
  std::stable_sort(sums.begin(), sums.end(), [&](const auto& a, const auto& b) {
    return std::find(order.begin(), order.end(), a.first) < std::find(order.begin(), order.end(), b.first);
  });
  return sums;
}

std::string list_of(const GroupSums& sums) {
  std::string list;
  for (const auto& [group, sum] : sums)
    list += (list.empty() ? "" : "、") + (group == kTheRest ? words("the-rest").front() : group) + " " +
            canonical_number(sum);
  return list;
}

std::string list_of(const std::vector<WeightSplit>& splits) {
  std::string list;
  for (const WeightSplit& split : splits) list += (list.empty() ? "" : "；") + list_of(in_order(split.groups));
  return list;
}

void check_splits(const Case& c, Outcome& outcome) {
  const GroupSums sums = group_sums(c);
  const PrintedNumber* execution = !c.score_row ? nullptr : number_of(c.form.funds[*c.score_row].weight);
  const bool right = std::any_of(c.profile.splits.begin(), c.profile.splits.end(),
                                 [&](const WeightSplit& split) { return fits(split, sums, execution); });
  std::vector<std::string> because;
  for (const IndicatorFacts& facts : c.indicators) because.push_back(facts.field("weight"));
  outcome.add(checked(kId, "", right ? DifferenceClass::kExact : DifferenceClass::kSoft, Relation::kNone, because,
                      std::nullopt));
  if (right) return;
  GroupSums printed = sums;
  if (execution != nullptr) printed.insert(printed.begin(), {words("execution-group").front(), execution->number});
  const std::string found_list = list_of(printed);
  const std::string expected = list_of(c.profile.splits);
  Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, "",
                          {fmt::format("各一级指标分值「{}」与规定的分配不符，应为：{}", found_list, expected),
                           fmt::format("the level-1 weights 「{}」 depart from the split: {}", found_list, expected)});
  found.printed = found_list;
  found.expected = expected;
  found.at = c.form.indicators.front().levels_at.value_or(SourceRef{});
  found.because = because;
  outcome.add(std::move(found));
}

// Points that a caption carries, such as 产出指标(50分), against the weights that stand under it.
void check_captions(const Case& c, Outcome& outcome) {
  for (const auto& [group, points] : c.form.group_points) {
    if (points.state != FieldState::kNumber || !points.value) continue;
    const PrintedNumber& printed = *points.value;
    Rational sum = 0;
    std::vector<std::string> because;
    for (std::size_t i = 0; i < c.indicators.size(); ++i) {
      const Indicator& row = c.form.indicators[i];
      if (row.level1 != group && row.level2 != group) continue;
      sum += c.indicators[i].weight->number;
      because.push_back(c.indicators[i].field("weight"));
    }
    if (because.empty() || sum == printed.number) continue;
    const Message where = place(points.at);
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kReal, "",
                            {fmt::format("“{}”标题所列分值「{}」（{}）与其下各项分值之和 {} 不符", group, points.raw,
                                         where.zh, canonical_number(sum)),
                             fmt::format("the caption of “{}” says 「{}」 ({}), the weights under it add to {}", group,
                                         points.raw, where.en, canonical_number(sum))});
    found.printed = printed.digits;
    found.expected = canonical_number(sum);
    found.at = points.at;
    found.because = because;
    outcome.add(std::move(found));
  }
}

Outcome check(const Case& c) {
  Outcome outcome;
  bool any_weight = false;
  for (const IndicatorFacts& facts : c.indicators) any_weight = any_weight || facts.weight != nullptr;
  if (!any_weight) return outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    if (c.indicators[i].weight != nullptr) continue;
    outcome.add(
        unchecked(c.form, kId, "", why_not_a_number(c.form.indicators[i].weight), c.indicators[i].field("weight")));
    return outcome;
  }
  const bool has_groups = std::all_of(c.form.indicators.begin(), c.form.indicators.end(),
                                      [](const Indicator& row) { return !row.level1.empty(); });
  if (has_groups && !c.profile.splits.empty()) check_splits(c, outcome);
  check_captions(c, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"各一级指标分值应符合规定的分配", "the level-1 weights follow the split"},
           kMeasures2020,
           {"各一级指标的分值合计应合规定的分配，例如执行率 10、产出 50、效益 30、满意度 10",
            "weights by level-1 group = one of the profile's splits, for instance 10/50/30/10; cost counts with output "
            "unless "
            "the split names it"},
           {"警告：产出 50、效益 24、满意度 16；无：产出 50、效益 30、满意度 10", "warning: 50/24/16; none: 50/30/10"},
           {"经批准调整过分值分配的特殊项目", "for projects whose split was adjusted with approval"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::weight_groups
