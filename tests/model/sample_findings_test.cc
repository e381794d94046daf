// The real report: exactly the findings that a careful auditor's table lists, no more and no fewer.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>

#include "model/model.h"
#include "tests/model/findings_testing.h"
#include "tests/support/whole_way.h"

namespace hebiao {
namespace {

struct Expected {
  int form;
  const char* severity;
  const char* rule;
  const char* about;  // the indicator's name, or the field where no indicator is meant
};

constexpr Expected kTable[] = {
    {1, "warning", "target.exceeded", "全年培训人数"},
    {1, "note", "score.ahead-of-money", "funds[0].rate"},
    {2, "warning", "score.ratio", "领导干部外向型培训人次"},
    {2, "warning", "target.exceeded", "东西部扶贫协作培训班人次"},
    {2, "warning", "target.exceeded", "领导干部“2+X”专题研讨班培训人次"},
    {2, "note", "target.exceeded", "领导干部专题研讨班人次"},
    {2, "note", "goal.copied", "outcome"},
    {3, "warning", "target.exceeded", "处级领导干部任职培训班人数"},
    {3, "warning", "target.exceeded", "初任培训课堂教学学时"},
    {3, "note", "target.exceeded", "初任培训人次"},
    {3, "note", "target.exceeded", "中组部公务员对口培训人数"},
    {4, "note", "fund.score", "funds[0].score"},
    {5, "warning", "target.deadline", "各类培训开班及时性"},
    {6, "note", "fund.score", "funds[0].score"},
    {6, "warning", "target.exceeded", "并发量支持"},
    {7, "note", "score.unsupported", "是否支撑基层工作开展"},
    {7, "note", "score.unsupported", "是否支持政务信息系统整合"},
    {7, "note", "actual.echo", "工作日故障运维人员抵达现场时间"},
    {7, "note", "actual.echo", "工作日故障响应时间"},
    {8, "warning", "level.misplaced", "援派干部培训"},
    {8, "warning", "weight.groups", ""},
    {8, "note", "target.exceeded", "评选年度全市组织系统优秀调研成果一等奖"},
    {8, "note", "actual.echo", "技术支持平均响应时间"},
    {8, "note", "score.ahead-of-money", "funds[0].rate"},
};

std::string subject(const Form& form, const Finding& finding) {
  const std::size_t end = finding.field.find("].");
  if (finding.field.compare(0, 11, "indicators[") != 0) return finding.field;
  return find_field(form, finding.field.substr(0, end + 2) + "name")->text;
}

TEST(SampleFindings, AreThoseOfTheAuditorsTable) {
  if (test::acceptance_folder().empty()) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
  const Report report =
      test::audit_text(test::file_text(test::acceptance_folder() + "/samples/shanghai-2023-self-evaluation.txt"));
  std::multiset<std::string> expected;
  for (const Expected& e : kTable)
    expected.insert(std::to_string(e.form) + " " + e.severity + " " + e.rule + " " + e.about);
  std::multiset<std::string> found;
  for (const AuditedForm& audited : report.forms)
    for (const Finding& finding : audited.audit.findings)
      if (finding.rule != "read.repaired")
        found.insert(std::to_string(audited.form.index) + " " + std::string(severity_name(finding.severity)) + " " +
                     finding.rule + " " + subject(audited.form, finding));
  EXPECT_EQ(found, expected);
  EXPECT_THAT(test::lines_of(report.findings), testing::IsEmpty());
}

}  // namespace
}  // namespace hebiao
