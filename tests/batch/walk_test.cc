#include "batch/walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
namespace fs = std::filesystem;

std::vector<std::string> names(const Inputs& inputs) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < inputs.files.size(); ++i) out.emplace_back(inputs.files.name(i));
  return out;
}

std::vector<std::string> names(const std::vector<Skipped>& skipped) {
  std::vector<std::string> out;
  for (const Skipped& one : skipped) out.push_back(one.name);
  return out;
}

TEST(Walk, ContractExample) {
  TempFolder folder;
  folder.write("in/2023/a.pdf", "x");
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "out");
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre("2023/a.pdf"));
  EXPECT_EQ(read_file(inputs->files[0].path), "x");
}

TEST(Walk, SortedByBytesWhateverTheFileSystemSays) {
  TempFolder folder;
  for (const char* name : {"in/b", "in/B", "in/a/z", "in/a.pdf", "in/a b", "in/二", "in/一"}) folder.write(name, "x");
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "out");
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre("B", "a b", "a.pdf", "a/z", "b", "一", "二"));
}

TEST(Walk, AFileByItselfIsCalledByItsLastComponent) {
  TempFolder folder;
  const fs::path file = folder.write("deep/down/a.pdf", "x");
  EXPECT_THAT(names(*walk({file}, folder.path() / "out")), ElementsAre("a.pdf"));
}

TEST(Walk, SeveralPathsGetATopFolderEach) {
  TempFolder folder;
  folder.write("x/2022/a.pdf", "1");
  folder.write("y/2023/a.pdf", "2");
  const fs::path single = folder.write("y/b.txt", "3");
  EXPECT_THAT(names(*walk({folder.path() / "x/2022/", folder.path() / "y/2023/.", single}, folder.path() / "out")),
              ElementsAre("2022/a.pdf", "2023/a.pdf", "b.txt"));
}

TEST(Walk, RefusesEqualLastComponents) {
  TempFolder folder;
  folder.write("x/2023/a.pdf", "1");
  folder.write("y/2023/b.pdf", "2");
  const Result<Inputs> inputs = walk({folder.path() / "x/2023", folder.path() / "y/2023/"}, folder.path() / "out");
  ASSERT_FALSE(inputs.has_value());
  EXPECT_EQ(inputs.error().problem.code, ProblemCode::kConfiguration);
  EXPECT_THAT(inputs.error().problem.message.en, ::testing::HasSubstr("2023"));
}

TEST(Walk, RefusesNoPathAndAMissingOne) {
  TempFolder folder;
  EXPECT_EQ(walk({}, folder.path()).error().problem.code, ProblemCode::kConfiguration);
  const Result<Inputs> missing = walk({folder.path() / "nowhere"}, folder.path() / "out");
  ASSERT_FALSE(missing.has_value());
  EXPECT_EQ(missing.error().problem.code, ProblemCode::kFileUnreadable);
  EXPECT_THAT(missing.error().problem.message.zh, ::testing::HasSubstr("nowhere"));
}

TEST(Walk, LeavesOutTheOutputFolderInsideTheInput) {
  TempFolder folder;
  folder.write("in/a.pdf", "x");
  folder.write("in/out/a.pdf.xlsx", "x");
  folder.write("in/output/b.pdf", "x");  // a name that only begins alike
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "in/./out");
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre("a.pdf", "output/b.pdf"));
  EXPECT_THAT(names(inputs->skipped), ElementsAre("out"));
}

TEST(Walk, RefusesTheOutputFolderAsInput) {
  TempFolder folder;
  const fs::path file = folder.write("in/a.pdf", "x");
  fs::create_directory_symlink(folder.path() / "in", folder.path() / "link");
  for (const char* output : {"in", "in/../in/", "link"}) {
    const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / output);
    ASSERT_FALSE(inputs.has_value()) << output;
    EXPECT_EQ(inputs.error().problem.code, ProblemCode::kConfiguration);
    EXPECT_THAT(inputs.error().problem.message.en, ::testing::HasSubstr("choose another"));
  }
  EXPECT_TRUE(walk({file}, folder.path() / "in").has_value()) << "a file's outputs may stand beside it";
  EXPECT_TRUE(walk({folder.path() / "in"}, folder.path()).has_value()) << "or above it";
}

TEST(Walk, FollowsNoLinkOutOfTheTreeOrToAFolder) {
  TempFolder folder;
  folder.write("in/a.pdf", "x");
  folder.write("in/sub/b.pdf", "x");
  folder.write("outside/secret.pdf", "x");
  folder.write("inside-not/c.pdf", "x");
  fs::create_symlink(folder.path() / "outside/secret.pdf", folder.path() / "in/leak.pdf");
  fs::create_symlink(folder.path() / "inside-not/c.pdf", folder.path() / "in/prefix.pdf");
  fs::create_directory_symlink(folder.path() / "in", folder.path() / "in/sub/loop");
  fs::create_symlink("nowhere", folder.path() / "in/dangling.pdf");
  fs::create_symlink("a.pdf", folder.path() / "in/same.pdf");
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "out");
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre("a.pdf", "same.pdf", "sub/b.pdf"));
  EXPECT_THAT(names(inputs->skipped), ElementsAre("dangling.pdf", "leak.pdf", "prefix.pdf", "sub/loop"));
}

TEST(Walk, OddNamesAndOddFiles) {
  TempFolder folder;
  folder.write("in/line\nbreak.pdf", "x");
  folder.write("in/\xFF\xFE.pdf", "x");
  folder.write("in/ .pdf", "x");
  ASSERT_EQ(::mkfifo((folder.path() / "in/pipe.pdf").c_str(), 0600), 0);
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "out");
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre(" .pdf", "line\nbreak.pdf", "\xFF\xFE.pdf"));
  EXPECT_THAT(names(inputs->skipped), ElementsAre("pipe.pdf"));
}

TEST(Walk, AnUnreadableFolderIsReportedNotPassedOver) {
  if (::geteuid() == 0) GTEST_SKIP() << "root reads every folder";
  TempFolder folder;
  folder.write("in/a.pdf", "x");
  folder.write("in/closed/b.pdf", "x");
  fs::permissions(folder.path() / "in/closed", fs::perms::none);
  const Result<Inputs> inputs = walk({folder.path() / "in"}, folder.path() / "out");
  fs::permissions(folder.path() / "in/closed", fs::perms::owner_all);
  ASSERT_TRUE(inputs.has_value());
  EXPECT_THAT(names(*inputs), ElementsAre("a.pdf"));
  EXPECT_THAT(names(inputs->unreadable), ElementsAre("closed"));
}

TEST(Walk, PrintableNames) {
  struct Case {
    std::string_view name, expected, why;
  };
  for (const Case& c : {
           Case{"2023/自评表.pdf", "2023/自评表.pdf", "Chinese stays"},
           Case{"a\nb\tc", "a\\nb\\tc", "a name must not break a line of a log"},
           Case{"a\\nb", "a\\\\nb", "and differs from one that only looks so"},
           Case{"\x1B[31m", "\\x1B[31m", "nor colour a terminal"},
           Case{"\xFF.pdf", "\\xFF.pdf", "bytes that are not UTF-8"},
           Case{"\xC2\x85", "\\xC2\\x85", "C1 controls as well"},
           Case{"", "", "nothing"},
       }) {
    EXPECT_EQ(printable_name(c.name), c.expected) << c.why;
  }
}

}  // namespace
}  // namespace hebiao
