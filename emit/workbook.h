// The workbook of one report.
//
// Sheets, in their order: 结论 (identity, counts that reconcile, the forms, lines to sign), 发现 (one row a finding;
// 已接受 apart if there are any, 已消失 for those of the last run that are gone), 复核底稿 (every relation recomputed
// by live formulas), one sheet a form as printed with its recomputation beside it, 指标明细 and 数据 (tidy),
// 规则与图例.
//
// A printed figure is a number cell whose number format shows exactly the characters that were printed (1,563.92 is
// 1563.92 in the format #,##0.00; 90.90% is 0.909 in 0.00%), so that formulas can point at it and nothing is retyped.
// Whatever no number format can show exactly (≥4.00(次), =100.00(%), 007, a dash) is verbatim text; its reading stands
// beside the form, in its own column.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "emit/accepted.h"
#include "emit/finding_changes.h"
#include "extract/result.h"
#include "model/report.h"

namespace hebiao {

// What earlier runs and people know of this report.
struct WorkbookContext {
  Decisions decisions;
  // The findings of the last run, for the column 与上次比 and the sheet of what is gone; nullopt: there was none.
  std::optional<std::vector<FindingLine>> previous;
  // The program's version, for the sheet of conclusions.
  std::string version;
  // File name of the report's review page, which stands beside the workbook: every finding leads to its frame there.
  // Empty: there is none.
  std::string review_page;
};

// Writes beside `path` first (`path` + ".part"), re-opens and counts what was written, then renames into place; on any
// failure an existing file at `path` is untouched. The same report and context give the same bytes.
Result<void> write_workbook(const Report& report, const std::filesystem::path& path, const WorkbookContext& context);
Result<void> write_workbook(const Report& report, const std::filesystem::path& path);

}  // namespace hebiao
