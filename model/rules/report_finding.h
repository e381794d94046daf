// What the rules over a whole report share: naming a form, and a finding about several of them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/model.h"
#include "model/rules/rule.h"

namespace hebiao::audit_rules {

// “干部教育工作经费”（第2张表） / “干部教育工作经费” (form 2)
Message form_name(const Form& form);

// The unit that a form belongs to: its agency, else its department; empty if neither is printed.
std::string unit_of(const Form& form);

// forms[1].total.score: the path of a form's field in the report's JSON.
std::string report_path(std::size_t form, std::string_view path);

// `identity` says what is said of whom, for the fingerprint: no values.
Finding report_finding(std::string_view rule, Severity severity, DifferenceClass difference_class, Message message,
                       SourceRef at, std::string_view identity);

// What tells a form apart from run to run: agency, project, year.
std::string form_identity(const Form& form);

// Names, targets and actual values of all indicators, in an order of their own: equal for forms that have the same
// ones. Empty for forms with fewer than three, for two in common may be chance (satisfaction, payment in time).
std::string indicators_signature(const Form& form);

// Is the printed total score all that the profile grants?
bool at_full_marks(const AuditedForm& audited);

// A form about a whole department (部门整体支出), and its row for the projects (项目支出); nullopt if it has none.
bool is_whole_department(const Form& form);
std::optional<std::size_t> projects_row(const Form& form);

}  // namespace hebiao::audit_rules
