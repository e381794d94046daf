#include "model/finding.h"

namespace hebiao {

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kNote:
      break;
  }
  return "note";
}

std::string_view difference_class_name(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return "exact";
    case DifferenceClass::kRounding:
      return "rounding";
    case DifferenceClass::kChained:
      return "chained";
    case DifferenceClass::kTruncation:
      return "truncation";
    case DifferenceClass::kReal:
      return "real";
    case DifferenceClass::kSoft:
      return "soft";
    case DifferenceClass::kUnchecked:
      break;
  }
  return "unchecked";
}

}  // namespace hebiao
