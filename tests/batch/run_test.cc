#include "batch/run.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>
#include <functional>
#include <map>
#include <thread>

#include "batch/catalog.h"
#include "batch/run_lock.h"
#include "tests/batch/fake_reader.h"
#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr int kKilled = 9;

// Runs in a process of its own that is killed where `dies` says so. false: it came to its end.
bool run_and_kill_where(const ConvertOptions& options, const std::function<bool(std::string_view step)>& dies) {
  const pid_t child = ::fork();
  if (child == 0) {
    RunParts parts = fake_parts();
    parts.step = [&dies](std::string_view step) {
      if (dies(step)) ::raise(SIGKILL);
    };
    const auto outcome = run(options, parts);
    ::_exit(outcome ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
  return WIFSIGNALED(status) && WTERMSIG(status) == kKilled;
}

bool run_and_kill_at(const ConvertOptions& options, int nth) {
  return run_and_kill_where(options, [&nth](std::string_view) { return --nth < 0; });
}

bool run_and_kill_when(const ConvertOptions& options, std::string_view step) {
  return run_and_kill_where(options, [step](std::string_view one) { return one == step; });
}

std::vector<std::string> names(const std::vector<NamedReason>& reasons) {
  std::vector<std::string> names;
  for (const NamedReason& reason : reasons) names.push_back(reason.name);
  return names;
}

class RunTest : public ::testing::Test {
 protected:
  ConvertOptions options() const {
    ConvertOptions options;
    options.paths = {in()};
    options.output = out();
    options.formats = {OutputFormat::kJson};
    options.jobs = 2;
    options.worker = {.memory_bytes = std::size_t{512} << 20,
                      .cpu = 1s,
                      .wall = 2s,
                      .output_bytes = 8U << 20,
                      .documents_per_worker = 50};
    return options;
  }
  ConvertOutcome run_once() const { return run_with(options()); }
  static ConvertOutcome run_with(const ConvertOptions& options) {
    const auto outcome = run(options, fake_parts());
    EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().error.problem.message.en);
    return outcome.value_or(ConvertOutcome{});
  }
  fs::path in() const { return folder_.path() / "in"; }
  fs::path out() const { return folder_.path() / "out"; }

  // Every file that depends on inputs alone, with its bytes.
  std::map<std::string, std::string> outputs() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(out())) {
      const std::string name = entry.path().lexically_relative(out()).string();
      const bool of_the_run =
          name.starts_with("catalog") || name.starts_with("run-report") || name.starts_with(".hebiao-lock");
      if (entry.is_regular_file() && !of_the_run) all[name] = read_file(entry.path());
    }
    return all;
  }

  TempFolder folder_;
};

TEST_F(RunTest, WritesOutputsAndCounts) {
  folder_.write("in/2023/a.pdf", "form A !x");
  folder_.write("in/b.txt", "form B");
  folder_.write("in/notes.doc", "none");
  folder_.write("in/bad.pdf", "broken");
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(read_file(out() / "2023/a.pdf.json"), "[form A !x]");
  EXPECT_EQ(read_file(out() / "b.txt.json"), "[form B]");
  EXPECT_TRUE(fs::exists(out() / "summary.xlsx"));
  EXPECT_TRUE(fs::exists(out() / "run-report.txt"));
  EXPECT_EQ(outcome.counts.seen, 4U);
  EXPECT_EQ(outcome.counts.done, 2U);
  EXPECT_EQ(outcome.counts.unsupported, 1U);
  EXPECT_EQ(outcome.counts.failed, 1U);
  EXPECT_TRUE(outcome.counts.reconcile());
  EXPECT_EQ(outcome.forms, 2U);
  EXPECT_EQ(outcome.errors, 1U);
  ASSERT_THAT(outcome.failed, SizeIs(1));
  EXPECT_EQ(outcome.failed[0].name, "bad.pdf");
  EXPECT_EQ(outcome.failed[0].code, "pdf-damaged");
  EXPECT_EQ(exit_code(outcome), 20);
  EXPECT_FALSE(fs::exists(out() / ".hebiao-work")) << "nothing half-made stays";
}

TEST_F(RunTest, TheSecondRunSkipsAndQuarantines) {
  folder_.write("in/a", "form A");
  folder_.write("in/b", "broken");
  folder_.write("in/c", "none");
  run_once();
  const ConvertOutcome again = run_once();
  EXPECT_EQ(again.counts.unchanged, 1U);
  EXPECT_EQ(again.counts.done, 0U);
  EXPECT_EQ(again.counts.failed, 0U);
  EXPECT_EQ(again.counts.quarantined, 1U);
  EXPECT_EQ(again.counts.unsupported, 1U);
  EXPECT_EQ(again.quarantined[0].code, "pdf-damaged") << "the reason is kept";
  EXPECT_EQ(exit_code(again), 0) << "one already quarantined does not raise 20 again";

  ConvertOptions force = options();
  force.force = true;
  const ConvertOutcome forced = run_with(force);
  EXPECT_EQ(forced.counts.done, 1U);
  EXPECT_EQ(forced.counts.failed, 1U);
}

TEST_F(RunTest, RedoesWhatChangedAndOnlyThat) {
  folder_.write("in/a", "form A");
  folder_.write("in/b", "form B");
  folder_.write("in/c", "broken");
  run_once();
  folder_.write("in/b", "form B2");
  folder_.write("in/c", "form C");
  fs::remove(out() / "a.json");
  const ConvertOutcome again = run_once();
  EXPECT_EQ(again.counts.done, 3U) << "a: its output is gone; b: changed; c: mended";
  EXPECT_EQ(read_file(out() / "a.json"), "[form A]");
  EXPECT_EQ(read_file(out() / "b.json"), "[form B2]");
  EXPECT_EQ(read_file(out() / "c.json"), "[form C]");

  fs::last_write_time(in() / "a", fs::file_time_type::clock::now());
  EXPECT_EQ(run_once().counts.unchanged, 3U) << "touched, but the bytes are the same";

  ConvertOptions other = options();
  other.audit_identity = "another profile";
  EXPECT_EQ(run_with(other).counts.done, 3U) << "other options give other results";
}

TEST_F(RunTest, ResultsDoNotDependOnTheNumberOfJobs) {
  for (int i = 0; i < 20; ++i)
    folder_.write("in/" + std::to_string(i), i % 5 == 4 ? "broken" : "form " + std::to_string(i));
  ConvertOptions one = options();
  one.jobs = 1;
  const ConvertOutcome alone = run_with(one);
  const std::map<std::string, std::string> expected = outputs();
  fs::remove_all(out());
  ConvertOptions four = options();
  four.jobs = 4;
  const ConvertOutcome many = run_with(four);
  EXPECT_EQ(outputs(), expected);
  ASSERT_EQ(many.failed.size(), alone.failed.size());
  for (std::size_t i = 0; i < many.failed.size(); ++i) EXPECT_EQ(many.failed[i].name, alone.failed[i].name);
}

// Processor time, so that a busy machine does not matter; the limit is what a person may wait.
TEST_F(RunTest, AThousandUnchangedFilesTakeLessThanASecond) {
  for (int i = 0; i < 1000; ++i) folder_.write("in/" + std::to_string(i), "form " + std::to_string(i));
  EXPECT_EQ(run_once().counts.done, 1000U);
  std::this_thread::sleep_for(2100ms);  // until a later change would show in the stamps
  EXPECT_EQ(run_once().counts.unchanged, 1000U);
  const std::clock_t begin = std::clock();
  EXPECT_EQ(run_once().counts.unchanged, 1000U);
  EXPECT_LT(std::clock() - begin, CLOCKS_PER_SEC);
}

TEST_F(RunTest, HostileDocumentsHarmNoOther) {
  for (int i = 0; i < 6; ++i) folder_.write("in/good" + std::to_string(i), "form " + std::to_string(i));
  run_once();
  const std::map<std::string, std::string> expected = outputs();
  fs::remove_all(out());
  const char* const kinds[] = {"crash", "segv", "exit", "hang", "spin", "bomb", "write-much"};
  for (const char* kind : kinds) folder_.write(std::string("in/bad-") + kind, kind);
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(outputs(), expected);
  EXPECT_EQ(outcome.counts.done, 6U);
  EXPECT_EQ(outcome.counts.failed, std::size(kinds));
  EXPECT_TRUE(outcome.counts.reconcile());

  Result<Catalog> catalog = Catalog::open(out() / "catalog.sqlite");
  ASSERT_TRUE(catalog.has_value());
  EXPECT_EQ(catalog->input("bad-crash")->attempts, 2) << "tried twice, then quarantined";
  EXPECT_EQ(catalog->input("bad-crash")->code, "crashed");
  EXPECT_EQ(catalog->input("good0")->attempts, 1);
}

// While the disk takes files, what cannot be written is one document's trouble.
TEST_F(RunTest, AnOutputThatCannotBeWrittenCostsOneDocument) {
  folder_.write("in/a", "form A");
  folder_.write("in/b", "unwritable");
  folder_.write("in/c", "form C");
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(outcome.counts.done, 2U);
  EXPECT_THAT(names(outcome.failed), ElementsAre("b"));
  EXPECT_EQ(exit_code(outcome), 20);
}

TEST_F(RunTest, AnEditedOutputIsAPersonsWorkAndStays) {
  folder_.write("in/a.pdf", "form A");
  run_once();
  folder_.write("out/a.pdf.json", "a person's notes");
  EXPECT_EQ(run_once().counts.unchanged, 1U) << "nothing to do: the input is the same";
  folder_.write("in/a.pdf", "form A2");
  const ConvertOutcome changed = run_once();
  EXPECT_EQ(read_file(out() / "a.pdf.json"), "a person's notes");
  EXPECT_EQ(read_file(out() / "a.pdf.new.json"), "[form A2]");
  ASSERT_THAT(changed.kept, SizeIs(1));
  EXPECT_EQ(changed.kept[0].kept, "a.pdf.json");
  EXPECT_EQ(changed.kept[0].written, "a.pdf.new.json");

  folder_.write("in/a.pdf", "form A3");
  run_once();
  EXPECT_EQ(read_file(out() / "a.pdf.new.json"), "[form A3]") << "the new one is ours to replace";
  folder_.write("out/a.pdf.new.json", "more notes");
  folder_.write("in/a.pdf", "form A4");
  run_once();
  EXPECT_EQ(read_file(out() / "a.pdf.new.json"), "more notes");
  EXPECT_EQ(read_file(out() / "a.pdf.new-2.json"), "[form A4]");
}

TEST_F(RunTest, AFileThatWeNeverWroteStays) {
  folder_.write("in/a.pdf", "form A");
  folder_.write("out/a.pdf.json", "was here before");
  run_once();
  EXPECT_EQ(read_file(out() / "a.pdf.json"), "was here before");
  EXPECT_EQ(read_file(out() / "a.pdf.new.json"), "[form A]");
}

std::string words_of(const Change& change) {
  return std::string(finding_change_name(change.kind)) + " " + change.input + " " + change.finding.fingerprint + " " +
         change.finding.printed;
}

TEST_F(RunTest, TellsNewUpdatedAndGoneFindings) {
  folder_.write("in/a", "form A !one !two !two !four=4");
  folder_.write("in/b", "form B !other");
  run_once();
  folder_.write("in/a", "form A !two !three !four=5");
  run_once();
  Result<Catalog> catalog = Catalog::open(out() / "catalog.sqlite");
  std::vector<std::string> changes;
  catalog->each_change(2, [&](const Change& change) { changes.push_back(words_of(change)); });
  EXPECT_THAT(changes, ElementsAre("updated a four 5", "new a three ", "gone a one ", "gone a two "))
      << "two stood there twice and stands there once";
}

TEST_F(RunTest, FindingsOfANewFileAreNewButNotInAFoldersFirstRun) {
  const auto changes_of = [this](std::int64_t run) {
    Result<Catalog> catalog = Catalog::open(out() / "catalog.sqlite");
    std::vector<std::string> changes;
    catalog->each_change(run, [&](const Change& change) { changes.push_back(words_of(change)); });
    return changes;
  };
  folder_.write("in/a", "form A !one");
  run_once();
  EXPECT_THAT(changes_of(1), IsEmpty()) << "there is nothing to compare with";
  folder_.write("in/b", "form B !two !three");
  run_once();
  EXPECT_THAT(changes_of(2), UnorderedElementsAre("new b two ", "new b three "));
}

// A run that was killed or stopped told nobody: what it found out is news to the run that comes to its end.
TEST_F(RunTest, NewsOfARunThatWasCutOffAreToldByTheNext) {
  ConvertOptions one = options();
  one.jobs = 1;
  folder_.write("in/z", "form Z");
  run_with(one);
  folder_.write("in/a", "broken");
  folder_.write("in/b", "form B !one");
  folder_.write("in/c", "form C");
  folder_.write("in/" + std::string(252, 'n'), "form long");

  ConvertOptions stopping = one;
  std::size_t told = 0;
  stopping.observer = [&](const RunEvent& event) { told += event.kind == RunEvent::Kind::kDocument ? 1 : 0; };
  stopping.interrupted = [&] { return told >= 3; };  // the unchanged, a, b
  EXPECT_EQ(exit_code(run_with(stopping)), 130);
  ASSERT_TRUE(run_and_kill_when(one, "summed")) << "everything was done and nothing told";

  const ConvertOutcome told_now = run_with(one);
  EXPECT_EQ(exit_code(told_now), 20);
  EXPECT_THAT(names(told_now.failed), ElementsAre("a", std::string(252, 'n')));
  const std::string report = read_file(out() / "run-report.txt");
  EXPECT_THAT(report, HasSubstr("b：发现 !one"));

  const ConvertOutcome later = run_with(one);
  EXPECT_EQ(exit_code(later), 0);
  EXPECT_EQ(later.counts.quarantined, 2U);
  EXPECT_THAT(read_file(out() / "run-report.txt"), Not(HasSubstr("b：发现 !one")));
}

TEST_F(RunTest, AMergeTellsTheFailuresOfAnAttemptThatWasCutOff) {
  ConvertOptions shard = options();
  shard.shard = Shard{1, 1};
  folder_.write("in/a", "broken");
  folder_.write("in/b", "form B");
  ASSERT_TRUE(run_and_kill_when(shard, "summed"));
  EXPECT_EQ(exit_code(run_with(shard)), 20);
  const auto merged = merge_shards(out(), {});
  ASSERT_TRUE(merged.has_value());
  EXPECT_EQ(exit_code(*merged), 20);
  EXPECT_THAT(names(merged->failed), ElementsAre("a"));

  EXPECT_EQ(exit_code(run_with(shard)), 0) << "the next night's run: known";
  EXPECT_EQ(exit_code(merge_shards(out(), {}).value()), 0);
}

TEST_F(RunTest, DecisionsReachTheOutputsTheyConcern) {
  folder_.write("in/a", "form A !one");
  folder_.write("in/b", "form B !two");
  run_once();
  Decisions decisions;
  decisions.set({.fingerprint = "one",
                 .report = "a",
                 .rule = "test.rule",
                 .printed = "",
                 .decision = "接受",
                 .who = "",
                 .when = "",
                 .why = ""});
  folder_.write("out/accepted.tsv", decisions.text());
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(outcome.counts.done, 1U);
  EXPECT_EQ(outcome.counts.unchanged, 1U);
  EXPECT_EQ(read_file(out() / "a.json"), "[form A !one] decided 接受");
  EXPECT_EQ(run_once().counts.unchanged, 2U);
}

TEST_F(RunTest, AFileBeingWrittenIsLeftForTheNextRun) {
  folder_.write("in/done", "form A");
  const fs::path busy = folder_.write("in/busy", "form B");
  const int writer = ::open(busy.c_str(), O_WRONLY | O_APPEND);
  const bool told = being_written(busy.string());
  const ConvertOutcome outcome = run_once();
  ::close(writer);
  if (!told) GTEST_SKIP() << "this file system does not tell who writes";
  EXPECT_EQ(outcome.counts.left, 1U);
  EXPECT_EQ(outcome.counts.done, 1U);
  EXPECT_EQ(exit_code(outcome), 0);
  EXPECT_EQ(run_once().counts.done, 1U);
}

TEST_F(RunTest, OneRunAFolder) {
  folder_.write("in/a", "form A");
  fs::create_directories(out());
  const auto held = RunLock::take(out(), std::nullopt);
  ASSERT_TRUE(held.has_value());
  const auto second = run(options(), fake_parts());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(exit_code(second.error().trouble), 75);
  EXPECT_THAT(second.error().error.problem.message.en, HasSubstr(std::to_string(::getpid())));
}

TEST_F(RunTest, InterruptedKeepsWhatIsFinished) {
  for (int i = 0; i < 30; ++i) folder_.write("in/" + std::to_string(100 + i), "form");
  std::size_t finished = 0;
  ConvertOptions stopping = options();
  stopping.observer = [&](const RunEvent& event) { finished += event.kind == RunEvent::Kind::kDocument ? 1 : 0; };
  stopping.interrupted = [&] { return finished >= 5; };
  const ConvertOutcome outcome = run_with(stopping);
  EXPECT_EQ(exit_code(outcome), 130);
  EXPECT_GE(outcome.counts.done, 5U);
  EXPECT_LE(outcome.counts.done, 7U) << "what was under way is finished, nothing more is begun";
  EXPECT_TRUE(outcome.counts.reconcile());
  const ConvertOutcome rest = run_once();
  EXPECT_EQ(rest.counts.unchanged, outcome.counts.done);
  EXPECT_EQ(rest.counts.done, 30 - outcome.counts.done);
}

TEST_F(RunTest, RefusesANewerCatalogAndAForeignFile) {
  folder_.write("in/a", "form A");
  run_once();
  std::string bytes = read_file(out() / "catalog.sqlite");
  bytes[63] = 99;  // the user version, big-endian at offset 60 of the header
  folder_.write("out/catalog.sqlite", bytes);
  const auto newer = run(options(), fake_parts());
  ASSERT_FALSE(newer.has_value());
  EXPECT_EQ(exit_code(newer.error().trouble), 78);
  EXPECT_THAT(newer.error().error.problem.message.en, HasSubstr("newer"));
  EXPECT_EQ(read_file(out() / "catalog.sqlite"), bytes) << "nothing was changed";

  folder_.write("out/catalog.sqlite", "this is no database, but someone's file; it is long enough to be looked at");
  const auto foreign = run(options(), fake_parts());
  ASSERT_FALSE(foreign.has_value());
  EXPECT_EQ(exit_code(foreign.error().trouble), 78);
}

TEST_F(RunTest, OutputsThatHaveNoPlace) {
  folder_.write("in/" + std::string(252, 'n'), "form long");
  folder_.write("in/a", "form A");
  fs::create_directories(out() / "a.json");
  folder_.write("in/d/e", "form E");
  folder_.write("out/d", "a file where a folder must be");
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(outcome.counts.failed, 3U);
  EXPECT_EQ(outcome.failed[0].code, "collision");
  EXPECT_EQ(outcome.failed[1].code, "collision");
  EXPECT_EQ(outcome.failed[2].code, "name-too-long");
  EXPECT_TRUE(outcome.counts.reconcile());
}

TEST_F(RunTest, TheOnlyInputIsUnusable) {
  ConvertOptions single = options();
  single.paths = {folder_.write("in/x.pdf", "none")};
  EXPECT_EQ(exit_code(run_with(single)), 65);
  EXPECT_EQ(exit_code(run_with(single)), 65) << "and stays so";
}

TEST_F(RunTest, OddNamesGetTheirOutputs) {
  folder_.write("in/line\nbreak", "form 1");
  folder_.write("in/\xFF\xFE", "form 2");
  folder_.write("in/' ; --", "form 3");
  EXPECT_EQ(run_once().counts.done, 3U);
  EXPECT_EQ(read_file(out() / "line\nbreak.json"), "[form 1]");
  EXPECT_EQ(read_file(out() / "\xFF\xFE.json"), "[form 2]");
  EXPECT_EQ(run_once().counts.unchanged, 3U);
}

// ---- kill -9 at every boundary between steps

TEST_F(RunTest, AKillAtAnyStepLosesNothing) {
  folder_.write("in/a", "form A !one");
  folder_.write("in/d/b", "form B");
  folder_.write("in/c", "broken");
  ConvertOptions one = options();
  one.jobs = 1;
  run_with(one);
  const std::map<std::string, std::string> undisturbed = outputs();
  int steps = 0;
  for (;; ++steps) {
    fs::remove_all(out());
    const bool killed = run_and_kill_at(one, steps);
    const ConvertOutcome after = run_with(one);
    EXPECT_EQ(outputs(), undisturbed) << "killed at step " << steps;
    EXPECT_TRUE(after.kept.empty()) << "its own outputs were taken for a person's, step " << steps;
    EXPECT_TRUE(after.counts.reconcile());
    EXPECT_EQ(after.counts.seen, 3U);
    if (!killed) break;
  }
  EXPECT_GE(steps, 18) << "three placements of six steps and more";
}

TEST_F(RunTest, AKillDuringAnUpdateLosesNothing) {
  ConvertOptions one = options();
  one.jobs = 1;
  folder_.write("in/a", "form A2");
  folder_.write("in/b", "form B2");
  run_with(one);
  const std::map<std::string, std::string> updated = outputs();
  for (int step = 0;; ++step) {
    fs::remove_all(out());
    folder_.write("in/a", "form A1");
    folder_.write("in/b", "form B1");
    run_with(one);
    folder_.write("in/a", "form A2");
    folder_.write("in/b", "form B2");
    const bool killed = run_and_kill_at(one, step);
    const ConvertOutcome after = run_with(one);
    EXPECT_EQ(outputs(), updated) << "killed at step " << step;
    EXPECT_THAT(after.kept, IsEmpty()) << "step " << step;
    if (!killed) break;
  }
}

}  // namespace
}  // namespace hebiao
