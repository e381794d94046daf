#include "emit/summary_charts.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "emit/xlsx_chart.h"

namespace hebiao::summary {
namespace {

using xlsx::ChartKind;
using xlsx::ChartRange;

constexpr std::size_t kUnitsCharted = 25;  // bars that can still be told apart on a page
constexpr std::size_t kRulesCharted = 12;
constexpr int kChartColumns = 14;       // of 64 pixels, under a chart's width
constexpr int kPointsCharted = 32'000;  // of a scatter chart: the limit of Excel 2007
constexpr xlsx::Color kBlue{0x2F75B5};
constexpr xlsx::Color kOrange{0xED7D31};
constexpr xlsx::Color kGrey{0xA5A5A5};
constexpr xlsx::Color kColors[] = {kBlue, kOrange, {0x70AD47}, {0xFFC000}, {0x7B5EA7}, {0x5B9BD5}};

// Columns of the sheets of sums, by summary_sheets.cc.
constexpr int kGroupColumn = 0;
constexpr int kGroupRate = 4;
constexpr int kGroupScore = 5;
constexpr int kGroupFindings = 9;
constexpr int kRuleUnits = 5;  // and on

ChartRange column(const std::string& sheet, int index, std::size_t rows) {
  return {sheet, {{1, index}, {static_cast<int>(rows), index}}};
}

ChartRange first_rows(ChartRange range, int rows) {
  range.range.last.row = std::min(range.range.last.row, range.range.first.row + rows - 1);
  return range;
}

xlsx::ChartAxis axis(std::string title, std::string format, std::optional<double> minimum) {
  return {std::move(title), std::move(format), minimum, std::nullopt, std::nullopt};
}

std::optional<double> ten_below(const std::optional<Rational>& lowest) {
  if (!lowest) return std::nullopt;
  return std::max(0.0, 10 * std::floor(lowest->get_d() / 10));
}

xlsx::Chart rates_by_unit(const SummedSheets& placed) {
  const std::size_t rows = std::min(placed.unit_rows, kUnitsCharted);
  xlsx::Chart chart;
  chart.kind = ChartKind::kBar;
  chart.title = placed.unit_rows <= kUnitsCharted ? "各单位执行率（按预算从大到小）"
                                                  : fmt::format("预算最大的 {} 个单位的执行率", rows);
  chart.series = {{"执行率（%）", column(placed.unit_sheet, kGroupColumn, rows),
                   column(placed.unit_sheet, kGroupRate, rows), kBlue}};
  chart.value_axis = axis("执行率（%）", "0", 0.0);
  chart.categories_from_top = true;
  chart.height = 160 + 24 * static_cast<int>(rows);
  return chart;
}

xlsx::Chart distribution_of_scores(const SummedSheets& placed) {
  xlsx::Chart chart;
  chart.kind = ChartKind::kColumn;
  chart.title = "自评总分分布";
  chart.series = {{"表数", column(placed.band_sheet, 0, kScoreBands.size()),
                   column(placed.band_sheet, 1, kScoreBands.size()), kBlue}};
  chart.category_axis = axis("总分（含下限）", "", std::nullopt);
  chart.value_axis = axis("表数", "0", 0.0);
  return chart;
}

xlsx::Chart scores_against_rates(const SummarySums& sums, const FormPoints& points) {
  const int rows = points.rates.range.last.row - points.rates.range.first.row + 1;
  xlsx::Chart chart;
  chart.kind = ChartKind::kScatter;
  chart.title = rows <= kPointsCharted ? "自评总分与执行率（一点一张表）"
                                       : fmt::format("自评总分与执行率（前 {} 张表）", kPointsCharted);
  chart.series = {{"表", first_rows(points.rates, kPointsCharted), first_rows(points.scores, kPointsCharted), kBlue}};
  // Both crowd near the top: the axes begin at the ten below the lowest point.
  chart.category_axis = axis("执行率（%）", "0", ten_below(sums.lowest_rate));
  chart.value_axis = axis("自评总分", "0", ten_below(sums.lowest_score));
  return chart;
}

xlsx::Chart findings_by_rule(const SummarySums& sums, const SummedSheets& placed) {
  const std::size_t rows = std::min(placed.rule_rows, kRulesCharted);
  xlsx::Chart chart;
  chart.kind = ChartKind::kStackedBar;
  chart.title = "各规则的发现，按单位";
  const auto units = sums.units_by_findings();
  for (std::size_t i = 0; i < placed.rule_unit_columns; ++i) {
    const bool rest = i + 1 == placed.rule_unit_columns;
    if (rest && units.size() < placed.rule_unit_columns) break;
    chart.series.push_back({rest ? "其余单位" : unit_name(units[i]), column(placed.rule_sheet, 0, rows),
                            column(placed.rule_sheet, kRuleUnits + static_cast<int>(i), rows),
                            rest ? kGrey : kColors[i]});
  }
  chart.value_axis = axis("发现数", "0", 0.0);
  chart.categories_from_top = true;
  chart.legend = true;
  chart.height = 200 + 24 * static_cast<int>(rows);
  return chart;
}

xlsx::Chart rates_and_scores_by_year(const SummedSheets& placed) {
  const ChartRange years = column(placed.year_sheet, kGroupColumn, placed.year_rows);
  xlsx::Chart chart;
  chart.kind = ChartKind::kColumn;
  chart.title = "各年度：执行率与平均自评分";
  chart.series = {{"执行率（%）", years, column(placed.year_sheet, kGroupRate, placed.year_rows), kBlue},
                  {"平均自评分", years, column(placed.year_sheet, kGroupScore, placed.year_rows), kOrange}};
  chart.value_axis = axis("", "0", 0.0);
  chart.legend = true;
  return chart;
}

xlsx::Chart findings_by_year(const SummedSheets& placed) {
  xlsx::Chart chart;
  chart.kind = ChartKind::kColumn;
  chart.title = "各年度：每张表的错误与警告";
  chart.series = {{"每表错误与警告", column(placed.year_sheet, kGroupColumn, placed.year_rows),
                   column(placed.year_sheet, kGroupFindings, placed.year_rows), kOrange}};
  chart.value_axis = axis("条", "0.0", 0.0);
  return chart;
}

// Charts one below the other, none across the end of a page.
class ChartColumn {
 public:
  explicit ChartColumn(xlsx::Sheet& sheet) : sheet_(sheet) {}

  void put(const xlsx::Chart& chart) {
    constexpr int kPixelsOfARow = 20;
    constexpr int kRowsOfAPage = 62;  // A4 upright, when a chart's width fills the page
    const int rows = chart.height / kPixelsOfARow + 2;
    if (row_ > page_begin_ + 1 && row_ + rows > page_begin_ + kRowsOfAPage) {
      page_breaks_.push_back(row_ - 1);
      page_begin_ = row_ - 1;
    }
    sheet_.chart({row_, 0}, chart);
    row_ += rows;
  }

  void set_up_print() const {
    xlsx::PrintSetup setup;
    setup.header = "绩效自评表复核汇总";
    setup.landscape = false;
    setup.area = xlsx::Range{{0, 0}, {std::max(1, row_ - 1), kChartColumns - 1}};
    sheet_.print(setup);
    sheet_.page_breaks(page_breaks_);
  }

 private:
  xlsx::Sheet& sheet_;
  int row_ = 1;
  int page_begin_ = 0;
  std::vector<int> page_breaks_;
};

}  // namespace

void write_charts(xlsx::Sheet& sheet, const SummarySums& sums, const SummedSheets& placed, const FormPoints& points) {
  sheet.hide_grid_lines();
  sheet.text({0, 0}, "图中数据取自后面各汇总表；单位多时只画前若干个，全部见「单位汇总」。", {});
  ChartColumn charts(sheet);
  if (placed.unit_rows > 0) charts.put(rates_by_unit(placed));
  if (sums.all.scored > 0) charts.put(distribution_of_scores(placed));
  if (sums.all.forms > 0) charts.put(scores_against_rates(sums, points));
  if (placed.rule_rows > 0) charts.put(findings_by_rule(sums, placed));
  if (placed.year_rows > 1) {
    charts.put(rates_and_scores_by_year(placed));
    charts.put(findings_by_year(placed));
  }
  charts.set_up_print();
}

}  // namespace hebiao::summary
