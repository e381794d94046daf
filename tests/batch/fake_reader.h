// Stands in for the audit in tests of the run: what a file says decides what "reading" it does.
//
//   form TEXT        one form; the output is TEXT in brackets; each word !X of TEXT is a finding with fingerprint X
//   none             holds no form          broken           refused as damaged
//   crash hang spin bomb write-much exit    what hostile documents do to a reader
//   socket exec kill write-outside          what a program in a document would try; done with what the system answered
#pragma once

#include "batch/job.h"
#include "batch/run.h"
#include "emit/accepted.h"

namespace hebiao {

JobResult fake_read(const Job& job, const Decisions& decisions);

// A run whose workers read so.
RunParts fake_parts();

}  // namespace hebiao
