// What `hebiao check` says of several files together, and of findings that people have decided on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string form(const std::string& project, const std::string& agency, const std::string& score = "10") {
  return "项目支出绩效自评表\n(2023年度)\n项目名称\t" + project + "\t\t\t\t\t\t\n主管部门\t某局\t\t\t实施单位\t" +
         agency +
         "\t\t\n项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
         "\t年度资金总额\t100.00\t100.00\t100.00\t10\t100.00%\t" +
         score +
         "\n"
         "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
         "\t产出指标\t数量指标\t举办培训班期数\t≥12期\t12期\t50\t50\n"
         "\t效益指标\t社会效益指标\t受训人员业务能力\t有效提升\t有效提升\t30\t30\n"
         "\t满意度指标\t服务对象满意度指标\t学员满意度\t≥90%\t95%\t10\t10\n"
         "总分\t\t\t\t\t\t100\t100\n";
}

std::vector<std::string> rules_of(const Json& findings) {
  std::vector<std::string> rules;
  for (const Json& finding : findings) rules.push_back(finding["rule"]);
  return rules;
}

TEST(RunFindings, StandAtTheFirstFileConcernedInEveryFormat) {
  const TemporaryFolder folder;
  folder.write("in/a.txt", form("甲项目", "一中心"));
  folder.write("in/b.txt", form("乙项目", "二中心"));
  const std::string in = (folder.path() / "in").string();

  const Ran text = run_program({"check", in});
  EXPECT_EQ(text.exit_code, 0) << text.err;
  EXPECT_THAT(text.out, HasSubstr("/a.txt:1:1: warning: "));
  EXPECT_THAT(text.out, HasSubstr("[report.copied-indicators]"));
  EXPECT_THAT(text.out, HasSubstr("1 warning"));
  EXPECT_EQ(run_program({"check", "--fail-on", "warning", in}).exit_code, 10);

  const Json json = Json::parse(run_program({"check", "--format", "json", in}).out);
  ASSERT_EQ(json.size(), 2U);
  EXPECT_THAT(rules_of(json[0]["findings"]), testing::ElementsAre("report.copied-indicators"));
  EXPECT_EQ(json[0]["findings"][0]["because"], Json::array({"a.txt#forms[0]", "b.txt#forms[0]"}));
  EXPECT_TRUE(json[1]["findings"].empty());

  const Json sarif = Json::parse(run_program({"check", "--format", "sarif", in}).out);
  const Json& results = sarif["runs"][0]["results"];
  ASSERT_FALSE(results.empty());
  EXPECT_EQ(results.back()["ruleId"], "report.copied-indicators");
  EXPECT_EQ(results.back()["locations"][0]["physicalLocation"]["artifactLocation"]["index"], 0);
}

TEST(RunFindings, AreNotRaisedByOneProjectInTwoFiles) {
  const TemporaryFolder folder;
  folder.write("in/a.txt", form("甲项目", "一中心"));
  folder.write("in/b.txt", form("甲项目", "一中心"));
  const Ran text = run_program({"check", (folder.path() / "in").string()});
  EXPECT_THAT(text.out, Not(HasSubstr("report."))) << text.out;
}

class DecidedFindings : public ::testing::Test {
 protected:
  // The accepted-findings file for the one error of a form whose execution score is printed as `printed`.
  std::string accept(const Json& finding, const std::string& printed) const {
    return folder_.write("accepted.tsv", "fingerprint\treport\trule\tprinted\tdecision\twho\twhen\twhy\n" +
                                             finding["fingerprint"].get<std::string>() + "\ta.txt\tfund.score\t" +
                                             printed + "\t属实，予以接受\t张审核\t2024-05-06\t已补充说明\n");
  }
  Json fund_score_of(const std::vector<std::string>& more) const {
    std::vector<std::string> arguments = {"check", "--format", "json", path_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Json json = Json::parse(run_program(arguments).out);
    for (const Json& finding : json[0]["forms"][0]["findings"])
      if (finding["rule"] == "fund.score") return finding;
    return {};
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.write("a.txt", form("甲项目", "一中心", "9"));
};

TEST_F(DecidedFindings, AreListedApartAndNeverHidden) {
  const Json open = fund_score_of({});
  ASSERT_EQ(open["printed"], "9");
  EXPECT_FALSE(open.contains("decision"));
  const std::string file = accept(open, "9");
  const Json decided = fund_score_of({"--accepted", file});
  EXPECT_EQ(decided["decision"]["standing"], "accepted");
  EXPECT_EQ(decided["decision"]["who"], "张审核");
  const Ran text = run_program({"check", "--accepted", file, path_});
  const std::size_t apart = text.out.find("accepted findings:");
  ASSERT_NE(apart, std::string::npos) << text.out;
  EXPECT_GT(text.out.find("[fund.score]"), apart);
  EXPECT_THAT(text.out, HasSubstr("1 accepted"));
}

TEST_F(DecidedFindings, LapseWhenAnotherValueIsPrinted) {
  const std::string file = accept(fund_score_of({}), "9.5");
  EXPECT_EQ(fund_score_of({"--accepted", file})["decision"]["standing"], "lapsed");
  const Ran text = run_program({"check", "--accepted", file, path_});
  EXPECT_EQ(text.exit_code, 10);
  EXPECT_THAT(text.out, HasSubstr("accepted when 「9.5」 was printed"));
  EXPECT_THAT(text.out, Not(HasSubstr("1 accepted")));
}

}  // namespace
}  // namespace hebiao
