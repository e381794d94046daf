#include "batch/convert.h"

#include <csignal>

#include "batch/run.h"
#include "batch/run_job.h"
#include "extract/pdf_capture.h"

namespace hebiao {
namespace {

// Touches what every document touches, so that workers are forked with it: tables of the text reader, fonts of Poppler.
void warm_up(const AuditOptions& options) {
  constexpr std::string_view kText = "项目支出绩效自评表\n项目名称\t例\n";
  const Result<Document> ignored = read_text(kText, "warm-up", options.extract);
  warm_up_pdf();
}

}  // namespace

tl::expected<ConvertOutcome, RunError> convert(const ConvertOptions& options) {
  const RunParts parts{.runner = [&options](const Decisions& decisions) -> JobRunner {
                         return [context = JobContext{options.audit, options.formats, decisions, HEBIAO_VERSION}](
                                    const Job& job) { return run_job(job, context); };
                       },
                       .warm_up = [&options] { warm_up(options.audit); },
                       .step = {}};
  ::signal(SIGPIPE, SIG_IGN);
  return run(options, parts);
}

}  // namespace hebiao
