// The whole of one file's way.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "extract/extract.h"
#include "model/model.h"
#include "model/report.h"

namespace hebiao {

// Everything that shapes a result, loaded at the border and passed in.
struct AuditOptions {
  ExtractOptions extract;
  Vocabulary vocabulary = Vocabulary::shipped();
  Dialects dialects = Dialects::shipped();
  Profiles profiles = Profiles::shipped();
  std::optional<std::string> profile;  // id: overrides the one that a form's dialect names
};

// extract -> normalize -> build -> recompute. `name` is what the report is called in results.
//
// Without a form there is no report. If every page was read, the Error says so (kNoForm, kLookAlike); if something was
// left unread (a scan, a font without text, a limit), the Error is that problem, with its page: a form may stand there.
Result<Report> audit(const std::filesystem::path& path, std::string name, const AuditOptions& options);

// Does an Error of audit() mean that the file was read and holds no form: *unsupported*, where every other is *failed*?
bool holds_no_form(ProblemCode code);

}  // namespace hebiao
