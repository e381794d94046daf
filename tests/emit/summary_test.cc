#include "emit/summary.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emit/summary_sums.h"
#include "emit/xlsx_check.h"
#include "support/form_builder.h"
#include "temp_folder.h"
#include "workbook_view.h"

namespace hebiao {
namespace {

using test::TempFolder;

ReportDigest report_digest(const std::string& name, const std::string& agency, const std::string& total) {
  FormDigest form;
  form.year = 2023;
  form.project = "项目";
  form.agency = agency;
  form.money_unit = "万元";
  form.initial_budget = form.full_budget = "200.00";
  form.executed = "150.00";
  form.rate_percent = "75.00";
  form.total_score = total;
  form.indicators = 9;
  form.checks = {{"exact", 5}, {"real", 1}};
  FindingDigest finding;
  finding.form = 1;
  finding.agency = agency;
  finding.finding.rule = "fund.score";
  finding.finding.severity = Severity::kError;
  finding.finding.message.zh = "执行率得分应为 7.5";
  ReportDigest digest;
  digest.name = name;
  digest.pages = 2;
  digest.forms = {form};
  digest.findings = {finding};
  digest.problems = {{ProblemCode::kGridOpen, {"表格线不闭合", "the grid is open"}, {}}};
  return digest;
}

TEST(Summary, HasARowAFormAFindingAndAProblem) {
  const TempFolder folder;
  SummaryWriter summary(folder / "summary.xlsx");
  summary.add(report_digest("a.pdf", "甲局", "90"), "a.pdf.xlsx");
  summary.add(report_digest("b/c \"d\".pdf", "乙局", "100"));
  const auto result = summary.finish();
  ASSERT_TRUE(result) << result.error().problem.message.en;
  const test::WorkbookView view(folder / "summary.xlsx");
  EXPECT_THAT(view.names, testing::ElementsAre("概览", "图表", "表单", "发现", "读取问题", "单位汇总", "规则汇总",
                                               "年度汇总", "自评分分布"));
  EXPECT_EQ(view.sheet("表单").at("A2").value, "a.pdf");
  EXPECT_EQ(view.sheet("表单").at("AA2").formula, "HYPERLINK(\"a.pdf.xlsx\",\"打开\")");
  EXPECT_EQ(view.sheet("表单").at("A3").value, "b/c \"d\".pdf");
  EXPECT_EQ(view.sheet("表单").at("K3").value, "200");
  EXPECT_TRUE(view.sheet("表单").at("K3").is_number);
  EXPECT_EQ(view.sheet("发现").at("H3").value, "fund.score");
  EXPECT_EQ(view.sheet("读取问题").at("B2").value, "grid-open");
}

TEST(Summary, IsTheSameToTheByteAndReplacesNothingOnFailure) {
  const TempFolder folder;
  for (const char* name : {"a.xlsx", "b.xlsx"}) {
    SummaryWriter summary(folder / name);
    summary.add(report_digest("a.pdf", "甲局", "90"), "a.pdf.xlsx");
    ASSERT_TRUE(summary.finish());
  }
  EXPECT_EQ(test::bytes_of(folder / "a.xlsx"), test::bytes_of(folder / "b.xlsx"));
  { SummaryWriter unfinished(folder / "a.xlsx"); }
  EXPECT_EQ(test::bytes_of(folder / "a.xlsx"), test::bytes_of(folder / "b.xlsx"));
  EXPECT_FALSE(std::filesystem::exists(folder / "a.xlsx.part"));
}

TEST(Summary, GoesOnOnAnotherSheetBeforeTheLastRow) {
  const TempFolder folder;
  SummaryWriter summary(folder / "summary.xlsx", 4);
  for (int i = 0; i < 7; ++i) summary.add(report_digest(std::to_string(i), "甲局", "90"));
  const auto result = summary.finish();
  ASSERT_TRUE(result) << result.error().problem.message.en;
  const test::WorkbookView view(folder / "summary.xlsx");
  EXPECT_EQ(view.sheet("表单").at("A4").value, "2");
  EXPECT_EQ(view.sheet("表单 2").at("A1").value, "报告") << "the headings again";
  EXPECT_EQ(view.sheet("表单 2").at("A2").value, "3");
  EXPECT_EQ(view.sheet("表单 3").at("A2").value, "6");
  EXPECT_EQ(view.sheet("发现 3").at("A2").value, "6");
}

TEST(Summary, OfNothingIsAWorkbookToo) {
  const TempFolder folder;
  SummaryWriter summary(folder / "summary.xlsx");
  EXPECT_TRUE(summary.finish());
}

TEST(SummarySums, AddExactlyInTenThousands) {
  SummarySums sums;
  ReportDigest digest = report_digest("a", "甲局", "59.99");
  sums.add(digest);
  digest.forms[0].money_unit = "元";
  digest.forms[0].full_budget = "15754899.39";
  digest.forms[0].executed = "15754899.39";
  digest.forms[0].total_score = "60";
  sums.add(digest);
  digest.forms[0].money_unit = "";  // unknown: not added
  digest.forms[0].total_score = "";
  sums.add(digest);
  EXPECT_EQ(sums.all.budget, Rational("1775489939/1000000"));
  EXPECT_EQ(sums.all.rated, 2U);
  EXPECT_EQ(sums.all.scored, 2U);
  EXPECT_EQ(sums.bands[0], 1U) << "59.99";
  EXPECT_EQ(sums.bands[1], 1U) << "60 belongs to the band that begins there";
  EXPECT_EQ(sums.all.findings.errors, 3U);
  EXPECT_EQ(sums.checks.at("exact"), 15U);
}

TEST(SummarySums, PutEveryScoreInOneBand) {
  struct Case {
    const char* score;
    std::size_t band;
  };
  for (const Case& c : {Case{"0", 0},
                        {"69.99", 1},
                        {"79.9", 2},
                        {"84", 3},
                        {"89.99", 4},
                        {"94.99", 5},
                        {"97.99", 6},
                        {"99.99", 7},
                        {"100", 8},
                        {"100.00", 8}}) {
    SummarySums sums;
    sums.add(report_digest("a", "甲局", c.score));
    EXPECT_EQ(sums.bands[c.band], 1U) << c.score;
  }
}

}  // namespace
}  // namespace hebiao
