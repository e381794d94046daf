// The audit of many inputs without any output: each in a worker process, told in the order of the inputs. A single
// short text is audited where it stands.
#pragma once

#include <functional>
#include <string>

#include "batch/audit.h"
#include "batch/convert.h"
#include "batch/job.h"
#include "batch/walk.h"
#include "emit/accepted.h"

namespace hebiao {

struct CheckOptions {
  AuditOptions audit;
  Decisions decisions;  // accepted findings are counted apart
  WorkerLimits worker;
  int jobs = 0;  // 0: the cores
};

// What is shown of a report; called in the worker, so that what crosses between processes is text.
using ShowReport = std::function<std::string(const Report& report, const Input& input)>;
// JobResult::shown holds that text, and ::digest the report in small, if the outcome is kDone; else code and message
// say why there is none.
using TellResult = std::function<void(const Input& input, const JobResult& result)>;

// pre: the process has one thread. Refuses with kInternal if no worker process can be had.
Result<void> check_inputs(const InputList& inputs, const CheckOptions& options, const ShowReport& show,
                          const TellResult& tell);

}  // namespace hebiao
