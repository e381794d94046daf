// Writing the outputs of one report.
#pragma once

#include <string>
#include <vector>

#include "batch/output_names.h"
#include "batch/run_job.h"
#include "extract/result.h"
#include "model/report.h"

namespace hebiao {

// Writes each output to job.stage + suffix, forces it to the disk and reads it back. Refuses with kOutputUnwritable;
// what was written until then stays for the caller to clear away.
Result<std::vector<StagedOutput>> write_outputs(const Report& report, const JobContext& context, const Job& job);

}  // namespace hebiao
