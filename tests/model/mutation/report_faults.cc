#include "tests/model/mutation/report_faults.h"

#include <algorithm>

namespace hebiao::test {
namespace {

constexpr std::uint64_t kSeedsPerReport = 100;  // reports share no form

std::int64_t ten_to(int exponent) {
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// Hundredths of a yuan of one unit of the last printed place.
std::int64_t fen_per_unit(const PlannedForm& f) {
  const int places = (f.text.money_unit == "万元" ? 6 : 2) - f.money_decimals;
  return ten_to(places);
}

bool full_marks_everywhere(Random&, PlannedReport& report) {
  for (PlannedForm& f : report.forms) f.text.total_score = "100";
  return true;
}

bool indicators_copied(Random& random, PlannedReport& report) {
  const auto last = static_cast<std::int64_t>(report.forms.size()) - 1;
  report.forms[static_cast<std::size_t>(pick(random, 1, last))].text.indicators = report.forms[0].text.indicators;
  return true;
}

bool last_years_date(Random& random, PlannedReport& report) {
  PlannedForm& f = report.forms[static_cast<std::size_t>(pick(random, 0, 1))];
  for (std::size_t i = 0; i < f.indicators.size(); ++i) {
    if (f.indicators[i].kind != Kind::kDate) continue;
    f.text.indicators[i].actual = "2022年" + std::to_string(f.indicators[i].actual_month) + "月底";
    return true;
  }
  return false;
}

// Twice the budgets is no sum of any of the three columns.
bool wrong_department_total(Random&, PlannedReport& report) {
  std::int64_t fen = 0;
  for (const PlannedForm& f : report.forms) fen += f.budget * fen_per_unit(f);
  report.prose = "本部门项目支出合计" + decimal_text(2 * fen, 2) + "元。";
  return true;
}

bool prose_off_the_table(Random& random, PlannedReport& report) {
  PlannedForm& f = report.forms[0];
  const std::int64_t wrong = f.budget + f.budget * pick(random, 3, 90) / 100 + 3;
  f.text.outcome = "全年预算数为" + decimal_text(wrong, f.money_decimals) + f.text.money_unit + "，已按计划执行。";
  return true;
}

bool prose_does_not_add_up(Random& random, PlannedReport& report) {
  const std::int64_t first = pick(random, 100, 9000);
  const std::int64_t second = pick(random, 100, 9000);
  const std::int64_t wrong = first + second + pick(random, 2, 50);  // the roundings of three figures explain one unit
  report.forms[0].text.outcome = "共安排资金" + std::to_string(wrong) + "万元，其中：中央资金" + std::to_string(first) +
                                 "万元，地方资金" + std::to_string(second) + "万元。";
  return true;
}

std::vector<std::string> lines_of_text(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

// A row loses the empty cells that it begins with.
std::optional<SpoiledText> leading_cells_lost(Random& random, const PlannedForm& f) {
  std::vector<std::string> lines = lines_of_text(as_tab_text(f.text));
  const auto last = static_cast<std::int64_t>(f.indicators.size()) - 1;
  const auto i = static_cast<std::size_t>(pick(random, 0, last));
  const std::string row = "\t\t\t" + f.text.indicators[i].name + "\t";
  for (std::string& line : lines) {
    if (line.compare(0, row.size(), row) != 0) continue;
    line.erase(0, 3);
    return SpoiledText{joined(lines), "indicators[" + std::to_string(i) + "]"};
  }
  return std::nullopt;  // the first row of its group
}

std::optional<SpoiledText> stray_remark(Random& random, const PlannedForm& f) {
  std::vector<std::string> lines = lines_of_text(as_tab_text(f.text));
  const auto funds = std::find_if(lines.begin(), lines.end(),
                                  [](const std::string& line) { return line.find("年度资金总额") != line.npos; });
  if (funds == lines.end()) return std::nullopt;
  const char* remarks[] = {"\t\t\t见附件说明", "\t\t\t\t\t\t\t另行报送", "\t\t\t\t\t详见附表二"};
  lines.insert(funds + pick(random, 1, 4), remarks[pick(random, 0, 2)]);
  return SpoiledText{joined(lines), ""};
}

}  // namespace

PlannedReport generate_report(std::uint64_t seed) {
  PlannedReport report;
  const std::uint64_t first = seed * kSeedsPerReport;
  for (std::uint64_t i = 0; i < 2 + seed % 3; ++i) report.forms.push_back(generate_form(first + i));
  return report;
}

std::string as_text(const PlannedReport& report) {
  std::vector<FormText> forms;
  for (const PlannedForm& form : report.forms) forms.push_back(form.text);
  return (report.prose.empty() ? "" : report.prose + "\n\n") + as_tab_text(forms);
}

const std::vector<ReportFault>& report_faults() {
  static const std::vector<ReportFault> all = {
      {"report.all-full-marks", Severity::kNote, full_marks_everywhere},
      {"report.copied-indicators", Severity::kWarning, indicators_copied},
      {"report.year-conflict", Severity::kNote, last_years_date},
      {"report.department-total", Severity::kError, wrong_department_total},
      {"report.narrative-sum", Severity::kWarning, prose_off_the_table},
      {"report.narrative-sum", Severity::kWarning, prose_does_not_add_up},
  };
  return all;
}

const std::vector<TextFault>& text_faults() {
  static const std::vector<TextFault> all = {
      {"read.repaired", Severity::kNote, leading_cells_lost},
      {"read.unplaced", Severity::kWarning, stray_remark},
  };
  return all;
}

}  // namespace hebiao::test
