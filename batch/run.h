// One run over a folder, from the walk to the report. convert() is this with the real audit in its workers; tests give
// it others.
#pragma once

#include <functional>

#include "batch/convert.h"
#include "batch/job.h"
#include "batch/place.h"
#include "emit/accepted.h"

namespace hebiao {

struct RunParts {
  // Makes what runs in the worker processes. Called once, when the decisions of people are known.
  std::function<JobRunner(const Decisions&)> runner;
  std::function<void()> warm_up;  // see ForkServer
  StepHook step;                  // see place.h; for tests
};

// The parts of convert(). `options` must outlive them.
RunParts real_parts(const ConvertOptions& options);

// pre: the process has one thread.
tl::expected<ConvertOutcome, RunError> run(const ConvertOptions& options, const RunParts& parts);

// Everything that decides what a document's outputs hold, besides its bytes: the program's version and build, formats,
// profile, loaded data. Equal identities mean equal outputs, unless a limit came between.
std::string run_identity(const ConvertOptions& options);

// The limits in force. They concern only the documents that met one: those are done again when the limits change.
std::string limits_identity(const ConvertOptions& options);

// The version and the linker's build id, so that a program built anew does not take over an older one's results.
std::string program_identity();

// Does this shard hold the input? By a hash of its name: the same on every machine, and even over many.
bool holds(const Shard& shard, std::string_view name);

// Names of the run's own files in the output folder: "catalog.sqlite", "run-report.txt"; of a shard, with its number:
// "catalog.3-of-8.sqlite".
std::string run_file(std::string_view stem, std::string_view extension, const std::optional<Shard>& shard);

}  // namespace hebiao
