#include "batch/keep_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "batch/run.h"

namespace hebiao {
namespace {

Fingerprints fingerprints_of(const std::vector<FindingLine>& findings) {
  Fingerprints fingerprints;
  for (const FindingLine& finding : findings) fingerprints.push_back(finding.fingerprint);
  return fingerprints;
}

// The findings that stand in a workbook which a person has edited: the new one will stand beside it.
std::optional<Fingerprints> fingerprints_of_edited(const std::filesystem::path& output, const std::string& name,
                                                   Catalog& catalog, Placer& placer) {
  for (const OutputRecord& record : catalog.outputs_of(name)) {
    if (record.suffix != ".xlsx" || placer.condition(record) != Placer::Condition::kEdited) continue;
    const auto listed = read_fingerprints(output / record.file);
    if (listed) return Fingerprints(listed->begin(), listed->end());
  }
  return std::nullopt;
}

}  // namespace

ResultKeeper::ResultKeeper(const ConvertOptions& options, const Decisions& decisions, Catalog& catalog, Placer& placer,
                           std::int64_t run)
    : catalog_(catalog),
      placer_(placer),
      decisions_(decisions),
      output_(options.output),
      identity_(run_identity(options)),
      limits_(limits_identity(options)),
      run_(run),
      something_to_compare_(catalog.has_finished_run(1, run)) {}

History ResultKeeper::history_of(const std::string& name) const {
  const std::optional<InputRecord> before = catalog_.input(name);
  if (!before || before->outcome != Outcome::kDone) return {};
  History history;
  if (const auto edited = fingerprints_of_edited(output_, name, catalog_, placer_)) {
    history.last = edited;
    return history;
  }
  history.last = fingerprints_of(catalog_.findings_of(name));
  if (before->identity == identity_) history.last_sha256 = before->sha256;
  history.before_last = catalog_.comparison_of(name);
  return history;
}

Result<void> ResultKeeper::keep(const Input& input, const Job& job, const JobResult& result, int attempts,
                                ConvertOutcome& outcome) {
  const Result<std::vector<Placed>> placed = placer_.place(input.name, job.stage, result.outputs, [&] {
    note_changes(input.name, result.findings);
    record(input, result, attempts);
    catalog_.put_digest(input.name, result.digest);
    catalog_.put_findings(input.name, result.findings);
    catalog_.put_comparison(input.name, job.history.compared_with(result.sha256));
  });
  if (!placed) return tl::make_unexpected(placed.error());
  for (const Placed& one : *placed) {
    if (one.kept) outcome.kept.push_back({*one.kept, one.file});
  }
  if (!result.conserved) {
    const std::string name = printable_name(input.name);
    outcome.unreconciled.push_back({fmt::format("{}：读到的字符数与归位的字符数不等", name),
                                    fmt::format("{}: characters read and characters placed differ", name)});
  }
  return {};
}

void ResultKeeper::keep_reason(const Input& input, const JobResult& result, int attempts) {
  catalog_.begin();
  // A file that could not be read may hold the same findings still; one that holds no form has none.
  if (result.outcome == Outcome::kUnsupported) note_changes(input.name, {});
  record(input, result, attempts);
  catalog_.drop_results(input.name);
  catalog_.commit();
}

void ResultKeeper::keep_sight(const Input& input, const FileStamp& stamp, std::int64_t read_at_ns) {
  catalog_.see(input.name, run_, stamp, read_at_ns);
}

void ResultKeeper::record(const Input& input, const JobResult& result, int attempts) {
  catalog_.put({.name = input.name,
                .path = input.path,
                .outcome = result.outcome,
                .code = result.code,
                .message = result.message,
                .sha256 = result.sha256,
                .stamp = result.stamp,
                .read_at_ns = now_ns(),
                .identity = identity_,
                .accepted = decisions_hash(fingerprints_of(result.findings), decisions_),
                .attempts = attempts,
                .resources = result.resources,
                .classes = result.classes,
                .pages = result.pages,
                .forms = result.forms,
                .characters = result.characters,
                .errors = result.errors,
                .warnings = result.warnings,
                .notes = result.notes,
                .limits = result.limited ? limits_ : "",
                .run = run_,
                .seen_run = run_});
}

// New and gone findings since the last run, by fingerprint, each as often as it stands there. All findings of an input
// are new if it had no results before, unless no run before this one came to its end.
void ResultKeeper::note_changes(const std::string& name, const std::vector<FindingLine>& now) {
  if (!something_to_compare_) return;
  std::vector<FindingLine> gone = catalog_.findings_of(name);
  for (const FindingLine& finding : now) {
    const auto known = std::find(gone.begin(), gone.end(), finding);
    if (known != gone.end()) {
      gone.erase(known);
    } else {
      catalog_.add_change(run_, {name, finding, true});
    }
  }
  for (const FindingLine& finding : gone) catalog_.add_change(run_, {name, finding, false});
}

}  // namespace hebiao
