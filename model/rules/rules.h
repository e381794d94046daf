// One function a rule: its registry entry. The table in registry.cc lists them in the order of the public list.
#pragma once

#include "model/rules/case.h"
#include "model/rules/rule.h"

namespace hebiao::audit_rules {

Rule fund_rate();
Rule fund_score();
Rule fund_parts();
Rule fund_overspent();
Rule fund_zero_budget();
Rule fund_low_rate();
Rule weight_total();
Rule weight_groups();
Rule score_total();
Rule score_bounds();
Rule score_ratio();
Rule score_unsupported();
Rule score_band();
Rule score_grade();
Rule score_ahead_of_money();
Rule target_deadline();
Rule target_exceeded();
Rule target_unit();
Rule target_direction();
Rule actual_missing();
Rule actual_words();
Rule actual_echo();
Rule reason_missing();
Rule level_misplaced();
Rule level_missing();
Rule indicator_duplicate();
Rule goal_copied();
Rule report_all_full_marks();
Rule report_copied_indicators();
Rule report_year_conflict();
Rule report_department_total();
Rule report_narrative_sum();
Rule read_repaired();
Rule read_unreadable();
Rule read_unplaced();
Rule read_suspect();

}  // namespace hebiao::audit_rules
