#include "emit/xlsx_chart.h"

#include "emit/hushed.h"
#include "emit/xlsx_library.h"

namespace hebiao::xlsx {
namespace {

uint8_t chart_type(ChartKind kind) {
  switch (kind) {
    case ChartKind::kBar:
      return LXW_CHART_BAR;
    case ChartKind::kColumn:
      return LXW_CHART_COLUMN;
    case ChartKind::kStackedColumn:
      return LXW_CHART_COLUMN_STACKED;
    case ChartKind::kStackedBar:
      return LXW_CHART_BAR_STACKED;
    case ChartKind::kScatter:
      return LXW_CHART_SCATTER;
    case ChartKind::kLine:
      return LXW_CHART_LINE;
  }
  return LXW_CHART_COLUMN;
}

void set_axis(lxw_chart_axis* axis, const ChartAxis& wanted) {
  if (!wanted.title.empty()) chart_axis_set_name(axis, plain_text(wanted.title).c_str());
  if (!wanted.number_format.empty()) chart_axis_set_num_format(axis, wanted.number_format.c_str());
  if (wanted.minimum) chart_axis_set_min(axis, *wanted.minimum);
  if (wanted.maximum) chart_axis_set_max(axis, *wanted.maximum);
  if (wanted.major_unit) chart_axis_set_major_unit(axis, *wanted.major_unit);
}

void add_series(lxw_chart* chart, const ChartSeries& wanted, ChartKind kind) {
  const auto& x = wanted.categories;
  const auto& y = wanted.values;
  lxw_chart_series* series = chart_add_series(chart, nullptr, nullptr);
  chart_series_set_categories(series, x.sheet.c_str(), row_of(x.range.first.row), column_of(x.range.first.column),
                              row_of(x.range.last.row), column_of(x.range.last.column));
  chart_series_set_values(series, y.sheet.c_str(), row_of(y.range.first.row), column_of(y.range.first.column),
                          row_of(y.range.last.row), column_of(y.range.last.column));
  chart_series_set_name(series, plain_text(wanted.name).c_str());
  lxw_chart_fill fill = {};
  fill.color = color_of(wanted.color);
  lxw_chart_line line = {};
  line.color = color_of(wanted.color);
  if (kind == ChartKind::kScatter) {
    chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
    chart_series_set_marker_size(series, 5);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &line);
  } else if (kind == ChartKind::kLine) {
    line.width = 2;
    chart_series_set_line(series, &line);
  } else {
    chart_series_set_fill(series, &fill);
  }
}

}  // namespace

void Sheet::chart(Address at, const Chart& wanted) {
  if (!reaches(at)) return;
  const Hushed hushed;
  lxw_chart* chart = workbook_add_chart(workbook_.state_->book, chart_type(wanted.kind));
  for (const ChartSeries& series : wanted.series) add_series(chart, series, wanted.kind);
  chart_title_set_name(chart, plain_text(wanted.title).c_str());
  lxw_chart_font font = {};
  font.size = 12;
  font.bold = LXW_TRUE;
  chart_title_set_name_font(chart, &font);
  // The library's X is the horizontal axis: of bars, that of the values.
  const bool bars = wanted.kind == ChartKind::kBar || wanted.kind == ChartKind::kStackedBar;
  lxw_chart_axis* categories = chart_axis_get(chart, bars ? LXW_CHART_AXIS_TYPE_Y : LXW_CHART_AXIS_TYPE_X);
  lxw_chart_axis* values = chart_axis_get(chart, bars ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y);
  set_axis(categories, wanted.category_axis);
  set_axis(values, wanted.value_axis);
  if (wanted.categories_from_top) {
    chart_axis_set_reverse(categories);
    chart_axis_set_crossing_max(categories);  // the values stay at the bottom
  }
  lxw_chart_line grid = {};
  grid.color = 0xD9D9D9;
  chart_axis_major_gridlines_set_line(values, &grid);
  if (!wanted.legend) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
  if (wanted.kind != ChartKind::kScatter && wanted.kind != ChartKind::kLine) chart_set_series_gap(chart, 50);
  lxw_chart_options options = {};
  options.x_scale = wanted.width / 480.0;  // the library's own size of a chart is 480 by 288 pixels
  options.y_scale = wanted.height / 288.0;
  const auto code = worksheet_insert_chart_opt(state_->sheet, row_of(at.row), column_of(at.column), chart, &options);
  if (code != LXW_NO_ERROR) workbook_.state_->fail(refused(state_->name, at, lxw_strerror(code)));
}

}  // namespace hebiao::xlsx
