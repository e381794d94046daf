// The workbook of one report.
#pragma once

#include <filesystem>
#include <string>

#include "extract/result.h"
#include "model/report.h"

namespace hebiao {

// Writes beside `path` first (`path` + ".part"), re-opens and counts what was written, then renames into place; on any
// failure an existing file at `path` is untouched. The same report gives the same bytes.
Result<void> write_workbook(const Report& report, const std::filesystem::path& path);

}  // namespace hebiao
