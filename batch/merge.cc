// hebiao merge: joins the shards of a run.
//
// Each shard's catalog remembers how many inputs all shards together have, and a hash over all their names: what it saw
// when it walked. The shards are one whole if all of them are there, all remember the same, and the names that they
// account for, put in order, are as many and give the same hash. Then every input is accounted for exactly once. An
// input is accounted for by a result, or by the shard's word that it was gone or still being written to.
//
// The shards' catalogs stay where they are, for a later run of the shards. They grow old when the whole folder is run
// without shards; joining them then would put old results over new ones, and is refused.
#include <fmt/format.h>

#include <algorithm>
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
#include "batch/survey.h"
#include "batch/tally.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNamed = 20;               // of inputs without a result; the rest are counted
constexpr const char* kMergeIdentity = "merge";  // of a run that made no results of its own

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

// Takes over all that a shard's catalog holds of its last run. What was worked on in that run counts as worked on in
// `as_run`.
void absorb(Catalog& whole, Catalog& part, std::int64_t its_run, std::int64_t as_run) {
  const auto renumbered = [&](std::int64_t run) { return run == its_run ? as_run : 0; };
  part.each_output([&](OutputRecord record) {
    if (record.input.empty()) return;
    record.run = renumbered(record.run);
    whole.put(record);
  });
  part.each_input(its_run, [&](InputRecord record) {
    // An output of an earlier run is as good as its input's results, if those are of the same run.
    for (OutputRecord output : part.outputs_of(record.name)) {
      output.run = output.run == record.run ? renumbered(record.run) : -1;
      whole.put(output);
    }
    record.run = renumbered(record.run);
    record.seen_run = as_run;
    whole.put(record);
    whole.put_findings(record.name, part.findings_of(record.name));
    whole.put_comparison(record.name, part.comparison_of(record.name));
  });
  part.each_digest(its_run, [&](std::string_view name, std::string_view digest) { whole.put_digest(name, digest); });
  part.each_change(its_run, [&](const Change& change) { whole.add_change(as_run, change); });
  part.each_passed_over(its_run,
                        [&](Outcome outcome, const NamedReason& reason) { whole.pass_over(as_run, outcome, reason); });
}

Message of_shard(const Shard& shard, std::string_view zh, std::string_view en) {
  return {fmt::format("分片 {}/{} {}", shard.index, shard.count, zh),
          fmt::format("shard {}/{} {}", shard.index, shard.count, en)};
}

class Merge {
 public:
  Merge(fs::path output, const RunObserver& observer) : output_(std::move(output)), tally_(outcome_, observer) {}
  tl::expected<ConvertOutcome, RunError> go();

 private:
  tl::expected<std::vector<Shard>, RunError> find_shards() const;
  tl::expected<void, RunError> refuse_old(const std::vector<Shard>& shards);
  void join(const Shard& shard);
  void compare_plans(const Shard& shard, const RunPlan& plan, const std::string& identity);
  void count(const InputRecord& record, Catalog& part, std::int64_t its_run);
  void prove_complete();
  void name_missing(std::vector<Message>& sentences) const;

  const fs::path output_;
  ConvertOutcome outcome_;
  Tally tally_;
  std::optional<Catalog> catalog_;
  std::int64_t run_ = 0;
  std::optional<RunPlan> plan_;
  std::string identity_;  // by which the first shard was made
  InputList names_;       // of all inputs accounted for
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

// A whole run that began after the last run of a shard knows better than the shard.
tl::expected<void, RunError> Merge::refuse_old(const std::vector<Shard>& shards) {
  std::int64_t newest_whole = 0;
  for (const RunRecord& run : catalog_->runs()) {
    if (run.identity != kMergeIdentity) newest_whole = std::max(newest_whole, run.began_ns);
  }
  if (newest_whole == 0) return {};
  for (const Shard& shard : shards) {
    Result<Catalog> part = Catalog::open(output_ / run_file("catalog", ".sqlite", shard));
    const std::vector<RunRecord> runs = part ? part->runs() : std::vector<RunRecord>{};
    if (runs.empty() || runs.back().began_ns > newest_whole) continue;
    return stop(RunTrouble::kUsage,
                {fmt::format("分片 {}/{} 比「{}」最近一次整体运行更旧；请重跑各分片，或移走它们的目录文件", shard.index,
                             shard.count, output_.string()),
                 fmt::format("shard {}/{} is older than the last whole run in 「{}」; run the shards again, or move "
                             "their catalogs away",
                             shard.index, shard.count, output_.string())},
                output_);
  }
  return {};
}

void Merge::compare_plans(const Shard& shard, const RunPlan& plan, const std::string& identity) {
  if (!plan_) {
    plan_ = plan;
    identity_ = identity;
    return;
  }
  if (identity != identity_) {
    outcome_.unreconciled.push_back(of_shard(shard, "用的程序版本或选项与前面的分片不同",
                                             "was made by another version or other options than those before it"));
  }
  if (plan.inputs == plan_->inputs && plan.names_hash == plan_->names_hash) return;
  outcome_.unreconciled.push_back(of_shard(
      shard, fmt::format("见到 {} 个输入，前面的分片见到 {} 个：它们看的不是同一个文件夹", plan.inputs, plan_->inputs),
      fmt::format("saw {} inputs, those before it {}: they did not see the same folder", plan.inputs, plan_->inputs)));
}

void Merge::count(const InputRecord& record, Catalog& part, std::int64_t its_run) {
  const Outcome outcome = record.run == its_run ? record.outcome : outcome_without_work(record, part, its_run);
  tally_.settle({record.name, record.code, record.message}, outcome, 0);
}

void Merge::join(const Shard& shard) {
  const fs::path file = output_ / run_file("catalog", ".sqlite", shard);
  std::error_code error;
  if (!fs::exists(file, error)) {
    outcome_.unreconciled.push_back(of_shard(shard, "缺失", "is missing"));
    return;
  }
  Result<Catalog> part = Catalog::open(file);
  const std::optional<RunPlan> plan = part ? remembered_plan(*part) : std::nullopt;
  const std::vector<RunRecord> runs = part ? part->runs() : std::vector<RunRecord>{};
  if (!plan || runs.empty()) {
    outcome_.unreconciled.push_back(of_shard(shard, "没有可用的目录文件", "has no usable catalog"));
    return;
  }
  const std::int64_t last = runs.back().run;
  compare_plans(shard, *plan, runs.back().identity);
  part->each_input(last, [&](const InputRecord& record) {
    count(record, *part, last);
    names_.add(0, record.name);
  });
  part->each_passed_over(last, [&](Outcome outcome, const NamedReason& reason) {
    tally_.settle(reason, outcome, 0);
    if (outcome != Outcome::kInterrupted) names_.add(0, reason.name);
  });
  absorb(*catalog_, *part, last, run_);
}

// Names some inputs without a result, if the folder can still be walked.
void Merge::name_missing(std::vector<Message>& sentences) const {
  const Result<Inputs> inputs = walk(plan_->paths, output_);
  if (!inputs) return;
  std::size_t named = 0;
  std::size_t known = 0;  // both lists are in the same order
  for (std::size_t i = 0; i < inputs->files.size() && named < kNamed; ++i) {
    const std::string_view name = inputs->files.name(i);
    while (known < names_.size() && names_.name(known) < name) ++known;
    if (known < names_.size() && names_.name(known) == name) continue;
    ++named;
    sentences.push_back({fmt::format("{}：没有一个分片有它的结果", printable_name(name)),
                         fmt::format("{}: no shard has a result for it", printable_name(name))});
  }
}

void Merge::prove_complete() {
  names_.sort();
  for (std::size_t i = 1; i < names_.size(); ++i) {
    if (names_.name(i) != names_.name(i - 1)) continue;
    const std::string name = printable_name(names_.name(i));
    outcome_.unreconciled.push_back({fmt::format("{}：不止一个分片有它的结果", name),
                                     fmt::format("{}: more than one shard has a result for it", name)});
    break;
  }
  if (!plan_) return;
  outcome_.counts.seen = plan_->inputs;
  if (names_.size() == plan_->inputs && names_hash(names_) == plan_->names_hash) return;
  outcome_.unreconciled.push_back({fmt::format("{} 个输入中有 {} 个有着落", plan_->inputs, names_.size()),
                                   fmt::format("{} of {} inputs are accounted for", names_.size(), plan_->inputs)});
  name_missing(outcome_.unreconciled);
}

tl::expected<ConvertOutcome, RunError> Merge::go() {
  const auto lock = RunLock::take(output_, std::nullopt);
  if (!lock) return tl::make_unexpected(lock.error());
  const tl::expected<std::vector<Shard>, RunError> shards = find_shards();
  if (!shards) return tl::make_unexpected(shards.error());
  Result<Catalog> catalog = Catalog::open(output_ / run_file("catalog", ".sqlite", std::nullopt));
  if (!catalog) return tl::make_unexpected(RunError{RunTrouble::kConfiguration, catalog.error()});
  catalog_ = *std::move(catalog);
  if (auto fresh = refuse_old(*shards); !fresh) return tl::make_unexpected(fresh.error());

  tally_.tell(RunEvent::Kind::kStarted);
  names_.add_path("", 0);
  catalog_->begin();
  run_ = catalog_->begin_run(program_identity(), kMergeIdentity);
  const int count = shards->front().count;
  for (int index = 1; index <= count; ++index) join({index, count});
  prove_complete();
  if (plan_) remember_plan(*plan_, *catalog_);
  catalog_->commit();
  tally_.sort();

  const CatalogTotals totals = catalog_->totals(run_);
  outcome_.forms = totals.forms;
  outcome_.errors = totals.errors;
  outcome_.warnings = totals.warnings;
  outcome_.notes = totals.notes;
  Placer placer(output_, *catalog_, run_, {});
  const fs::path work_folder = output_ / ".hebiao-work";
  Result<void> summed = write_summary(work_folder, *catalog_, placer, run_, outcome_);
  if (summed) summed = write_front_page(work_folder, *catalog_, placer, run_, outcome_);
  fs::remove_all(work_folder);
  if (!summed) return tl::make_unexpected(RunError{RunTrouble::kOutputUnwritable, summed.error()});
  const Result<void> ended = end_run(output_, std::nullopt, *catalog_, run_, tally_.seconds(), outcome_);
  if (!ended) return tl::make_unexpected(RunError{RunTrouble::kOutputUnwritable, ended.error()});
  tally_.tell(RunEvent::Kind::kFinished);
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
