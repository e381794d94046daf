// score.ratio. Basis: 财预〔2020〕10号 (a quantitative target that is reached earns all points, else the proportion).
//
// Every indicator's score gets its check here. A reached target earns the weight; points off it are for
// score.unsupported to judge. A missed one earns the proportion, half-up to two decimals or to the most decimals that
// any score of the form carries; where two practices are accepted, a score that fits either is right. A score rounded
// to fewer places, cut off instead of rounded, or computed from a completion rate that had been rounded to two decimals
// of a percent, is a note.
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/difference.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_ratio {
namespace {

constexpr std::string_view kId = "score.ratio";
constexpr int kUsualDecimals = 2;
constexpr int kRateDecimals = 4;  // two decimals of a percent

Rational cut_off(const Rational& value, int decimals) {
  return floor(value * power_of_ten(decimals)) * last_place(decimals);
}

struct Verdict {
  DifferenceClass difference_class = DifferenceClass::kReal;
  AcceptedScore nearest;  // the accepted value that the score fits, or comes nearest to
};

DifferenceClass class_against(const PrintedNumber& printed, const Rational& accepted, const Rational& weight,
                              int most_decimals) {
  const Rational& score = printed.number;
  for (int decimals : {kUsualDecimals, most_decimals})
    if (round_half_up(accepted, decimals) == score) return DifferenceClass::kExact;
  if (sgn(weight) > 0)
    for (int decimals : {kUsualDecimals, most_decimals})
      if (round_half_up(weight * round_half_up(accepted / weight, kRateDecimals), decimals) == score)
        return DifferenceClass::kChained;
  // 6.7 for 6.68, or 7: rounded to the places that are printed, fewer than those of other scores. Never up to full
  // marks.
  if (score < weight && round_half_up(accepted, printed.decimals) == score) return DifferenceClass::kRounding;
  // Cutting off counts from the second decimal on: 8 for 8.70 is no last digit lost.
  for (int decimals : {kUsualDecimals, std::max(kUsualDecimals, most_decimals)})
    if (cut_off(accepted, decimals) == score) return DifferenceClass::kTruncation;
  return DifferenceClass::kReal;
}

Verdict judge(const IndicatorFacts& facts, int most_decimals) {
  const Rational& score = facts.score->number;
  Verdict best{DifferenceClass::kReal, facts.accepted.front()};
  for (const AcceptedScore& accepted : facts.accepted) {
    const DifferenceClass found = class_against(*facts.score, accepted.value, facts.weight->number, most_decimals);
    const bool nearer = abs(accepted.value - score) < abs(best.nearest.value - score);
    if (found < best.difference_class || (found == best.difference_class && nearer)) best = {found, accepted};
  }
  return best;
}

std::vector<std::string> inputs(const IndicatorFacts& facts, Relation relation) {
  if (relation == Relation::kScoreFull) return {facts.field("weight")};
  if (relation == Relation::kScoreZero) return {};
  return {facts.field("weight"), facts.field("target"), facts.field("actual")};
}

Message formula(Relation relation) {
  switch (relation) {
    case Relation::kScoreAtLeast:
      return {"分值 × 实际完成值 ÷ 年度指标值", "weight × actual ÷ target"};
    case Relation::kScoreAtMost:
      return {"分值 ×（1 −（实际完成值 − 年度指标值）÷ 年度指标值）", "weight × (1 − (actual − target) ÷ target)"};
    case Relation::kScoreInverse:
      return {"分值 × 年度指标值 ÷ 实际完成值", "weight × target ÷ actual"};
    case Relation::kScoreRange:
      return {"按区间较近一端的比例", "the proportion to the nearer end of the range"};
    default:
      return {"未达成不得分", "nothing for a missed target of zero"};
  }
}

Message explain(const Case& c, const IndicatorFacts& facts, const Verdict& verdict, const std::string& expected) {
  const Message score = cite(c.form, facts.field("score"), Naming::kWithRow);
  const Message target = cite(c.form, facts.field("target"));
  const Message actual = cite(c.form, facts.field("actual"));
  const Message weight = cite(c.form, facts.field("weight"));
  const Message how = formula(verdict.nearest.relation);
  Message why;
  if (verdict.difference_class == DifferenceClass::kRounding)
    why = {"；四舍五入到较少的小数位所致", "; it was rounded to fewer decimal places"};
  if (verdict.difference_class == DifferenceClass::kChained)
    why = {"；系用已取整的完成率计算所致", "; it was computed from a rounded completion rate"};
  if (verdict.difference_class == DifferenceClass::kTruncation)
    why = {"；系舍去尾数所致", "; the last digits were cut off"};
  if (facts.reason_given) why = {why.zh + "；已填偏差原因", why.en + "; a reason is given"};
  const bool full = facts.full_marks();
  return {fmt::format("{}{}：{}未达到{}，{}，{} = {}，应为 {}{}", score.zh, full ? "为满分" : "与完成比例不符",
                      actual.zh, target.zh, weight.zh, how.zh, approximate(verdict.nearest.value), expected, why.zh),
          fmt::format("{} {}: the {} misses the {}; {}, {} = {}, expected {}{}", score.en,
                      full ? "takes full marks" : "is not the proportion", actual.en, target.en, weight.en, how.en,
                      approximate(verdict.nearest.value), expected, why.en)};
}

Severity severity(const IndicatorFacts& facts, DifferenceClass difference_class) {
  if (difference_class != DifferenceClass::kReal) return Severity::kNote;
  return facts.full_marks() ? Severity::kError : Severity::kWarning;
}

void report(const Case& c, const IndicatorFacts& facts, const Verdict& verdict, Outcome& outcome) {
  const std::string expected = canonical_number(round_half_up(verdict.nearest.value, kUsualDecimals));
  Finding found = finding(c.form, kId, severity(facts, verdict.difference_class), verdict.difference_class,
                          facts.field("score"), explain(c, facts, verdict, expected));
  found.expected = expected;
  const auto [low, high] = std::minmax_element(facts.accepted.begin(), facts.accepted.end(),
                                               [](const auto& a, const auto& b) { return a.value < b.value; });
  found.low = canonical_number(round_half_up(low->value, kUsualDecimals));
  found.high = canonical_number(round_half_up(high->value, kUsualDecimals));
  found.because = {facts.field("weight"), facts.field("target"), facts.field("actual")};
  outcome.add(std::move(found));
}

// Why the score cannot be recomputed, and the field to blame; no reason if it can.
struct Obstacle {
  std::string_view reason;
  std::string path;
};

Obstacle obstacle(const Case& c, std::size_t i) {
  const IndicatorFacts& facts = c.indicators[i];
  const Indicator& row = c.form.indicators[i];
  if (facts.score == nullptr) return {why_not_a_number(row.score), facts.field("score")};
  if (facts.weight == nullptr) return {why_not_a_number(row.weight), facts.field("weight")};
  if (facts.out_of_bounds) return {"out-of-bounds", facts.field("score")};
  if (facts.attainment == Attainment::kAmbiguous) return {"ambiguous", facts.field("target")};
  if (facts.attainment == Attainment::kUnknown) {
    const bool target_to_blame = facts.target == ValueKind::kAbsent || facts.target == ValueKind::kWords ||
                                 facts.target == ValueKind::kUnreadable || facts.unknown_reason == "not-equal-to";
    return {facts.unknown_reason, facts.field(target_to_blame ? "target" : "actual")};
  }
  if (facts.attainment == Attainment::kMissed && facts.accepted.empty())
    return {"no-proportion", facts.field("target")};
  return {};
}

void check_indicator(const Case& c, std::size_t i, Outcome& outcome) {
  const IndicatorFacts& facts = c.indicators[i];
  const std::string path = facts.field("score");
  if (!c.form.indicators[i].score) return;  // a form without points
  const Obstacle found = obstacle(c, i);
  if (!found.reason.empty()) return outcome.add(unchecked(c.form, kId, path, found.reason, found.path));
  if (facts.attainment == Attainment::kMet) {
    const DifferenceClass difference_class = facts.full_marks() ? DifferenceClass::kExact : DifferenceClass::kSoft;
    return outcome.add(checked(kId, path, difference_class, Relation::kScoreFull, {facts.field("weight")},
                               facts.weight->number, facts.score->decimals));
  }
  const Verdict verdict = judge(facts, c.score_decimals);
  outcome.add(checked(kId, path, verdict.difference_class, verdict.nearest.relation,
                      inputs(facts, verdict.nearest.relation), verdict.nearest.value,
                      std::max(kUsualDecimals, c.score_decimals)));
  if (verdict.difference_class != DifferenceClass::kExact) report(c, facts, verdict, outcome);
}

Outcome check(const Case& c) {
  Outcome outcome;
  outcome.checks.reserve(c.form.indicators.size());
  for (std::size_t i = 0; i < c.form.indicators.size(); ++i) check_indicator(c, i, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kError,
       {"定量指标未达标的，得分应按完成比例计算", "a missed quantitative target earns the proportion that was reached"},
       kMeasures2020,
       {"达到目标得满分；未达到时按实际值与目标值之比计分",
        "≥ ＞ =: weight × actual ÷ target; ≤ ＜: weight × (1 − (actual − target) ÷ target) or weight × target ÷ "
        "actual; "
        "a range: the proportion to the nearer end; a missed target of 0: nothing"},
       {"错误：≥110 完成 10，分值 5，得 5；警告：同上，得 1（应为 0.45）；提示：≥60 完成 37，分值 4，得 "
        "2.46（舍去尾数）；无：得 2.47",
        "error: 5 of 5 for 10 of ≥110; warning: 1 for the same (0.45 is due); note: 2.46 of 4 for 37 of ≥60 (cut off); "
        "none: 2.47"},
       {"评分标准另有规定（如按档扣分）时", "where the scoring standard says otherwise, by steps for instance"}},
      check};
}

}  // namespace hebiao::audit_rules::score_ratio
