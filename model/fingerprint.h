// Stable names of findings: the same discrepancy keeps its fingerprint from run to run, whatever its value or page.
#pragma once

#include <string>
#include <vector>

#include "model/finding.h"
#include "model/form.h"

namespace hebiao {

// Fills `fingerprint` of every finding: a hash of rule, agency, project, year, kind of field, the indicator's name and
// its ordinal among equals; findings that share all of that are told apart by their order.
std::vector<Finding> with_fingerprints(std::vector<Finding> findings, const Form& form);

// The same for findings about a whole report, which are told apart by `identity` (what is said of whom).
std::string report_fingerprint(std::string_view rule, std::string_view identity);

}  // namespace hebiao
