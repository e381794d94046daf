// What a run did, for the people who did not watch it: text to read or mail, JSON to process.
//
// Times, speeds and names of machines stand here and in the catalog only.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/catalog.h"
#include "batch/convert.h"

namespace hebiao {

// What a report is made of: the outcome, and what the catalog holds of the run (findings new, updated and gone
// since the last run, the slowest and the largest inputs).
struct RunStory {
  const ConvertOutcome& outcome;
  Catalog& catalog;
  std::int64_t run = 0;
  double seconds = 0;              // length of the run
  std::vector<StaleOutput> stale;  // those that still stand
};

// UTF-8, Chinese, lines of at most a screen's width but for names and messages.
std::string run_report_text(const RunStory& story);
// Schema "hebiao.run/1".
std::string run_report_json(const RunStory& story);

// How many of the slowest and of the largest inputs are named.
inline constexpr int kNoteworthyInputs = 10;

// Judges which outputs are out of date, writes both reports beside the outputs ("run-report.txt", of a shard
// "run-report.3-of-8.txt"), notes the run's end in the catalog, and sets outcome.run_report and .stale_outputs.
Result<void> end_run(const std::filesystem::path& output, const std::optional<Shard>& shard, Catalog& catalog,
                     std::int64_t run, double seconds, ConvertOutcome& outcome);

}  // namespace hebiao
