// What the rule tests share: findings as short lines, so that a table of cases reads at a glance.
#pragma once

#include <string>
#include <vector>

#include "model/finding.h"

namespace hebiao::test {

// "error fund.rate funds[0].rate"
inline std::string line_of(const Finding& finding) {
  return std::string(severity_name(finding.severity)) + " " + finding.rule + " " + finding.field;
}

inline std::vector<std::string> lines_of(const std::vector<Finding>& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings) lines.push_back(line_of(finding));
  return lines;
}

// The findings of one rule, as lines.
inline std::vector<std::string> lines_of(const std::vector<Finding>& findings, std::string_view rule) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings)
    if (finding.rule == rule) lines.push_back(line_of(finding));
  return lines;
}

}  // namespace hebiao::test
