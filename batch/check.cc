#include "batch/check.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "batch/file_stamp.h"
#include "batch/pool.h"
#include "batch/run_job.h"
#include "emit/digest.h"
#include "extract/file_kind.h"

namespace hebiao {
namespace {

// How many results may wait for one before them: a bound on memory, far above what a slow document delays.
constexpr std::size_t kMostWaiting = 256;

JobResult check_one(const Job& job, const CheckOptions& options, const ShowReport& show) {
  return run_guarded([&]() -> JobResult {
    const Result<Report> report = audit(job.path, job.name, options.audit);
    if (!report) return result_of(report.error());
    JobResult result;
    result.outcome = Outcome::kDone;
    result.forms = report->forms.size();
    const auto count = [&](const std::vector<Finding>& findings) {
      for (const Finding& finding : findings) {
        if (options.decisions.standing(finding) == Standing::kAccepted) {
          ++result.accepted;
        } else {
          ++result.count_of(finding.severity);
        }
      }
    };
    for (const AuditedForm& form : report->forms) count(form.audit.findings);
    count(report->findings);
    result.digest = digest_to_json(digest(*report));
    result.shown = show(*report, {job.path, job.name});
    return result;
  });
}

// Text that is read alone needs no process of its own: nothing but this program reads it, within its own limits, and to
// fork costs a third of a small audit. A long one could need more memory than a worker may have.
bool is_short_text(const std::string& path) {
  constexpr std::uint64_t kShort = std::uint64_t{1} << 20;
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return false;
  const std::optional<std::string> bytes = read_bytes(path, kShort);
  return bytes && file_kind(*bytes).kind == FileKind::kText;
}

PoolOptions pool_options(std::size_t inputs, const CheckOptions& options) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t asked = options.jobs > 0 ? static_cast<std::size_t>(options.jobs) : cores;
  PoolOptions pool;
  pool.workers = static_cast<int>(std::min(asked, inputs));
  pool.limits = options.worker;
  // One document touches what it needs by itself.
  if (inputs > 1) pool.warm_up = [&options] { warm_up(options.audit); };
  return pool;
}

}  // namespace

Result<void> check_inputs(const InputList& inputs, const CheckOptions& options, const ShowReport& show,
                          const TellResult& tell) {
  if (inputs.empty()) return {};
  ::signal(SIGPIPE, SIG_IGN);
  if (inputs.size() == 1 && is_short_text(inputs[0].path)) {
    Job job;
    job.path = inputs[0].path;
    job.name = inputs[0].name;
    tell(inputs[0], check_one(job, options, show));
    return {};
  }
  WorkerPool pool(pool_options(inputs.size(), options), [&](const Job& job) { return check_one(job, options, show); });
  std::map<std::size_t, JobResult> waiting;
  std::size_t started = 0;
  std::size_t told = 0;
  while (told < inputs.size()) {
    while (started < inputs.size() && started < told + kMostWaiting && pool.has_free_worker()) {
      Job job;
      job.path = inputs[started].path;
      job.name = inputs[started].name;
      job.stage = std::to_string(started);  // nothing is staged: its place in the order of the inputs
      if (!pool.start(job)) {
        return failure(ProblemCode::kInternal, {"无法启动工作进程（进程数或内存不足）",
                                                "no worker process can be started (out of processes or memory)"});
      }
      ++started;
    }
    if (const auto next = waiting.extract(told)) {
      tell(inputs[told++], next.mapped());
    } else if (std::optional<FinishedJob> finished = pool.wait(std::chrono::hours(1))) {
      waiting.emplace(std::stoul(finished->job.stage), std::move(finished->result));
    }
  }
  return {};
}

}  // namespace hebiao
