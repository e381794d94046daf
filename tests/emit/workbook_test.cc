#include "emit/workbook.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "emit/xlsx_check.h"
#include "support/form_builder.h"
#include "temp_folder.h"
#include "workbook_view.h"

namespace hebiao {
namespace {

using test::build_report;
using test::bytes_of;
using test::correct_form_text;
using test::FormText;
using test::TempFolder;
using test::WorkbookView;
using testing::ElementsAre;
using testing::HasSubstr;

// A form with one real error (the execution score) and one missed target in full marks.
FormText faulty_form_text() {
  FormText text = correct_form_text();
  text.funds[0].score = "9.99";
  text.indicators[0].actual = "60公里";
  text.total_score = "99.99";
  return text;
}

WorkbookView written(const TempFolder& folder, const Report& report, const WorkbookContext& context = {}) {
  const auto path = folder / "a.xlsx";
  const auto result = write_workbook(report, path, context);
  EXPECT_TRUE(result) << result.error().problem.message.en;
  return WorkbookView(path);
}

// The name of the sheet of form `index`.
std::string form_sheet(const WorkbookView& view, int index) {
  for (const std::string& name : view.names) {
    if (name.starts_with("表" + std::to_string(index) + " ")) return name;
  }
  return {};
}

std::string column_with(const test::SheetView& sheet, const std::string& heading) {
  const std::string cell = sheet.find(heading);
  return cell.substr(0, cell.find_first_of("0123456789"));
}

TEST(Workbook, HasItsSheetsInOrder) {
  const TempFolder folder;
  const auto view = written(folder, build_report({correct_form_text(), faulty_form_text()}));
  EXPECT_THAT(view.names, ElementsAre("结论", "发现", "复核底稿", "表1 城市道路养护经费", "表2 城市道路养护经费",
                                      "指标明细", "数据", "规则与图例"));
}

TEST(Workbook, IsTheSameToTheByte) {
  const TempFolder folder;
  const Report report = build_report({faulty_form_text()});
  ASSERT_TRUE(write_workbook(report, folder / "a.xlsx"));
  ASSERT_TRUE(write_workbook(report, folder / "b.xlsx"));
  EXPECT_EQ(bytes_of(folder / "a.xlsx"), bytes_of(folder / "b.xlsx"));
}

TEST(FormSheet, PrintsFiguresAsNumbersAndTheRestVerbatim) {
  const TempFolder folder;
  FormText text = correct_form_text();
  text.indicators[0].deviation = "=100.00(%)";
  const auto view = written(folder, build_report({text}));
  const auto& sheet = view.sheet(form_sheet(view, 1));
  EXPECT_TRUE(sheet.at(sheet.find("312.73")).is_number);
  EXPECT_TRUE(sheet.at(sheet.find("0.95479999999999998")).is_number || sheet.at(sheet.find("0.9548")).is_number)
      << "95.48%";
  EXPECT_FALSE(sheet.at(sheet.find("≥120.00(公里)")).is_number);
  const auto formula_like = sheet.at(sheet.find("=100.00(%)"));
  EXPECT_FALSE(formula_like.is_number);
  EXPECT_EQ(formula_like.formula, "") << "text of the form never becomes a formula";
}

TEST(FormSheet, RecomputesBesideThePrintedRow) {
  const TempFolder folder;
  const auto view = written(folder, build_report({correct_form_text()}));
  const auto& sheet = view.sheet(form_sheet(view, 1));
  const std::string score = column_with(sheet, "重算\n得分");
  ASSERT_FALSE(score.empty());
  const std::string budget = sheet.find("312.73");
  const auto recomputed = sheet.at(score + budget.substr(budget.find_first_of("0123456789")));
  EXPECT_THAT(recomputed.formula, HasSubstr("ROUND("));
  EXPECT_THAT(recomputed.formula, HasSubstr("MIN(1,")) << "weight × min(1, rate)";
  EXPECT_EQ(std::stod(recomputed.value), 9.55) << "10 × 298.61 ÷ 312.73 = 9.5485";
  const std::string total = sheet.find("99.55");
  const auto sum = sheet.at(score + total.substr(total.find_first_of("0123456789")));
  EXPECT_THAT(sum.formula, HasSubstr("SUM("));
  EXPECT_EQ(std::stod(sum.value), 99.55);
}

TEST(IndicatorsSheet, HasTheColumnsOfReviewersSheetsInTheirOrder) {
  const TempFolder folder;
  const auto view = written(folder, build_report({correct_form_text()}));
  const auto& sheet = view.sheet("指标明细");
  std::string last;
  for (const char* title : {"一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重", "自评完成值",
                            "自评得分", "复核完成值", "复核得分", "偏离度", "备注", "重算得分"}) {
    const std::string column = column_with(sheet, title);
    ASSERT_FALSE(column.empty()) << title;
    EXPECT_LT(last, column) << title;
    last = column;
  }
  const std::string target = sheet.find("≥120.00(公里)");
  const std::string row = target.substr(target.find_first_of("0123456789"));
  EXPECT_EQ(sheet.at(column_with(sheet, "度量单位") + row).value, "公里") << "as printed, not the canonical km";
  EXPECT_THAT(sheet.at(column_with(sheet, "重算得分") + row).formula, HasSubstr("'复核底稿'!"));
}

TEST(ChecksSheet, ShowsTheConditionOfATargetThatIsMet) {
  const TempFolder folder;
  const auto view = written(folder, build_report({correct_form_text()}));
  const auto& sheet = view.sheet("复核底稿");
  const std::string relation = column_with(sheet, "算式");
  std::size_t floors = 0;
  std::size_t ceilings = 0;
  for (const auto& [name, cell] : sheet.cells) {
    if (!name.starts_with(relation) || cell.value.find("③") == std::string::npos) continue;
    const std::string row = name.substr(relation.size());
    const std::string formula = sheet.at(column_with(sheet, "重算（未舍入）") + row).formula;
    if (cell.value.starts_with("③ ≥ ②"))
      floors += formula.starts_with("IF(H" + row + ">=G" + row + ",F" + row) ? 1U : 0U;
    if (cell.value.starts_with("③ ≤ ②"))
      ceilings += formula.starts_with("IF(H" + row + "<=G" + row + ",F" + row) ? 1U : 0U;
  }
  EXPECT_GE(floors, 3U);
  EXPECT_GE(ceilings, 1U);
}

TEST(FindingsSheet, LeadsToTheReviewPageBesideIt) {
  const TempFolder folder;
  const Report report = build_report({faulty_form_text()});
  WorkbookContext context;
  context.review_page = "名 #1?100%.pdf.html";
  const auto view = written(folder, report, context);
  EXPECT_EQ(view.sheet("发现").at(column_with(view.sheet("发现"), "页面") + "2").value, "看图");
  const std::string relations = view.part("xl/worksheets/_rels/sheet2.xml.rels");
  EXPECT_THAT(relations, HasSubstr("Target=\"名%20%231%3F100%25.pdf.html\"")) << relations.substr(0, 600);
  EXPECT_THAT(view.part("xl/worksheets/sheet2.xml"),
              HasSubstr("location=\"" + report.forms[0].audit.findings[0].fingerprint));
  context.review_page = "no UTF-8 \xFF.html";
  EXPECT_EQ(written(folder, report, context).part("xl/worksheets/_rels/sheet2.xml.rels").find("html"),
            std::string::npos);
}

TEST(FindingsSheet, PointsAtTheFigures) {
  const TempFolder folder;
  const auto view = written(folder, build_report({faulty_form_text()}));
  const auto& sheet = view.sheet("发现");
  const std::string cell = sheet.find("fund.score");
  ASSERT_FALSE(cell.empty());
  const std::string row = cell.substr(1);
  const auto printed = sheet.at(column_with(sheet, "印刷数") + row);
  const auto recomputed = sheet.at(column_with(sheet, "重算数") + row);
  const auto difference = sheet.at(column_with(sheet, "差异") + row);
  EXPECT_THAT(printed.formula, HasSubstr("'表1 城市道路养护经费'!"));
  EXPECT_EQ(std::stod(printed.value), 9.99);
  EXPECT_THAT(recomputed.formula, HasSubstr("'复核底稿'!"));
  EXPECT_EQ(std::stod(recomputed.value), 9.55);
  EXPECT_EQ(std::stod(difference.value), 0.44);
  EXPECT_EQ(sheet.at(column_with(sheet, "级别") + row).value, "错误");
}

TEST(ConclusionSheet, CountsReconcile) {
  const TempFolder folder;
  const Report report = build_report({correct_form_text(), faulty_form_text()});
  const auto view = written(folder, report);
  const auto& sheet = view.sheet("结论");
  std::size_t checks = 0;
  for (const auto& form : report.forms) checks += form.audit.checks.size();
  const std::string cell = sheet.find("与底稿核对");
  const auto row = std::stoi(cell.substr(1));
  EXPECT_EQ(sheet.at("B" + std::to_string(row)).value, "✓ 与底稿行数一致");
  EXPECT_EQ(std::stoul(sheet.at("B" + std::to_string(row - 1)).value), checks);
  std::size_t sum = 0;
  for (int above = row - 8; above < row - 1; ++above) sum += std::stoul(sheet.at("B" + std::to_string(above)).value);
  EXPECT_EQ(sum, checks);
}

TEST(DataSheets, HoldNoMerges) {
  const TempFolder folder;
  const auto view = written(folder, build_report({faulty_form_text()}));
  for (const char* name : {"发现", "复核底稿", "指标明细", "数据"})
    EXPECT_TRUE(view.sheet(name).merges.empty()) << name;
}

TEST(FormSheet, MergesWhatThePageMergesAndLinesByThemselves) {
  const TempFolder folder;
  Report report = build_report({correct_form_text()});
  auto& cells = report.forms[0].form.sheet.cells;
  const auto last = std::find_if(cells.begin(), cells.end(), [](const Cell& cell) { return cell.raw == "总分"; });
  ASSERT_NE(last, cells.end());
  const auto view = written(folder, report);
  const auto lines = view.sheet(form_sheet(view, 1)).merges.size();
  EXPECT_EQ(lines, 4U) << "title, year, and the long texts of goal and outcome over the blanks behind them";
  Cell free = *last;
  free.row = ++report.forms[0].form.sheet.rows;
  free.column = 1;
  free.column_span = 2;
  free.row_span = 2;
  cells.push_back(free);
  const auto merged = written(folder, report);
  EXPECT_EQ(merged.sheet(form_sheet(merged, 1)).merges.size(), lines + 1);
}

TEST(Workbook, IsValidWhateverTheFormSays) {
  struct Case {
    const char* why;
    std::string project;
  };
  const Case cases[] = {
      {"characters that no sheet name may hold", "a/b\\c?d*[e]:f"},
      {"quotes", "'it''s' \"so\""},
      {"emoji", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"},
      {"40,000 characters", std::string(40'000, 'x')},
      {"30,000 emoji: 60,000 units",
       [] {
         std::string s;
         for (int i = 0; i < 30'000; ++i) s += "🙂";
         return s;
       }()},
      {"control characters", std::string("a\0b\x01\x1F\x7F", 6)},
      {"no character of XML", "\uFFFE\uFFFF"},
      {"broken UTF-8", "\xFF\xC0\xAF\xE4\xB8"},
      {"an escape of the format", "_x0041_"},
      {"a formula", "=HYPERLINK(\"http://x\",\"y\")"},
      {"markup", "<a>&amp;</a>]]>"},
      {"nothing", ""},
      {"a reserved name", "History"},
      {"line feeds", "a\nb\r\nc"},
  };
  for (const Case& c : cases) {
    const TempFolder folder;
    FormText text = faulty_form_text();
    text.project = c.project;
    text.indicators[0].name = c.project;
    text.indicators[0].deviation = c.project;
    Report report = build_report({text, text});
    const auto result = write_workbook(report, folder / "a.xlsx");
    ASSERT_TRUE(result) << c.why << ": " << result.error().problem.message.en;
    EXPECT_GE(WorkbookView(folder / "a.xlsx").names.size(), 8U) << c.why;
  }
}

TEST(Workbook, TellsNamesApartThatAreEqualButForCase) {
  const TempFolder folder;
  FormText text = correct_form_text();
  Report report = build_report({text, text});
  report.forms[1].form.index = 1;  // two forms with one number
  report.forms[0].form.project->text = "Plan";
  report.forms[1].form.project->text = "PLAN";
  const auto view = written(folder, report);
  EXPECT_THAT(view.names, testing::IsSupersetOf({std::string("表1 Plan"), std::string("表1 PLAN (2)")}));
}

TEST(Workbook, HoldsThreeHundredForms) {
  const TempFolder folder;
  const auto view = written(folder, build_report(std::vector<FormText>(300, correct_form_text())));
  EXPECT_EQ(view.names.size(), 306U);
}

TEST(Workbook, OfAReportWithoutFormsStillSaysSo) {
  const TempFolder folder;
  Report report;
  report.document.name = "empty.txt";
  const auto view = written(folder, report);
  EXPECT_THAT(view.names, ElementsAre("结论", "发现", "复核底稿", "指标明细", "数据", "规则与图例"));
}

TEST(Workbook, SurvivesCellsThatOverlap) {
  const TempFolder folder;
  Report report = build_report({correct_form_text()});
  auto& sheet = report.forms[0].form.sheet;
  Cell intruder = sheet.cells.back();
  intruder.row = 0;
  intruder.column = 0;
  intruder.row_span = intruder.column_span = 3;
  intruder.raw = intruder.text = "压在别的格上";
  sheet.cells.push_back(intruder);
  const auto view = written(folder, report);
  EXPECT_NE(view.sheet(form_sheet(view, 1)).find("压在别的格上"), "") << "nothing is dropped";
}

TEST(Workbook, BringsDecisionsBack) {
  const TempFolder folder;
  const Report report = build_report({faulty_form_text()});
  const auto& findings = report.forms[0].audit.findings;
  ASSERT_GE(findings.size(), 2U);
  WorkbookContext context;
  context.decisions.set({findings[0].fingerprint, "", findings[0].rule, findings[0].printed.value_or(""), "不属实",
                         "张三", "2024-05-06", "已核对原件"});
  context.decisions.set({findings[1].fingerprint, "", findings[1].rule, findings[1].printed.value_or(""),
                         "属实，应更正", "李四", "", ""});
  context.previous = {line_of(findings[0], "")};
  const auto view = written(folder, report, context);
  EXPECT_EQ(view.names[2], "已接受");
  const auto& accepted = view.sheet("已接受");
  EXPECT_NE(accepted.find("已核对原件"), "");
  EXPECT_NE(accepted.find("已接受"), "");
  EXPECT_EQ(view.sheet("发现").find("已核对原件"), "");
  EXPECT_NE(view.sheet("发现").find("李四"), "");
  EXPECT_NE(view.sheet("发现").find("新增"), "");

  const auto read = read_decisions(folder / "a.xlsx");
  ASSERT_TRUE(read) << read.error().problem.message.en;
  EXPECT_EQ(read->size(), 2U);
  const Decision* decision = read->find(findings[0].fingerprint);
  ASSERT_NE(decision, nullptr);
  EXPECT_EQ(decision->who, "张三");
  EXPECT_EQ(decision->when, "2024-05-06");
  EXPECT_EQ(decision->why, "已核对原件");
  EXPECT_EQ(decision->printed, findings[0].printed.value_or(""));
  EXPECT_EQ(decision->report, report.document.name);
}

TEST(Workbook, TellsWhatIsNewUnchangedUpdatedAndGone) {
  const TempFolder folder;
  const Report report = build_report({faulty_form_text()});
  const auto& findings = report.forms[0].audit.findings;
  ASSERT_GE(findings.size(), 3U);
  WorkbookContext context;
  context.previous.emplace();
  EXPECT_EQ(written(folder, report, context).sheet("发现").find("仍在"), "");

  context.previous->push_back(line_of(findings[0], ""));
  context.previous->push_back(line_of(findings[1], ""));
  context.previous->back().printed = "一个以前的数";
  context.previous->push_back({"f00d", "fund.rate", "warning", "旧项目", "9.8", "9.81", {"以前的一句话", "old"}});
  const auto view = written(folder, report, context);
  const auto count = [&](const char* status) { return view.sheet("发现").count(status); };
  EXPECT_EQ(count("仍在"), 1U);
  EXPECT_EQ(count("有变动"), 1U);
  EXPECT_EQ(count("新增"), findings.size() + report.findings.size() - 2);
  EXPECT_NE(view.part("xl/comments1.xml").find("原文「一个以前的数」"), std::string::npos);
  EXPECT_NE(view.sheet("结论").find(fmt::format("新增 {}，有变动 1，仍在 1；已消失 1", count("新增"))), "");
  for (const char* text : {"警告", "fund.rate", "旧项目", "9.8", "9.81", "以前的一句话", "f00d"}) {
    EXPECT_NE(view.sheet("已消失").find(text), "") << text;
  }
  EXPECT_EQ(view.names[2], "已消失");
}

TEST(Workbook, ShowsADecisionThatHasLapsed) {
  const TempFolder folder;
  const Report report = build_report({faulty_form_text()});
  const Finding& finding = report.forms[0].audit.findings[0];
  WorkbookContext context;
  context.decisions.set({finding.fingerprint, "", finding.rule, "something else", "不属实", "张三", "", ""});
  const auto view = written(folder, report, context);
  EXPECT_NE(view.sheet("发现").find("决定已失效（原文已变）"), "");
  EXPECT_EQ(std::count(view.names.begin(), view.names.end(), "已接受"), 0);
}

TEST(ReadDecisions, RefuseOtherFiles) {
  const TempFolder folder;
  EXPECT_FALSE(read_decisions(folder / "none.xlsx"));
  std::ofstream(folder / "text.xlsx") << "no archive";
  EXPECT_FALSE(read_decisions(folder / "text.xlsx"));
}

}  // namespace
}  // namespace hebiao
