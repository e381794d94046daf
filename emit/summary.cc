// Rows of forms, findings and problems are written as reports come; sums and charts when all have come. Every sheet has
// its own temporary file, so the three grow side by side. A sheet that reaches Excel's last row goes on on another.

#include "emit/summary.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "emit/number_cell.h"
#include "emit/summary_sums.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"
#include "emit/xlsx_writer.h"

namespace hebiao {
namespace {

using xlsx::Address;

constexpr std::size_t kUnitsCharted = 25;  // bars that can still be told apart on a page
constexpr std::size_t kRulesCharted = 12;
constexpr std::size_t kUnitColorsCharted = 6;  // units in one bar; the rest together
constexpr int kChartColumns = 14;              // of 64 pixels, under a chart's width
constexpr int kPointsCharted = 32'000;         // of a scatter chart: the limit of Excel 2007
constexpr std::string_view kUnnamed = "（未印单位）";

struct Column {
  std::string_view title;
  double width;
};

const std::vector<Column> kFormColumns = {
    {"报告", 30},        {"表", 5},     {"年度", 7},     {"项目", 30},     {"主管部门", 22}, {"实施单位", 22},
    {"版式", 12},        {"口径", 12},  {"金额单位", 9}, {"年初预算", 13}, {"全年预算", 13}, {"全年执行", 13},
    {"执行率（%）", 11}, {"总分", 8},   {"等次", 6},     {"指标数", 7},    {"错误", 6},      {"警告", 6},
    {"提示", 6},         {"一致", 6},   {"舍入", 6},     {"连算", 6},      {"截位", 6},      {"不符", 6},
    {"存疑", 6},         {"未复核", 7}, {"工作簿", 10}};
constexpr int kRateColumn = 12;
constexpr int kScoreColumn = 13;

const std::vector<Column> kFindingColumns = {{"报告", 30},  {"表", 5},    {"年度", 7},  {"实施单位", 22}, {"项目", 30},
                                             {"指标", 26},  {"级别", 7},  {"规则", 20}, {"类别", 8},      {"字段", 20},
                                             {"原文", 16},  {"应为", 12}, {"说明", 60}, {"依据", 18},     {"页", 6},
                                             {"源文行", 8}, {"指纹", 22}};

const std::vector<Column> kProblemColumns = {{"报告", 40}, {"代码", 18}, {"说明", 80}, {"页", 6}, {"源文行", 8}};

constexpr std::string_view kClassOrder[] = {"exact", "rounding", "chained", "truncation", "real", "soft", "unchecked"};

// Rows over as many sheets as they need.
class LongTable {
 public:
  LongTable(xlsx::Workbook& book, std::string name, const std::vector<Column>& columns, int rows_of_a_sheet)
      : book_(book), name_(std::move(name)), columns_(columns), rows_of_a_sheet_(std::max(2, rows_of_a_sheet)) {
    open();
  }

  // The row to write next.
  int next() {
    if (row_ == rows_of_a_sheet_ - 1) open();
    return ++row_;
  }
  xlsx::Sheet& sheet() { return *sheet_; }
  const std::string& first_sheet() const { return first_; }
  // Rows of data on the first sheet.
  int rows_of_first() const { return parts_ == 1 ? row_ : rows_of_a_sheet_ - 1; }

  void close() {
    if (sheet_ == nullptr) return;
    sheet_->filter({{0, 0}, {std::max(1, row_), static_cast<int>(columns_.size()) - 1}});
  }

 private:
  void open() {
    close();
    ++parts_;
    sheet_ = &book_.add_sheet(parts_ == 1 ? name_ : fmt::format("{} {}", name_, parts_), xlsx::Memory::kConstant);
    if (parts_ == 1) first_ = sheet_->name();
    for (int i = 0; i < static_cast<int>(columns_.size()); ++i) {
      sheet_->column_width(i, i, columns_[static_cast<std::size_t>(i)].width);
      sheet_->text({0, i}, columns_[static_cast<std::size_t>(i)].title, looks::head());
    }
    sheet_->freeze({1, 1});
    xlsx::PrintSetup setup;
    setup.header = name_;
    setup.repeat_rows = {0, 0};
    sheet_->print(setup);
    row_ = 0;
  }

  xlsx::Workbook& book_;
  std::string name_;
  const std::vector<Column>& columns_;
  int rows_of_a_sheet_;
  xlsx::Sheet* sheet_ = nullptr;
  std::string first_;
  int parts_ = 0;
  int row_ = 0;
};

// One row, cell after cell.
class RowWriter {
 public:
  RowWriter(xlsx::Sheet& sheet, int row) : sheet_(sheet), row_(row) {}

  void text(std::string_view value) {
    static const xlsx::Style kText{.number_format = "@"};
    if (!value.empty()) sheet_.text({row_, column_}, value, kText);
    ++column_;
  }
  void number(double value) {
    static const xlsx::Style kPlain;
    sheet_.number({row_, column_++}, value, kPlain);
  }
  // A plain decimal as a number, with its places; verbatim otherwise.
  void figure(const std::string& digits) {
    const auto face = number_face(digits);
    if (!face) return text(digits);
    xlsx::Style style;
    style.number_format = face->format;
    sheet_.number({row_, column_++}, face->value, style);
  }
  void count(std::size_t value) { number(static_cast<double>(value)); }
  void link(std::string_view target, std::string_view shown) {
    if (target.empty() || xlsx::utf16_units(target) > xlsx::kMaxFormulaStringUnits) return text(target);
    static const xlsx::Style kLink = looks::link({});
    sheet_.formula({row_, column_++},
                   xlsx::FormulaText{fmt::format("HYPERLINK({},{})", xlsx::formula_string(xlsx::plain_text(target)),
                                                 xlsx::formula_string(shown)),
                                     std::string(shown)},
                   kLink);
  }

 private:
  xlsx::Sheet& sheet_;
  int row_;
  int column_ = 0;
};

double percent_of(const Rational& part, const Rational& whole) {
  return whole == 0 ? 0 : nearest_double(round_half_up(part / whole * 100, 2));
}

std::optional<double> ten_below(const std::optional<Rational>& lowest) {
  if (!lowest) return std::nullopt;
  return std::max(0.0, 10 * std::floor(lowest->get_d() / 10));
}

std::string unit_name(const std::string& name) { return name.empty() ? std::string(kUnnamed) : name; }

xlsx::Properties summary_properties() {
  xlsx::Properties properties;
  properties.title = "绩效自评表复核汇总";
  properties.subject = "绩效自评表复核";
  properties.author = "核表 hebiao";
  return properties;
}

}  // namespace

struct SummaryWriter::State {
  State(const std::filesystem::path& path, int rows_of_a_sheet)
      : book(path, summary_properties(), words::overflow()),
        overview(book.add_sheet("概览")),
        charts(book.add_sheet("图表")),
        forms(book, "表单", kFormColumns, rows_of_a_sheet),
        findings(book, std::string(words::kFindings), kFindingColumns, rows_of_a_sheet),
        problems(book, "读取问题", kProblemColumns, rows_of_a_sheet) {}

  void add_form(const ReportDigest& digest, const FormDigest& form, std::string_view workbook);
  void add_finding(const ReportDigest& digest, const FindingDigest& finding);
  void add_problem(const ReportDigest& digest, const Problem& problem);
  void write_overview();
  void write_units();
  void write_rules();
  void write_years();
  void write_bands();
  void write_charts();
  void put_chart(xlsx::Chart chart);

  xlsx::Workbook book;
  xlsx::Sheet& overview;
  xlsx::Sheet& charts;
  LongTable forms;
  LongTable findings;
  LongTable problems;
  SummarySums sums;
  int chart_row = 1;
  int page_begin = 0;
  std::vector<int> page_breaks;
  std::size_t unit_rows = 0;
  std::size_t rule_rows = 0;
  std::size_t rule_unit_columns = 0;
  std::size_t year_rows = 0;
  std::string unit_sheet;
  std::string rule_sheet;
  std::string year_sheet;
  std::string band_sheet;
};

void SummaryWriter::State::add_form(const ReportDigest& digest, const FormDigest& form, std::string_view workbook) {
  SeverityCounts counts;
  for (const FindingDigest& finding : digest.findings) {
    if (finding.form == form.index) counts.add(finding.finding.severity);
  }
  const int at = forms.next();
  RowWriter row(forms.sheet(), at);
  row.text(digest.name);
  row.number(form.index);
  row.figure(form.year ? std::to_string(*form.year) : "");
  row.text(form.project);
  row.text(form.department);
  row.text(form.agency);
  row.text(form.dialect);
  row.text(form.profile);
  row.text(form.money_unit);
  for (const std::string* figure :
       {&form.initial_budget, &form.full_budget, &form.executed, &form.rate_percent, &form.total_score}) {
    row.figure(*figure);
  }
  row.text(form.grade);
  row.number(form.indicators);
  row.count(counts.errors);
  row.count(counts.warnings);
  row.count(counts.notes);
  for (const auto name : kClassOrder) {
    const auto found = form.checks.find(std::string(name));
    row.number(found == form.checks.end() ? 0 : found->second);
  }
  row.link(workbook, "打开");
}

void SummaryWriter::State::add_finding(const ReportDigest& digest, const FindingDigest& entry) {
  const Finding& finding = entry.finding;
  const auto form = std::find_if(digest.forms.begin(), digest.forms.end(),
                                 [&entry](const FormDigest& candidate) { return candidate.index == entry.form; });
  const bool has_year = form != digest.forms.end() && form->year;
  const int at = findings.next();
  RowWriter row(findings.sheet(), at);
  row.text(digest.name);
  row.figure(entry.form > 0 ? std::to_string(entry.form) : "");
  row.figure(has_year ? std::to_string(*form->year) : "");
  row.text(entry.agency);
  row.text(entry.project);
  row.text(entry.indicator);
  row.text(words::severity(finding.severity));
  row.text(finding.rule);
  row.text(words::difference_class(finding.difference_class));
  row.text(finding.field);
  row.text(finding.printed.value_or(""));
  row.figure(finding.expected.value_or(""));
  row.text(finding.message.zh);
  row.text(finding.basis);
  row.number(finding.at.page);
  row.figure(finding.at.line > 0 ? std::to_string(finding.at.line) : "");
  row.text(finding.fingerprint);
}

void SummaryWriter::State::add_problem(const ReportDigest& digest, const Problem& problem) {
  const int at = problems.next();
  RowWriter row(problems.sheet(), at);
  row.text(digest.name);
  row.text(problem_code_name(problem.code));
  row.text(problem.message.zh);
  row.number(problem.at.page);
  row.figure(problem.at.line > 0 ? std::to_string(problem.at.line) : "");
}

void SummaryWriter::State::write_overview() {
  overview.column_width(0, 0, 24);
  overview.column_width(1, 1, 16);
  overview.column_width(2, 2, 70);
  overview.hide_grid_lines();
  overview.text({0, 0}, "绩效自评表复核汇总", looks::title());
  overview.row_height(0, 28);
  int at = 2;
  const auto line = [&](std::string_view label, double value, std::string_view format, std::string_view remark) {
    overview.text({at, 0}, label, looks::head());
    overview.number({at, 1}, value, looks::number(format));
    overview.text({at, 2}, remark, looks::text());
    ++at;
  };
  const auto count = [&](std::string_view label, std::size_t value, std::string_view remark) {
    line(label, static_cast<double>(value), "#,##0", remark);
  };
  count("报告", sums.reports, "每份一行以上，见「表单」");
  count("自评表", sums.all.forms, "");
  count("指标", sums.all.indicators, "");
  count("单位", sums.by_unit.size(), "见「单位汇总」");
  count("错误", sums.all.findings.errors, "见「发现」");
  count("警告", sums.all.findings.warnings, "");
  count("提示", sums.all.findings.notes, "");
  if (sums.across_reports > 0) count("其中跨报告", sums.across_reports, "各份报告对照才看得出，见「发现」");
  line("全年预算（万元）", nearest_double(sums.all.budget), "#,##0.00",
       fmt::format("{} 张表的预算与执行可相加，其余金额单位不明或缺数", sums.all.rated));
  line("全年执行（万元）", nearest_double(sums.all.executed), "#,##0.00", "");
  line("总执行率（%）", percent_of(sums.all.executed, sums.all.budget), "0.00", "执行合计 ÷ 预算合计");
  if (sums.all.scored > 0) {
    line("平均自评分", nearest_double(round_half_up(sums.all.score / static_cast<unsigned long>(sums.all.scored), 2)),
         "0.00", fmt::format("{} 张表印有总分", sums.all.scored));
  }
  ++at;
  overview.text({at, 0}, "重算", looks::section());
  ++at;
  std::size_t total = 0;
  for (const auto name : kClassOrder) {
    const auto found = sums.checks.find(std::string(name));
    const std::size_t value = found == sums.checks.end() ? 0 : found->second;
    total += value;
    constexpr DifferenceClass kClasses[] = {
        DifferenceClass::kExact, DifferenceClass::kRounding, DifferenceClass::kChained,  DifferenceClass::kTruncation,
        DifferenceClass::kReal,  DifferenceClass::kSoft,     DifferenceClass::kUnchecked};
    for (const DifferenceClass difference_class : kClasses) {
      if (difference_class_name(difference_class) == name) count(words::difference_class(difference_class), value, "");
    }
  }
  count("合计", total, "");
  ++at;
  count("读到的字", sums.coverage.characters,
        fmt::format("= 表内 {} + 表外 {} + 未归位 {}", sums.coverage.in_cells, sums.coverage.outside_tables,
                    sums.coverage.unplaced));
  xlsx::PrintSetup setup;
  setup.header = "绩效自评表复核汇总";
  overview.print(setup);
  overview.activate();
}

namespace {

// Headings of a sheet of sums.
void open_sums(xlsx::Sheet& sheet, const std::vector<Column>& columns) {
  for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
    sheet.column_width(i, i, columns[static_cast<std::size_t>(i)].width);
    sheet.text({0, i}, columns[static_cast<std::size_t>(i)].title, looks::head());
  }
  sheet.freeze({1, 1});
  xlsx::PrintSetup setup;
  setup.header = sheet.name();
  setup.repeat_rows = {0, 0};
  sheet.print(setup);
}

// The heads over what write_group writes, behind the group's own.
std::vector<Column> group_columns(Column group) {
  return {group,
          {"表数", 8},
          {"全年预算（万元）", 16},
          {"全年执行（万元）", 16},
          {"执行率（%）", 11},
          {"平均自评分", 11},
          {"错误", 7},
          {"警告", 7},
          {"提示", 7},
          {"每表错误与警告", 15}};
}

void write_group(RowWriter& row, const GroupSums& sums) {
  row.count(sums.forms);
  row.number(nearest_double(sums.budget));
  row.number(nearest_double(sums.executed));
  row.number(percent_of(sums.executed, sums.budget));
  row.number(sums.scored == 0 ? 0
                              : nearest_double(round_half_up(sums.score / static_cast<unsigned long>(sums.scored), 2)));
  row.count(sums.findings.errors);
  row.count(sums.findings.warnings);
  row.count(sums.findings.notes);
  row.number(sums.forms == 0 ? 0
                             : std::round(100.0 * static_cast<double>(sums.findings.errors + sums.findings.warnings) /
                                          static_cast<double>(sums.forms)) /
                                   100);
}

}  // namespace

void SummaryWriter::State::write_units() {
  const std::vector<Column> columns = group_columns({"单位", 34});
  xlsx::Sheet& sheet = book.add_sheet("单位汇总", xlsx::Memory::kConstant);
  unit_sheet = sheet.name();
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [name, group] : sums.units()) {
    if (at == xlsx::kMaxRows - 1) break;
    RowWriter row(sheet, ++at);
    row.text(unit_name(name));
    write_group(row, *group);
  }
  unit_rows = static_cast<std::size_t>(at);
  sheet.filter({{0, 0}, {std::max(1, at), static_cast<int>(columns.size()) - 1}});
}

void SummaryWriter::State::write_rules() {
  xlsx::Sheet& sheet = book.add_sheet("规则汇总");
  rule_sheet = sheet.name();
  auto units = sums.units_by_findings();
  units.resize(std::min(units.size(), kUnitColorsCharted));
  std::vector<Column> columns = {{"规则", 24}, {"错误", 7}, {"警告", 7}, {"提示", 7}, {"合计", 8}};
  std::vector<std::string> names;
  for (const std::string& unit : units) names.push_back(unit_name(unit));
  for (const std::string& name : names) columns.push_back({name, 14});
  columns.push_back({"其余单位", 10});
  rule_unit_columns = units.size() + 1;
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [rule, counts] : sums.rules_by_count()) {
    RowWriter row(sheet, ++at);
    row.text(rule);
    row.count(counts->errors);
    row.count(counts->warnings);
    row.count(counts->notes);
    row.count(counts->all());
    std::size_t rest = counts->all();
    for (const std::string& unit : units) {
      const auto found = sums.by_rule_and_unit.find({rule, unit});
      const std::size_t value = found == sums.by_rule_and_unit.end() ? 0 : found->second;
      rest -= value;
      row.count(value);
    }
    row.count(rest);
  }
  rule_rows = static_cast<std::size_t>(at);
}

void SummaryWriter::State::write_years() {
  const std::vector<Column> columns = group_columns({"年度", 10});
  xlsx::Sheet& sheet = book.add_sheet("年度汇总");
  year_sheet = sheet.name();
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [year, group] : sums.by_year) {
    RowWriter row(sheet, ++at);
    row.text(year.empty() ? "未印年度" : year);
    write_group(row, group);
  }
  year_rows = static_cast<std::size_t>(at);
}

void SummaryWriter::State::write_bands() {
  xlsx::Sheet& sheet = book.add_sheet("自评分分布");
  band_sheet = sheet.name();
  open_sums(sheet, {{"总分（含下限）", 16}, {"表数", 10}});
  int at = 0;
  for (std::size_t i = 0; i < kScoreBands.size(); ++i) {
    RowWriter row(sheet, ++at);
    row.text(kScoreBands[i].label);
    row.count(sums.bands[i]);
  }
}

void SummaryWriter::State::put_chart(xlsx::Chart chart) {
  constexpr int kPixelsOfARow = 20;
  constexpr int kRowsOfAPage = 62;  // A4 upright, when a chart's width fills the page
  const int rows = chart.height / kPixelsOfARow + 2;
  if (chart_row > page_begin + 1 && chart_row + rows > page_begin + kRowsOfAPage) {
    page_breaks.push_back(chart_row - 1);
    page_begin = chart_row - 1;
  }
  charts.chart({chart_row, 0}, chart);
  chart_row += rows;
}

void SummaryWriter::State::write_charts() {
  constexpr xlsx::Color kBlue{0x2F75B5};
  constexpr xlsx::Color kColors[] = {{0x2F75B5}, {0xED7D31}, {0x70AD47}, {0xFFC000},
                                     {0x7B5EA7}, {0x5B9BD5}, {0xA5A5A5}};
  charts.hide_grid_lines();
  charts.text({0, 0}, "图中数据取自后面各汇总表；单位多时只画前若干个，全部见「单位汇总」。", {});
  const auto column = [](const std::string& sheet, int index, int rows) {
    return xlsx::ChartRange{sheet, {{1, index}, {rows, index}}};
  };
  if (unit_rows > 0) {
    const int rows = static_cast<int>(std::min(unit_rows, kUnitsCharted));
    xlsx::Chart chart;
    chart.kind = xlsx::ChartKind::kBar;
    chart.title = unit_rows <= kUnitsCharted ? "各单位执行率（按预算从大到小）"
                                             : fmt::format("预算最大的 {} 个单位的执行率", rows);
    chart.series = {{"执行率（%）", column(unit_sheet, 0, rows), column(unit_sheet, 4, rows), kBlue}};
    chart.value_axis = {"执行率（%）", "0", 0.0, std::nullopt, std::nullopt};
    chart.categories_from_top = true;
    chart.height = 160 + 24 * rows;
    put_chart(chart);
  }
  if (sums.all.scored > 0) {
    const int rows = static_cast<int>(kScoreBands.size());
    xlsx::Chart chart;
    chart.kind = xlsx::ChartKind::kColumn;
    chart.title = "自评总分分布";
    chart.series = {{"表数", column(band_sheet, 0, rows), column(band_sheet, 1, rows), kBlue}};
    chart.category_axis = {"总分（含下限）", "", std::nullopt, std::nullopt, std::nullopt};
    chart.value_axis = {"表数", "0", 0.0, std::nullopt, std::nullopt};
    put_chart(chart);
  }
  if (const int rows = std::min(forms.rows_of_first(), kPointsCharted); rows > 0) {
    xlsx::Chart chart;
    chart.kind = xlsx::ChartKind::kScatter;
    chart.title =
        rows < kPointsCharted ? "自评总分与执行率（一点一张表）" : fmt::format("自评总分与执行率（前 {} 张表）", rows);
    chart.series = {
        {"表", column(forms.first_sheet(), kRateColumn, rows), column(forms.first_sheet(), kScoreColumn, rows), kBlue}};
    // Both crowd near the top: the axes begin at the ten below the lowest point.
    chart.category_axis = {"执行率（%）", "0", ten_below(sums.lowest_rate), std::nullopt, std::nullopt};
    chart.value_axis = {"自评总分", "0", ten_below(sums.lowest_score), std::nullopt, std::nullopt};
    put_chart(chart);
  }
  if (rule_rows > 0) {
    const int rows = static_cast<int>(std::min(rule_rows, kRulesCharted));
    xlsx::Chart chart;
    chart.kind = xlsx::ChartKind::kStackedBar;
    chart.title = "各规则的发现，按单位";
    const auto units = sums.units_by_findings();
    for (std::size_t i = 0; i < rule_unit_columns; ++i) {
      const bool rest = i + 1 == rule_unit_columns;
      if (rest && units.size() < rule_unit_columns) break;
      chart.series.push_back({rest ? "其余单位" : unit_name(units[i]), column(rule_sheet, 0, rows),
                              column(rule_sheet, 5 + static_cast<int>(i), rows), rest ? kColors[6] : kColors[i]});
    }
    chart.value_axis = {"发现数", "0", 0.0, std::nullopt, std::nullopt};
    chart.categories_from_top = true;
    chart.legend = true;
    chart.height = 200 + 24 * rows;
    put_chart(chart);
  }
  if (year_rows > 1) {
    const int rows = static_cast<int>(year_rows);
    xlsx::Chart chart;
    chart.kind = xlsx::ChartKind::kColumn;
    chart.title = "各年度：执行率与平均自评分";
    chart.series = {{"执行率（%）", column(year_sheet, 0, rows), column(year_sheet, 4, rows), kColors[0]},
                    {"平均自评分", column(year_sheet, 0, rows), column(year_sheet, 5, rows), kColors[1]}};
    chart.value_axis = {"", "0", 0.0, std::nullopt, std::nullopt};
    chart.legend = true;
    put_chart(chart);
    chart.title = "各年度：每张表的错误与警告";
    chart.series = {{"每表错误与警告", column(year_sheet, 0, rows), column(year_sheet, 9, rows), kColors[1]}};
    chart.value_axis = {"条", "0.0", 0.0, std::nullopt, std::nullopt};
    chart.legend = false;
    put_chart(chart);
  }
  xlsx::PrintSetup setup;
  setup.header = "绩效自评表复核汇总";
  setup.landscape = false;
  setup.area = xlsx::Range{{0, 0}, {std::max(1, chart_row - 1), kChartColumns - 1}};
  charts.print(setup);
  charts.page_breaks(page_breaks);
}

SummaryWriter::SummaryWriter(const std::filesystem::path& path, int rows_of_a_sheet)
    : state_(std::make_unique<State>(path, rows_of_a_sheet)) {}
SummaryWriter::~SummaryWriter() = default;
SummaryWriter::SummaryWriter(SummaryWriter&&) noexcept = default;
SummaryWriter& SummaryWriter::operator=(SummaryWriter&&) noexcept = default;

void SummaryWriter::add(const ReportDigest& digest, std::string_view workbook) {
  state_->sums.add(digest);
  for (const FormDigest& form : digest.forms) state_->add_form(digest, form, workbook);
  for (const FindingDigest& finding : digest.findings) state_->add_finding(digest, finding);
  for (const Problem& problem : digest.problems) state_->add_problem(digest, problem);
}

void SummaryWriter::add(const std::vector<RunFinding>& findings) {
  for (const RunFinding& found : findings) {
    state_->sums.add(found.finding);
    ReportDigest at;
    at.name = found.report;
    state_->add_finding(at, {.form = 0, .finding = found.finding, .project = {}, .agency = {}, .indicator = {}});
  }
}

Result<void> SummaryWriter::finish() {
  state_->forms.close();
  state_->findings.close();
  state_->problems.close();
  state_->write_overview();
  state_->write_units();
  state_->write_rules();
  state_->write_years();
  state_->write_bands();
  state_->write_charts();
  return state_->book.finish();
}

}  // namespace hebiao
