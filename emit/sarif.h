// SARIF 2.1.0, the exchange format of static analysers (OASIS): findings for viewers and review tools.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "emit/accepted.h"
#include "model/report.h"

namespace hebiao {

// One run over any number of reports. Severity becomes `level`; the line of a text becomes the region; the page and box
// of a PDF, for which SARIF has no region, stand in the location's properties. The fingerprint makes results of
// different runs comparable.
class SarifLog {
 public:
  explicit SarifLog(std::string_view version);  // of the program
  ~SarifLog();

  // `path` is the file as the user named it. Accepted findings stay in, suppressed, with the decision as justification.
  void add(const Report& report, std::string_view path, const Decisions& decisions);

  // A finding about several reports, told at one of them: `path` was added before.
  void add(const Finding& finding, std::string_view path, const Decisions& decisions);

  // Adds all that another log holds, as its text(): reports may be audited in other processes.
  void add(std::string_view log);

  // The whole log; two-space indented, ends with a newline.
  std::string text() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hebiao
