// Every function has the same shape: filter, check, call, count. A return code other than success is remembered with
// the place, and the workbook goes on until `finish` reports it.

#include "emit/xlsx_writer.h"

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstring>
#include <deque>
#include <fstream>
#include <functional>
#include <map>
#include <unordered_map>

#include "emit/hushed.h"
#include "emit/replace_file.h"
#include "emit/xlsx_check.h"

#if defined(__SANITIZE_ADDRESS__)
// libxlsxwriter 1.1.4 copies the formula of a drop-down twice and frees it once: some fifteen bytes a workbook.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }
#endif

namespace hebiao::xlsx {
namespace {

constexpr char kFont[] = "宋体";  // on every Windows with Chinese; elsewhere replaced by the system's Chinese font
constexpr std::size_t kHeaderUnits = 255;        // Excel: header and footer together with their codes
constexpr std::size_t kNumberFormatBytes = 127;  // libxlsxwriter's buffer
constexpr std::size_t kPropertyUnits = 255;
constexpr std::size_t kLinkBytes = 2000;  // Excel: 2,079 characters

lxw_row_t row_of(int row) { return static_cast<lxw_row_t>(row); }
lxw_col_t column_of(int column) { return static_cast<lxw_col_t>(column); }

bool is_position(Address at) { return at.row >= 0 && at.row < kMaxRows && at.column >= 0 && at.column < kMaxColumns; }

// libxlsxwriter keeps 0 for "unset".
lxw_color_t color_of(Color color) { return color == kBlack ? lxw_color_t{LXW_COLOR_BLACK} : color.rgb; }

uint8_t align_of(Horizontal horizontal) {
  switch (horizontal) {
    case Horizontal::kGeneral:
      return LXW_ALIGN_NONE;
    case Horizontal::kLeft:
      return LXW_ALIGN_LEFT;
    case Horizontal::kCenter:
      return LXW_ALIGN_CENTER;
    case Horizontal::kRight:
      return LXW_ALIGN_RIGHT;
  }
  return LXW_ALIGN_NONE;
}

uint8_t align_of(Vertical vertical) {
  switch (vertical) {
    case Vertical::kTop:
      return LXW_ALIGN_VERTICAL_TOP;
    case Vertical::kCenter:
      return LXW_ALIGN_VERTICAL_CENTER;
    case Vertical::kBottom:
      return LXW_ALIGN_VERTICAL_BOTTOM;
  }
  return LXW_ALIGN_VERTICAL_BOTTOM;
}

void set_border(lxw_format* format, const Style& style) {
  if (style.border == Border::kNone) return;
  format_set_border(format, style.border == Border::kMedium ? LXW_BORDER_MEDIUM : LXW_BORDER_THIN);
  format_set_border_color(format, color_of(style.border_color));
}

// & begins a code in headers and footers; after a size, a blank must stand before a text that may begin with a digit.
std::string header_text(std::string_view text) {
  std::string escaped;
  for (const char byte : plain_text(text)) escaped += byte == '&' ? "&&" : std::string(1, byte);
  return split_text(escaped, kHeaderUnits - 40).front();
}

// What would end the name in an address; the library encodes blanks and brackets itself.
std::string url_name(std::string_view file_name) {
  std::string encoded;
  for (const char byte : file_name) {
    if (byte == '#' || byte == '%' || byte == '?' || byte == '\\') {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    } else {
      encoded += byte;
    }
  }
  return encoded;
}

std::string without_equals(std::string_view formula) {
  return std::string(formula.starts_with('=') ? formula.substr(1) : formula);
}

std::int64_t seconds_at_year_end(int year) {
  const std::chrono::sys_days day{std::chrono::year{year} / std::chrono::December / 31};
  return std::int64_t{day.time_since_epoch().count()} * 86'400;
}

struct Overflow {
  std::string sheet;
  Address at;
  std::vector<std::string> pieces;
};

}  // namespace

struct Workbook::State {
  std::filesystem::path path;
  Properties properties;
  OverflowWords words;
  lxw_workbook* book = nullptr;
  SheetNames names;
  std::deque<std::unique_ptr<Sheet>> sheets;
  std::map<Style, lxw_format*> formats;
  Style last_style;
  lxw_format* last_format = nullptr;
  std::vector<Overflow> overflow;
  std::size_t overflow_rows = 0;
  std::optional<Message> trouble;

  void fail(const Message& what) {
    if (!trouble) trouble = what;
  }

  // Neighbouring cells mostly look alike.
  lxw_format* format(const Style& style) {
    if (last_format != nullptr && style == last_style) return last_format;
    last_style = style;
    last_format = made_format(style);
    return last_format;
  }

  lxw_format* made_format(const Style& style) {
    const auto known = formats.find(style);
    if (known != formats.end()) return known->second;
    lxw_format* made = workbook_add_format(book);
    format_set_font_name(made, kFont);
    format_set_font_size(made, style.size);
    if (style.weight == Weight::kBold) format_set_bold(made);
    if (style.underline == Underline::kSingle) format_set_underline(made, LXW_UNDERLINE_SINGLE);
    if (style.font != kBlack) format_set_font_color(made, color_of(style.font));
    if (style.fill != kNoColor) {
      format_set_pattern(made, LXW_PATTERN_SOLID);
      format_set_bg_color(made, color_of(style.fill));
      format_set_fg_color(made, color_of(style.fill));
    }
    set_border(made, style);
    format_set_align(made, align_of(style.horizontal));
    format_set_align(made, align_of(style.vertical));
    if (style.wrap == Wrap::kYes) format_set_text_wrap(made);
    if (style.indent > 0) format_set_indent(made, static_cast<uint8_t>(style.indent));
    if (style.number_format.size() > kNumberFormatBytes) fail({"数字格式过长", "a number format is too long"});
    if (!style.number_format.empty()) format_set_num_format(made, style.number_format.c_str());
    formats.emplace(style, made);
    return made;
  }
};

struct Sheet::State {
  std::string name;
  Memory memory = Memory::kWhole;
  lxw_worksheet* sheet = nullptr;
  SheetCounts counts;
  int rows = 0;
  std::vector<Range> merges;  // by first row, as callers write them
  Properties properties;
};

Sheet::Sheet(Workbook& workbook, std::unique_ptr<State> state) : workbook_(workbook), state_(std::move(state)) {}
Sheet::~Sheet() = default;

const std::string& Sheet::name() const { return state_->name; }
int Sheet::rows() const { return state_->rows; }

namespace {

Message refused(const std::string& sheet, Address at, std::string_view reason) {
  const std::string place = sheet + "!" + (is_position(at) ? cell_name(at) : "?");
  return {"工作簿单元格「" + place + "」无法写入：" + std::string(reason),
          "cannot write the workbook cell 「" + place + "」: " + std::string(reason)};
}

// The text as it goes into one cell or note, the rest kept for the overflow sheet.
std::string fitted(Workbook::State& book, const std::string& sheet, Address at, std::string_view text, bool escaped) {
  const std::string whole = escaped ? cell_text(text) : plain_text(text);
  if (whole.size() <= kMaxTextUnits || utf16_units(whole) <= kMaxTextUnits) return whole;
  std::string marker = book.words.continued;
  if (const auto hole = marker.find("{}"); hole != std::string::npos) {
    marker.replace(hole, 2, std::to_string(book.overflow_rows + 2));
  }
  // The escapes of cell_text lengthen a text at most twice, and are not counted by Excel.
  const std::size_t room = (escaped ? kMaxTextUnits / 2 : kMaxTextUnits) - utf16_units(marker);
  auto pieces = split_text(text, room);
  const std::string first = (escaped ? cell_text(pieces.front()) : plain_text(pieces.front())) + marker;
  pieces.erase(pieces.begin());
  book.overflow_rows += pieces.size();
  book.overflow.push_back({sheet, at, std::move(pieces)});
  return first;
}

}  // namespace

// A position that can be written; a trouble otherwise.
#define HEBIAO_REQUIRE_POSITION(at)                                                          \
  if (!is_position(at)) {                                                                    \
    workbook_.state_->fail(refused(state_->name, at, "超出工作表范围 / outside the sheet")); \
    return;                                                                                  \
  }

namespace {

void settle(Workbook::State& book, Sheet::State& sheet, Address at, lxw_error code, std::size_t& count) {
  if (code != LXW_NO_ERROR) book.fail(refused(sheet.name, at, lxw_strerror(code)));
  ++count;
  sheet.rows = std::max(sheet.rows, at.row + 1);
}

}  // namespace

void Sheet::text(Address at, std::string_view text, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  if (text.empty()) return blank(at, style);
  const std::string fit = fitted(*workbook_.state_, state_->name, at, text, true);
  settle(*workbook_.state_, *state_, at,
         worksheet_write_string(state_->sheet, row_of(at.row), column_of(at.column), fit.c_str(),
                                workbook_.state_->format(style)),
         state_->counts.texts);
}

void Sheet::number(Address at, double value, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  if (!std::isfinite(value)) return workbook_.state_->fail(refused(state_->name, at, "不是有限的数 / not finite"));
  settle(*workbook_.state_, *state_, at,
         worksheet_write_number(state_->sheet, row_of(at.row), column_of(at.column), value,
                                workbook_.state_->format(style)),
         state_->counts.numbers);
}

void Sheet::formula(Address at, const FormulaNumber& formula, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  if (!std::isfinite(formula.cached) || utf16_units(formula.formula) > kMaxFormulaUnits) {
    return workbook_.state_->fail(refused(state_->name, at, "公式无效 / not a valid formula"));
  }
  settle(*workbook_.state_, *state_, at,
         worksheet_write_formula_num(state_->sheet, row_of(at.row), column_of(at.column),
                                     ("=" + without_equals(formula.formula)).c_str(), workbook_.state_->format(style),
                                     formula.cached),
         state_->counts.formulas);
}

void Sheet::formula(Address at, const FormulaText& formula, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  if (utf16_units(formula.formula) > kMaxFormulaUnits) {
    return workbook_.state_->fail(refused(state_->name, at, "公式过长 / the formula is too long"));
  }
  settle(*workbook_.state_, *state_, at,
         worksheet_write_formula_str(state_->sheet, row_of(at.row), column_of(at.column),
                                     ("=" + without_equals(formula.formula)).c_str(), workbook_.state_->format(style),
                                     plain_text(formula.cached).c_str()),
         state_->counts.formulas);
}

void Sheet::blank(Address at, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  settle(*workbook_.state_, *state_, at,
         worksheet_write_blank(state_->sheet, row_of(at.row), column_of(at.column), workbook_.state_->format(style)),
         state_->counts.blanks);
}

void Sheet::link(Address at, std::string_view sheet_name, Address target, std::string_view text, const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  write_link(at, "internal:" + sheet_prefix(sheet_name) + cell_name(target), text, style);
}

void Sheet::link_file(Address at, std::string_view file_name, std::string_view anchor, std::string_view text,
                      const Style& style) {
  HEBIAO_REQUIRE_POSITION(at);
  if (file_name.empty() || plain_text(file_name) != file_name) return this->text(at, text, style);
  write_link(at, "external:" + url_name(file_name) + "#" + std::string(anchor), text, style);
}

void Sheet::write_link(Address at, const std::string& url, std::string_view text, const Style& style) {
  if (text.empty() || state_->counts.links >= kMaxLinks || url.size() > kLinkBytes) return this->text(at, text, style);
  const auto code = worksheet_write_url(state_->sheet, row_of(at.row), column_of(at.column), url.c_str(),
                                        workbook_.state_->format(style));
  if (code != LXW_NO_ERROR) workbook_.state_->fail(refused(state_->name, at, lxw_strerror(code)));
  ++state_->counts.links;
  this->text(at, text, style);  // replaces the address, which the library has put there
}

void Sheet::note(Address at, const Note& note) {
  HEBIAO_REQUIRE_POSITION(at);
  lxw_comment_options options = {};
  options.width = static_cast<uint16_t>(note.width);
  options.height = static_cast<uint16_t>(note.height);
  char font[] = "宋体";
  options.font_name = font;
  options.font_size = 9;
  const std::string fit = fitted(*workbook_.state_, state_->name, at, note.text, false);
  const auto code =
      worksheet_write_comment_opt(state_->sheet, row_of(at.row), column_of(at.column), fit.c_str(), &options);
  if (code != LXW_NO_ERROR) workbook_.state_->fail(refused(state_->name, at, lxw_strerror(code)));
  ++state_->counts.notes;
}

void Sheet::merge_blank(const Range& range, const Style& style) {
  HEBIAO_REQUIRE_POSITION(range.first);
  HEBIAO_REQUIRE_POSITION(range.last);
  if (state_->memory == Memory::kConstant) {
    return workbook_.state_->fail(refused(state_->name, range.first, "此处不能合并 / no merges in constant memory"));
  }
  const auto overlapping = std::find_if(state_->merges.begin(), state_->merges.end(),
                                        [&range](const Range& other) { return range.overlaps(other); });
  if (overlapping != state_->merges.end()) {
    return workbook_.state_->fail(refused(state_->name, range.first, "合并区域重叠 / merges overlap"));
  }
  if (range.is_cell()) return;
  state_->merges.push_back(range);
  const auto code =
      worksheet_merge_range(state_->sheet, row_of(range.first.row), column_of(range.first.column),
                            row_of(range.last.row), column_of(range.last.column), "", workbook_.state_->format(style));
  if (code != LXW_NO_ERROR) workbook_.state_->fail(refused(state_->name, range.first, lxw_strerror(code)));
  const auto cells = static_cast<std::size_t>(range.last.row - range.first.row + 1) *
                     static_cast<std::size_t>(range.last.column - range.first.column + 1);
  state_->counts.blanks += cells - 1;  // the first is written by the caller
  ++state_->counts.merges;
  state_->rows = std::max(state_->rows, range.last.row + 1);
}

void Sheet::merge(const Range& range, std::string_view text, const Style& style) {
  merge_blank(range, style);
  this->text(range.first, text, style);
}

void Sheet::column_width(int first, int last, double characters) {
  worksheet_set_column(state_->sheet, column_of(first), column_of(last), std::clamp(characters, 1.0, 255.0), nullptr);
}

void Sheet::row_height(int row, double points) {
  worksheet_set_row(state_->sheet, row_of(row), std::clamp(points, 1.0, 409.0), nullptr);
}

void Sheet::freeze(Address first_moving) {
  worksheet_freeze_panes(state_->sheet, row_of(first_moving.row), column_of(first_moving.column));
}

void Sheet::filter(const Range& range) {
  worksheet_autofilter(state_->sheet, row_of(range.first.row), column_of(range.first.column), row_of(range.last.row),
                       column_of(range.last.column));
}

void Sheet::drop_down(const DropDown& drop_down) {
  lxw_data_validation validation = {};
  validation.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
  std::string source = "=" + without_equals(drop_down.source);
  std::string title = split_text(plain_text(drop_down.title), 32).front();
  std::string prompt = split_text(plain_text(drop_down.prompt), 255).front();
  validation.value_formula = source.data();
  validation.input_title = title.data();
  validation.input_message = prompt.data();
  validation.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;  // a person may write what the list does not offer
  const auto& cells = drop_down.cells;
  const auto code =
      worksheet_data_validation_range(state_->sheet, row_of(cells.first.row), column_of(cells.first.column),
                                      row_of(cells.last.row), column_of(cells.last.column), &validation);
  if (code != LXW_NO_ERROR) workbook_.state_->fail(refused(state_->name, cells.first, lxw_strerror(code)));
}

void Sheet::print(const PrintSetup& setup) {
  worksheet_set_paper(state_->sheet, 9);  // A4
  if (setup.landscape) worksheet_set_landscape(state_->sheet);
  worksheet_fit_to_pages(state_->sheet, 1, 0);
  worksheet_set_margins(state_->sheet, 0.5, 0.5, 0.7, 0.6);
  worksheet_set_header(state_->sheet, ("&L&9 " + header_text(setup.header) + "&R&9 &A").c_str());
  worksheet_set_footer(state_->sheet, "&C&9 第 &P 页 共 &N 页");
  if (setup.area) {
    worksheet_print_area(state_->sheet, row_of(setup.area->first.row), column_of(setup.area->first.column),
                         row_of(setup.area->last.row), column_of(setup.area->last.column));
  }
  if (setup.repeat_rows) {
    worksheet_repeat_rows(state_->sheet, row_of(setup.repeat_rows->first), row_of(setup.repeat_rows->second));
  }
}

void Sheet::page_breaks(const std::vector<int>& rows) {
  constexpr std::size_t kMostBreaks = 1'023;
  std::vector<lxw_row_t> breaks;
  for (const int row : rows) {
    if (row > 0 && breaks.size() < kMostBreaks) breaks.push_back(row_of(row));
  }
  breaks.push_back(0);
  worksheet_set_h_pagebreaks(state_->sheet, breaks.data());
}

void Sheet::tab_color(Color color) { worksheet_set_tab_color(state_->sheet, color_of(color)); }
void Sheet::hide_grid_lines() { worksheet_gridlines(state_->sheet, LXW_HIDE_ALL_GRIDLINES); }
void Sheet::zoom(int percent) { worksheet_set_zoom(state_->sheet, static_cast<uint16_t>(percent)); }
void Sheet::activate() { worksheet_activate(state_->sheet); }

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
  HEBIAO_REQUIRE_POSITION(at);
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

#undef HEBIAO_REQUIRE_POSITION

Workbook::Workbook(const std::filesystem::path& path, Properties properties, OverflowWords overflow)
    : state_(std::make_unique<State>()) {
  state_->path = path;
  state_->properties = std::move(properties);
  state_->words = std::move(overflow);
  lxw_workbook_options options = {};
  options.use_zip64 = LXW_FALSE;
  // A file that cannot be created is known from here, with its reason. The library must have some file, though, for
  // callers to write on without asking.
  const auto part = part_path(path);
  const bool possible = std::ofstream(part, std::ios::binary).good();
  if (!possible) state_->fail(unwritable_message(errno));
  state_->book = workbook_new_opt(possible ? part.c_str() : "/dev/null", &options);
}

namespace {

void set_properties(lxw_workbook* book, const Properties& wanted) {
  const auto property = [](const std::string& text) { return split_text(plain_text(text), kPropertyUnits).front(); };
  std::string title = property(wanted.title);
  std::string subject = property(wanted.subject);
  std::string author = property(wanted.author);
  std::string comments = property(wanted.comments);
  lxw_doc_properties properties = {};
  properties.title = title.data();
  properties.subject = subject.data();
  properties.author = author.data();
  properties.comments = comments.data();
  properties.created = static_cast<time_t>(seconds_at_year_end(wanted.created_year));
  workbook_set_properties(book, &properties);
}

}  // namespace

Workbook::~Workbook() {
  if (state_->book == nullptr) return;
  const Hushed hushed;
  workbook_close(state_->book);  // the library offers no other way to free it
  std::error_code ignored;
  std::filesystem::remove(part_path(state_->path), ignored);
}

Sheet& Workbook::add_sheet(std::string_view wanted, Memory memory) {
  const Hushed hushed;
  auto sheet = std::make_unique<Sheet::State>();
  sheet->memory = memory;
  // The library takes the choice from the workbook when a sheet is made, and keeps it with the sheet.
  state_->book->options.constant_memory = memory == Memory::kConstant ? LXW_TRUE : LXW_FALSE;
  sheet->name = state_->names.take(wanted);
  sheet->counts.name = sheet->name;
  sheet->sheet = workbook_add_worksheet(state_->book, sheet->name.c_str());
  if (sheet->sheet == nullptr)
    state_->fail({"工作表无法建立：「" + sheet->name + "」", "cannot make the sheet 「" + sheet->name + "」"});
  state_->sheets.push_back(std::make_unique<Sheet>(*this, std::move(sheet)));
  return *state_->sheets.back();
}

void Workbook::define_name(std::string_view name, std::string_view sheet_name, const Range& range) {
  const std::string formula = "=" + sheet_prefix(sheet_name) + fixed_range_name(range);
  const auto code = workbook_define_name(state_->book, std::string(name).c_str(), formula.c_str());
  if (code != LXW_NO_ERROR)
    state_->fail({"名称无效：「" + std::string(name) + "」", "not a valid name: 「" + std::string(name) + "」"});
}

namespace {

void write_overflow(Workbook& book, const Workbook::State& state) {
  if (state.overflow.empty()) return;
  Sheet& sheet = book.add_sheet(state.words.sheet, Memory::kConstant);
  Style head;
  head.weight = Weight::kBold;
  for (std::size_t i = 0; i < state.words.header.size(); ++i)
    sheet.text({0, static_cast<int>(i)}, state.words.header[i], head);
  Style body;
  body.wrap = Wrap::kYes;
  body.vertical = Vertical::kTop;
  sheet.column_width(0, 2, 14);
  sheet.column_width(3, 3, 120);
  sheet.freeze({1, 0});
  int row = 1;
  for (const Overflow& overflow : state.overflow) {
    for (std::size_t piece = 0; piece < overflow.pieces.size(); ++piece, ++row) {
      sheet.text({row, 0}, overflow.sheet, body);
      sheet.text({row, 1}, cell_name(overflow.at), body);
      sheet.number({row, 2}, static_cast<double>(piece + 2), body);
      sheet.text({row, 3}, overflow.pieces[piece], body);
    }
  }
}

struct Closed {
  lxw_error code;
  std::string reason;  // the library's, and the system's where it has one
};

Closed closed(lxw_workbook* book) {
  const Hushed hushed;
  errno = 0;
  const lxw_error code = workbook_close(book);
  const int system_error = errno;
  std::string reason = lxw_strerror(code);
  if (system_error != 0) reason += std::string(" ") + std::strerror(system_error);
  return {code, std::move(reason)};
}

}  // namespace

Result<void> Workbook::finish() {
  write_overflow(*this, *state_);
  set_properties(state_->book, state_->properties);
  const auto [code, reason] = closed(state_->book);
  state_->book = nullptr;
  const auto part = part_path(state_->path);
  const auto given_up = [&part](Error error, const std::filesystem::path& path) {
    std::error_code ignored;
    std::filesystem::remove(part, ignored);
    error.path = path.string();
    return tl::unexpected(std::move(error));
  };
  if (state_->trouble) {
    return given_up(failure(ProblemCode::kOutputUnwritable, *state_->trouble).value(), state_->path);
  }
  if (code != LXW_NO_ERROR) {
    const Message what{"工作簿无法写出：" + reason, "cannot write the workbook: " + reason};
    return given_up(failure(ProblemCode::kOutputUnwritable, what).value(), state_->path);
  }
  std::vector<SheetCounts> written;
  for (const auto& sheet : state_->sheets) written.push_back(sheet->state_->counts);
  if (auto checked = check_workbook(part, written); !checked) return given_up(checked.error(), state_->path);
  return replace_file(state_->path);
}

}  // namespace hebiao::xlsx
