// One document's work, for real: the runner that convert() gives to its workers.
#pragma once

#include <functional>
#include <vector>

#include "batch/audit.h"
#include "batch/convert.h"
#include "batch/job.h"
#include "emit/accepted.h"

namespace hebiao {

// What all jobs of a run share.
struct JobContext {
  AuditOptions audit;
  std::vector<OutputFormat> formats;
  Decisions decisions;  // what people decided about findings, for the workbooks
  std::string version;  // of the program, for the workbooks
};

// Never throws: whatever an audit throws is a failed document.
JobResult run_job(const Job& job, const JobContext& context);

// What is shared with other work on documents. An Error as a result without outputs: unsupported or failed.
JobResult result_of(const Error& error);
// Does the work; whatever it throws is a failed document.
JobResult run_guarded(const std::function<JobResult()>& work);
// Touches what every document touches, so that workers are forked with it: tables of the readers, fonts, rules.
void warm_up(const AuditOptions& options);

}  // namespace hebiao
