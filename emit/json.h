// The public JSON: hebiao.document/1 (emit/schema/hebiao.document.1.json) and single readings.
#pragma once

#include <string>
#include <vector>

#include "emit/accepted.h"
#include "model/report.h"
#include "normalize/reading.h"

namespace hebiao {

// One object, two-space indented, ends with a newline; the same report gives the same bytes. Figures of the form are
// decimal strings, never JSON numbers; counts, pages and coordinates are numbers. Every key is always there: null
// where the form has nothing.
//
// A finding on which people have decided says so in `decision`: {"standing": "accepted|open|lapsed", "decision", "who",
// "when", "why", "printed"}; lapsed when the printed value is no longer the one that was accepted.
std::string report_json(const Report& report, const Decisions& decisions = {});

// The same object with findings added to those about the report as a whole. pre: `json` was written by report_json.
std::string with_findings(const std::string& json, const std::vector<Finding>& findings, const Decisions& decisions);

// A reading as `hebiao normalize` prints it: one object on one line, without the newline.
std::string canonical_json(const CanonicalReading& reading);

}  // namespace hebiao
