#include "emit/summary_sheets.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "emit/number_cell.h"
#include "emit/summary_rows.h"
#include "emit/words.h"

namespace hebiao::summary {
namespace {

constexpr std::size_t kUnitColorsCharted = 6;  // units in one bar; the rest together
constexpr std::string_view kUnnamed = "（未印单位）";

double percent_of(const Rational& part, const Rational& whole) {
  return whole == 0 ? 0 : nearest_double(round_half_up(part / whole * 100, 2));
}

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

void write_units(xlsx::Workbook& book, const SummarySums& sums, SummedSheets& placed) {
  const std::vector<Column> columns = group_columns({"单位", 34});
  xlsx::Sheet& sheet = book.add_sheet("单位汇总", xlsx::Memory::kConstant);
  placed.unit_sheet = sheet.name();
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [name, group] : sums.units()) {
    if (at == xlsx::kMaxRows - 1) break;
    RowWriter row(sheet, ++at, columns);
    row.text(unit_name(name));
    write_group(row, *group);
  }
  placed.unit_rows = static_cast<std::size_t>(at);
  sheet.filter({{0, 0}, {std::max(1, at), static_cast<int>(columns.size()) - 1}});
}

void write_rules(xlsx::Workbook& book, const SummarySums& sums, SummedSheets& placed) {
  xlsx::Sheet& sheet = book.add_sheet("规则汇总");
  placed.rule_sheet = sheet.name();
  auto units = sums.units_by_findings();
  units.resize(std::min(units.size(), kUnitColorsCharted));
  std::vector<Column> columns = {{"规则", 24}, {"错误", 7}, {"警告", 7}, {"提示", 7}, {"合计", 8}};
  std::vector<std::string> names;
  for (const std::string& unit : units) names.push_back(unit_name(unit));
  for (const std::string& name : names) columns.push_back({name, 14});
  columns.push_back({"其余单位", 10});
  placed.rule_unit_columns = units.size() + 1;
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [rule, counts] : sums.rules_by_count()) {
    RowWriter row(sheet, ++at, columns);
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
  placed.rule_rows = static_cast<std::size_t>(at);
}

void write_years(xlsx::Workbook& book, const SummarySums& sums, SummedSheets& placed) {
  const std::vector<Column> columns = group_columns({"年度", 10});
  xlsx::Sheet& sheet = book.add_sheet("年度汇总");
  placed.year_sheet = sheet.name();
  open_sums(sheet, columns);
  int at = 0;
  for (const auto& [year, group] : sums.by_year) {
    RowWriter row(sheet, ++at, columns);
    row.text(year.empty() ? "未印年度" : year);
    write_group(row, group);
  }
  placed.year_rows = static_cast<std::size_t>(at);
}

void write_bands(xlsx::Workbook& book, const SummarySums& sums, SummedSheets& placed) {
  xlsx::Sheet& sheet = book.add_sheet("自评分分布");
  placed.band_sheet = sheet.name();
  const std::vector<Column> columns = {{"总分（含下限）", 16}, {"表数", 10}};
  open_sums(sheet, columns);
  int at = 0;
  for (std::size_t i = 0; i < kScoreBands.size(); ++i) {
    RowWriter row(sheet, ++at, columns);
    row.text(kScoreBands[i].label);
    row.count(sums.bands[i]);
  }
}

}  // namespace

std::string unit_name(const std::string& name) { return name.empty() ? std::string(kUnnamed) : name; }

void write_overview(xlsx::Sheet& overview, const SummarySums& sums) {
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

SummedSheets write_sums(xlsx::Workbook& book, const SummarySums& sums) {
  SummedSheets placed;
  write_units(book, sums, placed);
  write_rules(book, sums, placed);
  write_years(book, sums, placed);
  write_bands(book, sums, placed);
  return placed;
}

}  // namespace hebiao::summary
