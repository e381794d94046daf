#include "batch/run_job.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <new>
#include <utility>

#include "batch/outputs.h"
#include "emit/digest.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

double cpu_seconds_so_far() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t peak_bytes_so_far() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;  // Linux counts in KiB
}

JobResult without_result(Outcome outcome, std::string code, Message message) {
  JobResult result;
  result.outcome = outcome;
  result.code = std::move(code);
  result.message = std::move(message);
  return result;
}

JobResult failed(std::string code, Message message) {
  return without_result(Outcome::kFailed, std::move(code), std::move(message));
}

JobResult left_for_the_next_run() {
  return without_result(Outcome::kLeft, "still-written",
                        {"文件还在写入，留待下次处理", "the file is still being written to; the next run takes it"});
}

void take_findings(const std::vector<FindingDigest>& findings, JobResult& result) {
  for (const FindingDigest& finding : findings) {
    result.findings.push_back(line_of(finding.finding, finding.project));
    ++result.count_of(finding.finding.severity);
  }
}

// The names of classes are plain words: no escapes are needed.
std::string classes_json(const std::vector<FormDigest>& forms) {
  std::map<std::string, int> counts;
  for (const FormDigest& form : forms) {
    for (const auto& [name, count] : form.checks) counts[name] += count;
  }
  std::string json;
  for (const auto& [name, count] : counts) json += fmt::format("{}\"{}\":{}", json.empty() ? "" : ",", name, count);
  return '{' + json + '}';
}

JobResult audit_and_write(const Job& job, const JobContext& context) {
  const Result<Report> report = audit(job.path, job.name, context.audit);
  if (!report) return result_of(report.error());
  Result<std::vector<StagedOutput>> outputs = write_outputs(*report, context, job);
  if (!outputs) return result_of(outputs.error());

  JobResult result;
  result.outcome = Outcome::kDone;
  result.sha256 = report->document.sha256;
  const ReportDigest small = digest(*report);
  result.digest = digest_to_json(small);
  result.pages = report->document.pages.size();
  result.forms = report->forms.size();
  take_findings(small.findings, result);
  result.classes = classes_json(small.forms);
  const Coverage& coverage = small.coverage;
  result.characters = coverage.characters;
  result.conserved = coverage.characters == coverage.in_cells + coverage.outside_tables + coverage.unplaced;
  result.limited = std::any_of(report->problems.begin(), report->problems.end(),
                               [](const Problem& problem) { return problem.code == ProblemCode::kLimitExceeded; });
  result.outputs = *std::move(outputs);
  return result;
}

JobResult work(const Job& job, const JobContext& context) {
  const std::optional<FileStamp> before = stamp_of(job.path);
  if (!before) return without_result(Outcome::kVanished, "vanished", {"文件在运行期间消失", "the file is gone"});
  if (being_written(job.path)) return left_for_the_next_run();

  JobResult result;
  std::string hash;
  if (!job.known_sha256.empty()) {
    const std::optional<std::string> bytes = read_bytes(job.path, context.audit.extract.limits.file_bytes);
    if (bytes) hash = sha256_hex(*bytes);
  }
  if (!hash.empty() && hash == job.known_sha256) {
    result.outcome = Outcome::kUnchanged;
  } else {
    result = run_guarded([&] { return audit_and_write(job, context); });
  }
  if (stamp_of(job.path) != before) return left_for_the_next_run();

  if (result.sha256.empty() && hash.empty()) {
    const std::optional<std::string> bytes = read_bytes(job.path, context.audit.extract.limits.file_bytes);
    if (bytes) hash = sha256_hex(*bytes);
  }
  if (result.sha256.empty()) result.sha256 = std::move(hash);
  result.stamp = *before;
  return result;
}

}  // namespace

JobResult result_of(const Error& error) {
  const ProblemCode code = error.problem.code;
  JobResult result = without_result(holds_no_form(code) ? Outcome::kUnsupported : Outcome::kFailed,
                                    std::string(problem_code_name(code)), error.problem.message);
  result.limited = code == ProblemCode::kLimitExceeded;
  return result;
}

JobResult run_guarded(const std::function<JobResult()>& work) {
  try {
    return work();
  } catch (const std::bad_alloc&) {
    JobResult result =
        failed("memory", {"文件要用的内存超过上限", "the document needs more memory than the limit allows"});
    result.limited = true;
    return result;
  } catch (const std::exception& error) {
    return failed("internal", {fmt::format("程序内部错误（{}），请报告", error.what()),
                               fmt::format("an internal error ({}); please report it", error.what())});
  }
}

JobResult run_job(const Job& job, const JobContext& context) {
  const double cpu_before = cpu_seconds_so_far();
  const auto begin = std::chrono::steady_clock::now();
  JobResult result = work(job, context);
  result.resources.cpu_seconds = cpu_seconds_so_far() - cpu_before;
  result.resources.wall_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  result.resources.peak_bytes = peak_bytes_so_far();
  return result;
}

}  // namespace hebiao
