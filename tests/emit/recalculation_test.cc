// LibreOffice is the oracle: it recalculates every formula of workbooks made of correct, faulty and awkward forms, and
// must agree with every cached value. scripts/check-workbooks proves by a canary that it does recalculate.

#include <gtest/gtest.h>

#include <cstdlib>

#include "emit/summary.h"
#include "emit/workbook.h"
#include "support/form_builder.h"
#include "temp_folder.h"

namespace hebiao {
namespace {

using test::correct_form_text;
using test::FormText;

std::vector<FormText> forms() {
  std::vector<FormText> all = {correct_form_text()};
  FormText tie = correct_form_text();  // 9.825 exactly: half away from zero
  tie.project = "it's a 'quoted' name";
  tie.funds = {{FundKind::kTotal, 0, "年度资金总额", "1,100.00", "1,000.00", "982.50", "10", "98.25%", "9.83"}};
  tie.total_score = "99.83";
  all.push_back(tie);
  FormText missed = correct_form_text();
  missed.indicators[0].actual = "60公里";
  missed.indicators[0].score = "5";
  missed.indicators[4].actual = "3万元";  // ≤2.5 missed: by excess or inverse
  missed.indicators[4].score = "8";
  missed.indicators[6].target = "5-10(%)";  // a range, missed
  missed.indicators[6].actual = "12%";
  missed.indicators[6].score = "12.5";
  all.push_back(missed);
  FormText plain_rate = correct_form_text();
  plain_rate.funds[0].rate = "0.9548";
  plain_rate.funds[1].rate = "95.73";
  all.push_back(plain_rate);
  FormText odd = correct_form_text();
  odd.funds[0].weight = "10分";
  odd.funds[0].score = "9.99";
  odd.indicators[1].score = "";
  odd.indicators[2].score = "—";
  odd.total_score = "88.1";
  odd.grade = "优";
  all.push_back(odd);
  FormText overspent = correct_form_text();
  overspent.funds[0].executed = "400.00";
  overspent.funds[0].rate = "127.91%";
  overspent.funds[0].score = "10";
  all.push_back(overspent);
  return all;
}

TEST(Recalculation, AgreesWithEveryCachedValue) {
  const test::TempFolder folder;
  const Report report = test::build_report(forms());
  ASSERT_TRUE(write_workbook(report, folder / "forms.xlsx"));
  WorkbookContext context;
  for (const Finding& finding : report.forms[2].audit.findings) {
    context.decisions.set({finding.fingerprint, "", finding.rule, finding.printed.value_or(""), "不属实", "", "", ""});
  }
  ASSERT_TRUE(write_workbook(report, folder / "accepted.xlsx", context));
  SummaryWriter summary(folder / "summary.xlsx");
  summary.add(digest(report), "2023/forms.pdf.xlsx");
  ASSERT_TRUE(summary.finish());

  const std::string command = "python3 " HEBIAO_SOURCE_DIR "/scripts/check-workbooks '" + folder.path().string() + "'";
  const int status = std::system(command.c_str());
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == 77) GTEST_SKIP() << "LibreOffice is not installed";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(ReadDecisions, FindsThemInAWorkbookThatLibreOfficeSaved) {
  if (std::system("command -v soffice > /dev/null") != 0) GTEST_SKIP() << "LibreOffice is not installed";
  const test::TempFolder folder;
  const Report report = test::build_report({forms()[4]});
  ASSERT_GE(report.forms[0].audit.findings.size(), 2U);
  WorkbookContext context;
  const Finding& finding = report.forms[0].audit.findings[1];
  context.decisions.set({finding.fingerprint, "", finding.rule, finding.printed.value_or(""), "属实，应更正",
                         "王五 & 赵六", "45418", "第一行\n第二行 _x0041_"});
  ASSERT_TRUE(write_workbook(report, folder / "a.xlsx", context));
  const std::string command = "soffice -env:UserInstallation=file://" + (folder / "profile").string() +
                              " --headless --convert-to xlsx --outdir '" + (folder / "out").string() + "' '" +
                              (folder / "a.xlsx").string() + "' > /dev/null 2>&1";
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto read = read_decisions(folder / "out/a.xlsx");
  ASSERT_TRUE(read) << read.error().problem.message.en;
  ASSERT_EQ(read->size(), 1U);
  const Decision* decision = read->find(finding.fingerprint);
  ASSERT_NE(decision, nullptr);
  EXPECT_EQ(decision->decision, "属实，应更正");
  EXPECT_EQ(decision->who, "王五 & 赵六");
  EXPECT_EQ(decision->when, "2024-05-06") << "days since 1899-12-30";
  EXPECT_EQ(decision->why, "第一行\n第二行 _x0041_");
  EXPECT_EQ(decision->printed, finding.printed.value_or(""));
}

}  // namespace
}  // namespace hebiao
