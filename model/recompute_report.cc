#include <iterator>
#include <utility>

#include "model/model.h"
#include "model/rules/rule.h"

namespace hebiao {

std::vector<Finding> recompute_report(const std::vector<AuditedForm>& forms, const Document& document) {
  const audit_rules::ReportCase report{forms, document};
  std::vector<Finding> all;
  for (const audit_rules::Rule& rule : audit_rules::all()) {
    if (rule.check_report == nullptr) continue;
    std::vector<Finding> findings = rule.check_report(report);
    for (Finding& finding : findings) finding.basis = rule.info.basis;
    std::move(findings.begin(), findings.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace hebiao
