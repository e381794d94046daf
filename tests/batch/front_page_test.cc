#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batch/front_page_step.h"
#include "batch/run.h"
#include "tests/batch/fake_reader.h"
#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
namespace fs = std::filesystem;

class FrontPage : public ::testing::Test {
 protected:
  ConvertOutcome run_once(std::vector<OutputFormat> formats = {OutputFormat::kJson, OutputFormat::kHtml}) const {
    ConvertOptions options;
    options.paths = {folder_.path() / "in"};
    options.output = out();
    options.formats = std::move(formats);
    options.jobs = 1;
    const auto outcome = run(options, fake_parts());
    EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().error.problem.message.en);
    return outcome.value_or(ConvertOutcome{});
  }
  fs::path out() const { return folder_.path() / "out"; }
  fs::path page() const { return out() / kFrontPageFile; }

  TempFolder folder_;
};

TEST_F(FrontPage, HasEveryReportAndEveryInputWithoutOne) {
  folder_.write("in/2023/a.pdf", "form A");
  folder_.write("in/b & c.txt", "form B");
  folder_.write("in/<bad>.pdf", "broken");
  folder_.write("in/notes.doc", "none");
  run_once();
  const std::string html = read_file(page());
  EXPECT_THAT(html, HasSubstr("\"2023/a.pdf\""));
  EXPECT_THAT(html, HasSubstr("\"b \\u0026 c.txt\""));
  EXPECT_THAT(html, HasSubstr("<td>&lt;bad&gt;.pdf</td><td>失败</td>"));
  EXPECT_THAT(html, HasSubstr("<td>notes.doc</td><td>没有自评表</td>"));
  EXPECT_THAT(html, HasSubstr("未得出结果的文件 2"));
}

TEST_F(FrontPage, IsWrittenOnlyByARunWithPagesAndResults) {
  folder_.write("in/bad.pdf", "broken");
  run_once();
  EXPECT_FALSE(fs::exists(page())) << "there is nothing to lead to";
  folder_.write("in/a.pdf", "form A");
  run_once({OutputFormat::kJson});
  EXPECT_FALSE(fs::exists(page())) << "nobody asked for pages";
}

TEST_F(FrontPage, IsWrittenAgainOnlyIfItSaysSomethingElse) {
  folder_.write("in/a.pdf", "form A");
  run_once();
  const auto first = fs::last_write_time(page());
  run_once();
  EXPECT_EQ(fs::last_write_time(page()), first);
  folder_.write("in/b.pdf", "form B");
  run_once();
  EXPECT_THAT(read_file(page()), HasSubstr("\"b.pdf\""));
  fs::remove(page());
  run_once();
  EXPECT_TRUE(fs::exists(page())) << "it was gone";
}

TEST_F(FrontPage, ThatAPersonHasEditedStays) {
  folder_.write("in/a.pdf", "form A");
  run_once();
  folder_.write("out/index.html", "edited");
  folder_.write("in/b.pdf", "form B");
  const ConvertOutcome outcome = run_once();
  EXPECT_EQ(read_file(page()), "edited");
  EXPECT_THAT(read_file(out() / "index.new.html"), HasSubstr("\"b.pdf\""));
  ASSERT_EQ(outcome.kept.size(), 1U);
}

}  // namespace
}  // namespace hebiao
