#include "batch/run_report.h"

#include <utility>

#include "batch/run.h"
#include "emit/replace_file.h"

namespace hebiao {
namespace {

std::vector<StaleOutput> stale_outputs(const std::filesystem::path& output, Catalog& catalog, std::int64_t run) {
  std::vector<StaleOutput> stale;
  catalog.begin();
  catalog.mark_stale(run);
  catalog.commit();
  catalog.each_stale([&](const StaleOutput& one) {
    if (stamp_of((output / one.file).string())) stale.push_back(one);
  });
  return stale;
}

}  // namespace

Result<void> end_run(const std::filesystem::path& output, const std::optional<Shard>& shard, Catalog& catalog,
                     std::int64_t run, double seconds, ConvertOutcome& outcome) {
  const RunStory story{outcome, catalog, run, seconds, stale_outputs(output, catalog, run)};
  outcome.stale_outputs = story.stale.size();
  outcome.run_report = output / run_file("run-report", ".txt", shard);
  if (Result<void> written = write_file(outcome.run_report, run_report_text(story)); !written) return written;
  const std::filesystem::path json = output / run_file("run-report", ".json", shard);
  if (Result<void> written = write_file(json, run_report_json(story)); !written) return written;
  catalog.end_run(run, outcome, seconds);
  return {};
}

}  // namespace hebiao
