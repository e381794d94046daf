// hebiao merge: joins the shards of a run.
//
// Each shard's catalog remembers how many inputs all shards together have, and a hash over all their names: what it saw
// when it walked. The shards are one whole if all of them are there, all remember the same, and the names that they
// hold results for, put in order, are as many and give the same hash. Then every input is accounted for exactly once.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <system_error>
#include <utility>

#include "batch/catalog.h"
#include "batch/convert.h"
#include "batch/front_page_step.h"
#include "batch/run.h"
#include "batch/run_lock.h"
#include "batch/run_plan.h"
#include "batch/run_report.h"
#include "batch/summary_step.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamed = 20;  // of inputs without a result; the rest are counted

tl::unexpected<RunError> stop(RunTrouble trouble, Message message, const fs::path& path) {
  return tl::make_unexpected(
      RunError{trouble, Error{Problem{ProblemCode::kConfiguration, std::move(message), {}}, path.string()}});
}

// "catalog.3-of-8.sqlite" -> 3/8
std::optional<Shard> shard_of(const std::string& file) {
  constexpr std::string_view kHead = "catalog.";
  constexpr std::string_view kBetween = "-of-";
  constexpr std::string_view kTail = ".sqlite";
  if (!file.starts_with(kHead) || !file.ends_with(kTail) || file.size() <= kHead.size() + kTail.size())
    return std::nullopt;
  std::string middle = file.substr(kHead.size(), file.size() - kHead.size() - kTail.size());
  const std::size_t between = middle.find(kBetween);
  if (between == std::string::npos) return std::nullopt;
  middle.replace(between, kBetween.size(), "/");
  const Result<Shard> shard = parse_shard(middle);
  return shard ? std::optional(*shard) : std::nullopt;
}

class Merge {
 public:
  Merge(fs::path output, const RunObserver& observer) : output_(std::move(output)), observer_(observer) {}
  tl::expected<ConvertOutcome, RunError> go();

 private:
  tl::expected<std::vector<Shard>, RunError> find_shards() const;
  void join(const Shard& shard);
  void compare_plans(const Shard& shard, const RunPlan& plan);
  void count(const InputRecord& record, std::int64_t its_run);
  void prove_complete();
  void name_missing(std::vector<std::string>& sentences) const;
  void tell(RunEvent::Kind kind) const;
  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count(); }

  const fs::path output_;
  const RunObserver& observer_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::optional<Catalog> catalog_;
  std::int64_t run_ = 0;
  std::optional<RunPlan> plan_;
  std::vector<Input> names_;  // of all inputs with a result; paths stay empty
  ConvertOutcome outcome_;
};

tl::expected<std::vector<Shard>, RunError> Merge::find_shards() const {
  std::vector<Shard> shards;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(output_, error)) {
    if (const std::optional<Shard> shard = shard_of(entry.path().filename().string())) shards.push_back(*shard);
  }
  std::sort(shards.begin(), shards.end(),
            [](const Shard& a, const Shard& b) { return std::pair(a.count, a.index) < std::pair(b.count, b.index); });
  if (shards.empty()) {
    return stop(RunTrouble::kUsage,
                {fmt::format("「{}」里没有分片的结果", output_.string()),
                 fmt::format("「{}」 holds no shards", output_.string())},
                output_);
  }
  if (shards.front().count != shards.back().count) {
    return stop(RunTrouble::kUsage,
                {fmt::format("「{}」里混有 {} 份和 {} 份两种分法，请移走不要的", output_.string(), shards.front().count,
                             shards.back().count),
                 fmt::format("「{}」 holds shards of {} and of {}; move away those that do not belong",
                             output_.string(), shards.front().count, shards.back().count)},
                output_);
  }
  return shards;
}

void Merge::compare_plans(const Shard& shard, const RunPlan& plan) {
  if (!plan_) {
    plan_ = plan;
    return;
  }
  if (plan.inputs == plan_->inputs && plan.names_hash == plan_->names_hash) return;
  outcome_.unreconciled.push_back(
      fmt::format("shard {}/{} saw {} inputs, an earlier one {}: they did not see the same folder", shard.index,
                  shard.count, plan.inputs, plan_->inputs));
}

void Merge::count(const InputRecord& record, std::int64_t its_run) {
  const bool newly = record.run == its_run;
  const NamedReason reason{record.name, record.code, record.message};
  RunCounts& counts = outcome_.counts;
  if (record.outcome == Outcome::kDone) {
    ++(newly ? counts.done : counts.unchanged);
  } else if (record.outcome == Outcome::kUnsupported) {
    ++counts.unsupported;
    outcome_.unsupported.push_back(reason);
  } else {
    ++(newly ? counts.failed : counts.quarantined);
    (newly ? outcome_.failed : outcome_.quarantined).push_back(reason);
  }
  names_.push_back({"", record.name});
}

void Merge::join(const Shard& shard) {
  const fs::path file = output_ / run_file("catalog", ".sqlite", shard);
  const std::string called = fmt::format("shard {}/{}", shard.index, shard.count);
  std::error_code error;
  if (!fs::exists(file, error)) {
    outcome_.unreconciled.push_back(called + " is missing");
    return;
  }
  Result<Catalog> part = Catalog::open(file);
  const std::optional<RunPlan> plan = part ? remembered_plan(*part) : std::nullopt;
  const std::vector<std::int64_t> runs = part ? part->runs() : std::vector<std::int64_t>{};
  if (!plan || runs.empty()) {
    outcome_.unreconciled.push_back(called + " has no usable catalog");
    return;
  }
  compare_plans(shard, *plan);
  part->each_input(runs.back(), [&](const InputRecord& record) { count(record, runs.back()); });
  catalog_->absorb(*part, runs.back(), run_);
}

// Names some inputs without a result, if the folder can still be walked.
void Merge::name_missing(std::vector<std::string>& sentences) const {
  const Result<Inputs> inputs = walk(plan_->paths, output_);
  if (!inputs) return;
  std::size_t left = kNamed;
  for (const Input& input : inputs->files) {
    const bool known = std::binary_search(names_.begin(), names_.end(), input,
                                          [](const Input& a, const Input& b) { return a.name < b.name; });
    if (known) continue;
    if (left-- == 0) break;
    sentences.push_back(fmt::format("{}: no shard has a result for it", printable_name(input.name)));
  }
}

void Merge::prove_complete() {
  std::sort(names_.begin(), names_.end(), [](const Input& a, const Input& b) { return a.name < b.name; });
  const auto twin = std::adjacent_find(names_.begin(), names_.end());
  if (twin != names_.end()) {
    outcome_.unreconciled.push_back(printable_name(twin->name) + ": more than one shard has a result for it");
  }
  if (!plan_) return;
  outcome_.counts.seen = plan_->inputs;
  if (names_.size() == plan_->inputs && names_hash(names_) == plan_->names_hash) return;
  outcome_.unreconciled.push_back(fmt::format("{} of {} inputs have a result", names_.size(), plan_->inputs));
  name_missing(outcome_.unreconciled);
}

void Merge::tell(RunEvent::Kind kind) const {
  if (!observer_) return;
  RunEvent event;
  event.kind = kind;
  event.counts = outcome_.counts;
  event.seconds = seconds();
  observer_(event);
}

tl::expected<ConvertOutcome, RunError> Merge::go() {
  const auto lock = RunLock::take(output_, std::nullopt);
  if (!lock) return tl::make_unexpected(lock.error());
  const tl::expected<std::vector<Shard>, RunError> shards = find_shards();
  if (!shards) return tl::make_unexpected(shards.error());
  Result<Catalog> catalog = Catalog::open(output_ / run_file("catalog", ".sqlite", std::nullopt));
  if (!catalog) return tl::make_unexpected(RunError{RunTrouble::kConfiguration, catalog.error()});
  catalog_ = *std::move(catalog);

  tell(RunEvent::Kind::kStarted);
  catalog_->begin();
  run_ = catalog_->begin_run(program_identity(), "merge");
  const int count = shards->front().count;
  for (int index = 1; index <= count; ++index) join({index, count});
  prove_complete();
  if (plan_) remember_plan(*plan_, *catalog_);
  catalog_->commit();

  const CatalogTotals totals = catalog_->totals(run_);
  outcome_.forms = totals.forms;
  outcome_.errors = totals.errors;
  outcome_.warnings = totals.warnings;
  outcome_.notes = totals.notes;
  Placer placer(output_, *catalog_, {});
  const fs::path work_folder = output_ / ".hebiao-work";
  Result<void> summed = write_summary(work_folder, *catalog_, placer, run_, outcome_);
  if (summed) summed = write_front_page(work_folder, *catalog_, placer, run_, outcome_);
  fs::remove_all(work_folder);
  if (!summed) return tl::make_unexpected(RunError{RunTrouble::kOutputUnwritable, summed.error()});
  const Result<void> ended = end_run(output_, std::nullopt, *catalog_, run_, seconds(), outcome_);
  if (!ended) return tl::make_unexpected(RunError{RunTrouble::kOutputUnwritable, ended.error()});
  tell(RunEvent::Kind::kFinished);
  return outcome_;
}

}  // namespace

tl::expected<ConvertOutcome, RunError> merge_shards(const fs::path& output, const RunObserver& observer) {
  try {
    return Merge(output, observer).go();
  } catch (const CatalogError& error) {
    return stop(RunTrouble::kOutputUnwritable,
                {fmt::format("目录文件无法读写（{}）", error.what()),
                 fmt::format("the catalog cannot be read or written ({})", error.what())},
                output);
  }
}

}  // namespace hebiao
