// A native chart over ranges of the workbook, as plain data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emit/xlsx_style.h"
#include "emit/xlsx_text.h"

namespace hebiao::xlsx {

enum class ChartKind { kBar, kColumn, kStackedColumn, kStackedBar, kScatter, kLine };

// A range of another sheet, without the values: whoever opens the workbook reads them there.
struct ChartRange {
  std::string sheet;
  Range range;
};

struct ChartSeries {
  std::string name;
  ChartRange categories;  // x of a scatter chart
  ChartRange values;
  Color color;
};

struct ChartAxis {
  std::string title;
  std::string number_format;
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::optional<double> major_unit;
};

struct Chart {
  ChartKind kind = ChartKind::kBar;
  std::string title;
  std::vector<ChartSeries> series;
  ChartAxis category_axis;
  ChartAxis value_axis;
  bool legend = false;
  bool categories_from_top = false;  // of a bar chart: the first category at the top
  int width = 870;                   // pixels
  int height = 420;
};

}  // namespace hebiao::xlsx
