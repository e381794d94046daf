// The public JSON: hebiao.document/1 (emit/schema/hebiao.document.1.json) and the extraction.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"

namespace hebiao {

// One object, two-space indented, ends with a newline; the same report gives the same bytes.
std::string report_json(const Report& report);

// An array of them (`hebiao check --format json`).
std::string reports_json(const std::vector<Report>& reports);

// What `hebiao extract --format json` prints.
std::string extraction_json(const Document& document);

}  // namespace hebiao
