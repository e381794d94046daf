#include "emit/finding_changes.h"

#include <deque>
#include <map>
#include <string>
#include <tuple>

namespace hebiao {
namespace {

bool says_the_same(const Finding& a, const Finding& b) {
  return std::tie(a.severity, a.difference_class, a.printed, a.expected) ==
         std::tie(b.severity, b.difference_class, b.printed, b.expected);
}

}  // namespace

std::string_view finding_change_name(FindingChange change) {
  switch (change) {
    case FindingChange::kNew:
      return "new";
    case FindingChange::kUnchanged:
      return "unchanged";
    case FindingChange::kUpdated:
      return "updated";
    case FindingChange::kGone:
      break;
  }
  return "gone";
}

std::vector<ChangedFinding> compare_findings(const std::vector<FindingDigest>& before,
                                             const std::vector<FindingDigest>& now) {
  std::map<std::string_view, std::deque<const FindingDigest*>> known;
  for (const FindingDigest& entry : before) known[entry.finding.fingerprint].push_back(&entry);
  std::vector<ChangedFinding> changes;
  for (const FindingDigest& entry : now) {
    const auto found = known.find(entry.finding.fingerprint);
    if (found == known.end() || found->second.empty()) {
      changes.push_back({FindingChange::kNew, nullptr, &entry});
      continue;
    }
    const FindingDigest* earlier = found->second.front();
    found->second.pop_front();
    const bool same = says_the_same(earlier->finding, entry.finding);
    changes.push_back({same ? FindingChange::kUnchanged : FindingChange::kUpdated, earlier, &entry});
  }
  for (const FindingDigest& entry : before) {
    std::deque<const FindingDigest*>& left = known[entry.finding.fingerprint];
    if (left.empty() || left.front() != &entry) continue;
    left.pop_front();
    changes.push_back({FindingChange::kGone, &entry, nullptr});
  }
  return changes;
}

}  // namespace hebiao
