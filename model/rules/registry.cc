// The table of rules, in the order of the public list.
#include "model/rules/rules.h"

namespace hebiao::audit_rules {

const std::vector<Rule>& all() {
  static const std::vector<Rule> table = {
      fund_rate::rule(),
      fund_score::rule(),
      fund_parts::rule(),
      fund_overspent::rule(),
      fund_zero_budget::rule(),
      fund_low_rate::rule(),
      weight_total::rule(),
      weight_groups::rule(),
      score_total::rule(),
      score_bounds::rule(),
      score_ratio::rule(),
      score_unsupported::rule(),
      score_band::rule(),
      score_grade::rule(),
      score_ahead_of_money::rule(),
      target_deadline::rule(),
      target_exceeded::rule(),
      target_unit::rule(),
      target_direction::rule(),
      actual_missing::rule(),
      actual_words::rule(),
      actual_echo::rule(),
      reason_missing::rule(),
      level_misplaced::rule(),
      level_missing::rule(),
      indicator_duplicate::rule(),
      goal_copied::rule(),
      report_all_full_marks::rule(),
      report_copied_indicators::rule(),
      report_year_conflict::rule(),
      report_department_total::rule(),
      report_narrative_sum::rule(),
      read_repaired::rule(),
      read_unreadable::rule(),
      read_unplaced::rule(),
      read_suspect::rule(),
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
