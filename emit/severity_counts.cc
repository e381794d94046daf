#include "emit/severity_counts.h"

namespace hebiao {

void SeverityCounts::add(Severity severity) {
  switch (severity) {
    case Severity::kError:
      ++errors;
      break;
    case Severity::kWarning:
      ++warnings;
      break;
    case Severity::kNote:
      ++notes;
      break;
  }
}

std::size_t SeverityCounts::at_or_above(Severity severity) const {
  if (severity == Severity::kError) return errors;
  if (severity == Severity::kWarning) return errors + warnings;
  return errors + warnings + notes;
}

}  // namespace hebiao
