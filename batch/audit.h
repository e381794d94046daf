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
Result<Report> audit(const std::filesystem::path& path, std::string name, const AuditOptions& options);

}  // namespace hebiao
