#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>
#include <utility>

#include "model/fingerprint.h"
#include "model/model.h"
#include "model/rules/case.h"
#include "model/rules/rule.h"

namespace hebiao {
namespace {

constexpr int kScoreDecimals = 2;

// Where a field stands in the form, for sorting: the form itself, the fund block, the indicators, the total.
struct Position {
  int block = 0;
  std::size_t row = 0;
};

Position position_of(std::string_view path) {
  Position position;
  if (path.substr(0, 6) == "total.") position.block = 4;
  if (path.substr(0, 6) == "funds[") position.block = 1;
  if (path == "goal" || path == "outcome") position.block = 2;
  if (path.substr(0, 11) == "indicators[") position.block = 3;
  const std::size_t open = path.find('[');
  if (open != std::string_view::npos) std::from_chars(path.data() + open + 1, path.data() + path.size(), position.row);
  return position;
}

bool earlier(const Finding& a, const Finding& b) {
  const Position left = position_of(a.field);
  const Position right = position_of(b.field);
  return std::tie(left.block, left.row, a.field, a.rule) < std::tie(right.block, right.row, b.field, b.rule);
}

// The accepted score nearest to the printed one; the weight for a target that is reached.
std::optional<std::string> recomputed_score(const audit_rules::IndicatorFacts& facts) {
  if (facts.weight == nullptr) return std::nullopt;
  if (facts.attainment == audit_rules::Attainment::kMet)
    return canonical_number(round_half_up(facts.weight->number, kScoreDecimals));
  if (facts.attainment != audit_rules::Attainment::kMissed || facts.accepted.empty()) return std::nullopt;
  const auto distance = [&](const audit_rules::AcceptedScore& score) {
    return facts.score != nullptr ? Rational(abs(score.value - facts.score->number)) : Rational(0);
  };
  const auto nearest = std::min_element(facts.accepted.begin(), facts.accepted.end(),
                                        [&](const auto& a, const auto& b) { return distance(a) < distance(b); });
  return canonical_number(round_half_up(nearest->value, kScoreDecimals));
}

std::string_view basis_of(const audit_rules::Rule& rule, const Profile& profile) {
  return rule.basis_of == audit_rules::BasisOf::kProfile && !profile.basis.empty() ? std::string_view(profile.basis)
                                                                                   : rule.info.basis;
}

}  // namespace

FormAudit recompute(const Form& form, const Profile& profile, const Vocabulary& vocabulary) {
  const audit_rules::Case c = audit_rules::make_case(form, profile, vocabulary);
  FormAudit audit;
  audit.checks.reserve(form.indicators.size() + 4 * form.funds.size() + 4);  // about as many as the rules make
  for (const audit_rules::Rule& rule : audit_rules::all()) {
    if (rule.check == nullptr) continue;
    audit_rules::Outcome outcome = rule.check(c);
    for (Finding& finding : outcome.findings) finding.basis = basis_of(rule, profile);
    std::move(outcome.checks.begin(), outcome.checks.end(), std::back_inserter(audit.checks));
    std::move(outcome.findings.begin(), outcome.findings.end(), std::back_inserter(audit.findings));
  }
  std::stable_sort(audit.findings.begin(), audit.findings.end(), earlier);
  audit.findings = with_fingerprints(std::move(audit.findings), form);
  for (const audit_rules::IndicatorFacts& facts : c.indicators)
    audit.recomputed_scores.push_back(recomputed_score(facts));
  return audit;
}

}  // namespace hebiao
