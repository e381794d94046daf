// What the fund rules say of a judgement: its severity, the accepted range, and the sentence that explains the class.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/rules/execution.h"

namespace hebiao::audit_rules {

// A note where rounding, chaining or an allowed truncation explains it; a warning for a truncation that the form's
// other figures contradict; an error for a real difference.
Severity severity_of(DifferenceClass difference_class, OtherFigures others);

// "四舍五入可以解释：若 …" / "rounding explains it: with …": why the difference is or is not real. `unit` is "%" or
// empty.
Message verdict_on(const Judgement& judgement, int decimals, std::string_view unit, OtherFigures others);

// Fills expected, low, high and because.
Finding with_figures(Finding finding, const Judgement& judgement, int decimals, std::vector<std::string> because);

// "0.35（末位的 35 个单位）": a gap in value and in units of the last printed place; in percentage points for "%".
Message gap_text(const Rational& gap, int decimals, std::string_view unit);

}  // namespace hebiao::audit_rules
