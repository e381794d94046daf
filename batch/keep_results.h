// What a run keeps of a finished document: its outputs in their places, its record and findings in the catalog.
#pragma once

#include <cstdint>
#include <string>

#include "batch/catalog.h"
#include "batch/convert.h"
#include "batch/decisions.h"
#include "batch/job.h"
#include "batch/place.h"
#include "batch/walk.h"

namespace hebiao {

class ResultKeeper {
 public:
  // All must outlive it.
  ResultKeeper(const ConvertOptions& options, const Decisions& decisions, Catalog& catalog, Placer& placer,
               std::int64_t run);

  // What the input's new results are to be compared with.
  History history_of(const std::string& name) const;

  // Of kDone: places the outputs, records the rest in the same transaction. Adds to outcome.kept and .unreconciled.
  Result<void> keep(const Input& input, const Job& job, const JobResult& result, int attempts, ConvertOutcome& outcome);
  // Of kFailed and kUnsupported: the reason; earlier results are dropped, their outputs stay where they are.
  void keep_reason(const Input& input, const JobResult& result, int attempts);
  // Of kUnchanged: that it was seen.
  void keep_sight(const Input& input, const FileStamp& stamp, std::int64_t read_at_ns);

 private:
  void record(const Input& input, const JobResult& result, int attempts);
  void note_changes(const std::string& name, const FindingLines& now);
  bool has_edited_workbook(const std::string& name) const;

  Catalog& catalog_;
  Placer& placer_;
  const Decisions& decisions_;
  const std::string identity_;
  const std::string limits_;
  const std::int64_t run_;
  const bool something_to_compare_;
};

}  // namespace hebiao
