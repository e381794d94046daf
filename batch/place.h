// Putting finished outputs where people look for them, so that a kill at any moment loses nothing.
//
// Terms: an output is *staged* (whole and on the disk, in the work folder), *announced* (the catalog holds its hash as
// pending, in one transaction with its fellows), *placed* (renamed), *recorded* (the catalog holds it as ours, in one
// transaction with the input's new record). After a kill, a file in place is ours if its hash is recorded or pending;
// the input is not recorded, so the next run makes its outputs again, to the same bytes.
//
// A file that stands in an output's place and is not ours is a person's work: it stays, and the new output gets the
// next free name (a.pdf.new.xlsx).
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "batch/catalog.h"
#include "batch/job.h"

namespace hebiao {

// Called with a word at every boundary between steps; tests end the process there.
using StepHook = std::function<void(std::string_view step)>;

struct Placed {
  std::string file;                 // relative to the output folder
  std::optional<std::string> kept;  // the person's file that stands where this one would have gone
};

// Why an output has no place, for this document only: something else stands there, or the name is too long.
struct NoPlace {
  std::string code;  // "collision" "name-too-long"
  Message message;
};

// Can the folder take a large file? Tells a full or read-only disk from an output that cannot be written for what it
// holds: the one stops the run, the other costs one document.
bool has_room(const std::filesystem::path& folder);

class Placer {
 public:
  Placer(std::filesystem::path output, Catalog& catalog, std::int64_t run, StepHook hook);

  // Can outputs with this name be placed at all? Asked before the work is done.
  std::optional<NoPlace> objection(const std::string& name, const std::vector<std::string>& suffixes) const;

  // Staged -> announced -> placed. `record` then runs inside the transaction that records them. Throws CatalogError;
  // an Error (kOutputUnwritable) leaves what could not be placed announced and its old file as it was.
  Result<std::vector<Placed>> place(const std::string& name, const std::string& stage,
                                    const std::vector<StagedOutput>& outputs, const std::function<void()>& record);

  // The same for the run's summary, which belongs to no input.
  Result<std::vector<Placed>> place_summary(const std::string& stage, const StagedOutput& output,
                                            const std::function<void()>& record);
  // And for its front page.
  Result<std::vector<Placed>> place_front_page(const std::string& stage, const StagedOutput& output,
                                               const std::function<void()>& record);

  // Is the file as we left it (or, after a kill, were about to leave it)? Looks at its stamp, and reads it only if that
  // differs.
  enum class Condition { kIntact, kMissing, kEdited };
  Condition condition(const OutputRecord& record);

  // Is the run's own output of this kind there: ".xlsx" the summary, ".html" the front page?
  bool run_output_stands(std::string_view suffix);

 private:
  void step(std::string_view word) const;
  struct Target {
    OutputRecord record;
    std::optional<std::string> kept;  // the last file passed over
  };
  Target target(const std::string& input, const std::string& stem, const StagedOutput& output);
  Result<std::vector<Placed>> place_as(const std::string& input, const std::string& stem, const std::string& stage,
                                       const std::vector<StagedOutput>& outputs, const std::function<void()>& record);

  std::filesystem::path output_;
  Catalog& catalog_;
  std::int64_t run_;
  StepHook hook_;
};

}  // namespace hebiao
