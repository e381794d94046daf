// score.grade. Basis: 财预〔2020〕10号 (优 from 90, 良 from 80, 中 from 60, 差 below), bands by profile.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::score_grade {
namespace {

constexpr std::string_view kId = "score.grade";
constexpr int kHundred = 100;

// The one grade that a text names (优, 优秀); nullptr if none or several.
const GradeBand* named_grade(const std::string& text, const Profile& profile) {
  const GradeBand* named = nullptr;
  for (const GradeBand& band : profile.grades) {
    if (text.find(band.grade) == std::string::npos) continue;
    if (named != nullptr) return nullptr;
    named = &band;
  }
  return named;
}

const GradeBand* earned_grade(const Rational& total, const Profile& profile) {
  for (const GradeBand& band : profile.grades)
    if (total >= band.from) return &band;
  return nullptr;
}

Outcome check(const Case& c) {
  Outcome outcome;
  const OptionalField& grade = c.form.total.grade;
  if (!grade || grade->state == FieldState::kBlank || c.profile.grades.empty() || sgn(c.profile.total_weight) <= 0)
    return outcome;
  const std::string path = "total.grade";
  const std::string_view reason = why_not_a_number(c.form.total.score);
  const GradeBand* printed = named_grade(folded(grade->text), c.profile);
  if (!reason.empty() || printed == nullptr) {
    outcome.add(reason.empty() ? unchecked(c.form, kId, path, "unknown-grade", path)
                               : unchecked(c.form, kId, path, reason, "total.score"));
    return outcome;
  }
  const Rational total = c.form.total.score->value->number * kHundred / c.profile.total_weight;
  const GradeBand* earned = earned_grade(total, c.profile);
  const bool right = earned == printed;
  outcome.add(checked(kId, path, right ? DifferenceClass::kExact : DifferenceClass::kReal, Relation::kNone,
                      {"total.score"}, std::nullopt));
  if (right || earned == nullptr) return outcome;
  const Message cited = cite(c.form, path);
  const Message score = cite(c.form, "total.score");
  Finding found = finding(c.form, kId, Severity::kError, DifferenceClass::kReal, path,
                          {fmt::format("{}与{}不符，应为“{}”（{} 分及以上）", cited.zh, score.zh, earned->grade,
                                       canonical_number(earned->from)),
                           fmt::format("the {} does not fit the {}, expected “{}” (from {})", cited.en, score.en,
                                       earned->grade, canonical_number(earned->from))});
  found.expected = earned->grade;
  found.because = {"total.score"};
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kError,
           {"等次应与总分相符", "the grade is the band of the total"},
           kMeasures2020,
           {"优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（或当地规定）",
            "优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差 < 60 (or the profile's bands)"},
           {"错误：总分 88.50，等次“优”；无：总分 90，等次“优”", "error: 优 for 88.50; none: 优 for 90"},
           {"等次由上级评定、不依自评总分时", "where the grade is given by a superior, not by the total"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::score_grade
