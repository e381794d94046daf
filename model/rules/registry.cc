// The table of rules, in the order of the public list.
#include "model/rules/rules.h"

namespace hebiao::audit_rules {

const std::vector<Rule>& all() {
  static const std::vector<Rule> table = {
      fund_rate(),
      fund_score(),
      fund_parts(),
      fund_overspent(),
      fund_zero_budget(),
      fund_low_rate(),
      weight_total(),
      weight_groups(),
      score_total(),
      score_bounds(),
      score_ratio(),
      score_unsupported(),
      score_band(),
      score_grade(),
      score_ahead_of_money(),
      target_deadline(),
      target_exceeded(),
      target_unit(),
      target_direction(),
      actual_missing(),
      actual_words(),
      actual_echo(),
      reason_missing(),
      level_misplaced(),
      level_missing(),
      indicator_duplicate(),
      goal_copied(),
      report_all_full_marks(),
      report_copied_indicators(),
      report_year_conflict(),
      report_department_total(),
      report_narrative_sum(),
      read_repaired(),
      read_unreadable(),
      read_unplaced(),
      read_suspect(),
  };
  return table;
}

}  // namespace hebiao::audit_rules

namespace hebiao {

const std::vector<RuleInfo>& rules() {
  static const std::vector<RuleInfo> infos = [] {
    std::vector<RuleInfo> list;
    for (const audit_rules::Rule& rule : audit_rules::all()) list.push_back(rule.info);
    return list;
  }();
  return infos;
}

const RuleInfo* find_rule(std::string_view id) {
  for (const RuleInfo& rule : rules())
    if (rule.id == id) return &rule;
  return nullptr;
}

}  // namespace hebiao
