// Was the target reached, and what score does that earn?
//
// A reading can be an interval; what counts here is the end that was written. For ≥ and ＞, and for = (exceeding is not
// punished), the target is reached from its number on; for ≤ and ＜ up to its number; for a range inside it. A missed
// target earns the proportion (财预〔2020〕10号); for ≤ two practices are both in use:
//   by excess   weight × (1 − (actual − target) ÷ target), nothing from twice the target on
//   inverse     weight × target ÷ actual
// A target of 0 is all or nothing, whatever its sign. A deadline is all or nothing too, but only its words are judged
// here.
#pragma once

#include <vector>

#include "model/profile.h"
#include "model/rules/case.h"
#include "normalize/reading.h"

namespace hebiao::audit_rules {

ValueKind kind_of(const OptionalField& field);

// A single number or range to be reached, in its own unit.
struct NumericTarget {
  enum class Sense { kAtLeast, kEqual, kAtMost, kRange };
  Sense sense = Sense::kEqual;
  Rational low;   // kAtLeast, kEqual, kRange
  Rational high;  // kAtMost, kRange
};

// nullopt for what no proportion can be taken of: not-equal, about, below zero, endless both ways.
std::optional<NumericTarget> numeric_target(const Value& value);

// How many of the target's units one of the actual's is: 1 if one of them names none, and for measure words that count
// the same things (家 and 个, 台 and 套) or differ by 每年, which goes without saying in a year's form; nullopt if they
// cannot be compared.
std::optional<Rational> unit_factor(const Value& target, const Value& actual, const Vocabulary& vocabulary);

// pre: unit_factor has none. Units that cannot be compared at all, as 人 and 万元. Where only the base is left out
// (480元 for ≤550元/人) or days are counted another way (天 for 工作日), the figures cannot be compared, but nothing is
// wrong with their units.
bool units_conflict(const Value& target, const Value& actual);

bool reached(const NumericTarget& target, const Rational& figure);

// What a score of `weight` becomes; several values where several practices are accepted, the profile's first one first.
std::vector<AcceptedScore> accepted_scores(const NumericTarget& target, const Rational& figure, const Rational& weight,
                                           const Profile& profile);

// Is a day, period or deadline `actual` within the deadline `target`? kUnknown where one of them has no last day.
// The first reading of a date is the usual one (6月30日前 includes the day, 10月前 ends with September): what keeps it
// is met, what only the other reading excuses is ambiguous.
Attainment deadline_attainment(const Value& target, const Value& actual);

}  // namespace hebiao::audit_rules
