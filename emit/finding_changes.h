// A report's findings against those of an earlier run.
#pragma once

#include <string_view>
#include <vector>

#include "emit/digest.h"

namespace hebiao {

enum class FindingChange {
  kNew,        // its fingerprint was not there
  kUnchanged,  // as it was
  kUpdated,    // the same discrepancy, but another printed or expected value, or another severity
  kGone,       // it was there, and no longer is
};
std::string_view finding_change_name(FindingChange change);  // "new" "unchanged" "updated" "gone"

// Points into the digests that were compared: `now` is null for what is gone, `before` for what is new.
struct ChangedFinding {
  FindingChange change = FindingChange::kNew;
  const FindingDigest* before = nullptr;
  const FindingDigest* now = nullptr;
};

// Every finding of both once: those of `now` in their order, then the gone in the order of `before`. By fingerprint;
// findings that share one are paired in their order. Message, page and row decide nothing.
std::vector<ChangedFinding> compare_findings(const std::vector<FindingDigest>& before,
                                             const std::vector<FindingDigest>& now);

}  // namespace hebiao
