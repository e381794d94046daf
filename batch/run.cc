#include "batch/run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <system_error>
#include <thread>
#include <utility>

#include "batch/catalog.h"
#include "batch/decisions.h"
#include "batch/front_page_step.h"
#include "batch/keep_results.h"
#include "batch/output_names.h"
#include "batch/pool.h"
#include "batch/run_lock.h"
#include "batch/run_plan.h"
#include "batch/run_report.h"
#include "batch/sandbox.h"
#include "batch/summary_step.h"
#include "batch/survey.h"
#include "batch/tally.h"

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

class Run {
 public:
  Run(const ConvertOptions& options, const RunParts& parts) : options_(options), parts_(parts) {}
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  tl::expected<ConvertOutcome, RunError> go();

 private:
  tl::expected<void, RunError> take_inputs();
  tl::expected<void, RunError> open_folder();
  tl::expected<void, RunError> take_decisions();
  void survey();
  tl::expected<void, RunError> work();
  tl::expected<ConvertOutcome, RunError> finish();

  struct Work {
    Todo todo;
    int attempt = 1;
  };
  PoolOptions pool_options() const;
  tl::expected<void, RunError> insist_on_sandbox(WorkerPool& pool);
  std::optional<Work> next_work();
  bool dispatch(WorkerPool& pool, const Work& work);
  void refuse_place(const Input& input, const NoPlace& objection);
  tl::expected<void, RunError> conclude(FinishedJob finished);
  void pass_over_the_rest();
  void settle(const Input& input, const JobResult& result);
  void settle_unchanged(const InputRecord& known);
  void note_single_input();
  tl::expected<void, RunError> sum_up();

  bool interrupted() const { return options_.interrupted && options_.interrupted(); }
  void step(std::string_view word) const {
    if (parts_.step) parts_.step(word);
  }
  fs::path work_folder() const { return options_.output / run_file(".hebiao-work", "", options_.shard); }

  const ConvertOptions& options_;
  const RunParts& parts_;
  ConvertOutcome outcome_;
  Tally tally_{outcome_, options_.observer};

  Inputs inputs_;
  RunPlan plan_;
  std::optional<RunLock> lock_;
  std::optional<Catalog> catalog_;
  std::int64_t run_ = 0;
  std::optional<Placer> placer_;
  Decisions decisions_;
  std::optional<ResultKeeper> keeper_;

  std::vector<Todo> todo_;                 // in the order of names
  std::size_t next_ = 0;                   // of todo_
  std::vector<Work> again_;                // second attempts come first
  std::map<std::string, Work> under_way_;  // by stage
  std::size_t stages_ = 0;
};

// However it ended, nothing half-made stays. Without the lock the folder is another run's.
Run::~Run() {
  std::error_code ignored;
  if (lock_) fs::remove_all(work_folder(), ignored);
}

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
                 fmt::format("the catalog cannot be read or written ({})", error.what())},
                options_.output.string());
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
    inputs_.files.keep_if([this](std::string_view name) { return holds(*options_.shard, name); });
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
  fs::remove_all(work_folder());  // what a killed run left; nothing in it was ever promised
  catalog_->begin();
  run_ = catalog_->begin_run(program_identity(), run_identity(options_));
  remember_plan(plan_, *catalog_);
  catalog_->commit();
  placer_.emplace(options_.output, *catalog_, run_, parts_.step);
  step("begun");
  tally_.tell(RunEvent::Kind::kStarted);
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
  keeper_.emplace(options_, decisions_, *catalog_, *placer_, run_);
  return {};
}

void Run::survey() {
  const std::map<std::string, std::string> accepted = decisions_by_input(decisions_, *catalog_);
  Survey survey(options_, accepted, *catalog_, *placer_);
  catalog_->begin();
  for (std::size_t index = 0; index < inputs_.files.size(); ++index) {
    const Input input = inputs_.files[index];
    if (const std::optional<Todo> todo = survey.look_at(static_cast<std::uint32_t>(index), input)) {
      todo_.push_back(*todo);
    } else {
      const InputRecord record = *catalog_->input(input.name);
      keeper_->keep_sight(input, record.stamp, record.read_at_ns);
      settle_unchanged(record);
    }
  }
  catalog_->commit();
  step("surveyed");
}

// ---- the work

PoolOptions Run::pool_options() const {
  const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  const int asked = options_.jobs > 0 ? options_.jobs : cores;
  return {.workers = static_cast<int>(std::min<std::size_t>(static_cast<std::size_t>(asked), todo_.size())),
          .limits = options_.worker,
          .work_folder = fs::absolute(work_folder()).string(),
          .warm_up = parts_.warm_up};
}

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
  WorkerPool pool(pool_options(), parts_.runner(decisions_));
  if (auto insisted = insist_on_sandbox(pool); !insisted) return insisted;

  while (true) {
    while (!interrupted() && pool.has_free_worker()) {
      const std::optional<Work> next = next_work();
      if (!next) break;
      if (!dispatch(pool, *next)) {
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
  pass_over_the_rest();
  return {};
}

std::optional<Run::Work> Run::next_work() {
  if (!again_.empty()) {
    const Work work = again_.back();
    again_.pop_back();
    return work;
  }
  if (next_ == todo_.size()) return std::nullopt;
  return Work{todo_[next_++]};
}

bool Run::dispatch(WorkerPool& pool, const Work& work) {
  const Input input = inputs_.files[work.todo.input];
  if (const std::optional<NoPlace> objection = placer_->objection(input.name, output_suffixes(options_.formats))) {
    refuse_place(input, *objection);
    return true;
  }
  const fs::path folder = fs::absolute(work_folder()) / std::to_string(++stages_);
  fs::create_directories(folder);
  Job job{.path = fs::absolute(input.path).string(),
          .name = input.name,
          .stage = (folder / "o").string(),
          .known_sha256 = {},
          .history = keeper_->history_of(input.name)};
  if (work.todo.may_be_unchanged) job.known_sha256 = catalog_->input(input.name)->sha256;
  under_way_[job.stage] = work;
  return pool.start(job);
}

// What stands in the way may be gone the next time, so such an input is looked at in every run; it fails once.
void Run::refuse_place(const Input& input, const NoPlace& objection) {
  const std::optional<InputRecord> before = catalog_->input(input.name);
  if (before && before->code == objection.code) {
    keeper_->keep_sight(input, before->stamp, before->read_at_ns);
    return settle_unchanged(*before);
  }
  JobResult result;
  result.code = objection.code;
  result.message = objection.message;
  keeper_->keep_reason(input, result, 1);
  tally_.settle({input.name, objection.code, objection.message}, Outcome::kFailed, 0);
}

tl::expected<void, RunError> Run::conclude(FinishedJob finished) {
  const Work work = under_way_.extract(finished.job.stage).mapped();
  const fs::path stage_folder = fs::path(finished.job.stage).parent_path();
  const JobResult& result = finished.result;
  if (finished.broke_worker && work.attempt < kAttempts) {
    fs::remove_all(stage_folder);
    again_.push_back({work.todo, work.attempt + 1});
    return {};
  }
  const Input input = inputs_.files[work.todo.input];
  if (result.code == problem_code_name(ProblemCode::kOutputUnwritable) && !has_room(work_folder())) {
    return stop(RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable, result.message, input.path);
  }
  switch (result.outcome) {
    case Outcome::kDone:
      if (Result<void> kept = keeper_->keep(input, finished.job, result, work.attempt, outcome_); !kept) {
        return stop(RunTrouble::kOutputUnwritable, kept.error());
      }
      break;
    case Outcome::kFailed:
    case Outcome::kUnsupported:
      keeper_->keep_reason(input, result, work.attempt);
      break;
    case Outcome::kUnchanged:
      keeper_->keep_sight(input, result.stamp, now_ns());
      break;
    default:  // gone, or still being written: there is no result to keep
      catalog_->pass_over(run_, result.outcome, {input.name, result.code, result.message});
      break;
  }
  settle(input, result);
  fs::remove_all(stage_folder);
  return {};
}

// Only an interrupted run leaves anything.
void Run::pass_over_the_rest() {
  catalog_->begin();
  while (const std::optional<Work> work = next_work()) {
    const NamedReason reason{
        inputs_.files[work->todo.input].name, "interrupted", {"运行被中断", "the run was stopped"}};
    catalog_->pass_over(run_, Outcome::kInterrupted, reason);
    tally_.settle(reason, Outcome::kInterrupted, 0);
    outcome_.interrupted = true;
  }
  catalog_->commit();
}

void Run::settle(const Input& input, const JobResult& result) {
  if (result.outcome == Outcome::kUnchanged) return settle_unchanged(*catalog_->input(input.name));
  tally_.add_findings(result.errors + result.warnings);
  tally_.settle({input.name, result.code, result.message}, result.outcome, result.resources.wall_seconds);
}

// An input without results stays so; why was found out when it was read.
void Run::settle_unchanged(const InputRecord& known) {
  tally_.settle({known.name, known.code, known.message}, outcome_without_work(known, *catalog_, run_), 0);
}

// ---- the end

// One file that was named by itself and has no results.
void Run::note_single_input() {
  std::error_code error;
  if (options_.paths.size() != 1 || !fs::is_regular_file(options_.paths.front(), error)) return;
  for (const auto* reasons : {&outcome_.failed, &outcome_.quarantined, &outcome_.unsupported, &outcome_.vanished}) {
    if (!reasons->empty()) outcome_.only_input = reasons->front();
  }
}

tl::expected<void, RunError> Run::sum_up() {
  if (options_.shard) return {};  // shards have one summary, which hebiao merge writes
  if (Result<void> summed = write_summary(work_folder(), *catalog_, *placer_, run_, outcome_); !summed) {
    return stop(RunTrouble::kOutputUnwritable, summed.error());
  }
  if (Result<void> fronted = write_front_page(work_folder(), *catalog_, *placer_, run_, outcome_); !fronted) {
    return stop(RunTrouble::kOutputUnwritable, fronted.error());
  }
  return {};
}

tl::expected<ConvertOutcome, RunError> Run::finish() {
  tally_.sort();
  const CatalogTotals totals = catalog_->totals(run_);
  outcome_.forms = totals.forms;
  outcome_.errors = totals.errors;
  outcome_.warnings = totals.warnings;
  outcome_.notes = totals.notes;
  if (auto summed = sum_up(); !summed) return tl::make_unexpected(summed.error());
  note_single_input();
  step("summed");
  if (Result<void> ended = end_run(options_.output, options_.shard, *catalog_, run_, tally_.seconds(), outcome_);
      !ended) {
    return stop(RunTrouble::kOutputUnwritable, ended.error());
  }
  step("ended");
  tally_.tell(RunEvent::Kind::kFinished);
  return outcome_;
}

}  // namespace

tl::expected<ConvertOutcome, RunError> run(const ConvertOptions& options, const RunParts& parts) {
  return Run(options, parts).go();
}

}  // namespace hebiao
