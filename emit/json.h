// The public JSON: hebiao.document/1 (emit/schema/hebiao.document.1.json) and single readings.
#pragma once

#include <string>

#include "model/report.h"
#include "normalize/reading.h"

namespace hebiao {

// One object, two-space indented, ends with a newline; the same report gives the same bytes. Figures of the form are
// decimal strings, never JSON numbers; counts, pages and coordinates are numbers. Every key is always there: null
// where the form has nothing.
std::string report_json(const Report& report);

// A reading as `hebiao normalize` prints it: one object on one line, without the newline.
std::string canonical_json(const CanonicalReading& reading);

}  // namespace hebiao
