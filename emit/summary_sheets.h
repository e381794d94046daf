// The summary's sheets of sums, and its first page. Internal to the files summary*.cc.
#pragma once

#include <string>

#include "emit/summary_sums.h"
#include "emit/xlsx_writer.h"

namespace hebiao::summary {

// Where the sums stand, for the charts: rows of data below the heading.
struct SummedSheets {
  std::string unit_sheet;
  std::size_t unit_rows = 0;
  std::string rule_sheet;
  std::size_t rule_rows = 0;
  std::size_t rule_unit_columns = 0;  // behind the five of the rule: the units with most findings, and the rest
  std::string year_sheet;
  std::size_t year_rows = 0;
  std::string band_sheet;
};

SummedSheets write_sums(xlsx::Workbook& book, const SummarySums& sums);
void write_overview(xlsx::Sheet& overview, const SummarySums& sums);

std::string unit_name(const std::string& name);  // a word for the unit whose name is not printed

}  // namespace hebiao::summary
