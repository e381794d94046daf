#include "emit/worked_formula.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <vector>

#include "normalize/rational.h"
#include "normalize/reading.h"

namespace hebiao {
namespace {

// The result is shown this many places finer than the figure it is compared with, so that the rounding is seen.
constexpr int kFinerPlaces = 3;

std::optional<std::string> figure(const Form& form, const std::string& path) {
  const Field* field = find_field(form, path);
  if (field == nullptr) return std::nullopt;
  if (field->value) return canonical_number(field->value->number);
  if (const auto reported = reported_figure(field->reading)) return canonical_number(*reported);
  if (field->text.empty()) return std::nullopt;
  return "「" + field->text + "」";
}

std::optional<std::vector<std::string>> figures(const Form& form, const Check& check) {
  std::vector<std::string> result;
  for (const std::string& path : check.because) {
    std::optional<std::string> one = figure(form, path);
    if (!one) return std::nullopt;
    result.push_back(*std::move(one));
  }
  return result;
}

std::string sum(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size() && i < kAddends; ++i) text += (i == 0 ? "" : " + ") + parts[i];
  if (parts.size() > kAddends) text += fmt::format(" + …（共 {} 项）", parts.size());
  return text;
}

std::size_t least_inputs(Relation relation) {
  switch (relation) {
    case Relation::kRate:
    case Relation::kRateScore:
      return 2;
    case Relation::kExecutionScore:
    case Relation::kScoreAtLeast:
    case Relation::kScoreAtMost:
    case Relation::kScoreInverse:
    case Relation::kScoreRange:
      return 3;
    case Relation::kSum:
    case Relation::kScoreFull:
      return 1;
    case Relation::kScoreZero:
    case Relation::kNone:
      break;
  }
  return 0;
}

// Empty for relations that are no arithmetic of their inputs.
std::string expression(Relation relation, const std::vector<std::string>& in) {
  if (in.size() < least_inputs(relation)) return {};
  switch (relation) {
    case Relation::kRate:
      return fmt::format("100 × {} ÷ {}", in[0], in[1]);
    case Relation::kExecutionScore:
      return fmt::format("{} × min(1, {} ÷ {})", in[0], in[1], in[2]);
    case Relation::kRateScore:
      return fmt::format("{} × min(1, {} ÷ 100)", in[0], in[1]);
    case Relation::kSum:
      return sum(in);
    case Relation::kScoreAtLeast:
      return fmt::format("{} × {} ÷ {}", in[0], in[2], in[1]);
    case Relation::kScoreAtMost:
      return fmt::format("{0} × (1 − ({2} − {1}) ÷ {1})", in[0], in[1], in[2]);
    case Relation::kScoreInverse:
      return fmt::format("{} × {} ÷ {}", in[0], in[1], in[2]);
    case Relation::kScoreFull:
      return fmt::format("达到目标，得满分 {}", in[0]);
    case Relation::kScoreRange:
      return fmt::format("{} × 与区间较近一端之比（目标 {}，实际 {}）", in[0], in[1], in[2]);
    case Relation::kScoreZero:
    case Relation::kNone:
      break;
  }
  return {};
}

std::string result_text(const Rational& number, int decimals) {
  const Rational finer = round_half_up(number, decimals + kFinerPlaces);
  const std::string rounded = canonical_number(round_half_up(number, decimals));
  if (finer != number) return fmt::format("≈ {} → {}", format_fixed(finer, decimals + kFinerPlaces), rounded);
  if (round_half_up(number, decimals) == number) return "= " + rounded;
  return fmt::format("= {} → {}", canonical_number(number), rounded);
}

}  // namespace

std::string worked_formula(const Form& form, const Check& check) {
  if (!check.recomputed) return {};
  const auto in = figures(form, check);
  if (!in) return {};
  const std::string text = expression(check.relation, *in);
  if (text.empty() || check.relation == Relation::kScoreFull) return text;
  return text + " " + result_text(*check.recomputed, check.decimals);
}

const Check* check_of(const FormAudit& audit, const Finding& finding) {
  for (const Check& check : audit.checks) {
    if (check.rule == finding.rule && check.field == finding.field) return &check;
  }
  return nullptr;
}

}  // namespace hebiao
