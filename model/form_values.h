// Readings of targets and actual values.
#pragma once

#include "model/form.h"
#include "normalize/vocabulary.h"

namespace hebiao {

// Fills Field::reading of every target and actual. An actual value that names no unit is read with its target's.
void read_values(Form& form, const Vocabulary& vocabulary);

}  // namespace hebiao
