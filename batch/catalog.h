// What the output folder knows of earlier runs: one SQLite file.
//
// It is written in step with the files: a transaction for what is about to be put in place, one for what is. So after
// a kill at any moment the next run knows which files are its own. One process at a time uses it (batch/run_lock.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "batch/convert.h"
#include "batch/file_stamp.h"
#include "batch/job.h"

namespace hebiao {

// Raised when the catalog cannot be read or written: a full disk, a damaged file. Caught in batch/run.cc.
class CatalogError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What the last run that worked on an input left.
struct InputRecord {
  std::string name;
  std::string path;
  Outcome outcome = Outcome::kDone;  // kDone kFailed kUnsupported
  std::string code;                  // why, for the last two
  Message message;
  std::string sha256;
  FileStamp stamp;
  std::int64_t read_at_ns = 0;
  std::string identity;  // version, profile and options by which it was made; see run_identity()
  std::string accepted;  // hash of the decisions that went into it
  int attempts = 1;
  Resources resources;
  std::string classes;  // counts per class: {"exact":120,"rounding":3}
  std::size_t pages = 0;
  std::size_t forms = 0;
  std::size_t characters = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
  std::string limits;         // those in force, if one of them shaped the outcome; else empty
  std::int64_t run = 0;       // that made it
  std::int64_t seen_run = 0;  // the last in which the input was there
};

// A file that we wrote below the output folder.
struct OutputRecord {
  std::string file;    // relative to the output folder
  std::string input;   // name; empty for the summary
  std::string suffix;  // ".xlsx" …
  std::string sha256;  // empty: never in place yet
  FileStamp stamp;     // when it was put in place
  // Hash of what is about to be put in place; empty when nothing is. Set for longer than an instant only after a kill.
  std::string pending;
  std::int64_t run = 0;  // that placed it
};

// A file of ours that no longer tells how its input is. Nothing is deleted: a person may need it.
struct StaleOutput {
  std::string file;
  std::string input;
  // "absent": the input is not there any more; "failed" "unsupported" "vanished" "left": what became of it;
  // "superseded": newer results of the input stand elsewhere (beside an edited workbook) or lack this format.
  std::string why;
};

struct RunRecord {
  std::int64_t run = 0;
  std::string identity;
  std::int64_t began_ns = 0;
};

struct Change {
  std::string input;
  FindingLine finding;  // as it is now; of one that is gone, as it was
  FindingChange kind = FindingChange::kNew;
};

// Sums over the inputs that were seen in a run and have results.
struct CatalogTotals {
  std::size_t documents = 0;
  std::size_t pages = 0;
  std::size_t forms = 0;
  std::size_t characters = 0;
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t notes = 0;
};

class Catalog {
 public:
  // The layout of the file; a file with a higher one is refused.
  static constexpr int kVersion = 1;

  // Opens or makes it. Refuses a catalog of a newer version and a file that is none: kConfiguration; cannot be opened:
  // kOutputUnwritable. All other calls throw CatalogError.
  static Result<Catalog> open(const std::filesystem::path& file);
  Catalog(Catalog&&) noexcept;
  Catalog& operator=(Catalog&&) noexcept;
  ~Catalog();

  // Everything between the two is kept whole or not at all, whatever happens. Transactions do not nest.
  void begin();
  void commit();
  void roll_back();

  // Facts about the folder: "paths", "formats", "shard", "summary".
  std::optional<std::string> fact(std::string_view key);
  void set_fact(std::string_view key, std::string_view value);

  std::int64_t begin_run(std::string_view version, std::string_view identity);
  void end_run(std::int64_t run, const ConvertOutcome& outcome, double seconds);
  std::vector<RunRecord> runs();  // ascending
  // Did a run come to its end, neither killed nor stopped, from run `first` on and before run `end`?
  bool has_finished_run(std::int64_t first, std::int64_t end);

  std::optional<InputRecord> input(std::string_view name);
  void put(const InputRecord& record);
  // Sees it in this run without a change but, perhaps, of its stamp.
  void see(std::string_view name, std::int64_t run, const FileStamp& stamp, std::int64_t read_at_ns);
  // The inputs seen in a run, by name. One at a time: there may be many.
  void each_input(std::int64_t run, const std::function<void(const InputRecord&)>& visit);

  // Inputs that a run saw and has no result of: kVanished, kLeft, kInterrupted. By name.
  void pass_over(std::int64_t run, Outcome outcome, const NamedReason& reason);
  void each_passed_over(std::int64_t run, const std::function<void(Outcome, const NamedReason&)>& visit);

  // The digest of a finished input, as JSON.
  void put_digest(std::string_view name, std::string_view digest);
  void drop_results(std::string_view name);  // digest, findings, comparison, of an input that has none any more
  // Of every input seen in a run that is done, by name.
  void each_digest(std::int64_t run, const std::function<void(std::string_view name, std::string_view digest)>& visit);
  // A hash over what each_digest would visit.
  std::string digests_hash(std::int64_t run);

  std::vector<OutputRecord> outputs_of(std::string_view input);
  std::optional<OutputRecord> output(std::string_view file);
  void put(const OutputRecord& record);
  void each_output(const std::function<void(const OutputRecord&)>& visit);
  // Judges every output by what `run` saw, at its end.
  void mark_stale(std::int64_t run);
  void each_stale(const std::function<void(const StaleOutput&)>& visit);

  FindingLines findings_of(std::string_view input);
  void put_findings(std::string_view input, const FindingLines& findings);
  // The findings with which an input's results were compared; nullopt: it had none before.
  std::optional<FindingLines> comparison_of(std::string_view input);
  void put_comparison(std::string_view input, const std::optional<FindingLines>& findings);
  // Every input with findings, and their fingerprints in order.
  void each_input_fingerprints(
      const std::function<void(const std::string& input, const std::vector<std::string>& fingerprints)>& visit);

  void add_change(std::int64_t run, const Change& change);
  // Those of a run and of the runs right before it that did not come to their end: nobody was told of those.
  void each_change(std::int64_t run, const std::function<void(const Change&)>& visit);

  CatalogTotals totals(std::int64_t run);
  // The inputs that took longest and the largest, of those worked on in a run.
  std::vector<InputRecord> slowest(std::int64_t run, int how_many);
  std::vector<InputRecord> largest(std::int64_t run, int how_many);

 private:
  struct State;
  explicit Catalog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hebiao
