// How many findings of each severity.
#pragma once

#include <cstddef>

#include "model/finding.h"

namespace hebiao {

struct SeverityCounts {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;

  void add(Severity severity);
  std::size_t at_or_above(Severity severity) const;
  std::size_t all() const { return errors + warnings + notes; }
};

}  // namespace hebiao
