// The table of rules, in the order of the public list.
#include "model/rules/rules.h"

namespace hebiao::audit_rules {

const std::vector<Rule>& all() {
  static const std::vector<Rule> table = {
      fund_rate(),     fund_score(),   fund_parts(),  fund_overspent(), fund_zero_budget(),
      fund_low_rate(), weight_total(), score_total(), score_bounds(),   score_ratio(),
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
