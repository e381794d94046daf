// The summary's charts. Internal to the files summary*.cc.
#pragma once

#include "emit/summary_sheets.h"
#include "emit/summary_sums.h"
#include "emit/xlsx_writer.h"

namespace hebiao::summary {

// Columns of the sheet of forms, as many rows of each.
struct FormPoints {
  xlsx::ChartRange rates;
  xlsx::ChartRange scores;
};

void write_charts(xlsx::Sheet& sheet, const SummarySums& sums, const SummedSheets& placed, const FormPoints& points);

}  // namespace hebiao::summary
