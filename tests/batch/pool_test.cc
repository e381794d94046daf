#include "batch/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "batch/sandbox.h"
#include "tests/batch/fake_reader.h"
#include "tests/batch/temp_folder.h"

namespace hebiao {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using namespace std::chrono_literals;

class PoolTest : public ::testing::Test {
 protected:
  PoolOptions options() const {
    PoolOptions options;
    options.workers = 2;
    options.limits = {.memory_bytes = std::size_t{512} << 20,
                      .cpu = 1s,
                      .wall = 15s,
                      .output_bytes = 8U << 20,
                      .documents_per_worker = 3};
    options.work_folder = folder_.path() / "work";
    std::filesystem::create_directories(options.work_folder);
    return options;
  }

  Job job(const std::string& name, const std::string& text) const {
    const std::string path = folder_.write(name, text).string();
    return {path, name, (folder_.path() / "work" / name).string(), "", {}};
  }

  static JobRunner runner() {
    return [](const Job& job) { return fake_read(job, Decisions{}); };
  }

  FinishedJob read_one(WorkerPool& pool, const std::string& text) const {
    EXPECT_TRUE(pool.start(job("x", text)));
    std::optional<FinishedJob> finished = pool.wait(20s);
    EXPECT_TRUE(finished.has_value()) << text;
    return finished.value_or(FinishedJob{});
  }

  std::string answer_to(WorkerPool& pool, const std::string& attempt) const {
    EXPECT_EQ(read_one(pool, "try " + attempt).result.outcome, Outcome::kDone);
    return read_file(folder_.path() / "work" / "x.json");
  }

  TempFolder folder_;
};

TEST_F(PoolTest, HostileDocumentsCostThemselvesAndSayWhy) {
  struct Case {
    const char* text;
    const char* code;
    const char* why;
  };
  WorkerPool pool(options(), runner());
  for (const Case& c : {
           Case{"crash", "crashed", "abort"},
           Case{"segv", "crashed", "a wild pointer"},
           Case{"exit", "crashed", "a library that ends the process"},
           Case{"hang", "wall-time", "waits for ever and uses no CPU"},
           Case{"spin", "cpu-time", "never ends"},
           Case{"bomb", "memory", "wants all memory"},
           Case{"write-much", "output-size", "writes without end"},
       }) {
    const FinishedJob finished = read_one(pool, c.text);
    EXPECT_TRUE(finished.broke_worker) << c.why;
    EXPECT_EQ(finished.result.outcome, Outcome::kFailed) << c.why;
    EXPECT_EQ(finished.result.code, c.code) << c.why;
    EXPECT_FALSE(finished.result.message.zh.empty());
    EXPECT_EQ(read_one(pool, "form after").result.outcome, Outcome::kDone)
        << "the next document is read after " << c.why;
  }
}

TEST_F(PoolTest, WorkersAreReusedAndRecycled) {
  PoolOptions one = options();
  one.workers = 1;
  WorkerPool pool(one, [](const Job& job) {
    JobResult result = fake_read(job, Decisions{});
    result.pages = static_cast<std::size_t>(::getpid());
    return result;
  });
  std::vector<std::size_t> processes;
  for (int i = 0; i < 7; ++i) processes.push_back(read_one(pool, "form").result.pages);
  EXPECT_EQ(processes[0], processes[2]);
  EXPECT_NE(processes[2], processes[3]) << "replaced after three";
  EXPECT_EQ(processes[3], processes[5]);
  EXPECT_NE(processes[5], processes[6]);
}

TEST_F(PoolTest, WarmsUpOnceBeforeAnyWorker) {
  PoolOptions warm = options();
  int warmth = 0;
  warm.warm_up = [&warmth] { ++warmth; };
  WorkerPool pool(warm, [&warmth](const Job& job) {
    JobResult result = fake_read(job, Decisions{});
    result.pages = static_cast<std::size_t>(warmth);
    return result;
  });
  for (int i = 0; i < 5; ++i) EXPECT_EQ(read_one(pool, "form").result.pages, 1U);
  EXPECT_EQ(warmth, 0) << "not in this process";
}

TEST_F(PoolTest, TwoWorkersWorkAtOnce) {
  WorkerPool pool(options(), runner());
  ASSERT_TRUE(pool.start(job("slow", "hang")));
  ASSERT_TRUE(pool.start(job("quick", "form")));
  EXPECT_FALSE(pool.has_free_worker());
  const std::optional<FinishedJob> first = pool.wait(2s);
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->job.name, "quick");
}

TEST_F(PoolTest, AProgramInADocumentGetsNowhere) {
  WorkerPool pool(options(), runner());
  const std::optional<std::vector<std::string>> layers = pool.layers();
  ASSERT_TRUE(layers.has_value());
  if (*layers != sandbox_layers()) GTEST_SKIP() << "this kernel lacks a layer";
  const auto refused = AnyOf(HasSubstr("not permitted"), HasSubstr("denied"));
  for (const char* attempt : {"socket", "exec", "fork", "kill", "chmod", "write-outside", "overwrite", "remove"}) {
    EXPECT_THAT(answer_to(pool, attempt), refused) << attempt;
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() / "x.stolen"));
  EXPECT_EQ(read_file(folder_.path() / "x"), "try remove");
}

TEST(Wire, WhatIsPackedComesBackAndNothingElseDoes) {
  JobResult result;
  result.outcome = Outcome::kDone;
  result.message = {"好", "good"};
  result.digest = std::string("with\0zero", 9);
  result.findings = {{"f", "fund.rate", "error", "项目", "9.8", "9.81", {"一", "one"}}};
  result.outputs = {{".xlsx", "abc"}};
  result.resources = {0.25, 0.5, 1U << 20};
  const std::string bytes = pack(result);
  const std::optional<JobResult> back = unpack_result(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(back->digest, result.digest);
  EXPECT_EQ(back->findings, result.findings);
  EXPECT_EQ(back->outputs, result.outputs);
  EXPECT_EQ(back->resources.peak_bytes, 1U << 20);

  EXPECT_FALSE(unpack_result("").has_value());
  EXPECT_FALSE(unpack_result(bytes + "x").has_value()) << "something left over";
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(unpack_result(bytes.substr(0, size)).has_value()) << "cut at " << size;
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string bent = bytes;
    bent[at] = static_cast<char>(bent[at] ^ 0xFF);
    unpack_result(bent);  // whatever it says, it returns
  }
}

}  // namespace
}  // namespace hebiao
