// score.unsupported. Basis: 财预〔2020〕10号 (a target that is reached earns all points).
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_unsupported {
namespace {

constexpr std::string_view kId = "score.unsupported";

void check_indicator(const Case& c, const IndicatorFacts& facts, Outcome& outcome) {
  if (facts.out_of_bounds || !facts.points_deducted()) return;
  const bool met = facts.attainment == Attainment::kMet;
  if (!met && !facts.same_words) return;
  const Message score = cite(c.form, facts.field("score"), Naming::kWithRow);
  const Message weight = cite(c.form, facts.field("weight"));
  const Message target = cite(c.form, facts.field("target"));
  const Message actual = cite(c.form, facts.field("actual"));
  const Message why = met ? Message{"已达到", "reaches"} : Message{"与目标原文一致，即", "repeats the words of"};
  const Message reason =
      facts.reason_given ? cite(c.form, facts.field("deviation")) : Message{"未填扣分原因", "no reason is given"};
  Finding found =
      finding(c.form, kId, facts.reason_given ? Severity::kNote : Severity::kWarning, DifferenceClass::kSoft,
              facts.field("score"),
              {fmt::format("{}低于{}，但{}{}{}；{}", score.zh, weight.zh, actual.zh, why.zh, target.zh, reason.zh),
               fmt::format("{} is below the {} although the {} {} the {}; {}", score.en, weight.en, actual.en, why.en,
                           target.en, reason.en)});
  found.expected = facts.weight->digits;
  found.because = {facts.field("weight"), facts.field("target"), facts.field("actual")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (const IndicatorFacts& facts : c.indicators) check_indicator(c, facts, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"目标已达到却被扣分，应有依据", "points are deducted although the target is reached"},
           kMeasures2020,
           {"目标已达到，或实际完成值就是目标的原话，应得满分",
            "target reached, or answered in its own words ⇒ score = weight"},
           {"警告：≥90% 完成 95%，分值 10，得 9，无说明；提示：“是”答“是”，得 9，已填原因；无：得 10",
            "warning: 9 of 10 for 95% of ≥90% without a word; note: 9 of 10 for “是” answered “是”, a reason is given; "
            "none: 10"},
           {"扣分依据写在表外时", "where the ground for the deduction stands outside the form"}},
          check};
}

}  // namespace hebiao::audit_rules::score_unsupported
