// The main job: every report under PATH... becomes audited outputs under one folder, with a summary of the run.
//
// A document costs at most itself: whatever it does to the reader is one failed document with a reason. What has not
// changed under the same version and options, with its outputs intact, is skipped. The counts must add up.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/audit.h"
#include "batch/walk.h"

namespace hebiao {

enum class OutputFormat { kXlsx, kJson, kCsv, kExcelCsv, kHtml };
std::string_view output_format_name(OutputFormat format);  // "xlsx" "json" "csv" "excel-csv" "html"
// "xlsx,json" -> formats, in the order of the enum, doubles dropped. Refuses unknown names and an empty list.
Result<std::vector<OutputFormat>> parse_output_formats(std::string_view text);

// One part of a run that is spread over machines: inputs are assigned by a hash of their name.
struct Shard {
  int index = 1;  // from 1
  int count = 1;
  friend bool operator==(const Shard&, const Shard&) = default;
};
// "3/8". Refuses anything else, index 0 and an index above the count.
Result<Shard> parse_shard(std::string_view text);

// What one document may cost a worker process (the limits on its content are extract/limits.h). Every one of them ends
// in a failed document that names the limit. See batch/limit_words.h for setting them.
struct WorkerLimits {
  std::size_t memory_bytes = std::size_t{1} << 30;    // address space; extraction of the largest volume seen took 40 MB
  std::chrono::seconds cpu{120};                      // above Limits::seconds, which stops extraction in good order
  std::chrono::seconds wall{180};                     // a worker that waits for ever uses no CPU
  std::size_t output_bytes = std::size_t{512} << 20;  // one output file
  int documents_per_worker = 500;                     // then it is replaced: whatever leaks, leaks for that long
};

// What became of an input.
enum class Outcome {
  kUnchanged,  // done before, nothing to do
  kDone,
  kFailed,       // could not be read, or broke the reader
  kQuarantined,  // failed in an earlier run under the same version and options: reported, not tried again
  kUnsupported,  // holds no form
  kVanished,     // was there when the run began and is gone
  kLeft,         // still being written to; the next run takes it
  kInterrupted,  // not reached before the run was stopped
};
std::string_view outcome_name(Outcome outcome);  // "unchanged" "done" "failed" "quarantined" "unsupported" …

struct RunCounts {
  std::size_t seen = 0;
  std::size_t unchanged = 0;
  std::size_t done = 0;
  std::size_t failed = 0;       // newly, in this run
  std::size_t quarantined = 0;  // failed before under the same version and options; reported, not tried again
  std::size_t unsupported = 0;
  std::size_t vanished = 0;
  std::size_t left = 0;
  std::size_t interrupted = 0;

  // seen = the sum of the others.
  bool reconcile() const {
    return seen == unchanged + done + failed + quarantined + unsupported + vanished + left + interrupted;
  }
};

// An input without results, by name.
struct NamedReason {
  std::string name;
  // A problem code, or "crashed" "memory" "cpu-time" "wall-time" "output-size" "sandbox" "collision" "name-too-long".
  std::string code;
  Message message;
};

// A workbook that someone has edited, and the name under which the new one was written.
struct KeptWorkbook {
  std::string kept;
  std::string written;
};

struct ConvertOutcome {
  RunCounts counts;
  // Over all inputs with results, those of earlier runs included.
  std::size_t forms = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  // Sorted by name.
  std::vector<NamedReason> failed;       // newly
  std::vector<NamedReason> quarantined;  // known from earlier runs
  std::vector<NamedReason> unsupported;
  std::vector<NamedReason> vanished;
  std::vector<NamedReason> left;
  std::vector<Skipped> skipped;
  std::vector<Skipped> unreadable_folders;
  std::vector<KeptWorkbook> kept;
  std::vector<std::string> decisions_read_back;  // edited workbooks whose decisions went into the accepted file
  std::vector<NamedReason> decisions_unread;     // edited workbooks that could not be read
  std::vector<Message> unreconciled;             // which counts do not add up; empty when all do
  std::size_t stale_outputs = 0;                 // files that stand although their input has no such results any more
  std::optional<NamedReason> only_input;         // the one file that was named, if it is unusable
  bool interrupted = false;
  std::vector<std::string> sandbox_layers;  // in force in the workers: "rlimits" "seccomp" "landlock" …
  std::filesystem::path run_report;         // text; its JSON stands beside it
};

// 0, 20, 21, 65 or 130, by the contract.
int exit_code(const ConvertOutcome& outcome);

// What happens while a run goes on. Called from the thread of convert(), in the order of completion.
struct RunEvent {
  enum class Kind { kStarted, kDocument, kNotice, kFinished };
  Kind kind = Kind::kDocument;
  std::string name;                  // kDocument: of the input
  Outcome outcome = Outcome::kDone;  // kDocument
  Message message;                   // a reason, or what the notice says
  RunCounts counts;                  // so far; seen is the total
  std::size_t findings = 0;          // errors and warnings, so far
  double seconds = 0;                // kDocument: the document's; else since the start of the run
};
using RunObserver = std::function<void(const RunEvent&)>;

struct ConvertOptions {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path output;
  std::vector<OutputFormat> formats = {OutputFormat::kXlsx};
  AuditOptions audit;
  // Text that identifies everything in `audit` that is not shipped: the contents of profiles and dialects loaded from
  // files. Part of the options hash, by which a later run knows what to redo.
  std::string audit_identity;
  // The file of accepted findings; without one, DIR/accepted.tsv. Decisions in edited workbooks are read back into it.
  std::optional<std::filesystem::path> accepted;
  int jobs = 0;  // 0: the cores
  bool force = false;
  bool retry_quarantined = false;
  std::optional<Shard> shard;
  bool require_sandbox = false;
  WorkerLimits worker;
  RunObserver observer;  // may be empty
  // Polled between documents and at least five times a second: true ends the run in good order (exit 130).
  std::function<bool()> interrupted;
};

// How the run as a whole could not be done.
enum class RunTrouble {
  kUsage,             // PATHs that cannot go together, shards that do not exist
  kInputUnusable,     // a PATH that does not exist or cannot be read
  kConfiguration,     // an accepted-findings file that cannot be read, a catalog written by a newer version
  kOutputUnwritable,  // the folder or a file in it; a full disk
  kOutputHeld,        // another run holds the folder; the message says who
  kSandbox,           // a layer that --require-sandbox insists on is missing
  kInternal,
};
int exit_code(RunTrouble trouble);  // 64 65 78 73 75 78 70

struct RunError {
  RunTrouble trouble = RunTrouble::kInternal;
  Error error;
};

tl::expected<ConvertOutcome, RunError> convert(const ConvertOptions& options);

// Joins the shards of a run under `output`: proves that every input is accounted for exactly once (else exit 21, with
// sentences in `unreconciled`), then writes one catalog and one summary.
tl::expected<ConvertOutcome, RunError> merge_shards(const std::filesystem::path& output, const RunObserver& observer);

// Tries the quarantined again, with the paths, formats and options that the catalog remembers; `options` gives the
// rest (audit, jobs, limits); its paths are ignored.
tl::expected<ConvertOutcome, RunError> retry_quarantined(const ConvertOptions& options);

}  // namespace hebiao
