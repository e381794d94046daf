// One namespace a rule, so that any rules compile together, and in it one function: its registry entry. The table in
// registry.cc lists them in the order of the public list.
#pragma once

#include "model/rules/case.h"
#include "model/rules/rule.h"

namespace hebiao::audit_rules {

// clang-format off
namespace fund_rate { Rule rule(); }
namespace fund_score { Rule rule(); }
namespace fund_parts { Rule rule(); }
namespace fund_overspent { Rule rule(); }
namespace fund_zero_budget { Rule rule(); }
namespace fund_low_rate { Rule rule(); }
namespace weight_total { Rule rule(); }
namespace weight_groups { Rule rule(); }
namespace score_total { Rule rule(); }
namespace score_bounds { Rule rule(); }
namespace score_ratio { Rule rule(); }
namespace score_unsupported { Rule rule(); }
namespace score_band { Rule rule(); }
namespace score_grade { Rule rule(); }
namespace score_ahead_of_money { Rule rule(); }
namespace target_deadline { Rule rule(); }
namespace target_exceeded { Rule rule(); }
namespace target_unit { Rule rule(); }
namespace target_direction { Rule rule(); }
namespace actual_missing { Rule rule(); }
namespace actual_words { Rule rule(); }
namespace actual_echo { Rule rule(); }
namespace reason_missing { Rule rule(); }
namespace level_misplaced { Rule rule(); }
namespace level_missing { Rule rule(); }
namespace indicator_duplicate { Rule rule(); }
namespace goal_copied { Rule rule(); }
namespace report_all_full_marks { Rule rule(); }
namespace report_copied_indicators { Rule rule(); }
namespace report_year_conflict { Rule rule(); }
namespace report_department_total { Rule rule(); }
namespace report_narrative_sum { Rule rule(); }
namespace read_repaired { Rule rule(); }
namespace read_unreadable { Rule rule(); }
namespace read_unplaced { Rule rule(); }
namespace read_suspect { Rule rule(); }
// clang-format on

}  // namespace hebiao::audit_rules
