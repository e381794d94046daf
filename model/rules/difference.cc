#include "model/rules/difference.h"

#include <fmt/core.h>

#include <utility>

namespace hebiao::audit_rules {

Severity severity_of(DifferenceClass difference_class, OtherFigures others) {
  if (difference_class == DifferenceClass::kReal) return Severity::kError;
  const bool doubtful = difference_class == DifferenceClass::kTruncation && others == OtherFigures::kWereRounded;
  return doubtful ? Severity::kWarning : Severity::kNote;
}

Message gap_text(const Rational& gap, int decimals, std::string_view unit) {
  const Rational units = gap / last_place(decimals);
  const bool whole = units.is_whole();
  const std::string value = approximate(gap);
  const std::string count = whole ? canonical_number(units) : format_fixed(units, 1);
  const Message points = unit == "%" ? Message{" 个百分点", " percentage points"} : Message{};
  return {fmt::format("{}{}（{}末位的 {} 个单位）", value, points.zh, whole ? "" : "约", count),
          fmt::format("{}{} ({}{} unit{} of the last place)", value, points.en, whole ? "" : "about ", count,
                      units == 1 ? "" : "s")};
}

Message verdict_on(const Judgement& judgement, int decimals, std::string_view unit, OtherFigures others) {
  switch (judgement.difference_class) {
    case DifferenceClass::kRounding:
      if (!judgement.witness_budget) return {"四舍五入可以解释，不算差错", "rounding explains it, so it is no error"};
      return {fmt::format("四舍五入可以解释：若预算实为 {}、执行实为 {}，则各数均成立", *judgement.witness_budget,
                          *judgement.witness_executed),
              fmt::format("rounding explains it: with a budget of {} and {} executed every printed figure is true",
                          *judgement.witness_budget, *judgement.witness_executed)};
    case DifferenceClass::kChained:
      return {"系用已取整的执行率逐级计算所致，不算差错", "it was computed from the rounded rate, so it is no error"};
    case DifferenceClass::kTruncation:
      if (others == OtherFigures::kWereRounded)
        return {"只有舍去尾数（不进位）才能解释，而表中其他数字是四舍五入的",
                "only cutting off the last digits explains it, yet other figures of the form are rounded"};
      return {"只有舍去尾数（不进位）才能解释", "only cutting off the last digits explains it"};
    default:
      break;
  }
  const Message gap = gap_text(judgement.unexplained, decimals, unit);
  return {fmt::format("任何舍入都解释不了，至少相差 {}", gap.zh),
          fmt::format("no rounding explains it, the difference is at least {}", gap.en)};
}

Finding with_figures(Finding finding, const Judgement& judgement, int decimals, std::vector<std::string> because) {
  finding.expected = format_fixed(judgement.recomputed, decimals);
  if (judgement.allowed) {
    if (const auto range = printed_range(*judgement.allowed, decimals)) {
      finding.low = range->low;
      finding.high = range->high;
    }
  }
  finding.because = std::move(because);
  return finding;
}

}  // namespace hebiao::audit_rules
