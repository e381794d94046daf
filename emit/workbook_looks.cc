#include <algorithm>

#include "emit/workbook_sheets.h"

namespace hebiao {
namespace looks {
namespace {

using namespace xlsx;

Style bordered() {
  Style style;
  style.border = Border::kThin;
  return style;
}

}  // namespace

Style title() {
  Style style;
  style.size = 16;
  style.weight = Weight::kBold;
  return style;
}

Style section() {
  Style style;
  style.size = 11;
  style.weight = Weight::kBold;
  style.font = {0x1F4E79};
  return style;
}

Style head() {
  Style style = bordered();
  style.weight = Weight::kBold;
  style.fill = {0xD9E2EF};
  style.horizontal = Horizontal::kCenter;
  style.wrap = Wrap::kYes;
  return style;
}

Style head_input() {
  Style style = head();
  style.fill = {0xFFF2CC};
  return style;
}

Style text() {
  Style style = bordered();
  style.horizontal = Horizontal::kLeft;
  style.wrap = Wrap::kYes;
  style.number_format = "@";
  return style;
}

Style short_text() {
  Style style = bordered();
  style.horizontal = Horizontal::kCenter;
  style.wrap = Wrap::kYes;
  style.number_format = "@";
  return style;
}

Style number(std::string_view format) {
  Style style = bordered();
  style.horizontal = Horizontal::kRight;
  style.number_format = format;
  return style;
}

Style count() {
  Style style = number("0");
  style.horizontal = Horizontal::kCenter;
  return style;
}

Style centered(Style base) {
  base.horizontal = Horizontal::kCenter;
  return base;
}

Style input() {
  Style style = bordered();
  style.horizontal = Horizontal::kLeft;
  style.wrap = Wrap::kYes;
  style.fill = {0xFFFDF3};
  return style;
}

Style link(Style base) {
  base.font = {0x0563C1};
  base.underline = Underline::kSingle;
  return base;
}

Style filled(Style base, Color color) {
  base.fill = color;
  return base;
}

Style in_weight(Style base, Weight weight) {
  base.weight = weight;
  return base;
}

Color of(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return {0xFFB3B3};
    case Severity::kWarning:
      return {0xFFE08A};
    case Severity::kNote:
      return {0xD6E6F5};
  }
  return kNoColor;
}

Color of(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return {0xE3F1DA};
    case DifferenceClass::kRounding:
    case DifferenceClass::kChained:
    case DifferenceClass::kTruncation:
      return {0xD6E6F5};
    case DifferenceClass::kReal:
      return {0xFFB3B3};
    case DifferenceClass::kSoft:
      return {0xFFE08A};
    case DifferenceClass::kUnchecked:
      return {0xEDEDED};
  }
  return kNoColor;
}

}  // namespace looks

namespace {
constexpr double kLineHeight = 14;     // points, for 10-point text
constexpr double kMaxRowHeight = 409;  // Excel's limit

// In digits of the font, which draws all that is not ASCII (“ ” × ①, too) as wide as a Chinese character.
int drawn_width(std::string_view text) {
  int width = 0;
  for (const char byte : text) {
    const auto unit = static_cast<unsigned char>(byte);
    if (unit < 0x80) ++width;
    if (unit >= 0xC0) width += 2;
  }
  return width;
}

}  // namespace

int wrapped_lines(std::string_view text, double width) {
  const int usable = std::max(2, static_cast<int>(width) - 1);
  int lines = 0;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const int wide = drawn_width(text.substr(begin, end - begin));
    lines += std::max(1, (wide + usable - 1) / usable);
    begin = end + 1;
  }
  return lines;
}

void fit_figures(TableColumn& column, const WorkbookPlan& plan, int more) {
  constexpr double kWidest = 22;  // fifteen digits with their grouping, a sign and a point
  column.width = std::max(column.width, std::min(kWidest, static_cast<double>(plan.widest_figure + more)));
}

double height_of(int lines) { return std::min(kMaxRowHeight, kLineHeight * lines + 4); }
static_assert(kLineHeight * kLinesOfTallestRow + 4 <= kMaxRowHeight);

void lay_out_table(xlsx::Sheet& sheet, const std::vector<TableColumn>& columns, int rows, int frozen_columns,
                   std::string_view header, std::optional<int> last_printed) {
  const int last = static_cast<int>(columns.size()) - 1;
  int lines = 1;
  for (int column = 0; column <= last; ++column) {
    const TableColumn& wanted = columns[static_cast<std::size_t>(column)];
    sheet.text({0, column}, wanted.title, wanted.input ? looks::head_input() : looks::head());
    sheet.column_width(column, column, wanted.width);
    lines = std::max(lines, wrapped_lines(wanted.title, wanted.width));
  }
  sheet.row_height(0, height_of(lines) + 4);
  sheet.freeze({1, frozen_columns});
  sheet.filter({{0, 0}, {std::max(1, rows), last}});
  xlsx::PrintSetup setup;
  setup.header = header;
  setup.area = xlsx::Range{{0, 0}, {std::max(1, rows), last_printed.value_or(last)}};
  setup.repeat_rows = {0, 0};
  sheet.print(setup);
}

}  // namespace hebiao
