// What a worker would load with its first document, loaded once before any worker is forked.
#include "batch/run_job.h"
#include "extract/pdf_capture.h"

namespace hebiao {

void warm_up(const AuditOptions& options) {
  constexpr std::string_view kText = "项目支出绩效自评表\n项目名称\t例\n";
  const Result<Document> ignored = read_text(kText, "warm-up", options.extract);
  warm_up_pdf();
}

}  // namespace hebiao
