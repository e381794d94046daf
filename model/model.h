// The stages: Document -> forms -> findings. Pure: no path, clock, locale or environment.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/result.h"
#include "model/dialect.h"
#include "model/finding.h"
#include "model/form.h"
#include "model/profile.h"
#include "model/report.h"
#include "normalize/vocabulary.h"

namespace hebiao {

struct BuiltForms {
  std::vector<Form> forms;
  std::vector<Problem> problems;  // look-alikes, pages that hold part of a form …
};

// Finds the forms in a normalized document. An Error kNoForm or kLookAlike where there is none.
Result<BuiltForms> build_forms(const Document& document, const Dialects& dialects, const Vocabulary& vocabulary);

// Recomputes one form. Never throws: whatever cannot be recomputed is a check of class unchecked.
FormAudit recompute(const Form& form, const Profile& profile, const Vocabulary& vocabulary);

// A figure that only cutting off explains is a note as long as all other measured figures allow a system that cuts off;
// recompute() looks at the form's own. This looks at the report's other forms, and makes it a warning where one of them
// was rounded.
std::vector<AuditedForm> with_truncations_weighed(std::vector<AuditedForm> forms);

// Findings across the forms of one report (report.* rules).
std::vector<Finding> recompute_report(const std::vector<AuditedForm>& forms, const Document& document);

// The registry.
struct RuleInfo {
  std::string_view id;
  Severity severity;       // the gravest that it raises
  Message title;           // one sentence
  std::string_view basis;  // number of the document, or what kind of reasoning it is
  Message formula;         // zh in the words of the form, en in the fields of the JSON
  Message examples;        // one of each verdict
  Message ignore_when;
};
const std::vector<RuleInfo>& rules();
const RuleInfo* find_rule(std::string_view id);

}  // namespace hebiao
