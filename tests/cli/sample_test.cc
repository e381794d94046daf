// The whole way on a real report: 8 forms, and exactly the findings that a careful auditor has.
//
// The report is reference material beside the project; without it (HEBIAO_ACCEPTANCE unset) these tests are skipped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using Json = nlohmann::json;

std::string sample_path() {
  const char* folder = std::getenv("HEBIAO_ACCEPTANCE");
  return folder == nullptr ? std::string() : std::string(folder) + "/samples/shanghai-2023-self-evaluation.txt";
}

class Sample : public ::testing::Test {
 protected:
  void SetUp() override {
    if (sample_path().empty()) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
    ran_ = run_program({"check", "--format", "json", sample_path()});
    ASSERT_EQ(ran_.exit_code, 0) << ran_.err;
    report_ = Json::parse(ran_.out).at(0);
  }

  Ran ran_;
  Json report_;
};

TEST_F(Sample, has_its_forms_indicators_and_totals) {
  constexpr std::array<std::size_t, 8> kIndicators{13, 17, 29, 9, 10, 13, 14, 23};
  const std::array<std::string, 8> totals{"99.09", "95.68", "99.66", "99.8", "99.69", "99.83", "94.99", "98.01"};
  ASSERT_EQ(report_["forms"].size(), 8U);
  for (std::size_t i = 0; i < 8; ++i) {
    const Json& form = report_["forms"][i];
    EXPECT_EQ(form["indicators"].size(), kIndicators[i]) << i + 1;
    EXPECT_EQ(form["total"]["score"]["value"], totals[i]) << i + 1;
    EXPECT_EQ(form["total"]["weight"]["value"], "100") << i + 1;
    EXPECT_EQ(form["year"], 2023) << i + 1;
    EXPECT_EQ(form["money_unit"], "万元") << i + 1;
  }
}

TEST_F(Sample, has_every_indicator_whole) {
  for (const Json& form : report_["forms"]) {
    for (const Json& indicator : form["indicators"]) {
      for (const char* field : {"name", "target", "actual", "weight", "score"}) {
        EXPECT_FALSE(indicator[field].is_null()) << form["index"] << " " << indicator["name"] << " " << field;
      }
      EXPECT_TRUE(indicator["level1"].is_string()) << indicator["name"];
      EXPECT_TRUE(indicator["level2"].is_string()) << indicator["name"];
    }
  }
}

// One line a finding: form, rule, severity, a word of the indicator's name or nothing.
using Row = std::tuple<int, std::string, std::string, std::string>;

std::vector<Row> expected_findings() {
  return {
      {1, "score.ahead-of-money", "note", ""},
      {1, "target.exceeded", "warning", "全年培训人数"},
      {2, "goal.copied", "note", ""},
      {2, "score.ratio", "warning", "领导干部外向型培训人次"},
      {2, "target.exceeded", "note", "领导干部专题研讨班人次"},
      {2, "target.exceeded", "warning", "东西部扶贫协作培训班人次"},
      {2, "target.exceeded", "warning", "领导干部“2+X”专题研讨班培训人次"},
      {3, "target.exceeded", "note", "中组部公务员对口培训人数"},
      {3, "target.exceeded", "note", "初任培训人次"},
      {3, "target.exceeded", "warning", "初任培训课堂教学学时"},
      {3, "target.exceeded", "warning", "处级领导干部任职培训班人数"},
      {4, "fund.score", "note", ""},
      {5, "target.deadline", "warning", "各类培训开班及时性"},
      {6, "fund.score", "note", ""},
      {6, "target.exceeded", "warning", "并发量支持"},
      {7, "actual.echo", "note", "工作日故障响应时间"},
      {7, "actual.echo", "note", "工作日故障运维人员抵达现场时间"},
      {7, "score.unsupported", "note", "是否支持政务信息系统整合"},
      {7, "score.unsupported", "note", "是否支撑基层工作开展"},
      {8, "actual.echo", "note", "技术支持平均响应时间"},
      {8, "level.misplaced", "warning", "援派干部培训"},
      {8, "score.ahead-of-money", "note", ""},
      {8, "target.exceeded", "note", "评选年度全市组织系统优秀调研成果一等奖"},
      {8, "weight.groups", "warning", ""},
  };
}

// The name of the indicator that a finding's field lies in; empty for fields of the form.
std::string indicator_of(const Json& form, const std::string& field) {
  if (field.rfind("indicators[", 0) != 0) return {};
  const std::size_t index = std::stoul(field.substr(11));
  return form["indicators"][index]["name"]["text"].get<std::string>();
}

TEST_F(Sample, has_exactly_the_findings_of_a_careful_auditor) {
  std::vector<Row> found;
  for (const Json& form : report_["forms"]) {
    for (const Json& finding : form["findings"]) {
      if (finding["rule"] == "read.repaired") continue;
      found.emplace_back(form["index"].get<int>(), finding["rule"].get<std::string>(),
                         finding["severity"].get<std::string>(), indicator_of(form, finding["field"]));
    }
  }
  std::vector<Row> expected = expected_findings();
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  EXPECT_THAT(found, ::testing::ElementsAreArray(expected));
  EXPECT_TRUE(report_["findings"].empty()) << report_["findings"];
}

TEST_F(Sample, loses_no_character) {
  const Json& coverage = report_["coverage"];
  EXPECT_GT(coverage["characters"].get<int>(), 5000);
  EXPECT_EQ(coverage["characters"].get<int>(),
            coverage["in_cells"].get<int>() + coverage["outside_tables"].get<int>() + coverage["unplaced"].get<int>());
  EXPECT_EQ(coverage["unplaced"].get<int>(), 0);
}

TEST_F(Sample, gives_the_same_in_gb18030) {
  const TemporaryFolder folder;
  const std::string path = folder.write("shanghai-2023-self-evaluation.txt", "");
  const Ran converted = run_command({"iconv", "-f", "UTF-8", "-t", "GB18030", sample_path()}, {}, path);
  if (converted.exit_code != 0) GTEST_SKIP() << "iconv is not there";
  Json other = Json::parse(run_program({"check", "--format", "json", path}).out).at(0);
  other["source"]["sha256"] = report_["source"]["sha256"];
  EXPECT_EQ(Json::diff(other, report_).dump(), "[]");
}

TEST_F(Sample, fails_a_build_that_asks_for_warnings) {
  EXPECT_EQ(run_program({"check", "--fail-on", "warning", sample_path()}).exit_code, 10);
  EXPECT_EQ(run_program({"check", "--fail-on", "note", sample_path()}).exit_code, 10);
}

}  // namespace
}  // namespace hebiao
