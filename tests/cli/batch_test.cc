// convert, merge and retry over folders, as a user runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
namespace fs = std::filesystem;

std::string sample(const std::string& name) { return read_file(HEBIAO_SOURCE_DIR "/samples/" + name); }

// What the outputs of a run say, without what is about the run itself.
std::map<std::string, std::string> outputs(const TemporaryFolder& folder) {
  std::map<std::string, std::string> all;
  for (const std::string& name : folder.files()) {
    const bool of_the_run =
        name.starts_with("catalog") || name.starts_with("run-report") || name.starts_with(".hebiao-lock");
    if (!of_the_run) all[name] = read_file(folder.path() / name);
  }
  return all;
}

Ran shell(const std::string& script) { return run_command({"bash", "-c", script}); }

class BatchRun : public ::testing::Test {
 protected:
  Ran convert(std::vector<std::string> more = {}) const { return convert_into(out_, std::move(more)); }
  Ran convert_into(const TemporaryFolder& out, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"convert", in_.path().string(), "-o", out.path().string()});
    return run_program(more);
  }
  // As text for a shell.
  std::string convert_words() const {
    return std::string(HEBIAO_BINARY) + " convert '" + in_.path().string() + "' -o '" + out_.path().string() + "' ";
  }
  std::string report() const { return read_file(out_.path() / "run-report.txt"); }

  TemporaryFolder in_;
  TemporaryFolder out_;
};

// ---- shards

class Shards : public BatchRun {
 protected:
  Shards() {
    for (int i = 0; i < 6; ++i) in_.write("form-" + std::to_string(i) + ".txt", sample("library-2023.txt"));
    in_.write("letter.txt", "Dear colleague,\n");
    in_.write("broken.pdf", "%PDF-1.7\nnothing more");
  }
  Ran shard(const std::string& which) const { return convert({"--shard", which}); }
  Ran merge() const { return run_program({"merge", out_.path().string()}); }
};

TEST_F(Shards, joined_give_what_one_machine_gives) {
  const TemporaryFolder whole;
  EXPECT_EQ(convert_into(whole).exit_code, 20);
  shard("1/2");
  shard("2/2");
  const Ran merged = merge();
  EXPECT_EQ(merged.exit_code, 20) << merged.err;
  EXPECT_THAT(merged.out, AllOf(HasSubstr("8 inputs"), HasSubstr("6 done"), HasSubstr("1 unsupported"),
                                HasSubstr("1 failed"), HasSubstr("broken.pdf")));
  EXPECT_EQ(outputs(out_), outputs(whole));
  EXPECT_EQ(merge().exit_code, 20) << "joining again says the same";
  EXPECT_THAT(merge().err, IsEmpty());

  EXPECT_EQ(convert().exit_code, 0) << "a whole run goes on from there";
  EXPECT_THAT(report(), HasSubstr("未变（跳过）：6"));
  const Ran old = merge();
  EXPECT_EQ(old.exit_code, 64);
  EXPECT_THAT(old.err, HasSubstr("older than the last whole run"));
}

TEST_F(Shards, a_missing_shard_is_named) {
  shard("1/2");
  const Ran merged = merge();
  EXPECT_EQ(merged.exit_code, 21);
  EXPECT_THAT(merged.err, AllOf(HasSubstr("shard 2/2 is missing"), HasSubstr("of 8 inputs are accounted for"),
                                HasSubstr("no shard has a result for it")));
  EXPECT_THAT(run_program({"--lang", "zh", "merge", out_.path().string()}).err, HasSubstr("分片 2/2 缺失"));
}

TEST_F(Shards, one_result_twice_does_not_reconcile) {
  shard("1/2");
  fs::copy_file(out_.path() / "catalog.1-of-2.sqlite", out_.path() / "catalog.2-of-2.sqlite");
  const Ran merged = merge();
  EXPECT_EQ(merged.exit_code, 21);
  EXPECT_THAT(merged.err, HasSubstr("more than one shard has a result for it"));
}

TEST_F(Shards, of_different_folders_or_options_do_not_reconcile) {
  shard("1/2");
  in_.write("new.txt", sample("library-2023.txt"));
  convert({"--shard", "2/2", "--formats", "xlsx,json"});
  const Ran merged = merge();
  EXPECT_EQ(merged.exit_code, 21);
  EXPECT_THAT(merged.err, AllOf(HasSubstr("did not see the same folder"), HasSubstr("other options")));
}

TEST_F(Shards, nothing_to_merge_is_a_mistake) {
  EXPECT_EQ(merge().exit_code, 64);
  EXPECT_EQ(run_program({"merge", "/nonexistent"}).exit_code, 73);
}

// ---- limits and retry

TEST_F(BatchRun, retry_tries_the_quarantined_and_only_them) {
  in_.write("good.txt", sample("library-2023.txt"));
  in_.write("large.txt", sample("library-2023.txt") + std::string(40'000, '\n'));
  const Ran limited = convert({"--limit", "file_bytes=40K"});
  EXPECT_EQ(limited.exit_code, 20);
  EXPECT_THAT(limited.out, AllOf(HasSubstr("large.txt: "), HasSubstr("[limit-exceeded]")));
  EXPECT_THAT(convert({"--limit", "file_bytes=40K"}).out, AllOf(HasSubstr("1 unchanged"), HasSubstr("1 quarantined")));
  const std::string retry = out_.path().string();
  EXPECT_EQ(run_program({"retry", retry, "--limit", "file_bytes=40K"}).exit_code, 20) << "tried, and failed again";
  const Ran retried = run_program({"retry", retry});
  EXPECT_EQ(retried.exit_code, 0) << retried.out;
  EXPECT_THAT(retried.out, AllOf(HasSubstr("1 done"), HasSubstr("1 unchanged")));
  EXPECT_THAT(convert().out, HasSubstr("2 unchanged")) << "the limit concerned one of them alone";
}

TEST_F(BatchRun, other_limits_are_reason_enough_to_try_again) {
  in_.write("a.txt", sample("library-2023.txt"));
  EXPECT_EQ(convert({"--limit", "file_bytes=10"}).exit_code, 20);
  EXPECT_EQ(convert().exit_code, 0);
  EXPECT_THAT(report(), HasSubstr("完成：1"));
}

TEST_F(BatchRun, mistakes_in_limits_name_what_there_is) {
  in_.write("a.txt", sample("library-2023.txt"));
  for (const char* limit : {"colour=1", "pages", "pages=", "pages=0", "pages=-1", "pages=many", "pages=9999999999",
                            "memory_bytes=99999999999G"}) {
    const Ran ran = convert({"--limit", limit});
    EXPECT_EQ(ran.exit_code, 64) << limit;
    EXPECT_THAT(ran.err, AllOf(HasSubstr(limit), HasSubstr("glyphs_per_page"))) << limit;
  }
}

// ---- what changes from run to run

TEST_F(BatchRun, new_and_gone_findings_stand_in_report_and_workbook) {
  const std::string text = sample("sports-bureau-2023-errors.txt");
  in_.write("a.txt", text);
  const auto strings_of_workbook = [&] {
    return run_command({"python3", "-c",
                        "import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1])"
                        ".read('xl/sharedStrings.xml'))",
                        (out_.path() / "a.txt.xlsx").string()})
        .out;
  };
  ASSERT_EQ(convert().exit_code, 0);
  EXPECT_THAT(report(), Not(HasSubstr("新出现"))) << "there was nothing before";
  EXPECT_THAT(strings_of_workbook(), Not(HasSubstr("仍在")));
  const auto first = outputs(out_);
  ASSERT_EQ(convert({"--force"}).exit_code, 0);
  EXPECT_EQ(outputs(out_), first) << "the same bytes give the same outputs, however often";

  std::string mended = text;
  const std::size_t slip = mended.find("98.49%");
  ASSERT_NE(slip, std::string::npos);
  mended.replace(slip, 6, "97.49%");
  in_.write("a.txt", mended);
  in_.write("b.txt", text);
  ASSERT_EQ(convert().exit_code, 0);
  EXPECT_THAT(report(), AllOf(HasSubstr("消失的发现"), HasSubstr("[fund.rate]"), HasSubstr("新出现的发现"),
                              HasSubstr("b.txt：")));
  EXPECT_THAT(strings_of_workbook(), AllOf(HasSubstr("仍在"), HasSubstr("已消失 1"), HasSubstr("98.49")));
  const auto second = outputs(out_);
  ASSERT_EQ(convert({"--force"}).exit_code, 0);
  EXPECT_EQ(outputs(out_), second);
}

TEST_F(BatchRun, outputs_that_are_out_of_date_stay_and_are_named) {
  in_.write("broken.txt", sample("library-2023.txt"));
  in_.write("gone.txt", sample("library-2023.txt"));
  in_.write("letter.txt", sample("library-2023.txt"));
  in_.write("same.txt", sample("library-2023.txt"));
  ASSERT_EQ(convert().exit_code, 0);
  EXPECT_THAT(report(), Not(HasSubstr("过期")));
  in_.write("broken.txt", "%PDF-1.7\nnothing more");
  fs::remove(in_.path() / "gone.txt");
  in_.write("letter.txt", "Dear colleague,\n");
  const Ran second = convert();
  EXPECT_EQ(second.exit_code, 20);
  EXPECT_THAT(second.out, HasSubstr("3 outputs are out of date"));
  EXPECT_THAT(report(),
              AllOf(HasSubstr("broken.txt.xlsx：输入现在读不了"), HasSubstr("gone.txt.xlsx：这次没有看到输入"),
                    HasSubstr("letter.txt.xlsx：输入现在不含自评表"), Not(HasSubstr("same.txt.xlsx"))));
  for (const char* name : {"broken", "gone", "letter"}) {
    EXPECT_TRUE(fs::exists(out_.path() / (std::string(name) + ".txt.xlsx"))) << name;
  }
}

// ---- trouble around a run

TEST_F(BatchRun, a_second_run_is_told_who_has_the_folder) {
  in_.write("a.txt", sample("library-2023.txt"));
  ASSERT_EQ(convert().exit_code, 0);
  const Ran second = shell("exec 9<> '" + (out_.path() / ".hebiao-lock").string() + "'; flock -n 9 || exit 99; " +
                           convert_words() + "9<&-");
  if (second.exit_code == 127) GTEST_SKIP() << "flock is not installed";
  EXPECT_EQ(second.exit_code, 75);
  EXPECT_THAT(second.err, HasSubstr("another run holds the output folder"));
}

TEST_F(BatchRun, an_interrupt_keeps_what_is_finished) {
  for (int i = 100; i < 160; ++i) in_.write("form-" + std::to_string(i) + ".txt", sample("library-2023.txt"));
  const Ran stopped =
      shell(convert_words() + "--jobs 1 & run=$!; until [ -e '" + (out_.path() / "form-101.txt.xlsx").string() +
            "' ]; do sleep 0.02; done; kill -INT $run; wait $run");
  EXPECT_EQ(stopped.exit_code, 130);
  EXPECT_THAT(stopped.out, HasSubstr("not reached"));
  const auto kept = outputs(out_);
  EXPECT_GE(kept.size(), 3U) << "two workbooks and the summary";
  EXPECT_LT(kept.size(), 61U);
  const Ran rest = convert();
  EXPECT_EQ(rest.exit_code, 0);
  EXPECT_THAT(rest.out, HasSubstr(std::to_string(kept.size() - 1) + " unchanged"));
  EXPECT_EQ(outputs(out_).size(), 61U);
}

TEST_F(BatchRun, a_full_disk_ends_with_73_and_leaves_nothing_half_written) {
  for (int i = 100; i < 140; ++i) in_.write("form-" + std::to_string(i) + ".txt", sample("library-2023.txt"));
  const std::string disk = out_.path().string();
  const Ran full = shell("mount --help >/dev/null && exec unshare -m bash -c \"mount -t tmpfs -o size=300k tmpfs '" +
                         disk + "' || exit 99; " + convert_words() + "; code=\\$?; find '" + disk +
                         "' -name '*.xlsx' -exec python3 -m zipfile -t {} \\; ; find '" + disk +
                         "' -name '*.part' ; exit \\$code\"");
  if (full.exit_code == 99 || full.exit_code == 1 || full.exit_code == 127)
    GTEST_SKIP() << "no small disk: " << full.err;
  EXPECT_EQ(full.exit_code, 73) << full.err;
  EXPECT_THAT(full.err, Not(HasSubstr("internal")));
  EXPECT_THAT(full.out, AllOf(Not(HasSubstr(".part")), Not(HasSubstr("bad")))) << "every workbook in place is whole";
}

TEST_F(BatchRun, a_catalog_of_a_newer_version_is_refused_untouched) {
  in_.write("a.txt", sample("library-2023.txt"));
  ASSERT_EQ(convert().exit_code, 0);
  std::string bytes = read_file(out_.path() / "catalog.sqlite");
  bytes[63] = 99;  // the user version, big-endian at offset 60 of the header
  out_.write("catalog.sqlite", bytes);
  const Ran refused = convert();
  EXPECT_EQ(refused.exit_code, 78);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("catalog.sqlite"), HasSubstr("newer version")));
  EXPECT_EQ(read_file(out_.path() / "catalog.sqlite"), bytes);
}

TEST_F(BatchRun, a_clock_that_jumps_loses_nothing) {
  const fs::path future = in_.write("future.txt", sample("library-2023.txt"));
  const fs::path past = in_.write("past.txt", sample("library-2023.txt"));
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(future, now + std::chrono::hours(24 * 3650));
  fs::last_write_time(past, now - std::chrono::hours(24 * 36500));
  EXPECT_THAT(convert().out, HasSubstr("2 done"));
  EXPECT_THAT(convert().out, HasSubstr("2 unchanged")) << "the bytes decide where times cannot";
  in_.write("future.txt", sample("rural-roads-2022-gb18030.txt"));
  fs::last_write_time(future, now + std::chrono::hours(24 * 3650));
  EXPECT_THAT(convert().out, AllOf(HasSubstr("1 done"), HasSubstr("1 unchanged"))) << "the same time, other bytes";
}

TEST_F(BatchRun, a_file_still_being_copied_is_left) {
  in_.write("whole.txt", sample("library-2023.txt"));
  const std::string growing = in_.write("growing.txt", "项目支出绩效自评表\n");
  const Ran ran = shell("exec 8>> '" + growing + "'; " + convert_words());
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  if (ran.out.find("0 left") != std::string::npos) GTEST_SKIP() << "this file system does not tell who writes";
  EXPECT_THAT(ran.out, AllOf(HasSubstr("1 left"), HasSubstr("1 done"), HasSubstr("growing.txt")));
  in_.write("growing.txt", sample("library-2023.txt"));
  EXPECT_THAT(convert().out, AllOf(HasSubstr("1 done"), HasSubstr("1 unchanged")));
}

TEST_F(BatchRun, odd_trees_are_told_not_stumbled_over) {
  in_.write("line\nbreak.txt", sample("library-2023.txt"));
  in_.write("out/old.txt.xlsx", "stands in the output folder");
  const TemporaryFolder elsewhere;
  fs::create_symlink(elsewhere.write("secret.txt", sample("library-2023.txt")), in_.path() / "leak.txt");
  const std::string out = (in_.path() / "out").string();
  const Ran ran = run_program({"convert", in_.path().string(), "-o", out});
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("1 inputs: 1 done"), HasSubstr("leak.txt: a symbolic link out of the folder"),
                             HasSubstr("out: this is the output folder")));
  EXPECT_TRUE(fs::exists(in_.path() / "out/line\nbreak.txt.xlsx"));
  EXPECT_THAT(run_program({"check", (in_.path() / "line\nbreak.txt").string(), "--fail-on", "note"}).out,
              Not(HasSubstr("line\nbreak")));
}

TEST_F(BatchRun, an_unreadable_folder_is_named_and_ends_with_20) {
  in_.write("a.txt", sample("library-2023.txt"));
  in_.write("closed/b.txt", sample("library-2023.txt"));
  fs::permissions(in_.path(), fs::perms::all);
  fs::permissions(out_.path(), fs::perms::all);
  fs::permissions(in_.path() / "closed", fs::perms::none);
  const Ran ran = geteuid() == 0
                      ? shell("setpriv --reuid 65534 --regid 65534 --clear-groups " + convert_words() + " || exit $?")
                      : convert();
  fs::permissions(in_.path() / "closed", fs::perms::owner_all);
  if (ran.exit_code == 126 || ran.exit_code == 127) GTEST_SKIP() << "nobody may not run the program: " << ran.err;
  EXPECT_EQ(ran.exit_code, 20) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("1 done"), HasSubstr("closed: the folder cannot be read")));
}

TEST_F(BatchRun, an_output_folder_that_cannot_be_written_ends_with_73) {
  in_.write("a.txt", sample("library-2023.txt"));
  const std::string file = in_.write("file", "x");
  const Ran ran = run_program({"convert", in_.path().string(), "-o", file + "/out"});
  EXPECT_EQ(ran.exit_code, 73);
  EXPECT_THAT(ran.err, HasSubstr(file + "/out"));
}

// ---- what a person sees

TEST_F(BatchRun, the_json_log_is_an_object_a_line) {
  in_.write("a.txt", sample("library-2023.txt"));
  in_.write("letter.txt", "Dear colleague,\n");
  std::istringstream lines(convert({"--log", "json"}).err);
  std::vector<std::string> events;
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json event = nlohmann::json::parse(line);
    events.push_back(event["event"].get<std::string>() + " " + event.value("outcome", ""));
  }
  std::sort(events.begin(), events.end());
  EXPECT_THAT(events, ::testing::ElementsAre("document done", "document unsupported", "finished ", "started "));
}

TEST_F(BatchRun, progress_is_for_terminals) {
  for (int i = 0; i < 5; ++i) in_.write("form-" + std::to_string(i) + ".txt", sample("library-2023.txt"));
  EXPECT_THAT(convert({"--jobs", "1"}).err, IsEmpty());
  const Ran seen = run_command({"script", "-qec", convert_words() + "--force --jobs 1", "/dev/null"});
  if (seen.exit_code == 127) GTEST_SKIP() << "script(1) is not installed";
  EXPECT_EQ(seen.exit_code, 0);
  EXPECT_THAT(seen.out, AllOf(HasSubstr("\r\x1b[K0/5 files"), HasSubstr("/s, "), HasSubstr(" left, 0 failed")));
}

TEST_F(BatchRun, the_layers_in_force_are_reported_and_may_be_required) {
  in_.write("a.txt", sample("library-2023.txt"));
  const Ran ran = convert({"--require-sandbox"});
  if (ran.exit_code == 78) GTEST_SKIP() << "this kernel lacks a layer: " << ran.err;
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(report(), HasSubstr("隔离层：rlimits no-new-privs seccomp no-network landlock"));
}

}  // namespace
}  // namespace hebiao
