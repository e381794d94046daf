#include "emit/run_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace hebiao {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Wish {
  const char* file;
  const char* agency;
  const char* project = "项目";
  const char* total = "98";
  const char* hash = "";
};

ReportDigest report(const Wish& wish) {
  FormDigest form;
  form.agency = wish.agency;
  form.department = "某局";
  form.project = wish.project;
  form.year = 2023;
  form.total_score = wish.total;
  form.full_marks = form.total_score.substr(0, 3) == "100";
  form.indicators = 5;
  form.indicators_sha256 = wish.hash;
  ReportDigest digest;
  digest.name = wish.file;
  digest.forms = {form};
  return digest;
}

std::vector<RunFinding> found_in(const std::vector<ReportDigest>& reports) {
  RunAudit run;
  for (const ReportDigest& digest : reports) run.add(digest);
  return run.findings();
}

std::vector<std::string> rules_of(const std::vector<ReportDigest>& reports) {
  std::vector<std::string> rules;
  for (const RunFinding& found : found_in(reports)) rules.push_back(found.finding.rule);
  return rules;
}

TEST(RunRules, FindAUnitWithoutFault) {
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "100"}), report({"b", "甲", "二", "100.00"})}),
              ElementsAre("report.all-full-marks"));
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "100"}), report({"b", "甲", "二", "99.5"})}), IsEmpty());
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "100"}), report({"b", "乙", "二", "100"})}), IsEmpty());
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "100"}), report({"b", "甲", "一", "100"})}),
              IsEmpty());  // one project
  EXPECT_THAT(rules_of({}), IsEmpty());
}

TEST(RunRules, FindCopiedIndicators) {
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "98", "1"}), report({"b", "乙", "二", "97", "1"})}),
              ElementsAre("report.copied-indicators"));
  EXPECT_THAT(rules_of({report({"a", "甲", "一", "98", "1"}), report({"b", "乙", "二", "97", "2"})}), IsEmpty());
  EXPECT_THAT(rules_of({report({"a", "甲", "一"}), report({"b", "乙", "二"})}), IsEmpty());  // few: may be chance
  // The same form as PDF and as text is no copy.
  EXPECT_THAT(rules_of({report({"a.pdf", "甲", "一", "98", "1"}), report({"a.txt", "甲", "一", "98", "1"})}),
              IsEmpty());
}

ReportDigest whole_department(const char* file, const char* projects) {
  ReportDigest digest = report({file, "某局", "部门整体"});
  digest.forms[0].money_unit = "万元";
  digest.forms[0].department_projects = projects;
  return digest;
}

ReportDigest project(const char* file, const char* name, const char* budget, const char* unit = "万元") {
  ReportDigest digest = report({file, "某中心", name});
  digest.forms[0].money_unit = unit;
  digest.forms[0].full_budget = budget;
  return digest;
}

TEST(RunRules, HoldProjectsAgainstTheirDepartment) {
  const ReportDigest one = project("a", "一", "300.00");
  const ReportDigest two = project("b", "二", "2000000.00", "元");
  EXPECT_THAT(rules_of({one, two, whole_department("w", "450.00")}), ElementsAre("report.department-total"));
  EXPECT_THAT(found_in({one, two, whole_department("w", "450.00")})[0].finding.message.zh,
              testing::AllOf(HasSubstr("499.995"), HasSubstr("450.00")));
  EXPECT_THAT(rules_of({one, two, whole_department("w", "500.00")}), IsEmpty());
  EXPECT_THAT(rules_of({one, two, whole_department("w", "499.99")}), IsEmpty());  // rounding explains it
  EXPECT_THAT(rules_of({one, two, whole_department("w", "800.00")}), IsEmpty());  // others need not be in the run
  EXPECT_THAT(rules_of({one, two, two, whole_department("w", "500.00")}), IsEmpty());
  EXPECT_THAT(rules_of({one, two, whole_department("w", "450.00"), whole_department("x", "800.00")}), IsEmpty());
  ReportDigest last_year = project("c", "三", "100.00");
  last_year.forms[0].year = 2022;
  EXPECT_THAT(rules_of({one, two, last_year, whole_department("w", "500.00")}), IsEmpty());
}

// What one file holds by itself is that report's own finding.
TEST(RunRules, LeaveOneFileToItsReport) {
  ReportDigest digest = report({"a", "甲", "一", "100", "1"});
  digest.forms.push_back(digest.forms[0]);
  digest.forms[1].index = 2;
  digest.forms[1].project = "二";
  EXPECT_THAT(rules_of({digest}), IsEmpty());
}

TEST(RunRules, DoNotDependOnTheOrderOfFiles) {
  std::vector<ReportDigest> reports = {report({"a", "甲", "一", "100", "1"}), report({"b", "甲", "二", "100", "1"}),
                                       report({"c", "甲", "三", "100", "2"}), project("d", "四", "9.00"),
                                       whole_department("w", "1.00")};
  reports[3].forms[0].agency = "丁";
  const auto there = found_in(reports);
  std::reverse(reports.begin(), reports.end());
  const auto back = found_in(reports);
  ASSERT_EQ(there.size(), 3U);
  ASSERT_EQ(back.size(), there.size());
  for (std::size_t i = 0; i < there.size(); ++i) {
    EXPECT_EQ(there[i].report, back[i].report);
    EXPECT_EQ(there[i].finding.message.zh, back[i].finding.message.zh);
    EXPECT_EQ(there[i].finding.fingerprint, back[i].finding.fingerprint);
    EXPECT_EQ(there[i].finding.because, back[i].finding.because);
  }
}

}  // namespace
}  // namespace hebiao
