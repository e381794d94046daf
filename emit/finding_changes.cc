#include "emit/finding_changes.h"

#include <deque>
#include <map>
#include <tuple>

namespace hebiao {
namespace {

bool says_the_same(const FindingLine& a, const FindingLine& b) {
  return std::tie(a.severity, a.printed, a.expected) == std::tie(b.severity, b.printed, b.expected);
}

}  // namespace

bool operator==(const FindingLine& a, const FindingLine& b) {
  const auto parts = [](const FindingLine& line) {
    return std::tie(line.fingerprint, line.rule, line.severity, line.project, line.printed, line.expected,
                    line.message.zh, line.message.en);
  };
  return parts(a) == parts(b);
}

FindingLine line_of(const Finding& finding, std::string_view project) {
  return {.fingerprint = finding.fingerprint,
          .rule = finding.rule,
          .severity = std::string(severity_name(finding.severity)),
          .project = std::string(project),
          .printed = finding.printed.value_or(""),
          .expected = finding.expected.value_or(""),
          .message = finding.message};
}

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

FindingChanges compare_findings(const std::vector<FindingLine>& before, const std::vector<FindingLine>& now) {
  std::map<std::string_view, std::deque<const FindingLine*>> known;
  for (const FindingLine& line : before) known[line.fingerprint].push_back(&line);
  FindingChanges changes;
  for (const FindingLine& line : now) {
    const auto found = known.find(line.fingerprint);
    if (found == known.end() || found->second.empty()) {
      changes.now.push_back({FindingChange::kNew, nullptr});
      continue;
    }
    const FindingLine* earlier = found->second.front();
    found->second.pop_front();
    changes.now.push_back(
        {says_the_same(*earlier, line) ? FindingChange::kUnchanged : FindingChange::kUpdated, earlier});
  }
  for (const FindingLine& line : before) {
    std::deque<const FindingLine*>& left = known[line.fingerprint];
    if (left.empty() || left.front() != &line) continue;
    left.pop_front();
    changes.gone.push_back(&line);
  }
  return changes;
}

}  // namespace hebiao
