// hebiao retry: the last run once more, with the quarantined among what is to be done.
#include <fmt/format.h>

#include "batch/catalog.h"
#include "batch/convert.h"
#include "batch/run.h"
#include "batch/run_lock.h"
#include "batch/run_plan.h"

namespace hebiao {
namespace {

tl::unexpected<RunError> nothing_to_retry(const std::filesystem::path& output) {
  const std::string folder = output.string();
  return tl::make_unexpected(RunError{
      RunTrouble::kUsage,
      Error{Problem{ProblemCode::kConfiguration,
                    {fmt::format("「{}」里没有以前运行的目录文件（分片的结果请先 hebiao merge）", folder),
                     fmt::format(
                         "「{}」 holds no catalog of an earlier run (shards are to be joined by hebiao merge first)",
                         folder)},
                    {}},
            folder}});
}

tl::expected<RunPlan, RunError> plan_of_the_last_run(const std::filesystem::path& output) {
  const std::filesystem::path file = output / run_file("catalog", ".sqlite", std::nullopt);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return nothing_to_retry(output);
  const auto lock = RunLock::take(output, std::nullopt);
  if (!lock) return tl::make_unexpected(lock.error());
  Result<Catalog> catalog = Catalog::open(file);
  if (!catalog) return tl::make_unexpected(RunError{RunTrouble::kConfiguration, catalog.error()});
  std::optional<RunPlan> plan = remembered_plan(*catalog);
  if (!plan) return nothing_to_retry(output);
  return *std::move(plan);
}

}  // namespace

tl::expected<ConvertOutcome, RunError> retry_quarantined(const ConvertOptions& options) {
  tl::expected<RunPlan, RunError> plan = plan_of_the_last_run(options.output);
  if (!plan) return tl::make_unexpected(plan.error());
  ConvertOptions again = options;
  again.paths = std::move(plan->paths);
  again.formats = std::move(plan->formats);
  if (!again.accepted) again.accepted = std::move(plan->accepted);
  again.retry_quarantined = true;
  return convert(again);
}

}  // namespace hebiao
