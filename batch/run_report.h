// What a run did, for the people who did not watch it: text to read or mail, JSON to process.
//
// Times, speeds and names of machines stand here and in the catalog only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "batch/catalog.h"
#include "batch/convert.h"

namespace hebiao {

struct RunReport {
  std::string text;  // UTF-8, Chinese, lines of at most a screen's width but for names and messages
  std::string json;  // schema "hebiao.run/1"
};

// The outcome of run `run`, with what the catalog holds of it: new and gone findings since the last run, the slowest
// and the largest inputs. `seconds` is the length of the run.
RunReport run_report(const ConvertOutcome& outcome, Catalog& catalog, std::int64_t run, double seconds);

// Writes both beside the outputs ("run-report.txt", of a shard "run-report.3-of-8.txt"), notes the run's end in the
// catalog, and sets outcome.run_report.
Result<void> end_run(const std::filesystem::path& output, const std::optional<Shard>& shard, Catalog& catalog,
                     std::int64_t run, double seconds, ConvertOutcome& outcome);

}  // namespace hebiao
