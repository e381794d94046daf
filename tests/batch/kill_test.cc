// kill -9 between any two steps of a run with the real audit: the next run gives what an undisturbed one gives.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>

#include "batch/run.h"
#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

class KillTest : public ::testing::Test {
 protected:
  KillTest() {
    folder_.write("in/a.txt", read_file(HEBIAO_SOURCE_DIR "/samples/rural-roads-2022-gb18030.txt"));
    folder_.write("in/b.txt", "Dear colleague,\n");
    options_.paths = {folder_.path() / "in"};
    options_.output = out();
    options_.formats = {OutputFormat::kXlsx, OutputFormat::kHtml};
    options_.jobs = 1;
  }

  fs::path out() const { return folder_.path() / "out"; }

  // false: it came to its end before the nth step.
  bool run_and_kill_at(int nth) const {
    const pid_t child = ::fork();
    if (child == 0) {
      RunParts parts = real_parts(options_);
      parts.step = [&nth](std::string_view) {
        if (--nth < 0) ::raise(SIGKILL);
      };
      ::_exit(run(options_, parts) ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  }

  // Every file that depends on the inputs alone, with its bytes.
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
  ConvertOptions options_;
};

TEST_F(KillTest, AKillAtAnyStepLosesNothing) {
  ASSERT_FALSE(run_and_kill_at(1'000'000));
  const std::map<std::string, std::string> undisturbed = outputs();
  ASSERT_EQ(undisturbed.size(), 4U) << "a workbook, its page, the summary and the front page";
  int steps = 0;
  for (bool killed = true; killed; ++steps) {
    fs::remove_all(out());
    killed = run_and_kill_at(steps);
    ASSERT_FALSE(run_and_kill_at(1'000'000));
    EXPECT_EQ(outputs(), undisturbed) << "killed at step " << steps;
  }
  EXPECT_GE(steps, 20) << "three placements, and the steps before and after them";
}

}  // namespace
}  // namespace hebiao
