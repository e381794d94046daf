// All that is known of one source file: what emit/ writes in its many shapes.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"
#include "model/finding.h"
#include "model/form.h"
#include "model/profile.h"

namespace hebiao {

struct AuditedForm {
  Form form;
  Profile profile;  // the one that was applied
  FormAudit audit;
};

struct Report {
  Document document;
  std::vector<AuditedForm> forms;
  std::vector<Finding> findings;  // about the report as a whole (report.* rules)
  std::vector<Problem> problems;  // of the document, and look-alikes and the like
};

}  // namespace hebiao
