// The reports in samples/, whose faults are known because we planted them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using Json = nlohmann::json;
using Row = std::tuple<int, std::string, std::string>;  // form, rule, severity

// All findings but the notes on mended rows.
std::vector<Row> findings_of(const std::string& name) {
  const Ran ran = run_program({"check", "--format", "json", std::string(HEBIAO_SOURCE_DIR "/samples/") + name});
  std::vector<Row> rows;
  if (ran.exit_code != 0 && ran.exit_code != 10) {
    ADD_FAILURE() << ran.err;
    return rows;
  }
  const Json report = Json::parse(ran.out).at(0);
  for (const Json& form : report["forms"]) {
    for (const Json& finding : form["findings"]) {
      if (finding["rule"] == "read.repaired") continue;
      rows.emplace_back(form["index"].get<int>(), finding["rule"].get<std::string>(),
                        finding["severity"].get<std::string>());
    }
  }
  EXPECT_TRUE(report["findings"].empty()) << report["findings"];
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(OurSamples, forms_without_a_fault_have_no_finding) {
  EXPECT_THAT(findings_of("library-2023.txt"), ::testing::IsEmpty());
  EXPECT_THAT(findings_of("rural-roads-2022-gb18030.txt"), ::testing::IsEmpty());
}

TEST(OurSamples, traps_of_layout_are_no_findings) {
  const std::vector<Row> expected{
      {1, "actual.echo", "note"},        {1, "score.unsupported", "note"},  {1, "target.exceeded", "warning"},
      {2, "goal.copied", "note"},        {2, "level.misplaced", "warning"}, {2, "score.ahead-of-money", "note"},
      {2, "target.deadline", "warning"},
  };
  EXPECT_THAT(findings_of("information-centre-2023.txt"), ::testing::ElementsAreArray(expected));
}

TEST(OurSamples, every_planted_fault_is_found_and_nothing_else) {
  const std::vector<Row> expected{
      {1, "fund.parts", "error"},          // 512.40 of 500.36 and 12.40
      {1, "fund.rate", "error"},           // 98.49% for 97.49%
      {1, "fund.score", "error"},          // 9.95 for 9.75
      {1, "reason.missing", "warning"},    // 器材验收合格率
      {1, "reason.missing", "warning"},    // 器材更新完成时间
      {1, "reason.missing", "warning"},    // 新增健身人次
      {1, "score.ratio", "error"},         // full marks for 97 of 100
      {1, "score.ratio", "warning"},       // 13.5 for 12
      {1, "score.total", "error"},         // 98.54 for 98.45
      {1, "target.deadline", "error"},     // 10月18日 for 9月底前, in full marks
      {2, "fund.rate", "note"},            // 92.96% for 92.966…%: rounding
      {2, "reason.missing", "warning"},    // 家长满意度
      {2, "score.bounds", "error"},        // 12 of 10
      {2, "target.direction", "warning"},  // a cost with ≥
      {2, "weight.groups", "warning"},     // 50/25/10
      {2, "weight.total", "error"},        // 95
  };
  EXPECT_THAT(findings_of("sports-bureau-2023-errors.txt"), ::testing::ElementsAreArray(expected));
}

TEST(OurSamples, the_pdf_says_what_the_text_says) {
  for (const std::string name :
       {"library-2023", "information-centre-2023", "sports-bureau-2023-errors", "rural-roads-2022-gb18030"}) {
    EXPECT_EQ(findings_of(name + ".pdf"), findings_of(name + ".txt")) << name;
  }
}

}  // namespace
}  // namespace hebiao
