// The tables of one report as CSV (RFC 4180: comma, CRLF, quotes doubled; UTF-8; a header line).
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"

namespace hebiao {

enum class CsvFlavor {
  kVerbatim,         // for machines: every field exactly as printed, no byte order mark
  kSpreadsheetSafe,  // for opening in Excel: a byte order mark, and an apostrophe before = + - @ and controls where the
                     // field is no plain number, so that =100.00(%) stays text
};

// One row an indicator, forms in order.
std::string indicators_csv(const Report& report, CsvFlavor flavor = CsvFlavor::kVerbatim);

// One row a finding: forms in order, then the findings about the report as a whole.
std::string findings_csv(const Report& report, CsvFlavor flavor = CsvFlavor::kVerbatim);

// One field as it stands in a line.
std::string csv_field(std::string_view text, CsvFlavor flavor);

}  // namespace hebiao
