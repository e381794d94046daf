#include "emit/review_page.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>

#include "emit/review_parts.h"
#include "emit/worked_formula.h"
#include "model/model.h"
#include "tests/emit/page_samples.h"

namespace hebiao {
namespace {

using test::drawn_pdf;
using test::kHostileName;
using test::sample_report;

std::size_t count(const std::string& text, std::string_view what) {
  std::size_t n = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

SourcePictures pictures_of(const Report& report) {
  SourcePictures pictures;
  pictures.pages = *render_pages(drawn_pdf(report), pages_to_picture(report), {});
  return pictures;
}

TEST(ReviewPage, FramesEveryFindingAtItsBox) {
  const Report report = sample_report({.forms = 2, .findings = 4});
  const std::string page = review_page(report, pictures_of(report));
  for (const ReviewMark& mark : review_marks(report)) {
    const Box& box = *mark.finding->at.box;
    const std::string frame = fmt::format("href=\"#{}\" data-n=\"{}\"", mark.finding->fingerprint, mark.number);
    const std::size_t at = page.find(frame);
    ASSERT_NE(at, std::string::npos) << frame;
    const std::string rect = page.substr(page.find("<rect class=\"box\"", at), 120);
    EXPECT_NE(rect.find(fmt::format("x=\"{:g}\"", std::round(box.left * 100) / 100)), std::string::npos) << rect;
    EXPECT_NE(rect.find(fmt::format("y=\"{:g}\"", std::round(box.top * 100) / 100)), std::string::npos) << rect;
    EXPECT_EQ(count(page, fmt::format("id=\"{}\"", mark.finding->fingerprint)), 1U);
  }
  EXPECT_EQ(count(page, "<img "), 2U);
  EXPECT_EQ(count(page, "class=\"used "), 8U) << "one dashed path a finding: its inputs stand on its page";
}

TEST(ReviewPage, DrawsOnlyPagesWithFindings) {
  Report report = sample_report({.forms = 5, .findings = 1});
  for (const std::size_t clean : {0U, 2U, 3U}) report.forms[clean].audit.findings.clear();
  EXPECT_EQ(pages_to_picture(report), (std::vector<int>{2, 5}));
  const std::string page = review_page(report, pictures_of(report));
  EXPECT_EQ(count(page, "<img "), 2U);
  EXPECT_NE(page.find("第 1 页：没有发现"), std::string::npos);
  EXPECT_NE(page.find("第 3–4 页：没有发现"), std::string::npos);
  EXPECT_EQ(count(page, "<p class=\"clean\">"), 3U);
}

TEST(ReviewPage, PagesWithGraverFindingsAreDrawnFirst) {
  Report report = sample_report({.forms = 3, .findings = 1});
  report.forms[0].audit.findings[0].severity = Severity::kNote;
  report.forms[1].audit.findings[0].severity = Severity::kWarning;
  EXPECT_EQ(pages_to_picture(report), (std::vector<int>{3, 2, 1}));
}

class SourceFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() / fmt::format("hebiao-review-{}.pdf", ::getpid());
    report_ = sample_report({.forms = 3});
    std::ofstream(path_, std::ios::binary) << drawn_pdf(report_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::filesystem::path path_;
  Report report_;
};

TEST_F(SourceFile, IsDrawn) {
  const SourcePictures pictures = source_pictures(report_, path_, {});
  EXPECT_EQ(pictures.pages.size(), 3U);
  EXPECT_TRUE(pictures.missing.zh.empty());
}

TEST_F(SourceFile, ThatIsGoneLeavesAPageThatTellsTheTruth) {
  std::filesystem::remove(path_);
  const std::string page = review_page(report_, source_pictures(report_, path_, {}));
  EXPECT_EQ(count(page, "<img "), 0U);
  EXPECT_EQ(count(page, "以下不是源文件的图片"), 3U);
  EXPECT_NE(page.find("源文件已不在原处"), std::string::npos);
  EXPECT_NE(page.find(">312.73<"), std::string::npos) << "what was read stands in place of the picture";
  EXPECT_EQ(count(page, "class=\"frame "), 9U);
}

TEST_F(SourceFile, ThatHasChangedIsNotShown) {
  std::ofstream(path_, std::ios::binary) << drawn_pdf(sample_report({.forms = 3, .indicators = 3}));
  const std::string page = review_page(report_, source_pictures(report_, path_, {}));
  EXPECT_EQ(count(page, "<img "), 0U);
  EXPECT_NE(page.find("已被更改"), std::string::npos);
}

TEST_F(SourceFile, WithTooManyPagesShowsTheGravest) {
  report_.forms[1].audit.findings.resize(1);
  report_.forms[1].audit.findings[0].severity = Severity::kNote;
  const SourcePictures pictures = source_pictures(report_, path_, {.render = {}, .pages = 2});
  ASSERT_EQ(pictures.pages.size(), 2U);
  EXPECT_EQ(pictures.pages[0].page, 1);
  EXPECT_EQ(pictures.pages[1].page, 3);
  EXPECT_NE(review_page(report_, pictures).find("只绘制了问题较重的 2 页"), std::string::npos);
}

TEST(ReviewPage, NothingOfASourceBecomesMarkup) {
  for (const SourceFormat format : {SourceFormat::kPdf, SourceFormat::kText}) {
    Report report = sample_report({.format = format, .findings = 3, .project = kHostileName});
    report.document.name = kHostileName;
    report.document.sha256 = kHostileName;
    report.problems.push_back({ProblemCode::kPdfDamaged, {kHostileName, kHostileName}, {}});
    for (Finding& finding : report.forms[0].audit.findings) {
      finding.rule = finding.basis = kHostileName;
      finding.printed = finding.expected = finding.low = finding.high = kHostileName;
    }
    report.forms[0].audit.findings[0].fingerprint = kHostileName;
    const std::string page = review_page(report, {});
    EXPECT_EQ(count(page, "<script"), 1U);
    EXPECT_EQ(count(page, "</script"), 1U);
    EXPECT_EQ(count(page, "<img"), 0U);
    EXPECT_EQ(count(page, "\xFF"), 0U);
    EXPECT_EQ(count(page, " style="), 0U) << "the security policy would refuse it";
  }
}

TEST(ReviewPage, LinesOfATextStandAtTheirNumbers) {
  const Report report = sample_report({.format = SourceFormat::kText, .forms = 2});
  const std::string page = review_page(report, {});
  for (const ReviewMark& mark : review_marks(report)) {
    const SourceRef& at = mark.finding->at;
    const std::string cell = fmt::format("<td id=\"at-{}-{}\"><a class=\"frame ", at.line, at.field);
    EXPECT_NE(page.find(cell), std::string::npos) << cell;
  }
  EXPECT_EQ(count(page, "\" data-used=\""), 6U);
}

TEST(ReviewPage, ALineOfProseBehindATableBeginsAStretch) {
  Report report = sample_report({.format = SourceFormat::kText, .forms = 2, .indicators = 10});
  EXPECT_EQ(count(review_page(report, {}), "<table class=\"lines\""), 1U);
  Line title;
  title.raw = "项目支出绩效自评表";
  title.at.line = 16;  // between the forms, which stand on lines 1 to 13 and 17 to 29
  report.document.pages[0].lines.push_back(title);
  const std::string page = review_page(report, {});
  EXPECT_EQ(count(page, "<table class=\"lines\""), 2U);
  EXPECT_EQ(count(page, "</table>"), 2U);
  EXPECT_NE(page.find("id=\"at-16-1\""), std::string::npos);
}

TEST(ReviewPage, FindingsAboutOneCellShareItsFrame) {
  Report report = sample_report({.findings = 2});
  auto& findings = report.forms[0].audit.findings;
  findings[1].field = findings[0].field;
  findings[1].at = findings[0].at;
  const std::string page = review_page(report, {});
  EXPECT_NE(page.find("<a class=\"frame error\" href=\"#" + findings[0].fingerprint + "\" data-n=\"1 2\""),
            std::string::npos)
      << "the gravest colours it";
  EXPECT_EQ(count(page, "<rect class=\"box\""), 1U);
}

TEST(ReviewPage, FoldsTheFindingsBehindTheFirstFiveHundred) {
  const Report report = sample_report({.indicators = 40, .findings = 1'234});
  const std::string page = review_page(report, {});
  EXPECT_EQ(count(page, "<li class=\"folded\">"), 15U) << "734 in pieces of 50";
  for (const Finding& finding : report.forms[0].audit.findings) {
    EXPECT_EQ(count(page, " id=\"" + finding.fingerprint + "\""), 1U) << "none is left out";
  }
}

TEST(ReviewPage, ShowsWhatPeopleDecided) {
  const Report report = sample_report({.findings = 3});
  const auto& findings = report.forms[0].audit.findings;
  ReviewContext context;
  context.decisions.set(
      {findings[0].fingerprint, "", "", *findings[0].printed, "不属实", "张三", "2024-05-06", "<b>已核对</b>"});
  context.decisions.set({findings[1].fingerprint, "", "", "another value", "不属实", "", "", ""});
  const std::string page = review_page(report, {}, context);
  EXPECT_EQ(count(page, "<li class=\"finding error accepted\""), 1U);
  EXPECT_NE(page.find("不属实，张三，2024-05-06，&lt;b&gt;已核对&lt;/b&gt;"), std::string::npos);
  EXPECT_NE(page.find("（已失效：原文已变）"), std::string::npos);
  EXPECT_EQ(count(page, "<dt>处理</dt>"), 2U) << "nothing where nobody decided";
}

TEST(ReviewPage, LeadsToTheFrontPageAndTheWorkbook) {
  ReviewContext context;
  context.front_page = "../../index.html";
  context.workbook = "a \"b\".pdf.xlsx";
  const Report report = sample_report({});
  const std::string page = review_page(report, {}, context);
  EXPECT_NE(page.find("<a href=\"./../../index.html\">"), std::string::npos);
  EXPECT_NE(page.find("<a href=\"./a%20%22b%22.pdf.xlsx\">"), std::string::npos);
  EXPECT_EQ(review_page(report, {}).find("index.html"), std::string::npos);
}

TEST(ReviewPage, EqualFingerprintsGetAddressesOfTheirOwn) {
  Report report = sample_report({.findings = 3});
  for (Finding& finding : report.forms[0].audit.findings) finding.fingerprint = "f00d";
  const auto marks = review_marks(report);
  EXPECT_EQ(marks[0].id, "f00d");
  EXPECT_EQ(marks[1].id, "f00d-2");
  EXPECT_EQ(marks[2].id, "f00d-3");
}

TEST(ReviewPage, AFindingAboutTheReportHasNoFrame) {
  Report report = sample_report({.findings = 0});
  Finding whole;
  whole.rule = "report.all-full-marks";
  whole.fingerprint = "ab";
  whole.message = {"全部满分。", "All at full marks."};
  report.findings.push_back(whole);
  const std::string page = review_page(report, {});
  EXPECT_NE(page.find("id=\"ab\""), std::string::npos);
  EXPECT_EQ(count(page, "class=\"frame "), 0U);
}

TEST(ReviewPage, TheSameReportGivesTheSameBytes) {
  const Report report = sample_report({.forms = 2});
  EXPECT_EQ(review_page(report, pictures_of(report)), review_page(report, pictures_of(report)));
}

TEST(ReviewPage, EightFormsFitTwoMegabytes) {
  const Report report = sample_report({.forms = 8, .indicators = 25, .findings = 12});
  EXPECT_LT(review_page(report, pictures_of(report)).size(), 2'000'000U);
}

TEST(FormulaWords, HaveEveryRuleOfTheRegistryAndNoOther) {
  for (const RuleInfo& rule : rules()) EXPECT_FALSE(find_rule(rule.id)->formula.zh.empty()) << rule.id;
  EXPECT_EQ(find_rule("no.rule"), nullptr);
}

// --- the recomputation in figures ---

TEST(WorkedFormula, PutsThePrintedFiguresInPlaceOfTheNames) {
  const Report report = sample_report({.findings = 2});
  const AuditedForm& form = report.forms[0];
  EXPECT_EQ(worked_formula(form.form, form.audit.checks[0]), "10 × min(1, 284.27 ÷ 312.73) ≈ 9.08995 → 9.09");
  EXPECT_EQ(worked_formula(form.form, form.audit.checks[1]), "5 × 10 ÷ 110 ≈ 0.45455 → 0.45");
}

struct FormulaCase {
  const char* why;
  Relation relation;
  std::vector<std::string> because;
  std::optional<Rational> recomputed;
  const char* text;
};

TEST(WorkedFormula, SaysNothingWhereAFigureIsMissing) {
  const Report report = sample_report({.findings = 1});
  const std::vector<std::string> three = {"indicators[0].weight", "indicators[0].target", "indicators[0].actual"};
  const FormulaCase cases[] = {
      {"exact results are not rounded",
       Relation::kSum,
       {"funds[0].weight", "indicators[0].weight"},
       Rational(15),
       "10 + 5 = 15"},
      {"by excess", Relation::kScoreAtMost, three, Rational(0), "5 × (1 − (10 − 110) ÷ 110) = 0"},
      {"inverse", Relation::kScoreInverse, three, Rational(55), "5 × 110 ÷ 10 = 55"},
      {"met", Relation::kScoreFull, {"indicators[0].weight"}, Rational(5), "达到目标，得满分 5"},
      {"more places than the figure has",
       Relation::kRate,
       {"funds[0].executed", "funds[0].full_budget"},
       Rational(9123, 1000),
       "100 × 284.27 ÷ 312.73 = 9.123 → 9.12"},
      {"no figure was computed", Relation::kSum, {"funds[0].weight"}, std::nullopt, ""},
      {"a field that the form has not", Relation::kSum, {"funds[7].weight"}, Rational(1), ""},
      {"too few inputs", Relation::kScoreAtLeast, {"indicators[0].weight"}, Rational(1), ""},
      {"a judgement", Relation::kNone, three, Rational(1), ""},
  };
  for (const FormulaCase& c : cases) {
    Check check;
    check.relation = c.relation;
    check.because = c.because;
    check.recomputed = c.recomputed;
    EXPECT_EQ(worked_formula(report.forms[0].form, check), c.text) << c.why;
  }
}

TEST(WorkedFormula, ShortensLongSums) {
  const Report report = sample_report({.findings = 1});
  Check check;
  check.relation = Relation::kSum;
  check.because.assign(30, "indicators[0].weight");
  check.recomputed = Rational(150);
  EXPECT_EQ(worked_formula(report.forms[0].form, check),
            "5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + 5 + …（共 30 项） = 150");
}

}  // namespace
}  // namespace hebiao
