#include "batch/survey.h"

#include <algorithm>

#include "batch/output_names.h"
#include "batch/run.h"

namespace hebiao {

Survey::Survey(const ConvertOptions& options, const std::map<std::string, std::string>& accepted, Catalog& catalog,
               Placer& placer)
    : options_(options),
      accepted_(accepted),
      catalog_(catalog),
      placer_(placer),
      identity_(run_identity(options)),
      limits_(limits_identity(options)),
      suffixes_(output_suffixes(options.formats)) {}

std::optional<Todo> Survey::look_at(std::uint32_t index, const Input& input) {
  const std::optional<InputRecord> record = catalog_.input(input.name);
  if (!record || options_.force || !made_alike(*record)) return Todo{.input = index};
  if (record->outcome == Outcome::kFailed && options_.retry_quarantined) return Todo{.input = index};
  if (record->outcome == Outcome::kDone && !outputs_stand(*record)) return Todo{.input = index};

  const std::optional<FileStamp> stamp = stamp_of(input.path);
  // Where no bytes could be read, nothing but the stamp can tell.
  const bool stamp_tells = settled(record->stamp, record->read_at_ns) || record->sha256.empty();
  if (stamp == record->stamp && stamp_tells) return std::nullopt;
  return Todo{.input = index, .may_be_unchanged = stamp.has_value() && !record->sha256.empty()};
}

Outcome outcome_without_work(const InputRecord& known, Catalog& catalog, std::int64_t run) {
  if (known.outcome == Outcome::kDone) return Outcome::kUnchanged;
  if (known.outcome != Outcome::kFailed) return known.outcome;
  return catalog.has_finished_run(known.run, run) ? Outcome::kQuarantined : Outcome::kFailed;
}

bool Survey::made_alike(const InputRecord& record) const {
  if (record.identity != identity_) return false;
  if (!record.limits.empty() && record.limits != limits_) return false;
  const auto accepted = accepted_.find(record.name);
  return record.accepted == (accepted == accepted_.end() ? "" : accepted->second);
}

bool Survey::outputs_stand(const InputRecord& record) {
  const std::vector<OutputRecord> outputs = catalog_.outputs_of(record.name);
  return std::all_of(suffixes_.begin(), suffixes_.end(), [&](const std::string& suffix) {
    return std::any_of(outputs.begin(), outputs.end(), [&](const OutputRecord& output) {
      return output.suffix == suffix && output.pending.empty() &&
             placer_.condition(output) != Placer::Condition::kMissing;
    });
  });
}

}  // namespace hebiao
