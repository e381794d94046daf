// What the audit says: data, not prose. The three results of recomputing a form.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/message.h"
#include "extract/source_ref.h"
#include "normalize/rational.h"

namespace hebiao {

enum class Severity { kNote, kWarning, kError };
std::string_view severity_name(Severity severity);  // "note" "warning" "error"

// Why a difference is or is not real (rounding of measured figures as intervals).
enum class DifferenceClass { kExact, kRounding, kChained, kTruncation, kReal, kSoft, kUnchecked };
std::string_view difference_class_name(DifferenceClass difference_class);  // "exact" "rounding" …

struct Finding {
  std::string rule;  // id of the registry: "fund.score"
  Severity severity = Severity::kNote;
  DifferenceClass difference_class = DifferenceClass::kSoft;
  std::string field;  // path in the form's JSON; empty if the form or report as a whole is meant
  // Decimal or text, as the public JSON gives them; nullopt where they do not apply.
  std::optional<std::string> printed;
  std::optional<std::string> expected;
  std::optional<std::string> low;  // the interval of what would have been accepted
  std::optional<std::string> high;
  Message message;
  std::string basis;  // the number of the document that the rule rests on: 财预〔2020〕10号
  SourceRef at;
  std::vector<std::string> because;  // paths of the fields used
  std::string fingerprint;           // stable: no values, no row or page numbers
};

// How a recomputed figure follows from the fields in `because`, in that order: what the workbook turns into a formula.
enum class Relation {
  kNone,            // a judgement without a figure
  kRate,            // executed, full_budget -> 100 × executed ÷ full_budget (percent)
  kExecutionScore,  // weight, executed, full_budget -> weight × min(1, executed ÷ full_budget)
  kRateScore,       // weight, rate -> weight × min(1, rate ÷ 100): where the amounts are not printed
  kSum,             // a sum of all
  kScoreAtLeast,    // weight, target, actual: ≥ and =
  kScoreAtMost,  // weight, target, actual: ≤, by excess: weight × (1 − (actual − target) ÷ target), not below 0
  kScoreInverse,  // weight, target, actual: ≤, by weight × target ÷ actual
  kScoreFull,     // weight: target met
  kScoreZero,     // nothing: 0
  kScoreRange,    // weight, target, actual: outside a range, the proportion to the nearer end
};

// One relation that was recomputed, whatever came of it; a finding is raised by some of them.
struct Check {
  std::string rule;
  DifferenceClass difference_class = DifferenceClass::kExact;
  std::string field;  // the printed figure that was checked
  Relation relation = Relation::kNone;
  std::vector<std::string> because;  // the inputs, in the order that `relation` names
  std::optional<Rational> recomputed;
  int decimals = 2;              // the places to which `recomputed` is compared
  std::string unchecked_reason;  // for kUnchecked: a stable word ("blank", "unreadable", "unit", "words", …)
  Message unchecked_message;
};

struct FormAudit {
  std::vector<Check> checks;
  std::vector<Finding> findings;  // sorted: by place in the form, then rule
  // What each indicator's score should be, half-up to two decimals, zeros dropped ("0.45"); nullopt where a phrase or
  // a missing value decides. Parallel to Form::indicators.
  std::vector<std::optional<std::string>> recomputed_scores;
};

}  // namespace hebiao
