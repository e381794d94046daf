// Is less better, or more? By an indicator's name and group.
#pragma once

#include "model/form.h"

namespace hebiao::audit_rules {

enum class Sense { kNeutral, kLess, kMore };

// 投诉次数 and 单位养护成本 should be small, 满意度 and 合格率 large; 事故处理率 and 成本节约率 say neither.
// pre: the target is one numeric value.
Sense sense_of(const Indicator& row);

// Is a bad thing counted, which had best not happen: 投诉次数, 安全事故?
bool counts_something_bad(const Indicator& row);

}  // namespace hebiao::audit_rules
