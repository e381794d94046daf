// One document's work in a worker: audit it, write its outputs where nothing is final yet, tell how it went.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/convert.h"
#include "batch/file_stamp.h"
#include "emit/finding_changes.h"
#include "model/finding.h"

namespace hebiao {

using FindingLines = std::vector<FindingLine>;  // in the order of the report

// What earlier results an input's new ones are compared with, for the workbook's column of what is new. Outputs depend
// on the versions of the input alone: doing the same bytes again compares with what was compared with before.
struct History {
  std::optional<FindingLines> last;         // the findings of the last results
  std::string last_sha256;                  // of the bytes that they came from; empty if made by other options
  std::optional<FindingLines> before_last;  // what the last results were compared with

  const std::optional<FindingLines>& compared_with(std::string_view sha256) const {
    return sha256 == last_sha256 ? before_last : last;
  }
};

struct Job {
  std::string path;          // of the input
  std::string name;          // what it is called in results
  std::string stage;         // outputs are written as this path + suffix: DIR/.hebiao-work/3/17
  std::string known_sha256;  // if the bytes hash to this, there is nothing to do; empty: always work
  History history;
};

struct StagedOutput {
  std::string suffix;  // ".xlsx" ".json" ".indicators.csv" ".findings.csv" ".html"
  std::string sha256;  // of the bytes, read back from the disk
  friend bool operator==(const StagedOutput&, const StagedOutput&) = default;
};

// How much of what a document cost.
struct Resources {
  double cpu_seconds = 0;
  double wall_seconds = 0;
  std::uint64_t peak_bytes = 0;  // of the worker, so far
};

struct JobResult {
  Outcome outcome = Outcome::kFailed;  // kUnchanged kDone kFailed kUnsupported kVanished kLeft
  std::string code;                    // for the last four: see NamedReason::code
  Message message;
  std::string sha256;  // of the input; empty if it could not be read
  FileStamp stamp;     // of the input, before it was read
  std::string digest;  // digest_to_json, for kDone
  FindingLines findings;
  std::string classes;    // counts per class of all checks: {"exact":120,"rounding":3}
  bool limited = false;   // a limit shaped the outcome
  bool conserved = true;  // every character is accounted for: coverage.characters = the sum of the three
  std::size_t characters = 0;
  std::size_t pages = 0;
  std::size_t forms = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::size_t accepted = 0;  // findings that people have accepted: in none of the three, where they are counted apart
  std::string shown;         // what check prints of it
  std::vector<StagedOutput> outputs;  // for kDone
  Resources resources;

  std::size_t& count_of(Severity severity) {
    return severity == Severity::kError ? errors : severity == Severity::kWarning ? warnings : notes;
  }
};

using JobRunner = std::function<JobResult(const Job&)>;

std::string pack(const Job& job);
std::string pack(const JobResult& result);
// nullopt for bytes that no pack() wrote.
std::optional<Job> unpack_job(std::string_view bytes);
std::optional<JobResult> unpack_result(std::string_view bytes);

}  // namespace hebiao
