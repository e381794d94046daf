#include "batch/keep_results.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "batch/run.h"

namespace hebiao {
namespace {

std::vector<std::string> fingerprints_of(const FindingLines& findings) {
  std::vector<std::string> fingerprints;
  for (const FindingLine& finding : findings) fingerprints.push_back(finding.fingerprint);
  return fingerprints;
}

}  // namespace

ResultKeeper::ResultKeeper(const ConvertOptions& options, const Decisions& decisions, Catalog& catalog, Placer& placer,
                           std::int64_t run)
    : catalog_(catalog),
      placer_(placer),
      decisions_(decisions),
      identity_(run_identity(options)),
      limits_(limits_identity(options)),
      run_(run),
      something_to_compare_(catalog.has_finished_run(1, run)) {}

History ResultKeeper::history_of(const std::string& name) const {
  const std::optional<InputRecord> before = catalog_.input(name);
  if (!before || before->outcome != Outcome::kDone) return {};
  History history;
  history.last = catalog_.findings_of(name);
  if (before->identity == identity_) history.last_sha256 = before->sha256;
  history.before_last = catalog_.comparison_of(name);
  // Beside a workbook that a person has edited stands a new one even for the same bytes: it compares with that one.
  if (!history.before_last && has_edited_workbook(name)) history.before_last = history.last;
  return history;
}

bool ResultKeeper::has_edited_workbook(const std::string& name) const {
  const std::vector<OutputRecord> outputs = catalog_.outputs_of(name);
  return std::any_of(outputs.begin(), outputs.end(), [&](const OutputRecord& record) {
    return record.suffix == ".xlsx" && placer_.condition(record) == Placer::Condition::kEdited;
  });
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

// What is new, updated and gone since the last run. All findings of an input are new if it had no results before,
// unless no run before this one came to its end.
void ResultKeeper::note_changes(const std::string& name, const FindingLines& now) {
  if (!something_to_compare_) return;
  const FindingLines before = catalog_.findings_of(name);
  const FindingChanges changes = compare_findings(before, now);
  for (std::size_t i = 0; i < now.size(); ++i) {
    const FindingChange kind = changes.now[i].change;
    if (kind != FindingChange::kUnchanged) catalog_.add_change(run_, {name, now[i], kind});
  }
  for (const FindingLine* gone : changes.gone) catalog_.add_change(run_, {name, *gone, FindingChange::kGone});
}

}  // namespace hebiao
