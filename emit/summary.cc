// Rows of forms, findings and problems are written as reports come; sums and charts when all have come. Every sheet has
// its own temporary file, so the three grow side by side. A sheet that reaches Excel's last row goes on on another.

#include "emit/summary.h"

#include <algorithm>

#include "emit/summary_charts.h"
#include "emit/summary_rows.h"
#include "emit/summary_sheets.h"
#include "emit/summary_sums.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using summary::Column;
using summary::RowWriter;

// Printed are the columns that a reader needs on paper, so that A4 stays readable.
const std::vector<Column> kFormColumns = {
    {"报告", 20},       {"表", 5},     {"年度", 6},     {"项目", 24},     {"主管部门", 16}, {"实施单位", 16},
    {"版式", 11},       {"口径", 11},  {"金额单位", 6}, {"年初预算", 14}, {"全年预算", 14}, {"全年执行", 14},
    {"执行率（%）", 8}, {"总分", 7},   {"等次", 6},     {"指标数", 5},    {"错误", 6},      {"警告", 6},
    {"提示", 6},        {"一致", 6},   {"舍入", 6},     {"连算", 6},      {"截位", 6},      {"不符", 6},
    {"存疑", 6},        {"未复核", 7}, {"工作簿", 10}};
constexpr int kRateColumn = 12;
constexpr int kScoreColumn = 13;
constexpr int kLastPrintedOfForms = 18;

const std::vector<Column> kFindingColumns = {{"报告", 18},  {"表", 5},    {"年度", 6},  {"实施单位", 14}, {"项目", 16},
                                             {"指标", 16},  {"级别", 6},  {"规则", 15}, {"类别", 7},      {"字段", 14},
                                             {"原文", 22},  {"应为", 11}, {"说明", 40}, {"依据", 11},     {"页", 5},
                                             {"源文行", 7}, {"指纹", 22}};
constexpr int kLastPrintedOfFindings = 15;

const std::vector<Column> kProblemColumns = {{"报告", 40}, {"代码", 18}, {"说明", 80}, {"页", 6}, {"源文行", 8}};
constexpr int kLastPrintedOfProblems = 4;

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
        forms(book, "表单", {kFormColumns, kLastPrintedOfForms}, rows_of_a_sheet),
        findings(book, std::string(words::kFindings), {kFindingColumns, kLastPrintedOfFindings}, rows_of_a_sheet),
        problems(book, "读取问题", {kProblemColumns, kLastPrintedOfProblems}, rows_of_a_sheet) {}

  void add_form(const ReportDigest& digest, const FormDigest& form, std::string_view workbook);
  void add_finding(const ReportDigest& digest, const FindingDigest& finding);
  void add_problem(const ReportDigest& digest, const Problem& problem);

  xlsx::Workbook book;
  xlsx::Sheet& overview;
  xlsx::Sheet& charts;
  summary::LongTable forms;
  summary::LongTable findings;
  summary::LongTable problems;
  SummarySums sums;
};

void SummaryWriter::State::add_form(const ReportDigest& digest, const FormDigest& form, std::string_view workbook) {
  SeverityCounts counts;
  for (const FindingDigest& finding : digest.findings) {
    if (finding.form == form.index) counts.add(finding.finding.severity);
  }
  RowWriter row = forms.next();
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
  for (const auto name : summary::kClassOrder) {
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
  RowWriter row = findings.next();
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
  RowWriter row = problems.next();
  row.text(digest.name);
  row.text(problem_code_name(problem.code));
  row.text(problem.message.zh);
  row.number(problem.at.page);
  row.figure(problem.at.line > 0 ? std::to_string(problem.at.line) : "");
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
  summary::write_overview(state_->overview, state_->sums);
  const summary::SummedSheets placed = summary::write_sums(state_->book, state_->sums);
  const xlsx::ChartRange rates = state_->forms.first_column(kRateColumn);
  const xlsx::ChartRange scores = state_->forms.first_column(kScoreColumn);
  summary::write_charts(state_->charts, state_->sums, placed, {rates, scores});
  return state_->book.finish();
}

}  // namespace hebiao
