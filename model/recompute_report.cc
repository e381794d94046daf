#include <algorithm>
#include <iterator>
#include <utility>

#include "model/model.h"
#include "model/rules/execution.h"
#include "model/rules/rule.h"

namespace hebiao {
namespace {

void doubt_truncations(FormAudit& audit) {
  for (Finding& finding : audit.findings) {
    const bool excused =
        finding.difference_class == DifferenceClass::kTruncation && finding.severity == Severity::kNote;
    if (!excused || finding.rule.substr(0, 5) != "fund.") continue;
    finding.severity = Severity::kWarning;
    finding.message.zh += "，而本报告其他表的数字是四舍五入的";
    finding.message.en += ", yet other forms of this report are rounded";
  }
}

}  // namespace

std::vector<AuditedForm> with_truncations_weighed(std::vector<AuditedForm> forms) {
  std::vector<bool> rounded;
  for (const AuditedForm& audited : forms)
    rounded.push_back(audit_rules::figures_of(audited.form) == audit_rules::OtherFigures::kWereRounded);
  const auto all = std::count(rounded.begin(), rounded.end(), true);
  for (std::size_t i = 0; i < forms.size(); ++i)
    if (all > (rounded[i] ? 1 : 0)) doubt_truncations(forms[i].audit);
  return forms;
}

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
