// target.exceeded. Basis: 财预〔2020〕10号 (a target far exceeded needs an explanation: it may have been set too low).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::target_exceeded {
namespace {

constexpr std::string_view kId = "target.exceeded";
constexpr int kPercent = 100;

bool asks_for_at_least(const Reading& reading) {
  if (reading.values.size() != 1) return false;
  const Comparator comparator = reading.values.front().comparator;
  return comparator == Comparator::kGe || comparator == Comparator::kGt;
}

void check_indicator(const Case& c, std::size_t i, Outcome& outcome) {
  const IndicatorFacts& facts = c.indicators[i];
  const Indicator& row = c.form.indicators[i];
  if (facts.suspect || !facts.figure || !facts.threshold || sgn(*facts.threshold) <= 0) return;
  if (!asks_for_at_least(row.target->reading)) return;
  const Rational share = kPercent * *facts.figure / *facts.threshold;
  if (share <= c.profile.exceeded_note_percent) return;
  const bool far = share > c.profile.exceeded_warning_percent;
  const Message target = cite(c.form, facts.field("target"), Naming::kWithRow);
  const Message actual = cite(c.form, facts.field("actual"));
  const std::string limit =
      canonical_number(far ? c.profile.exceeded_warning_percent : c.profile.exceeded_note_percent);
  const Message reason =
      facts.reason_given ? Message{"已填原因", "a reason is given"} : Message{"未填原因", "no reason is given"};
  Finding found =
      finding(c.form, kId, far ? Severity::kWarning : Severity::kNote, DifferenceClass::kSoft, facts.field("target"),
              {fmt::format("{}可能定得过低：{}为其 {}%，超过 {}%；{}", target.zh, actual.zh, format_fixed(share, 2),
                           limit, reason.zh),
               fmt::format("{} may have been set too low: the {} is {}% of it, above {}%; {}", target.en, actual.en,
                           format_fixed(share, 2), limit, reason.en)});
  found.high = canonical_number(*facts.threshold * c.profile.exceeded_note_percent / kPercent);
  found.because = {facts.field("target"), facts.field("actual")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) check_indicator(c, i, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"实际完成值远超目标，目标可能定得过低", "the actual value is far above a ≥ target, which was set too low"},
           kMeasures2020,
           {"实际值 ≤ 目标值的 150%（超过 130% 提示）",
            "actual ÷ target ≤ 130 % (note above it), ≤ 150 % (warning above it); for ≥ and ＞ only; thresholds by "
            "profile"},
           {"警告：≥200 完成 365；提示：≥75 完成 99（132%）；无：≥30 完成 39（恰为 130%）",
            "warning: 365 of ≥200; note: 99 of ≥75 (132 %); none: 39 of ≥30 (exactly 130 %)"},
           {"任务量由外部决定（如受理件数）时",
            "where the quantity is decided from outside, such as applications received"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::target_exceeded
