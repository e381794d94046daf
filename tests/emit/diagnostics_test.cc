#include "emit/diagnostics.h"

#include <gtest/gtest.h>

#include <string>

#include "emit/display_width.h"

namespace hebiao {
namespace {

Cell cell(int row, int column, const std::string& text) {
  Cell made;
  made.row = row;
  made.column = column;
  made.raw = made.text = text;
  return made;
}

// One row of money in a sheet of two rows; the rate is cell 3.
AuditedForm form_with_rate() {
  AuditedForm audited;
  audited.form.sheet = {
      .rows = 2,
      .columns = 4,
      .cells = {cell(0, 0, "项目资金"), cell(1, 0, "年度资金总额"), cell(1, 1, "320.23"), cell(1, 2, "90.90%")}};
  FundLine fund;
  fund.rate = Field{.raw = "90.90%",
                    .text = "90.90%",
                    .state = FieldState::kNumber,
                    .value = {},
                    .reading = {},
                    .at = {},
                    .cell = 3,
                    .more_cells = {}};
  audited.form.funds.push_back(fund);
  return audited;
}

Finding wrong_rate() {
  Finding finding;
  finding.rule = "fund.rate";
  finding.severity = Severity::kError;
  finding.field = "funds[0].rate";
  finding.message = {"执行率不符", "the rate is wrong"};
  finding.at = {.page = 2, .line = 0, .field = 0, .box = Box{1, 2, 3, 4}};
  return finding;
}

TEST(Diagnostic, NamesThePlaceAndMarksThePrintedText) {
  const AuditedForm form = form_with_rate();
  EXPECT_EQ(diagnostic(wrong_rate(), &form, "a.pdf", {.language = Language::kEnglish, .colour = false}),
            "a.pdf:2:2: error: the rate is wrong [fund.rate]\n"
            "    年度资金总额 | 320.23 | 90.90%\n"
            "                            ^~~~~~\n");
}

TEST(Diagnostic, NamesTheBasisOfTheRule) {
  Finding finding = wrong_rate();
  finding.basis = "财预〔2020〕10号";
  EXPECT_EQ(diagnostic(finding, nullptr, "a.pdf", {.language = Language::kChinese, .colour = false}),
            "a.pdf:2:1: error: 执行率不符 [fund.rate]\n"
            "    = 依据：财预〔2020〕10号\n");
}

TEST(Diagnostic, SpeaksChinese) {
  const AuditedForm form = form_with_rate();
  const std::string text = diagnostic(wrong_rate(), &form, "a.pdf", {.language = Language::kChinese, .colour = false});
  EXPECT_EQ(text.substr(0, text.find('\n')), "a.pdf:2:2: error: 执行率不符 [fund.rate]");
}

TEST(Diagnostic, OfATextNamesTheLine) {
  const AuditedForm form = form_with_rate();
  Finding finding = wrong_rate();
  finding.at = {.page = 1, .line = 47, .field = 6, .box = std::nullopt};
  EXPECT_EQ(diagnostic_row(finding, &form), 47);
}

TEST(Diagnostic, AboutTheReportHasNoExcerpt) {
  EXPECT_EQ(diagnostic(wrong_rate(), nullptr, "a.pdf", {.language = Language::kEnglish, .colour = false}),
            "a.pdf:2:1: error: the rate is wrong [fund.rate]\n");
}

TEST(Diagnostic, HasColourOnlyWhereItIsWished) {
  const AuditedForm form = form_with_rate();
  EXPECT_NE(diagnostic(wrong_rate(), &form, "a", {.language = Language::kEnglish, .colour = true}).find("\x1b[1;31m"),
            std::string::npos);
  EXPECT_EQ(diagnostic(wrong_rate(), &form, "a", {.language = Language::kEnglish, .colour = false}).find('\x1b'),
            std::string::npos);
}

TEST(Diagnostic, LetsNoFileSpeakToTheTerminal) {
  AuditedForm form = form_with_rate();
  form.form.sheet.cells[3].text = "\x1b[2Jx\a";
  Finding finding = wrong_rate();
  finding.message = {"\x1b]0;title\a", "\x1b]0;title\a\nsecond line"};
  const std::string text = diagnostic(finding, &form, "a", {.language = Language::kEnglish, .colour = false});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\a'), std::string::npos);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 3);
}

TEST(Diagnostic, ClipsLongNeighboursAndKeepsTheMarkInPlace) {
  AuditedForm form = form_with_rate();
  for (int i = 0; i < 50; ++i) form.form.sheet.cells[1].text += "很长的名称";
  const std::string text = diagnostic(wrong_rate(), &form, "a", {.language = Language::kEnglish, .colour = false});
  const std::size_t excerpt = text.find('\n') + 1;
  const std::string row = text.substr(excerpt, text.find('\n', excerpt) - excerpt);
  const std::string mark = text.substr(text.find('\n', excerpt) + 1);
  EXPECT_NE(row.find("…"), std::string::npos);
  EXPECT_EQ(display_width(row.substr(0, row.find("90.90%"))), static_cast<int>(mark.find('^')));
}

TEST(DiagnosticProblem, IsNoFinding) {
  const Problem problem{.code = ProblemCode::kNoTextLayer,
                        .message = {"第 3 页是扫描件", "page 3 is a scan"},
                        .at = {.page = 3, .line = 0, .field = 0, .box = std::nullopt}};
  EXPECT_EQ(diagnostic(problem, "a.pdf", {.language = Language::kEnglish, .colour = false}),
            "a.pdf:3:1: problem: page 3 is a scan [no-text-layer]\n");
}

TEST(SeverityCounts, CountAtOrAbove) {
  SeverityCounts counts;
  for (const Severity severity : {Severity::kError, Severity::kWarning, Severity::kWarning, Severity::kNote}) {
    counts.add(severity);
  }
  EXPECT_EQ(counts.at_or_above(Severity::kError), 1U);
  EXPECT_EQ(counts.at_or_above(Severity::kWarning), 3U);
  EXPECT_EQ(counts.at_or_above(Severity::kNote), 4U);
}

struct WidthCase {
  const char* why;
  std::string text;
  int width;
};

TEST(DisplayWidth, CountsColumnsOfATerminal) {
  const WidthCase cases[] = {
      {"nothing", "", 0},
      {"letters", "abc", 3},
      {"Chinese", "核表", 4},
      {"full-width comma and bracket", "，（", 4},
      {"≥ is narrow", "≥90", 3},
      {"a combining mark", "e\u0301", 1},
      {"zero-width space", "a\u200Bb", 2},
      {"beyond the first plane", "𠮷", 2},
      {"a stray byte", "\xFF", 1},
      {"a cut sequence", "\xE6\xA0", 2},
  };
  for (const WidthCase& c : cases) EXPECT_EQ(display_width(c.text), c.width) << c.why;
}

}  // namespace
}  // namespace hebiao
