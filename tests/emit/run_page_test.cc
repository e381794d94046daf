#include "emit/run_page.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>

#include "emit/run_charts.h"
#include "tests/emit/page_samples.h"

namespace hebiao {
namespace {

using test::kHostileName;
using test::sample_run;
using test::table_of;

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

ReportDigest one_form(const FormDigest& form) {
  ReportDigest digest;
  digest.name = "a.pdf";
  digest.forms = {form};
  return digest;
}

FindingDigest finding(int form, const char* rule, Severity severity) {
  FindingDigest made;
  made.form = form;
  made.finding.rule = rule;
  made.finding.severity = severity;
  return made;
}

TEST(RunTable, CountsFindingsOfItsFormsAndOfTheReport) {
  ReportDigest digest;
  digest.name = "a.pdf";
  digest.forms.resize(2);
  digest.forms[0].index = 1;
  digest.forms[0].department = "局";
  digest.forms[1].index = 2;
  digest.forms[1].agency = "中心";
  digest.forms[1].department = "局";
  digest.findings = {finding(2, "fund.score", Severity::kError), finding(2, "fund.score", Severity::kNote),
                     finding(2, "score.ratio", Severity::kWarning),
                     finding(0, "report.year-conflict", Severity::kWarning)};
  RunTable table;
  table.add(one_form({}));
  table.add(digest);
  ASSERT_EQ(table.rows.size(), 3U);
  EXPECT_EQ(table.errors, 1);
  EXPECT_EQ(table.warnings, 2);
  EXPECT_EQ(table.notes, 1);
  EXPECT_EQ(table.rows[0].errors, 0) << "form 2 of another report";
  EXPECT_EQ(table.rows[1].warnings, 0) << "a finding about the report is no form's";
  EXPECT_EQ(table.rows[2].errors, 1);
  EXPECT_EQ(table.rows[2].rules.size(), 2U) << "notes are no trouble of a rule";
  EXPECT_EQ(table.units, (std::vector<std::string>{"（单位不明）", "局", "中心"}));
}

TEST(RunPage, NothingOfASourceBecomesMarkup) {
  FormDigest form;
  form.project = form.agency = form.department = form.money_unit = form.grade = kHostileName;
  form.rate_percent = "90";
  form.total_score = "90";
  ReportDigest digest = one_form(form);
  digest.name = std::string("x/") + kHostileName;
  digest.findings = {finding(1, kHostileName, Severity::kError)};
  RunTable table;
  table.add(digest);
  table.unread.push_back({kHostileName, "失败", kHostileName});
  const std::string page = run_page(table, {});
  EXPECT_EQ(count(page, "<script"), 2U) << "the data and the script";
  EXPECT_EQ(count(page, "</script"), 2U);
  EXPECT_EQ(count(page, "<img"), 0U);
  EXPECT_EQ(count(page, "\xFF"), 0U);
  EXPECT_NE(page.find("未得出结果的文件 1"), std::string::npos);
}

TEST(RunPage, FindingsAcrossFilesStandOnItAndAreCounted) {
  FormDigest form;
  RunTable table;
  table.add(one_form(form));
  Finding finding;
  finding.rule = "report.copied-indicators";
  finding.severity = Severity::kWarning;
  finding.message = {"两份 <b> 文件的指标相同", "two files have the same indicators"};
  table.add({{"2023/a 1.pdf", finding}});
  EXPECT_EQ(table.warnings, 1);
  EXPECT_EQ(table.errors, 0);
  const std::string page = run_page(table, {});
  EXPECT_NE(page.find("跨文件的发现 1"), std::string::npos);
  EXPECT_NE(page.find("两份 &lt;b&gt; 文件的指标相同"), std::string::npos);
  EXPECT_NE(page.find("a%201.pdf"), std::string::npos);
  EXPECT_EQ(run_page(RunTable(), {}).find("跨文件的发现"), std::string::npos);
}

TEST(RunPage, AnEmptyRunIsAPage) {
  const std::string page = run_page(RunTable(), {});
  EXPECT_NE(page.find("0 份文件 · 0 张表"), std::string::npos);
  EXPECT_NE(page.find("\"rows\":[]"), std::string::npos);
}

TEST(RunPage, TheSameTableGivesTheSameBytes) {
  EXPECT_EQ(run_page(table_of(sample_run(50, 7)), {}), run_page(table_of(sample_run(50, 7)), {}));
}

TEST(RunCharts, AMarkOfOneFormLeadsToItsReport) {
  FormDigest form;
  form.index = 4;
  form.rate_percent = "90.9";
  form.total_score = "95.5";
  RunTable table;
  table.add(one_form(form));
  for (const auto chart : {rate_dots_chart, score_histogram, score_rate_chart})
    EXPECT_NE(chart(table, ".html").find("href=\"./a.pdf.html#form-4\""), std::string::npos);
}

TEST(RunCharts, AMarkOfSeveralFormsLeadsToTheirRows) {
  FormDigest form;
  form.rate_percent = "90.9";
  form.total_score = "95.5";
  RunTable table;
  table.add(one_form(form));
  table.add(one_form(form));
  EXPECT_NE(rate_dots_chart(table, ".html").find("href=\"#unit=0&amp;rate=90..90.9999\""), std::string::npos);
  EXPECT_NE(score_histogram(table, ".html").find("href=\"#score=95..95.9999\""), std::string::npos);
  EXPECT_NE(score_rate_chart(table, ".html").find("href=\"#rate=90..91.9999&amp;score=95..95.9999\""),
            std::string::npos);
}

// Figures outside the picture stand at its edge; figures that are none are not drawn.
TEST(RunCharts, DrawOddFigures) {
  for (const char* odd : {"0", "130", "131", "99999999999999999999", "0.01"}) {
    FormDigest form;
    form.rate_percent = form.total_score = odd;
    RunTable table;
    table.add(one_form(form));
    EXPECT_EQ(count(rate_dots_chart(table, ""), "<circle"), 1U) << odd;
    EXPECT_EQ(count(score_histogram(table, ""), "<rect"), 1U) << odd;
    EXPECT_EQ(count(score_rate_chart(table, ""), "<circle"), 1U) << odd;
  }
  for (const char* none : {"", "—", "1e9", "nan"}) {
    FormDigest form;
    form.rate_percent = form.total_score = none;
    RunTable table;
    table.add(one_form(form));
    EXPECT_EQ(count(rate_dots_chart(table, ""), "<circle"), 0U) << none;
    EXPECT_EQ(count(score_histogram(table, ""), "<rect"), 0U) << none;
    EXPECT_EQ(count(score_rate_chart(table, ""), "<circle"), 0U) << none;
  }
}

TEST(RunCharts, BarsOfTheHistogramAddUpToTheForms) {
  const RunTable table = table_of(sample_run(300, 9));
  const std::string chart = score_histogram(table, ".html");
  int sum = static_cast<int>(count(chart, ".html#form-"));  // bars of one form
  for (std::size_t at = chart.find("href=\"#score"); at != std::string::npos;
       at = chart.find("href=\"#score", at + 1)) {
    const std::size_t title = chart.find("：", at) + std::string_view("：").size();
    sum += std::stoi(chart.substr(title));
  }
  EXPECT_EQ(sum, 300);
}

TEST(RunCharts, MarksAreBoundedHoweverLargeTheRun) {
  const RunTable table = table_of(sample_run(20'000, 900));
  EXPECT_LT(count(rate_dots_chart(table, ".html"), "class=\"dot"), 24U * 131);
  EXPECT_LT(count(score_rate_chart(table, ".html"), "class=\"dot"), 66U * 52);
}

TEST(RunCharts, NumbersByRuleAndUnitAreThoseOfTheForms) {
  const auto form_of = [](const char* agency) {
    FormDigest form;
    form.agency = agency;
    return form;
  };
  ReportDigest first = one_form(form_of("甲"));
  first.findings = {finding(1, "fund.score", Severity::kError), finding(1, "fund.score", Severity::kWarning),
                    finding(1, "score.ratio", Severity::kNote)};
  ReportDigest second = one_form(form_of("乙"));
  second.findings = {finding(1, "fund.rate", Severity::kError)};
  const std::string html = rules_by_unit_chart(table_of({first, second, one_form(form_of("丙"))}), "");
  EXPECT_NE(html.find("href=\"#unit=0&amp;rule=0\">2</a>"), std::string::npos) << html;
  EXPECT_NE(html.find("href=\"#unit=1&amp;rule=1\">1</a>"), std::string::npos);
  EXPECT_EQ(count(html, "unit="), 4U) << "two units, two numbers; 丙 has no findings";
  EXPECT_EQ(html.find("score.ratio"), std::string::npos) << "notes are no trouble";
  EXPECT_NE(rules_by_unit_chart(table_of({one_form({})}), "").find("没有错误和警告"), std::string::npos);
}

TEST(RunCharts, YearsAddAmountsExactlyAndSayWhatTheyLeaveOut) {
  RunTable table;
  const auto add = [&table](int year, const char* unit, const char* budget, const char* executed) {
    FormDigest form;
    form.year = year;
    form.money_unit = unit;
    form.full_budget = budget;
    form.executed = executed;
    table.add(one_form(form));
  };
  add(2023, "万元", "0.10", "0.05");
  add(2023, "元", "2000", "500");
  add(2023, "", "77", "77");
  add(2022, "万元", "1", "1");
  const std::string html = years_chart(table, ".html");
  EXPECT_NE(html.find("<td>3</td><td>0.30</td><td>0.10</td><td>33.33%</td>"), std::string::npos) << html;
  EXPECT_NE(html.find("1 张表没有可相加的金额"), std::string::npos);
  EXPECT_LT(html.find("#year=2022"), html.find("#year=2023"));
}

}  // namespace
}  // namespace hebiao
