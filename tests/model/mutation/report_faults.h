// Faults that only a whole report, or the way from its text, can show; beside those of a single form (faults.h).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "tests/model/mutation/form_generator.h"

namespace hebiao::test {

// The forms of one report, and a line of prose before them.
struct PlannedReport {
  std::vector<PlannedForm> forms;
  std::string prose;
};
PlannedReport generate_report(std::uint64_t seed);
std::string as_text(const PlannedReport& report);

// One of the report.* rules: a finding of the report as a whole.
struct ReportFault {
  const char* rule;
  Severity least = Severity::kWarning;
  // Plants the fault; false where this report has no place for it.
  std::function<bool(Random&, PlannedReport&)> plant;
};
const std::vector<ReportFault>& report_faults();

// What the reader tells of a form's text: the spoiled text, and the field that must be named.
struct SpoiledText {
  std::string text;
  std::string field;
};
struct TextFault {
  const char* rule;
  Severity least = Severity::kWarning;
  std::function<std::optional<SpoiledText>(Random&, const PlannedForm&)> spoil;
};
const std::vector<TextFault>& text_faults();

}  // namespace hebiao::test
