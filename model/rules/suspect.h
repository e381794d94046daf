// Values that look misread, and are never corrected: text recognition turns ≥ into 2, so 290% stands where ≥90% was
// printed; a rate may be typed as a fraction, so 0.98 answers ≥90%.
#pragma once

#include <optional>

#include "model/form.h"

namespace hebiao::audit_rules {

// The field of a row that looks misread, and what it may have been.
struct Suspicion {
  std::string_view member;  // "target" or "actual"
  std::string likely;       // "≥90%"
};
std::optional<Suspicion> suspicion(const Indicator& row);

}  // namespace hebiao::audit_rules
