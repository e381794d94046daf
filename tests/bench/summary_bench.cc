// How fast the summary is written, against libxlsxwriter alone writing the same cells in constant memory.
//
//   summary_bench [FORMS] [FOLDER]
//
// Prints cells a second for both, their ratio, and the peak memory. The program's own time includes filtering every
// text, summing, opening the file again, parsing and counting it. Both numbers are processor time.

#include <sys/resource.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include "emit/summary.h"

namespace {

using namespace hebiao;

constexpr int kFindingsOfAForm = 5;

ReportDigest digest_of(int number) {
  const std::string n = std::to_string(number);
  FormDigest form;
  form.dialect = form.profile = "mof-base";
  form.year = 2018 + number % 6;
  form.project = "城市道路养护经费第" + n + "号";
  form.department = "某市交通委员会";
  form.agency = "某市道路管理中心第" + std::to_string(number % 400) + "所";
  form.money_unit = "万元";
  form.initial_budget = "1563.92";
  form.full_budget = "1329.20";
  form.executed = std::to_string(1000 + number % 329) + ".17";
  form.rate_percent = std::to_string(75 + number % 25) + ".76";
  form.total_score = std::to_string(85 + number % 15) + ".5";
  form.grade = "优";
  form.indicators = 13;
  form.checks = {{"exact", 17}, {"rounding", 1}, {"unchecked", 3}};
  ReportDigest digest;
  digest.name = "2023/" + n + ".pdf";
  digest.forms = {form};
  for (int i = 0; i < kFindingsOfAForm; ++i) {
    FindingDigest entry;
    entry.form = 1;
    entry.project = form.project;
    entry.agency = form.agency;
    entry.indicator = "领导干部外向型培训人次";
    entry.finding.rule = i % 2 == 0 ? "score.ratio" : "target.exceeded";
    entry.finding.severity = Severity::kWarning;
    entry.finding.field = "indicators[" + std::to_string(i) + "].score";
    entry.finding.printed = "1";
    entry.finding.expected = "0.45";
    entry.finding.message.zh = "「领导干部外向型培训人次」完成 10，目标「≥110(人)」，按比例应得 0.45，原表得「1」";
    entry.finding.basis = "财预〔2020〕10号";
    entry.finding.fingerprint = "0123456789abcdef" + n;
    digest.findings.push_back(std::move(entry));
  }
  return digest;
}

// The same cells as the summary's two long tables, without any care.
void write_plain(int forms, const std::string& path) {
  lxw_workbook_options options = {};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  lxw_worksheet* form_sheet = workbook_add_worksheet(book, "forms");
  lxw_worksheet* finding_sheet = workbook_add_worksheet(book, "findings");
  lxw_row_t form_row = 0;
  lxw_row_t finding_row = 0;
  for (int number = 0; number < forms; ++number) {
    const ReportDigest digest = digest_of(number);
    const FormDigest& form = digest.forms[0];
    lxw_col_t column = 0;
    const auto text = [&](lxw_worksheet* sheet, lxw_row_t row, const std::string& value) {
      worksheet_write_string(sheet, row, column++, value.c_str(), nullptr);
    };
    const auto value = [&](lxw_worksheet* sheet, lxw_row_t row, double number_value) {
      worksheet_write_number(sheet, row, column++, number_value, nullptr);
    };
    text(form_sheet, form_row, digest.name);
    value(form_sheet, form_row, 1);
    value(form_sheet, form_row, *form.year);
    for (const auto* field :
         {&form.project, &form.department, &form.agency, &form.dialect, &form.profile, &form.money_unit})
      text(form_sheet, form_row, *field);
    for (const auto* field :
         {&form.initial_budget, &form.full_budget, &form.executed, &form.rate_percent, &form.total_score}) {
      value(form_sheet, form_row, std::strtod(field->c_str(), nullptr));
    }
    text(form_sheet, form_row, form.grade);
    for (int i = 0; i < 11; ++i) value(form_sheet, form_row, i);
    worksheet_write_formula_str(form_sheet, form_row, column,
                                ("=HYPERLINK(\"" + digest.name + ".xlsx\",\"打开\")").c_str(), nullptr, "打开");
    ++form_row;
    for (const FindingDigest& entry : digest.findings) {
      column = 0;
      const Finding& finding = entry.finding;
      text(finding_sheet, finding_row, digest.name);
      value(finding_sheet, finding_row, 1);
      value(finding_sheet, finding_row, *form.year);
      for (const auto* field : {&entry.agency, &entry.project, &entry.indicator})
        text(finding_sheet, finding_row, *field);
      text(finding_sheet, finding_row, "警告");
      text(finding_sheet, finding_row, finding.rule);
      text(finding_sheet, finding_row, "存疑");
      text(finding_sheet, finding_row, finding.field);
      text(finding_sheet, finding_row, *finding.printed);
      value(finding_sheet, finding_row, 0.45);
      text(finding_sheet, finding_row, finding.message.zh);
      text(finding_sheet, finding_row, finding.basis);
      value(finding_sheet, finding_row, 1);
      ++column;  // no line
      text(finding_sheet, finding_row, finding.fingerprint);
      ++finding_row;
    }
  }
  workbook_close(book);
}

// Of the processor: waiting for a busy machine or a slow disk is no property of either writer.
template <class Action>
double seconds_of(const Action& action) {
  const std::clock_t begin = std::clock();
  action();
  return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  const int forms = argc > 1 ? std::atoi(argv[1]) : 50'000;
  const std::filesystem::path folder = argc > 2 ? argv[2] : ".";
  bool written = false;
  const double ours = seconds_of([&] {
    SummaryWriter summary(folder / "summary.xlsx");
    for (int number = 0; number < forms; ++number) {
      const ReportDigest digest = digest_of(number);
      summary.add(digest, digest.name + ".xlsx");
    }
    written = summary.finish().has_value();
  });
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const double plain = seconds_of([&] { write_plain(forms, (folder / "plain.xlsx").string()); });
  const double cells = forms * (27.0 + 16.0 * kFindingsOfAForm);
  std::printf(
      "%d forms, %.0f cells: summary %.2f s (%.0f cells/s, peak %ld MB), libxlsxwriter alone %.2f s (%.0f cells/s): "
      "%.0f %%\n",
      forms, cells, ours, cells / ours, usage.ru_maxrss / 1024, plain, cells / plain, 100 * plain / ours);
  return written ? 0 : 1;
}
