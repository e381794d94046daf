// A report's findings against those of an earlier run: the one comparison behind the workbook's column of what is new
// and the run report's list of changes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/message.h"
#include "model/finding.h"

namespace hebiao {

// A finding as it is remembered from run to run.
struct FindingLine {
  std::string fingerprint;
  std::string rule;
  std::string severity;  // "error" "warning" "note"
  std::string project;   // of its form; empty for the report as a whole
  std::string printed;   // as Finding::printed and ::expected; empty where they do not apply
  std::string expected;
  Message message;
  friend bool operator==(const FindingLine& a, const FindingLine& b);
};
FindingLine line_of(const Finding& finding, std::string_view project);

enum class FindingChange {
  kNew,        // its fingerprint was not there
  kUnchanged,  // as it was
  kUpdated,    // the same discrepancy, but another printed or expected value, or another severity
  kGone,       // it was there, and no longer is
};
std::string_view finding_change_name(FindingChange change);  // "new" "unchanged" "updated" "gone"

struct FindingChanges {
  struct OfNow {
    FindingChange change = FindingChange::kNew;  // never kGone
    const FindingLine* before = nullptr;         // what it was; nullptr for what is new
  };
  std::vector<OfNow> now;                // parallel to the findings of now
  std::vector<const FindingLine*> gone;  // in the order of before
};

// By fingerprint; findings that share one are paired in their order. Message, page and row decide nothing. The result
// points into `before`.
FindingChanges compare_findings(const std::vector<FindingLine>& before, const std::vector<FindingLine>& now);

}  // namespace hebiao
