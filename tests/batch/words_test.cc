#include <gtest/gtest.h>

#include "batch/convert.h"

namespace hebiao {
namespace {

TEST(Words, OutputFormats) {
  using enum OutputFormat;
  EXPECT_EQ(*parse_output_formats("xlsx"), (std::vector{kXlsx}));
  EXPECT_EQ(*parse_output_formats("html,json,html"), (std::vector{kJson, kHtml}));
  EXPECT_EQ(*parse_output_formats("csv,xlsx,excel-csv,json,html"), (std::vector{kXlsx, kJson, kCsv, kExcelCsv, kHtml}));
  for (const char* bad : {"", "pdf", "xlsx,", ",xlsx", "XLSX", "xlsx json", "xlsx,,csv"}) {
    EXPECT_FALSE(parse_output_formats(bad).has_value()) << bad;
  }
}

TEST(Words, Shards) {
  EXPECT_EQ(*parse_shard("1/1"), (Shard{1, 1}));
  EXPECT_EQ(*parse_shard("3/8"), (Shard{3, 8}));
  for (const char* bad : {"", "3", "0/8", "9/8", "-1/8", "3/", "/8", "3/8x", "3 / 8", "3/0", "1/99999999999"}) {
    EXPECT_FALSE(parse_shard(bad).has_value()) << bad;
  }
}

TEST(Words, ExitCodesByTheContract) {
  ConvertOutcome fine;
  fine.counts = {.seen = 3, .unchanged = 1, .done = 1, .unsupported = 1};
  EXPECT_EQ(exit_code(fine), 0);

  ConvertOutcome known = fine;
  known.counts.seen = 4;
  known.counts.quarantined = 1;
  EXPECT_EQ(exit_code(known), 0) << "one already quarantined does not raise 20 again";

  ConvertOutcome failed = known;
  failed.counts.seen = 5;
  failed.counts.failed = 1;
  EXPECT_EQ(exit_code(failed), 20);

  ConvertOutcome lost = failed;
  lost.counts.seen = 6;
  EXPECT_EQ(exit_code(lost), 21) << "a count that is off outweighs a failed input";

  ConvertOutcome stopped = lost;
  stopped.interrupted = true;
  EXPECT_EQ(exit_code(stopped), 130);

  EXPECT_EQ(exit_code(RunTrouble::kUsage), 64);
  EXPECT_EQ(exit_code(RunTrouble::kOutputHeld), 75);
  EXPECT_EQ(exit_code(RunTrouble::kSandbox), 78);
}

}  // namespace
}  // namespace hebiao
