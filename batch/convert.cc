#include "batch/convert.h"

#include <csignal>

#include "batch/run.h"
#include "batch/run_job.h"

namespace hebiao {

RunParts real_parts(const ConvertOptions& options) {
  return {.runner = [&options](const Decisions& decisions) -> JobRunner {
            return [context = JobContext{options.audit, options.formats, decisions, HEBIAO_VERSION}](const Job& job) {
              return run_job(job, context);
            };
          },
          .warm_up = [&options] { warm_up(options.audit); },
          .step = {}};
}

tl::expected<ConvertOutcome, RunError> convert(const ConvertOptions& options) {
  ::signal(SIGPIPE, SIG_IGN);
  return run(options, real_parts(options));
}

}  // namespace hebiao
