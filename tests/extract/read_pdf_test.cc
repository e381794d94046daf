#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "extract/extract.h"
#include "tests/extract/document_dump.h"
#include "tests/extract/pdf_builder.h"

namespace hebiao {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

void expect_conserved(const Document& d) {
  const Coverage& v = d.coverage;
  EXPECT_EQ(v.characters, v.in_cells + v.outside_tables + v.unplaced);
  EXPECT_EQ(v.unplaced, 0u) << dump(d);
}

// Every PDF of these tests conserves what it draws.
Document read(const PdfBuilder& pdf, const ExtractOptions& options = {}) {
  std::string bytes = pdf.bytes();
  Result<Document> document = read_pdf(bytes, "test.pdf", options);
  EXPECT_TRUE(document.has_value()) << document.error().problem.message.en;
  if (!document) return {};
  expect_conserved(*document);
  return *document;
}

// … and all of it was drawn by the test, which counted.
void expect_all_drawn(const Document& d, const PdfBuilder& pdf) { EXPECT_EQ(d.coverage.characters, pdf.characters()); }

std::string cells(const Document& d, std::size_t table = 0) {
  std::string out;
  if (table >= d.tables.size()) return "no table";
  for (const Cell& c : d.tables[table].cells)
    out += fmt::format("{},{} {}x{} {}\n", c.row, c.column, c.row_span, c.column_span, c.raw);
  return out;
}

std::string lines(const Document& d) {
  std::string out;
  for (const Page& p : d.pages) {
    for (const Line& l : p.lines) out += fmt::format("{} {} {}\n", p.number, line_kind_name(l.kind), l.raw);
  }
  return out;
}

const std::vector<std::vector<std::string>> kTwoByThree = {{"指标", "目标", "实际"}, {"人次", "≥200(人)", "365"}};
constexpr const char* kTwoByThreeCells =
    "0,0 1x1 指标\n0,1 1x1 目标\n0,2 1x1 实际\n1,0 1x1 人次\n1,1 1x1 ≥200(人)\n1,2 1x1 365\n";

// ---- rulings of every style

struct StyleCase {
  const char* name;
  RuleStyle style;
};

class EveryRuleStyle : public testing::TestWithParam<StyleCase> {};

TEST_P(EveryRuleStyle, GivesTheSameCells) {
  PdfBuilder pdf;
  pdf.page().grid({.style = GetParam().style, .rows = kTwoByThree});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(cells(d), kTwoByThreeCells);
  EXPECT_EQ(d.tables[0].found_by, FoundBy::kRulings);
  EXPECT_TRUE(d.problems.empty()) << dump(d);
  expect_all_drawn(d, pdf);
}

INSTANTIATE_TEST_SUITE_P(
    Pdf, EveryRuleStyle,
    testing::Values(StyleCase{"stroke", RuleStyle::kStroke}, StyleCase{"thin_fill", RuleStyle::kThinFill},
                    StyleCase{"four_rects", RuleStyle::kFourRects}, StyleCase{"dashed", RuleStyle::kDashed},
                    StyleCase{"dash_pieces", RuleStyle::kDashPieces}, StyleCase{"dots", RuleStyle::kDots},
                    StyleCase{"double", RuleStyle::kDouble}, StyleCase{"coloured", RuleStyle::kColoured},
                    StyleCase{"frames", RuleStyle::kFrames}, StyleCase{"clipped", RuleStyle::kClipped}),
    [](const auto& test) { return test.param.name; });

// ---- what is a table and what is not

TEST(ReadPdf, KeepsTwoTablesFourPointsApart) {
  PdfBuilder pdf;
  pdf.page().grid({.top = 80, .rows = kTwoByThree}).grid({.top = 80 + 48 + 4, .rows = kTwoByThree});
  pdf.grid({.left = 60, .top = 300, .width = 60, .rows = {{"甲", "乙"}}});
  pdf.grid({.left = 60 + 120 + 4, .top = 300, .width = 60, .rows = {{"丙", "丁"}}});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 4u) << dump(d);
  EXPECT_EQ(cells(d, 0), kTwoByThreeCells);
  EXPECT_EQ(cells(d, 1), kTwoByThreeCells);
  EXPECT_EQ(cells(d, 2), "0,0 1x1 甲\n0,1 1x1 乙\n");
  EXPECT_EQ(cells(d, 3), "0,0 1x1 丙\n0,1 1x1 丁\n");
}

TEST(ReadPdf, FindsSpansByMissingLines) {
  PdfBuilder pdf;
  pdf.page();
  pdf.border({60, 100, 160, 160}, RuleStyle::kStroke).border({160, 100, 360, 130}, RuleStyle::kStroke);
  pdf.border({160, 130, 260, 160}, RuleStyle::kStroke).border({260, 130, 360, 160}, RuleStyle::kStroke);
  pdf.text(64, 130, "甲").text(170, 120, "乙").text(170, 150, "丙").text(270, 150, "丁");
  EXPECT_EQ(cells(read(pdf)), "0,0 2x1 甲\n0,1 1x2 乙\n1,1 1x1 丙\n1,2 1x1 丁\n");
}

TEST(ReadPdf, ClosesATableWithOpenSides) {
  PdfBuilder pdf;
  pdf.page();
  for (double y : {100.0, 124.0, 148.0}) pdf.line(60, y, 360, y);
  for (double x : {160.0, 260.0}) pdf.line(x, 100, x, 148);
  const char* texts[2][3] = {{"项目", "预算", "执行"}, {"培训", "10", "9"}};
  for (int r = 0; r < 2; ++r) {
    for (int c = 0; c < 3; ++c) pdf.text(64 + 100 * c, 116 + 24 * r, texts[r][c]);
  }
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 项目\n0,1 1x1 预算\n0,2 1x1 执行\n1,0 1x1 培训\n1,1 1x1 10\n1,2 1x1 9\n");
}

TEST(ReadPdf, DoesNotTakeABoxOrAnUnderlineForATable) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 300, 160}, RuleStyle::kStroke).text(70, 130, "填表说明").text(60, 300, "单位名称");
  pdf.line(110, 302, 200, 302);
  Document d = read(pdf);
  EXPECT_TRUE(d.tables.empty()) << dump(d);
  EXPECT_EQ(lines(d), "1 text 填表说明\n1 text 单位名称\n");
}

TEST(ReadPdf, SaysThatAGridDoesNotClose) {
  PdfBuilder pdf;
  pdf.page().line(60, 100, 160, 100).line(60, 100, 60, 150).line(60, 130, 110, 130);
  pdf.text(70, 115, "数量指标");
  Document d = read(pdf);
  ASSERT_EQ(d.problems.size(), 1u) << dump(d);
  EXPECT_EQ(d.problems[0].code, ProblemCode::kGridOpen);
  EXPECT_EQ(lines(d), "1 text 数量指标\n");
}

// ---- tables that leave lines out

const std::vector<std::vector<std::string>> kFigures = {{"项目", "年初预算", "执行数", "执行率"},
                                                        {"教育支出", "320.23", "284.27", "88.77%"},
                                                        {"培训支出", "15.00", "", "0.00"},
                                                        {"其他支出", "7.00", "7.00", "100%"}};

void write_figures(PdfBuilder& pdf) {
  for (std::size_t r = 0; r < kFigures.size(); ++r) {
    for (std::size_t c = 0; c < kFigures[r].size(); ++c) {
      pdf.text(70.0 + 110.0 * static_cast<double>(c), 116.0 + 18.0 * static_cast<double>(r), kFigures[r][c]);
    }
  }
}

std::string cells_of(const std::vector<std::vector<std::string>>& rows) {
  std::string out;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) out += fmt::format("{},{} 1x1 {}\n", r, c, rows[r][c]);
  }
  return out;
}

TEST(ReadPdf, FindsATableWithoutLinesByItsAlignment) {
  PdfBuilder pdf;
  pdf.page().text(200, 60, "收支情况表");
  write_figures(pdf);
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].found_by, FoundBy::kAlignment);
  EXPECT_EQ(cells(d), cells_of(kFigures));
  EXPECT_EQ(lines(d), "1 text 收支情况表\n");
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, FindsATableBetweenThreeHorizontalLines) {
  PdfBuilder pdf;
  pdf.page();
  for (double y : {102.0, 121.0, 176.0}) pdf.line(60, y, 500, y);
  write_figures(pdf);
  EXPECT_EQ(cells(read(pdf)), cells_of(kFigures));
}

TEST(ReadPdf, SplitsRowsThatShareOneFrame) {
  PdfBuilder pdf;
  pdf.page();
  for (int c = 0; c < 4; ++c) pdf.border({60.0 + 110 * c, 104, 170.0 + 110 * c, 178}, RuleStyle::kStroke);
  write_figures(pdf);
  EXPECT_EQ(cells(read(pdf)), cells_of(kFigures));
}

TEST(ReadPdf, DoesNotTakeProseForATable) {
  PdfBuilder pdf;
  pdf.page();
  for (int r = 0; r < 12; ++r) {
    pdf.text(60, 100 + 16 * r, "按照年度工作计划安排认真组织实施各项任务确保完成");
    pdf.text(320, 100 + 16 * r, "加强预算绩效管理提高财政资金使用效益取得明显成效");
  }
  for (int r = 0; r < 6; ++r) pdf.text(60, 400 + 16 * r, "•").text(80, 400 + 16 * r, "落实主体责任");
  for (int r = 0; r < 5; ++r)
    pdf.text(60, 600 + 16 * r, "第" + std::to_string(r) + "章……………………").text(460, 600 + 16 * r, "12");
  Document d = read(pdf);
  EXPECT_TRUE(d.tables.empty()) << dump(d);
  expect_all_drawn(d, pdf);
}

// ---- exact text

struct WrapCase {
  const char* first;
  const char* second;
  const char* joined;
  const char* reason;
};

class Wraps : public testing::TestWithParam<WrapCase> {};

TEST_P(Wraps, JoinAsTheyWereTyped) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 112, 150}, RuleStyle::kStroke).border({112, 100, 300, 150}, RuleStyle::kStroke);
  pdf.text(63, 115, GetParam().first).text(63, 130, GetParam().second).text(120, 120, "旁");
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u);
  EXPECT_EQ(d.tables[0].cells[0].raw, GetParam().joined) << GetParam().reason;
}

INSTANTIATE_TEST_SUITE_P(
    Pdf, Wraps,
    testing::Values(WrapCase{"提升专业", "能力", "提升专业能力", "Chinese characters wrap without a blank"},
                    WrapCase{"提升 IT", "能力", "提升 IT能力", "one side is Chinese"},
                    WrapCase{"total", "score", "total score", "Latin words keep one"},
                    WrapCase{"total ", "score", "total score", "… and not two"},
                    WrapCase{"15,754,899", ".39", "15,754,899.39", "a figure that filled its cell was cut"},
                    WrapCase{"2023", "2024", "2023 2024", "two figures that had room stay two"},
                    WrapCase{"≥80.00(", "人)", "≥80.00(人)", "after an opening bracket"},
                    WrapCase{"项目资金", "(万元)", "项目资金 (万元)", "half-width brackets are set off by a blank"},
                    WrapCase{"项目资金", "（万元）", "项目资金（万元）", "full-width ones are not"},
                    WrapCase{"完成培训；", "(2)", "完成培训；(2)", "nor do they begin a numbered item so"},
                    WrapCase{"2021-", "2023", "2021-2023", "after a hyphen"}));

TEST(ReadPdf, TakesTheBlankBeforeABracketFromThePagesHabit) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 112, 150}, RuleStyle::kStroke).border({112, 100, 300, 150}, RuleStyle::kStroke);
  pdf.text(63, 115, "产出指标").text(63, 130, "(50分)").text(120, 120, "效益指标(30分)");
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 产出指标(50分)\n0,1 1x1 效益指标(30分)\n");
}

TEST(ReadPdf, CountsGlyphsDrawnTwiceOnce) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kTwoByThree});
  pdf.text(64.3, 95, "指标").text(64, 95.3, "指标").text(164.3, 119, "≥200(人)");
  Document d = read(pdf);
  EXPECT_EQ(cells(d), kTwoByThreeCells);
}

TEST(ReadPdf, KeepsDoubledCharactersThatAreMeant) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = {{"11人", "高高兴兴"}, {"100", "——"}}});
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 11人\n0,1 1x1 高高兴兴\n1,0 1x1 100\n1,1 1x1 ——\n");
}

TEST(ReadPdf, TakesActualTextForWhatIsDrawn) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = {{"", "乙"}}});
  pdf.raw("/Span << /ActualText <FEFF76EE> >> BDC").text(64, 95, "⽬").raw("EMC");
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 目\n0,1 1x1 乙\n");
}

TEST(ReadPdf, LeavesFullWidthDigitsRaw) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = {{"目标", "乙"}}});
  pdf.text(90, 95, "\xA3\xB1\xA3\xB2", {.font = "F2"});
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 目标１２\n0,1 1x1 乙\n");
}

TEST(ReadPdf, KeepsPunctuationThatHangsOverTheBorderWithItsWord) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 112, 150}, RuleStyle::kStroke).border({112, 100, 300, 150}, RuleStyle::kStroke);
  pdf.text(62, 115, "课程设计、").text(62, 130, "设置").text(150, 120, "合理");
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 课程设计、设置\n0,1 1x1 合理\n");
}

TEST(ReadPdf, ReadsVerticalWritingDownTheColumn) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 90, 180}, RuleStyle::kStroke).border({90, 100, 200, 180}, RuleStyle::kStroke);
  pdf.text(75, 110, "产出指标", {.font = "F4"}).text(100, 140, "甲");
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 产出指标\n0,1 1x1 甲\n");
}

TEST(ReadPdf, KeepsSuperscriptsInTheirLine) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = {{"面积 m", "乙"}}});
  pdf.text(90, 91.5, "2", {.size = 6});
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 面积 m2\n0,1 1x1 乙\n");
}

// ---- what stands on the page and does not belong to the text

TEST(ReadPdf, KeepsWatermarksOutOfCells) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kTwoByThree});
  pdf.text(60, 160, "内部资料", {.size = 60, .angle = 40, .gray = 0.8});
  pdf.text(62, 120, "样本", {.size = 40, .gray = 0.85});
  Document d = read(pdf);
  EXPECT_EQ(cells(d), kTwoByThreeCells);
  EXPECT_THAT(lines(d), HasSubstr("watermark 内部资料"));
  EXPECT_THAT(lines(d), HasSubstr("watermark 样本"));
  expect_all_drawn(d, pdf);
}

struct HiddenCase {
  const char* name;
  double x;
  double y;
  TextStyle style;
};

class HiddenText : public testing::TestWithParam<HiddenCase> {};

TEST_P(HiddenText, IsListedAsHidden) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kTwoByThree}).text(GetParam().x, GetParam().y, "密", GetParam().style);
  Document d = read(pdf);
  EXPECT_EQ(cells(d), kTwoByThreeCells);
  EXPECT_EQ(lines(d), "1 hidden 密\n");
}

INSTANTIATE_TEST_SUITE_P(Pdf, HiddenText,
                         testing::Values(HiddenCase{"render_mode_3", 100, 95, {.render = 3}},
                                         HiddenCase{"white_on_white", 100, 95, {.gray = 1}},
                                         HiddenCase{"half_a_point_high", 100, 95, {.size = 0.5}},
                                         HiddenCase{"left_of_the_page", -40, 95, {}},
                                         HiddenCase{"below_the_page", 100, 900, {}}),
                         [](const auto& test) { return test.param.name; });

TEST(ReadPdf, SeesWhiteTextOnADarkBackground) {
  PdfBuilder pdf;
  pdf.page().fill({60, 80, 160, 104}, 0.3).grid({.rows = {{"", "乙"}}}).text(64, 95, "甲", {.gray = 1});
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 甲\n0,1 1x1 乙\n");
}

TEST(ReadPdf, ListsPageNumbersAndRunningHeads) {
  PdfBuilder pdf;
  for (int page = 1; page <= 3; ++page) {
    pdf.page().text(60, 40, "某单位2023年度部门决算", {.size = 8});
    pdf.grid({.rows = {{"页" + std::to_string(page), "乙"}, {"丙", "丁"}}});
    pdf.text(290, 815, "— " + std::to_string(page) + " —");
  }
  Document d = read(pdf);
  for (const Page& p : d.pages) {
    ASSERT_EQ(p.lines.size(), 2u) << dump(d);
    EXPECT_EQ(p.lines[0].kind, LineKind::kPageNumber);
    EXPECT_EQ(p.lines[1].kind, LineKind::kPageNumber);
  }
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, KeepsTheTitleOfAFormOnEachPage) {
  PdfBuilder pdf;
  for (const char* name : {"甲项目", "乙项目", "丙项目"}) {
    pdf.page().text(200, 60, "项目支出绩效自评表", {.size = 14});
    pdf.grid({.rows = {{"项目名称", name}, {"主管部门", "某局"}}});
  }
  Document d = read(pdf);
  EXPECT_EQ(d.tables.size(), 3u) << dump(d);
  EXPECT_EQ(lines(d), "1 text 项目支出绩效自评表\n2 text 项目支出绩效自评表\n3 text 项目支出绩效自评表\n");
}

// ---- turned and cropped pages

struct TurnCase {
  const char* name;
  const char* extra;
  int rotation;
};

class TurnedPage : public testing::TestWithParam<TurnCase> {};

// The dictionary turns the page; the text was drawn to read upright before.
TEST_P(TurnedPage, GivesTheSameCells) {
  PdfBuilder pdf;
  pdf.page(595, 842, GetParam().extra).grid({.rows = kTwoByThree});
  Document d = read(pdf);
  EXPECT_EQ(cells(d), kTwoByThreeCells);
  EXPECT_EQ(d.pages[0].rotation, GetParam().rotation);
  double w = d.pages[0].width;
  double h = d.pages[0].height;
  EXPECT_EQ(w > h, GetParam().rotation % 180 == 90);
  for (const Cell& c : d.tables[0].cells) {
    ASSERT_TRUE(c.at.box.has_value());
    EXPECT_TRUE(c.at.box->left >= 0 && c.at.box->right <= w && c.at.box->top >= 0 && c.at.box->bottom <= h) << dump(c);
  }
  expect_all_drawn(d, pdf);
}

INSTANTIATE_TEST_SUITE_P(Pdf, TurnedPage,
                         testing::Values(TurnCase{"upright", "", 0}, TurnCase{"quarter", "/Rotate 90", 90},
                                         TurnCase{"half", "/Rotate 180", 180}, TurnCase{"three", "/Rotate 270", 270}),
                         [](const auto& test) { return test.param.name; });

TEST(ReadPdf, TurnsThePageByMostOfItsText) {
  PdfBuilder pdf;
  pdf.page(842, 595);
  pdf.raw("q 0 1 -1 0 842 0 cm");  // a portrait page laid on its side
  pdf.raw("0.5 w 60 700 m 260 700 l 60 724 m 260 724 l 60 700 m 60 724 l 160 700 m 160 724 l 260 700 m 260 724 l S");
  pdf.raw("BT /F1 10 Tf 64 708 Td <7532> Tj 100 0 Td <4E59> Tj ET Q");
  EXPECT_EQ(cells(read(pdf)), "0,0 1x1 甲\n0,1 1x1 乙\n");
}

TEST(ReadPdf, MeasuresFromTheCropBox) {
  PdfBuilder pdf;
  pdf.page(595, 842, "/CropBox [ 50 0 595 792 ]").grid({.rows = {{"甲", "乙"}}}).text(10, 95, "外");
  Document d = read(pdf);
  EXPECT_EQ(cells(d), "0,0 1x1 甲\n0,1 1x1 乙\n");
  EXPECT_NEAR(d.tables[0].cells[0].at.box->left, 10, 0.6);
  EXPECT_NEAR(d.tables[0].cells[0].at.box->top, 30, 0.6);
  EXPECT_EQ(lines(d), "1 hidden 外\n");
}

TEST(ReadPdf, ReadsLabelsTurnedOnAnUprightPage) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 90, 196}, RuleStyle::kStroke);
  pdf.grid({.left = 90, .top = 100, .rows = {{"甲", "1"}, {"乙", "2"}, {"丙", "3"}, {"丁", "4"}}});
  pdf.text(78, 170, "产出指标", {.angle = 90});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_THAT(cells(d), HasSubstr("0,0 4x1 产出指标\n0,1 1x1 甲\n"));
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, ReadsATableInsideACellAsItsOwn) {
  PdfBuilder pdf;
  pdf.page().border({60, 100, 160, 200}, RuleStyle::kStroke).border({160, 100, 460, 200}, RuleStyle::kStroke);
  pdf.text(64, 115, "概况").text(166, 112, "见下表");
  pdf.grid({.left = 170, .top = 130, .width = 90, .rows = {{"甲", "1", "2"}, {"乙", "3", "4"}}});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 2u) << dump(d);
  EXPECT_EQ(cells(d, 0), "0,0 1x1 概况\n0,1 1x1 见下表\n");
  EXPECT_EQ(cells(d, 1), "0,0 1x1 甲\n0,1 1x1 1\n0,2 1x1 2\n1,0 1x1 乙\n1,1 1x1 3\n1,2 1x1 4\n");
  expect_all_drawn(d, pdf);
}

// ---- over page breaks

PdfBuilder two_pages(const PdfBuilder::GridText& first, const PdfBuilder::GridText& second) {
  PdfBuilder pdf;
  pdf.page().grid(first).page().grid(second);
  return pdf;
}

TEST(ReadPdf, JoinsATableOverAPageBreak) {
  Document d = read(two_pages({.top = 700, .rows = {{"指标", "目标", "实际"}, {"甲", "1", "2"}}},
                              {.top = 60, .rows = {{"乙", "3", "4"}}}));
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].pages, (std::vector<int>{1, 2}));
  EXPECT_EQ(d.tables[0].rows, 3);
  EXPECT_THAT(cells(d), HasSubstr("2,0 1x1 乙\n2,1 1x1 3\n2,2 1x1 4\n"));
}

TEST(ReadPdf, DropsHeaderRowsThatArePrintedAgain) {
  Document d = read(two_pages({.top = 700, .rows = {{"指标", "目标", "实际"}, {"甲", "1", "2"}}},
                              {.top = 60, .rows = {{"指标", "目标", "实际"}, {"乙", "3", "4"}}}));
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].repeated_header_rows, 1);
  EXPECT_EQ(d.tables[0].rows, 3);
  EXPECT_EQ(lines(d), "2 page-number 指标 目标 实际\n");
}

// The same page twice, as a damaged page tree gives it.
TEST(ReadPdf, ACellThatReachesBelowADroppedRowIsNotDroppedWithIt) {
  PdfBuilder pdf;
  for (const char* value : {"1", "2"}) {
    pdf.page().border({60, 60, 160, 108}, RuleStyle::kStroke).text(64, 80, "产出指标");
    for (int row = 0; row < 2; ++row) {
      const double top = 60 + 24 * row;
      pdf.border({160, top, 260, top + 24}, RuleStyle::kStroke).border({260, top, 360, top + 24}, RuleStyle::kStroke);
      pdf.text(164, top + 16, row == 0 ? "目标" : value).text(264, top + 16, row == 0 ? "实际" : value);
    }
  }
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].repeated_header_rows, 1);
  EXPECT_EQ(lines(d), "2 page-number 目标 实际\n");
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, DoesNotTakeARepeatedRowOfDataForAHeader) {
  Document d = read(two_pages({.top = 700, .rows = {{"及时", "是", "5"}, {"甲", "1", "2"}}},
                              {.top = 60, .rows = {{"有序", "是", "5"}, {"乙", "3", "4"}}}));
  ASSERT_EQ(d.tables.size(), 1u);
  EXPECT_EQ(d.tables[0].rows, 4);
  EXPECT_EQ(d.tables[0].repeated_header_rows, 0);
}

TEST(ReadPdf, BeginsANewTableUnderATitle) {
  PdfBuilder pdf;
  pdf.page().grid({.top = 700, .rows = {{"项目名称", "甲"}, {"主管部门", "某局"}}});
  pdf.page()
      .text(200, 60, "自评表", {.size = 14})
      .grid({.top = 80, .rows = {{"项目名称", "乙"}, {"主管部门", "某局"}}});
  EXPECT_EQ(read(pdf).tables.size(), 2u);
}

TEST(ReadPdf, BeginsANewTableWhereItsFirstLabelComesAgain) {
  EXPECT_EQ(read(two_pages({.top = 700, .rows = {{"项目名称", "甲"}, {"主管部门", "某局"}}},
                           {.top = 60, .rows = {{"项目名称", "乙"}, {"主管部门", "某局"}}}))
                .tables.size(),
            2u);
}

TEST(ReadPdf, DoesNotJoinOtherColumns) {
  EXPECT_EQ(read(two_pages({.top = 700, .rows = {{"甲", "乙", "丙"}}},
                           {.left = 90, .top = 60, .width = 70, .rows = {{"丁", "戊"}}}))
                .tables.size(),
            2u);
}

TEST(ReadPdf, RejoinsAMergedCellCutByTheBreak) {
  PdfBuilder pdf;
  pdf.page().border({60, 752, 160, 800}, RuleStyle::kStroke).text(64, 775, "产出指标");
  pdf.grid({.left = 160, .top = 752, .rows = {{"甲", "1"}, {"乙", "2"}}});
  pdf.page().border({60, 60, 160, 84}, RuleStyle::kStroke).grid({.left = 160, .top = 60, .rows = {{"丙", "3"}}});
  pdf.grid({.left = 60, .top = 84, .rows = {{"效益指标", "丁", "4"}}});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_THAT(cells(d), HasSubstr("0,0 3x1 产出指标\n"));
  EXPECT_THAT(cells(d), HasSubstr("3,0 1x1 效益指标\n"));
  EXPECT_EQ(d.tables[0].cells[0].more_at.size(), 1u);
}

TEST(ReadPdf, KeepsAnEmptyCellAtTheTopOfAPageApart) {
  Document d = read(two_pages({.top = 752, .rows = {{"甲", "1", "原因"}}}, {.top = 60, .rows = {{"乙", "2", ""}}}));
  ASSERT_EQ(d.tables.size(), 1u);
  EXPECT_THAT(cells(d), HasSubstr("1,2 1x1 \n"));
}

TEST(ReadPdf, RejoinsARowCutByTheBreak) {
  PdfBuilder pdf;
  pdf.page().grid({.top = 760, .width = 48, .height = 24, .rows = {{"提升专业", "是", "5"}}});
  pdf.page().grid({.top = 60, .width = 48, .height = 24, .rows = {{"能力", "", ""}, {"乙", "否", "6"}}});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u);
  EXPECT_EQ(cells(d), "0,0 1x1 提升专业能力\n0,1 1x1 是\n0,2 1x1 5\n1,0 1x1 乙\n1,1 1x1 否\n1,2 1x1 6\n");
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, GoesOnBesideAMergedColumnWithoutRules) {
  PdfBuilder pdf;
  pdf.page().border({60, 752, 160, 800}, RuleStyle::kStroke).text(64, 775, "绩效指标");
  pdf.grid({.left = 160, .top = 752, .rows = {{"甲", "1"}, {"乙", "2"}}});
  pdf.page().grid({.left = 160, .top = 60, .rows = {{"丙", "3"}, {"丁", "4"}}});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].columns, 3);
  EXPECT_THAT(cells(d), HasSubstr("0,0 4x1 绩效指标\n"));
}

TEST(ReadPdf, IgnoresAPageNumberBetweenTheHalves) {
  PdfBuilder pdf;
  pdf.page().grid({.top = 752, .rows = {{"甲", "1", "2"}}}).text(290, 815, "- 3 -");
  pdf.page().grid({.top = 60, .rows = {{"乙", "3", "4"}}}).text(290, 815, "- 4 -");
  EXPECT_EQ(read(pdf).tables.size(), 1u);
}

TEST(ReadPdf, JoinsATableWithoutLinesOverAPageBreak) {
  PdfBuilder pdf;
  auto row = [&](double baseline, const std::vector<std::string>& texts) {
    for (std::size_t c = 0; c < texts.size(); ++c) pdf.text(70.0 + 100.0 * static_cast<double>(c), baseline, texts[c]);
  };
  pdf.page();
  row(730, {"指标", "目标值", "实际值", "得分", "说明"});
  row(750, {"培训人次", "200", "365", "10", "无"});
  row(770, {"培训期数", "12", "12", "10", "无"});
  pdf.page();
  row(60, {"考试场次", "7", "7", "10"});  // columns are narrower here, and the last is empty
  row(80, {"合格率", "95%", "96%", "10"});
  row(100, {"成本", "8", "8", "9.5"});
  Document d = read(pdf);
  ASSERT_EQ(d.tables.size(), 1u) << dump(d);
  EXPECT_EQ(d.tables[0].pages, (std::vector<int>{1, 2}));
  EXPECT_EQ(d.tables[0].rows, 6);
  EXPECT_THAT(cells(d), HasSubstr("3,0 1x1 考试场次\n3,1 1x1 7\n3,2 1x1 7\n3,3 1x1 10\n3,4 1x1 \n"));
  expect_all_drawn(d, pdf);
}

TEST(ReadPdf, KeepsWrappedCellsOfATableWithoutLinesTogether) {
  PdfBuilder pdf;
  pdf.page();
  const std::vector<std::vector<std::string>> kRows = {{"一级", "指标", "目标", "得分"},
                                                       {"产出", "全年培训", "200", "10"},
                                                       {"指标", "人数", "", ""},
                                                       {"", "全年开班", "12", "10"},
                                                       {"", "期数", "", ""},
                                                       {"效益指标", "群众", "95%", "10"},
                                                       {"", "满意度", "", ""}};
  const double kBaselines[] = {100, 120, 132, 152, 164, 184, 196};
  for (std::size_t r = 0; r < kRows.size(); ++r) {
    for (std::size_t c = 0; c < kRows[r].size(); ++c) {
      if (!kRows[r][c].empty()) pdf.text(70.0 + 100.0 * static_cast<double>(c), kBaselines[r], kRows[r][c]);
    }
  }
  EXPECT_EQ(cells(read(pdf)), cells_of({{"一级", "指标", "目标", "得分"},
                                        {"产出指标", "全年培训人数", "200", "10"},
                                        {"", "全年开班期数", "12", "10"},
                                        {"效益指标", "群众满意度", "95%", "10"}}));
}

// ---- refused, loudly

TEST(ReadPdf, SaysWhichPagesAreImages) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kTwoByThree}).page().image({0, 0, 595, 842}).page().image({20, 20, 575, 800});
  Document d = read(pdf);
  ASSERT_EQ(d.problems.size(), 1u) << dump(d);
  EXPECT_EQ(d.problems[0].code, ProblemCode::kNoTextLayer);
  EXPECT_EQ(d.problems[0].at.page, 2);
  EXPECT_THAT(d.problems[0].message.en, HasSubstr("2-3"));
}

// A page whose font /F9 is `font`, which draws the codes 8D22 653F: 财政 if they were Unicode.
Document read_with_font(const std::string& font, std::string_view descendant) {
  PdfBuilder pdf;
  int below = pdf.object(std::string(descendant));
  int number = pdf.object(fmt::format(fmt::runtime(font), below));
  pdf.page(595, 842, fmt::format("/Resources << /Font << /F9 {} 0 R >> >>", number))
      .text(60, 100, "财政", {.font = "F9"});
  return read(pdf);
}

constexpr std::string_view kIdentity =
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+SimSun /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
    "/Ordering (Identity) /Supplement 0 >> >>";
constexpr std::string_view kGb1 =
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /FangSong_GB2312 /DW 1000 /CIDSystemInfo << /Registry (Adobe) "
    "/Ordering (GB1) /Supplement 0 >> >>";

TEST(ReadPdf, SaysWhichFontsNameNoCharacters) {
  Document d = read_with_font(
      "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+SimSun /Encoding /Identity-H /DescendantFonts [ {} 0 R ] >>",
      kIdentity);
  ASSERT_EQ(d.problems.size(), 1u) << dump(d);
  EXPECT_EQ(d.problems[0].code, ProblemCode::kFontUndecodable);
  EXPECT_THAT(d.problems[0].message.en, HasSubstr("SimSun"));
  EXPECT_EQ(d.problems[0].at.page, 1);
}

TEST(ReadPdf, ReadsAFangSongThatIsNotEmbedded) {
  Document d = read_with_font(
      "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong_GB2312 /Encoding /UniGB-UCS2-H /DescendantFonts [ {} 0 R ] "
      ">>",
      kGb1);
  EXPECT_EQ(lines(d), "1 text 财政\n");
  EXPECT_TRUE(d.problems.empty()) << dump(d);
}

// What Poppler says of a map that is not installed; with poppler-data away it says so of every map.
TEST(ReadPdf, SaysThatACharacterMapIsMissing) {
  Document d = read_with_font(
      "<< /Type /Font /Subtype /Type0 /BaseFont /FangSong_GB2312 /Encoding /UniGB-Nowhere-H /DescendantFonts [ {} 0 R "
      "] "
      ">>",
      kGb1);
  ASSERT_FALSE(d.problems.empty()) << dump(d);
  EXPECT_EQ(d.problems[0].code, ProblemCode::kCmapMissing) << dump(d);
  EXPECT_THAT(d.problems[0].message.en, HasSubstr("poppler-data"));
}

TEST(ReadPdf, ReadsTheInvisibleTextOfARecognisedScan) {
  PdfBuilder pdf;
  pdf.page().image({0, 0, 595, 842}).text(60, 100, "财政项目支出", {.render = 3});
  Document d = read(pdf);
  EXPECT_EQ(lines(d), "1 text 财政项目支出\n");
}

TEST(ReadPdf, RefusesWhatIsNoPdf) {
  struct Case {
    std::string bytes;
    ProblemCode code;
    const char* reason;
  };
  std::string whole = PdfBuilder().page().grid({.rows = kTwoByThree}).bytes();
  for (const Case& c : {Case{"%PDF-1.7\n", ProblemCode::kPdfDamaged, "a header alone"},
                        Case{"%PDF-1.4\n" + std::string(5000, 'x'), ProblemCode::kPdfDamaged, "noise after a header"},
                        Case{whole.substr(0, 60), ProblemCode::kPdfDamaged, "cut before the first page"}}) {
    Result<Document> d = read_pdf(c.bytes, "x.pdf", {});
    ASSERT_FALSE(d.has_value()) << c.reason;
    EXPECT_EQ(d.error().problem.code, c.code) << c.reason;
    EXPECT_FALSE(d.error().problem.message.zh.empty());
  }
}

TEST(ReadPdf, RepairsACrossReferenceTableAndSaysSo) {
  std::string whole = PdfBuilder().page().grid({.rows = kTwoByThree}).bytes();
  whole.insert(whole.find("1 0 obj"), "% something was inserted here: no offset is right any more\n");
  Result<Document> d = read_pdf(whole, "x.pdf", {});
  ASSERT_TRUE(d.has_value());
  EXPECT_EQ(cells(*d), kTwoByThreeCells);
  ASSERT_EQ(d->problems.size(), 1u);
  EXPECT_EQ(d->problems[0].code, ProblemCode::kPdfDamaged);
}

// ---- limits

TEST(ReadPdf, StopsAtItsLimitsAndKeepsWhatItRead) {
  struct Case {
    const char* name;
    std::function<void(ExtractOptions&)> set;
  };
  PdfBuilder pdf;
  pdf.page().grid({.rows = kTwoByThree}).page().grid({.rows = kTwoByThree});
  for (const Case& c : {Case{"glyphs_per_page", [](ExtractOptions& o) { o.limits.glyphs_per_page = 5; }},
                        Case{"rulings_per_page", [](ExtractOptions& o) { o.limits.rulings_per_page = 9; }},
                        Case{"cells_per_table", [](ExtractOptions& o) { o.limits.cells_per_table = 3; }},
                        Case{"pages", [](ExtractOptions& o) { o.limits.pages = 1; }}}) {
    ExtractOptions options;
    c.set(options);
    Document d = read(pdf, options);
    ASSERT_FALSE(d.problems.empty()) << c.name;
    EXPECT_EQ(d.problems[0].code, ProblemCode::kLimitExceeded) << c.name;
    EXPECT_THAT(d.problems[0].message.en, HasSubstr(c.name));
    EXPECT_GT(d.coverage.characters, 0u) << c.name;
  }
}

TEST(ReadPdf, SurvivesOddPages) {
  PdfBuilder pdf;
  pdf.page(200'000'000, 200'000'000).grid({.rows = kTwoByThree});
  pdf.page().text(60, 100, "零", {.size = 0}).raw("Q Q Q 1 0 0 1 nan 0 cm /Nope Tf (x) Tj 0 0 0 0 re f");
  pdf.page(0, 0).text(10, 10, "甲");
  pdf.page().raw("99999999999 0 m 99999999999 99999999999 l S").text(60, 100, "末");
  Document d = read(pdf);
  EXPECT_EQ(d.pages.size(), 4u);
  EXPECT_THAT(lines(d), HasSubstr("4 text 末"));
}

TEST(ReadPdf, ReadsAHundredThousandRulings) {
  PdfBuilder pdf;
  pdf.page();
  std::string rules;
  for (int i = 0; i < 50'000; ++i) rules += fmt::format("{} {} m {} {} l S\n", i % 500, 20, i % 500, 800);
  for (int i = 0; i < 50'001; ++i) rules += fmt::format("{} {} m {} {} l S\n", 0, i % 800, 590, i % 800);
  pdf.raw(rules).text(60, 100, "末");
  Document d = read(pdf);
  ASSERT_FALSE(d.problems.empty());
  EXPECT_EQ(d.problems[0].code, ProblemCode::kLimitExceeded);
  EXPECT_EQ(d.coverage.characters, 1u);
}

}  // namespace
}  // namespace hebiao
