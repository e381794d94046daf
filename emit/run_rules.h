// The report.* rules over a whole run: what only shows when the files of a folder stand side by side.
#pragma once

#include <span>
#include <vector>

#include "emit/digest.h"

namespace hebiao {

// Findings about several files together; what stands within one file is that report's own finding and is not repeated:
// report.all-full-marks (a unit's projects in several files, every one at 100 points) and report.copied-indicators (the
// same names, targets and actual values in forms of two files). `because` names the files: "2023/a.pdf#forms[0]".
// Sorted by rule, then by the first file concerned; depends on the order of `reports` for nothing else.
std::vector<Finding> recompute_run(std::span<const ReportDigest> reports);

}  // namespace hebiao
