// One fault planted in a correct form, and the rule and field that must name it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "tests/model/mutation/form_generator.h"

namespace hebiao::test {

struct Fault {
  const char* rule;
  Severity least = Severity::kWarning;  // what it must be raised to at least
  FormWishes wishes;                    // of the form that it is planted in
  // Plants the fault and gives the field that must be named; nullopt where this form has no place for it.
  std::function<std::optional<std::string>(Random&, PlannedForm&)> plant;
};

// At least one kind for every rule that looks at one form.
const std::vector<Fault>& faults();

// A figure of a correct form moved by so many units of its last place: the relations whose detection floor is measured.
struct Nudge {
  const char* rule;
  std::string field;
  std::function<void(PlannedForm&, int units)> apply;
};
std::vector<Nudge> nudges(const PlannedForm& form);

// The slow obvious version of the interval check, in whole numbers: can some rounding or cutting off explain the rate
// (the score) that is printed, given the printed amounts?
bool rate_is_explained(const PlannedForm& form);
bool score_is_explained(const PlannedForm& form);
// Rounding alone, jointly.
bool rate_is_rounding(const PlannedForm& form);
bool score_is_rounding(const PlannedForm& form);

}  // namespace hebiao::test
