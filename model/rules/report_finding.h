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

// The row of Form::funds that is named a total, or the only row; nullopt if several rows name none.
std::optional<std::size_t> total_row(const Form& form);

// forms[1].total.score: the path of a form's field in the report's JSON.
std::string report_path(std::size_t form, std::string_view path);

// `identity` says what is said of whom, for the fingerprint: no values.
Finding report_finding(std::string_view rule, Severity severity, DifferenceClass difference_class, Message message,
                       SourceRef at, std::string_view identity);

// What tells a form apart from run to run: agency, project, year.
std::string form_identity(const Form& form);

}  // namespace hebiao::audit_rules
