// The run's workbook: one row a form, one a finding, over all reports, and charts.
//
// Written in constant memory: a report is added, its rows go to the disk, and what stays are sums by unit, rule and
// year. Sheets are split before Excel's last row.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "emit/digest.h"
#include "emit/run_rules.h"
#include "emit/xlsx_text.h"
#include "extract/result.h"

namespace hebiao {

class SummaryWriter {
 public:
  // Writes to `path` + ".part" until finished; the folder must exist. An unfinished summary leaves nothing behind.
  // A table that reaches `rows_of_a_sheet` (heading included) goes on on another sheet.
  explicit SummaryWriter(const std::filesystem::path& path, int rows_of_a_sheet = xlsx::kMaxRows);
  ~SummaryWriter();
  SummaryWriter(SummaryWriter&&) noexcept;
  SummaryWriter& operator=(SummaryWriter&&) noexcept;

  // The order of calls is the order of rows: add by name for the same bytes each time. `workbook` is the report's
  // workbook, relative to the summary's folder, with /; empty: no link.
  void add(const ReportDigest& digest, std::string_view workbook = {});

  // What shows only when the reports stand side by side: rows among the findings, in their order.
  void add(const std::vector<RunFinding>& findings);

  // Adds sums and charts, checks, and puts the file in place; on failure an existing file is untouched.
  Result<void> finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hebiao
