#include "emit/run_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hebiao {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ReportDigest file(const char* name, const char* agency, const char* total, const char* hash, int indicators = 5) {
  ReportDigest report;
  report.name = name;
  FormDigest form;
  form.agency = agency;
  form.project = "项目";
  form.total_score = total;
  form.indicators_sha256 = hash;
  form.indicators = indicators;
  report.forms = {form};
  return report;
}

std::vector<std::string> rules_of(const std::vector<ReportDigest>& reports) {
  std::vector<std::string> rules;
  for (const Finding& finding : recompute_run(reports)) rules.push_back(finding.rule);
  return rules;
}

TEST(RunRules, LookAcrossFiles) {
  EXPECT_THAT(rules_of({file("a", "甲", "100", "1"), file("b", "甲", "100.00", "2")}),
              ElementsAre("report.all-full-marks"));
  EXPECT_THAT(rules_of({file("a", "甲", "100", "1"), file("b", "甲", "99.5", "2")}), IsEmpty());
  EXPECT_THAT(rules_of({file("a", "甲", "100", "1"), file("b", "乙", "100", "2")}), IsEmpty());  // one project each
  EXPECT_THAT(rules_of({file("a", "甲", "98", "1"), file("b", "乙", "97", "1")}),
              ElementsAre("report.copied-indicators"));
  EXPECT_THAT(rules_of({file("a", "甲", "98", "1", 2), file("b", "乙", "97", "1", 2)}),
              IsEmpty());  // two may be chance
  EXPECT_THAT(rules_of({file("a", "", "100", "1"), file("b", "", "100", "2")}),
              IsEmpty());  // no unit is no unit in common
  EXPECT_THAT(rules_of({}), IsEmpty());
}

// What one file holds by itself is that report's own finding.
TEST(RunRules, LeaveOneFileToItsReport) {
  ReportDigest report = file("a", "甲", "100", "1");
  report.forms.push_back(report.forms[0]);
  EXPECT_THAT(rules_of({report}), IsEmpty());
}

TEST(RunRules, DoNotDependOnTheOrderOfFiles) {
  const std::vector<ReportDigest> there = {file("a", "甲", "100", "1"), file("b", "甲", "100", "1")};
  const std::vector<ReportDigest> back = {there[1], there[0]};
  const auto first = recompute_run(there);
  const auto second = recompute_run(back);
  ASSERT_EQ(first.size(), 2U);
  ASSERT_EQ(second.size(), 2U);
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].message.zh, second[i].message.zh);
    EXPECT_EQ(first[i].fingerprint, second[i].fingerprint);
    EXPECT_EQ(first[i].because, second[i].because);
  }
}

}  // namespace
}  // namespace hebiao
