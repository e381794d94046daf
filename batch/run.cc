#include "batch/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <system_error>
#include <thread>
#include <utility>

#include "batch/catalog.h"
#include "batch/decisions.h"
#include "batch/front_page_step.h"
#include "batch/output_names.h"
#include "batch/pool.h"
#include "batch/run_lock.h"
#include "batch/run_plan.h"
#include "batch/run_report.h"
#include "batch/sandbox.h"
#include "batch/summary_step.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds kPatience{200};  // how long an interruption may go unnoticed
constexpr int kAttempts = 2;                         // a document that breaks its worker gets a second one

tl::unexpected<RunError> stop(RunTrouble trouble, Error error) {
  return tl::make_unexpected(RunError{trouble, std::move(error)});
}

tl::unexpected<RunError> stop(RunTrouble trouble, ProblemCode code, Message message, std::string path = {}) {
  return stop(trouble, Error{Problem{code, std::move(message), {}}, std::move(path)});
}

template <class T>
void sort_by_name(std::vector<T>& items) {
  std::sort(items.begin(), items.end(), [](const T& a, const T& b) { return a.name < b.name; });
}

class Run {
 public:
  Run(const ConvertOptions& options, const RunParts& parts)
      : options_(options),
        parts_(parts),
        identity_(run_identity(options)),
        suffixes_(output_suffixes(options.formats)) {}

  tl::expected<ConvertOutcome, RunError> go();

 private:
  struct Todo {
    std::size_t input = 0;
    bool may_be_unchanged = false;  // the bytes decide
    int attempt = 1;
  };

  tl::expected<void, RunError> take_inputs();
  tl::expected<void, RunError> open_folder();
  tl::expected<void, RunError> take_decisions();
  tl::expected<void, RunError> work();
  tl::expected<void, RunError> insist_on_sandbox(WorkerPool& pool);
  tl::expected<ConvertOutcome, RunError> finish();

  void survey();
  std::optional<Todo> look_at(std::size_t index);
  bool outputs_stand(const InputRecord& record);
  bool dispatch(WorkerPool& pool, const Todo& todo);
  tl::expected<void, RunError> conclude(FinishedJob finished);
  Result<void> keep_results(const Input& input, const JobResult& result, const std::string& stage, int attempts);
  void record(const Input& input, const JobResult& result, int attempts);
  void note_changes(const std::string& name, const std::vector<FindingLine>& now);
  void settle(const Input& input, Outcome outcome, std::string code, Message message, double seconds);
  void note_single_input();
  void tell(RunEvent::Kind kind);
  void tell(RunEvent event);
  bool interrupted();
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }
  fs::path work_folder() const { return options_.output / run_file(".hebiao-work", "", options_.shard); }

  const ConvertOptions& options_;
  const RunParts& parts_;
  const std::string identity_;
  const std::vector<std::string> suffixes_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();

  Inputs inputs_;
  RunPlan plan_;
  std::optional<RunLock> lock_;
  std::optional<Catalog> catalog_;
  std::optional<Placer> placer_;
  Decisions decisions_;
  std::map<std::string, std::string> accepted_;  // see decisions_by_input
  std::int64_t run_ = 0;
  bool comparable_ = false;  // an earlier run of this folder was finished
  std::deque<Todo> todo_;
  std::map<std::string, Todo> under_way_;  // by stage
  std::size_t stages_ = 0;
  std::size_t findings_ = 0;
  ConvertOutcome outcome_;
};

tl::expected<ConvertOutcome, RunError> Run::go() {
  try {
    if (auto taken = take_inputs(); !taken) return tl::make_unexpected(taken.error());
    if (auto opened = open_folder(); !opened) return tl::make_unexpected(opened.error());
    if (auto gathered = take_decisions(); !gathered) return tl::make_unexpected(gathered.error());
    survey();
    if (auto worked = work(); !worked) return tl::make_unexpected(worked.error());
    return finish();
  } catch (const CatalogError& error) {
    return stop(RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable,
                {fmt::format("目录文件无法读写（{}）", error.what()),
                 fmt::format("the catalog cannot be read or written ({})", error.what())});
  } catch (const fs::filesystem_error& error) {
    return stop(
        RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable,
        {fmt::format("文件操作失败（{}）", error.what()), fmt::format("a file operation failed ({})", error.what())});
  }
}

tl::expected<void, RunError> Run::take_inputs() {
  Result<Inputs> inputs = walk(options_.paths, options_.output);
  if (!inputs) {
    const bool usage = inputs.error().problem.code == ProblemCode::kConfiguration;
    return stop(usage ? RunTrouble::kUsage : RunTrouble::kInputUnusable, inputs.error());
  }
  inputs_ = *std::move(inputs);
  plan_ = {.paths = options_.paths,
           .formats = options_.formats,
           .accepted = options_.accepted,
           .inputs = inputs_.files.size(),
           .names_hash = names_hash(inputs_.files)};
  if (options_.shard) {
    std::erase_if(inputs_.files, [this](const Input& input) { return !holds(*options_.shard, input.name); });
  }
  outcome_.counts.seen = inputs_.files.size();
  outcome_.skipped = inputs_.skipped;
  outcome_.unreadable_folders = inputs_.unreadable;
  return {};
}

tl::expected<void, RunError> Run::open_folder() {
  std::error_code error;
  fs::create_directories(options_.output, error);
  if (error) {
    return stop(RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable,
                {fmt::format("无法建立输出文件夹「{}」（{}）", options_.output.string(), error.message()),
                 fmt::format("cannot make the output folder 「{}」 ({})", options_.output.string(), error.message())},
                options_.output.string());
  }
  auto lock = RunLock::take(options_.output, options_.shard);
  if (!lock) return tl::make_unexpected(lock.error());
  lock_ = *std::move(lock);

  Result<Catalog> catalog = Catalog::open(options_.output / run_file("catalog", ".sqlite", options_.shard));
  if (!catalog) {
    const bool unwritable = catalog.error().problem.code == ProblemCode::kOutputUnwritable;
    return stop(unwritable ? RunTrouble::kOutputUnwritable : RunTrouble::kConfiguration, catalog.error());
  }
  catalog_ = *std::move(catalog);
  placer_.emplace(options_.output, *catalog_, parts_.step);
  fs::remove_all(work_folder());  // what a killed run left; nothing in it was ever promised
  catalog_->begin();
  run_ = catalog_->begin_run(program_identity(), identity_);
  comparable_ = catalog_->has_finished_run_before(run_);
  remember_plan(plan_, *catalog_);
  catalog_->commit();
  tell(RunEvent::Kind::kStarted);
  return {};
}

tl::expected<void, RunError> Run::take_decisions() {
  const fs::path file = options_.accepted.value_or(options_.output / kDefaultAcceptedFile);
  Result<GatheredDecisions> gathered = gather_decisions(
      file, options_.output, *catalog_, *placer_, options_.shard ? AcceptedFile::kOnlyRead : AcceptedFile::kUpdate);
  if (!gathered) {
    const bool unwritable = gathered.error().problem.code == ProblemCode::kOutputUnwritable;
    return stop(unwritable ? RunTrouble::kOutputUnwritable : RunTrouble::kConfiguration, gathered.error());
  }
  decisions_ = std::move(gathered->decisions);
  outcome_.decisions_read_back = std::move(gathered->read_back);
  outcome_.decisions_unread = std::move(gathered->unread);
  accepted_ = decisions_by_input(decisions_, *catalog_);
  return {};
}

// ---- what is there to do

void Run::survey() {
  catalog_->begin();
  for (std::size_t index = 0; index < inputs_.files.size(); ++index) {
    if (const std::optional<Todo> todo = look_at(index)) todo_.push_back(*todo);
  }
  catalog_->commit();
}

std::optional<Run::Todo> Run::look_at(std::size_t index) {
  const Input& input = inputs_.files[index];
  const Todo all_of_it{.input = index};
  const std::optional<InputRecord> record = catalog_->input(input.name);
  if (!record || record->identity != identity_ || options_.force) return all_of_it;
  const auto accepted = accepted_.find(input.name);
  if (record->accepted != (accepted == accepted_.end() ? "" : accepted->second)) return all_of_it;
  if (record->outcome == Outcome::kFailed && options_.retry_quarantined) return all_of_it;
  if (record->outcome == Outcome::kDone && !outputs_stand(*record)) return all_of_it;

  const std::optional<FileStamp> stamp = stamp_of(input.path);
  const bool same = stamp == record->stamp && settled(record->stamp, record->read_at_ns);
  if (!same) return Todo{.input = index, .may_be_unchanged = stamp.has_value() && !record->sha256.empty()};
  catalog_->see(input.name, run_, record->stamp, record->read_at_ns);
  settle(input, Outcome::kUnchanged, record->code, record->message, 0);
  return std::nullopt;
}

bool Run::outputs_stand(const InputRecord& record) {
  const std::vector<OutputRecord> outputs = catalog_->outputs_of(record.name);
  return std::all_of(suffixes_.begin(), suffixes_.end(), [&](const std::string& suffix) {
    return std::any_of(outputs.begin(), outputs.end(), [&](const OutputRecord& output) {
      return output.suffix == suffix && output.pending.empty() &&
             placer_->condition(output) != Placer::Condition::kMissing;
    });
  });
}

// ---- the work

tl::expected<void, RunError> Run::insist_on_sandbox(WorkerPool& pool) {
  const std::optional<std::vector<std::string>> layers = pool.layers();
  outcome_.sandbox_layers = layers.value_or(std::vector<std::string>{});
  if (!options_.require_sandbox) return {};
  for (const std::string& layer : sandbox_layers()) {
    if (std::find(outcome_.sandbox_layers.begin(), outcome_.sandbox_layers.end(), layer) !=
        outcome_.sandbox_layers.end())
      continue;
    return stop(RunTrouble::kSandbox, ProblemCode::kConfiguration,
                {fmt::format("要求的隔离层「{}」在此系统上不可用", layer),
                 fmt::format("the sandbox layer 「{}」 that is required cannot be had on this system", layer)});
  }
  return {};
}

tl::expected<void, RunError> Run::work() {
  if (todo_.empty()) return {};
  fs::create_directories(work_folder());
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  PoolOptions pool_options{.workers = options_.jobs > 0 ? options_.jobs : cores,
                           .limits = options_.worker,
                           .work_folder = fs::absolute(work_folder()).string(),
                           .warm_up = parts_.warm_up};
  pool_options.workers =
      static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(pool_options.workers), todo_.size()));
  WorkerPool pool(std::move(pool_options), parts_.runner(decisions_));
  if (auto insisted = insist_on_sandbox(pool); !insisted) return insisted;

  while (true) {
    while (!interrupted() && !todo_.empty() && pool.has_free_worker()) {
      const Todo next = todo_.front();
      todo_.pop_front();
      if (!dispatch(pool, next)) {
        return stop(
            RunTrouble::kInternal, ProblemCode::kInternal,
            {"无法启动工作进程（进程数或内存不足）", "no worker process can be started (out of processes or memory)"});
      }
    }
    if (pool.busy() == 0) break;
    if (std::optional<FinishedJob> finished = pool.wait(kPatience)) {
      if (auto concluded = conclude(*std::move(finished)); !concluded) return concluded;
    }
  }
  outcome_.interrupted = !todo_.empty();
  outcome_.counts.interrupted = todo_.size();
  return {};
}

bool Run::dispatch(WorkerPool& pool, const Todo& todo) {
  const Input& input = inputs_.files[todo.input];
  if (const std::optional<NoPlace> objection = placer_->objection(input.name, suffixes_)) {
    settle(input, Outcome::kFailed, objection->code, objection->message, 0);
    return true;
  }
  const fs::path folder = fs::absolute(work_folder()) / std::to_string(++stages_);
  fs::create_directories(folder);
  Job job{.path = fs::absolute(input.path).string(),
          .name = input.name,
          .stage = (folder / "o").string(),
          .known_sha256 = {}};
  if (todo.may_be_unchanged) job.known_sha256 = catalog_->input(input.name)->sha256;
  under_way_[job.stage] = todo;
  return pool.start(job);
}

tl::expected<void, RunError> Run::conclude(FinishedJob finished) {
  const Todo todo = under_way_.extract(finished.job.stage).mapped();
  const Input& input = inputs_.files[todo.input];
  JobResult& result = finished.result;
  if (finished.broke_worker && todo.attempt < kAttempts) {
    fs::remove_all(fs::path(finished.job.stage).parent_path());
    todo_.push_front({.input = todo.input, .may_be_unchanged = todo.may_be_unchanged, .attempt = todo.attempt + 1});
    return {};
  }
  if (result.code == problem_code_name(ProblemCode::kOutputUnwritable)) {
    return stop(RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable, result.message, input.path);
  }
  if (result.outcome == Outcome::kDone) {
    if (Result<void> kept = keep_results(input, result, finished.job.stage, todo.attempt); !kept) {
      return stop(RunTrouble::kOutputUnwritable, kept.error());
    }
  } else if (result.outcome == Outcome::kUnchanged) {
    catalog_->see(input.name, run_, result.stamp, now_ns());
  } else if (result.outcome == Outcome::kFailed || result.outcome == Outcome::kUnsupported) {
    catalog_->begin();
    record(input, result, todo.attempt);
    catalog_->drop_results(input.name);
    catalog_->commit();
  }
  settle(input, result.outcome, result.code, result.message, result.resources.wall_seconds);
  fs::remove_all(fs::path(finished.job.stage).parent_path());
  return {};
}

Result<void> Run::keep_results(const Input& input, const JobResult& result, const std::string& stage, int attempts) {
  const Result<std::vector<Placed>> placed = placer_->place(input.name, stage, result.outputs, [&] {
    note_changes(input.name, result.findings);
    record(input, result, attempts);
    catalog_->put_digest(input.name, result.digest);
    catalog_->put_findings(input.name, result.findings);
  });
  if (!placed) return tl::make_unexpected(placed.error());
  findings_ += result.errors + result.warnings;
  for (const Placed& one : *placed) {
    if (one.kept) outcome_.kept.push_back({*one.kept, one.file});
  }
  if (!result.conserved) {
    outcome_.unreconciled.push_back(
        fmt::format("{}: characters read and characters placed differ", printable_name(input.name)));
  }
  return {};
}

void Run::record(const Input& input, const JobResult& result, int attempts) {
  std::vector<std::string> fingerprints;
  for (const FindingLine& finding : result.findings) fingerprints.push_back(finding.fingerprint);
  catalog_->put({.name = input.name,
                 .path = input.path,
                 .outcome = result.outcome,
                 .code = result.code,
                 .message = result.message,
                 .sha256 = result.sha256,
                 .stamp = result.stamp,
                 .read_at_ns = now_ns(),
                 .identity = identity_,
                 .accepted = decisions_hash(fingerprints, decisions_),
                 .attempts = attempts,
                 .resources = result.resources,
                 .classes = result.classes,
                 .pages = result.pages,
                 .forms = result.forms,
                 .characters = result.characters,
                 .errors = result.errors,
                 .warnings = result.warnings,
                 .notes = result.notes,
                 .run = run_,
                 .seen_run = run_});
}

// New and gone findings since the last run; by fingerprint, each as often as it stands there. All findings of a new
// input are new; in the first run of a folder there is nothing to compare with, and none is.
void Run::note_changes(const std::string& name, const std::vector<FindingLine>& now) {
  if (!comparable_) return;
  std::vector<FindingLine> gone = catalog_->findings_of(name);
  for (const FindingLine& finding : now) {
    const auto known = std::find(gone.begin(), gone.end(), finding);
    if (known != gone.end()) {
      gone.erase(known);
    } else {
      catalog_->add_change(run_, {name, finding, true});
    }
  }
  for (const FindingLine& finding : gone) catalog_->add_change(run_, {name, finding, false});
}

// ---- counting and telling

void Run::settle(const Input& input, Outcome outcome, std::string code, Message message, double spent) {
  if (outcome == Outcome::kUnchanged) {
    const InputRecord known = *catalog_->input(input.name);
    if (known.outcome == Outcome::kFailed) outcome = Outcome::kQuarantined;
    if (known.outcome == Outcome::kUnsupported) outcome = Outcome::kUnsupported;
    code = known.code;  // why it has no results was found out then
    message = known.message;
  }
  RunCounts& counts = outcome_.counts;
  const NamedReason reason{input.name, std::move(code), message};
  switch (outcome) {
    case Outcome::kUnchanged:
      ++counts.unchanged;
      break;
    case Outcome::kDone:
      ++counts.done;
      break;
    case Outcome::kFailed:
      ++counts.failed;
      outcome_.failed.push_back(reason);
      break;
    case Outcome::kQuarantined:
      ++counts.quarantined;
      outcome_.quarantined.push_back(reason);
      break;
    case Outcome::kUnsupported:
      ++counts.unsupported;
      outcome_.unsupported.push_back(reason);
      break;
    case Outcome::kVanished:
      ++counts.vanished;
      outcome_.vanished.push_back(reason);
      break;
    case Outcome::kLeft:
      ++counts.left;
      outcome_.left.push_back(reason);
      break;
    case Outcome::kInterrupted:
      break;
  }
  RunEvent event;
  event.name = input.name;
  event.outcome = outcome;
  event.message = std::move(message);
  event.seconds = spent;
  tell(std::move(event));
}

void Run::tell(RunEvent::Kind kind) {
  RunEvent event;
  event.kind = kind;
  event.seconds = seconds();
  tell(std::move(event));
}

void Run::tell(RunEvent event) {
  if (!options_.observer) return;
  event.counts = outcome_.counts;
  event.findings = findings_;
  options_.observer(event);
}

bool Run::interrupted() { return options_.interrupted && options_.interrupted(); }

// One file that was named by itself and has no results.
void Run::note_single_input() {
  std::error_code error;
  if (options_.paths.size() != 1 || !fs::is_regular_file(options_.paths.front(), error)) return;
  for (const auto* reasons : {&outcome_.failed, &outcome_.quarantined, &outcome_.unsupported, &outcome_.vanished}) {
    if (!reasons->empty()) outcome_.only_input = reasons->front();
  }
}

tl::expected<ConvertOutcome, RunError> Run::finish() {
  for (auto* reasons :
       {&outcome_.failed, &outcome_.quarantined, &outcome_.unsupported, &outcome_.vanished, &outcome_.left}) {
    sort_by_name(*reasons);
  }
  std::sort(outcome_.kept.begin(), outcome_.kept.end(),
            [](const KeptWorkbook& a, const KeptWorkbook& b) { return a.kept < b.kept; });
  const CatalogTotals totals = catalog_->totals(run_);
  outcome_.forms = totals.forms;
  outcome_.errors = totals.errors;
  outcome_.warnings = totals.warnings;
  outcome_.notes = totals.notes;
  if (!options_.shard) {
    if (Result<void> summed = write_summary(work_folder(), *catalog_, *placer_, run_, outcome_); !summed) {
      return stop(RunTrouble::kOutputUnwritable, summed.error());
    }
    if (Result<void> fronted = write_front_page(work_folder(), *catalog_, *placer_, run_, outcome_); !fronted) {
      return stop(RunTrouble::kOutputUnwritable, fronted.error());
    }
  }  // shards have one summary, which hebiao merge writes
  fs::remove_all(work_folder());
  note_single_input();
  if (Result<void> ended = end_run(options_.output, options_.shard, *catalog_, run_, seconds(), outcome_); !ended) {
    return stop(RunTrouble::kOutputUnwritable, ended.error());
  }
  tell(RunEvent::Kind::kFinished);
  return outcome_;
}

}  // namespace

tl::expected<ConvertOutcome, RunError> run(const ConvertOptions& options, const RunParts& parts) {
  return Run(options, parts).go();
}

}  // namespace hebiao
