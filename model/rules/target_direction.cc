// target.direction. Basis: what reviewers look for (a cost target with ≥, a satisfaction target with ≤).
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

constexpr std::string_view kId = "target.direction";

enum class Sense { kNeutral, kLess, kMore };

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool ends_with_word(std::string_view text, std::string_view list) {
  const std::vector<std::string>& known = words(list);
  return std::any_of(known.begin(), known.end(), [&](const std::string& word) { return ends_with(text, word); });
}

// 投诉, 投诉次数, 安全事故发生率; not 投诉处理率 and not 故障工单闭环率.
bool counts_something_bad(std::string_view name) {
  if (mentions(name, "turns-sense")) return false;
  if (ends_with_word(name, "less-is-better")) return true;
  const std::vector<std::string>& measures = words("measure");
  return std::any_of(measures.begin(), measures.end(), [&](const std::string& measure) {
    return ends_with(name, measure) && ends_with_word(name.substr(0, name.size() - measure.size()), "less-is-better");
  });
}

// 单位养护成本 ≤2.5万元: a cost by its name, or by its group where money is asked; no rate (成本控制率).
bool is_a_cost(const Indicator& row, std::string_view name) {
  const Value& value = row.target->reading.values.front();
  if (value.kind == ReadingKind::kPercent || mentions(name, "saves")) return false;
  const bool in_cost_group = mentions(row.level2, "cost-group") || mentions(row.level1, "cost-group");
  return mentions(name, "cost-word") || (in_cost_group && value.kind == ReadingKind::kMoney);
}

// pre: the target is one numeric value.
Sense sense_of(const Indicator& row) {
  const std::string name = folded(row.name ? row.name->text : std::string());
  const bool satisfaction = mentions(name, "satisfaction") && row.target->reading.kind == ReadingKind::kPercent;
  if (satisfaction || ends_with_word(name, "more-is-better"))
    return mentions(name, "turns-good") ? Sense::kNeutral : Sense::kMore;
  return is_a_cost(row, name) || counts_something_bad(name) ? Sense::kLess : Sense::kNeutral;
}

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

Rule target_direction() {
  return {{kId,
           Severity::kWarning,
           {"指标值的比较符号应与指标含义一致", "the comparator follows the sense of the indicator"},
           kReviewPractice,
           "costs, complaints, accidents, response times: not ≥; satisfaction, pass and completion rates: not ≤",
           {"警告：单位养护成本 ≥2.5万元；无：投诉次数 ≤5，事故处理率 ≥95%，成本节约率 ≥3%",
            "warning: 单位养护成本 ≥2.5万元; none: 投诉次数 ≤5, 事故处理率 ≥95%, 成本节约率 ≥3%"},
           {"指标含义确为越大越好（如投入、补助标准）时", "where more is indeed better, as for a standard of aid"}},
          check};
}

}  // namespace hebiao::audit_rules
