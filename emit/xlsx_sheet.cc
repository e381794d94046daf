// Every function has the same shape: filter, check, call, count. A return code other than success is remembered with
// the place, and the workbook goes on until `finish` reports it.

#include <fmt/core.h>

#include <cmath>
#include <cstdint>

#include "emit/xlsx_library.h"
#include "emit/xlsx_writer.h"

namespace hebiao::xlsx {
namespace {

constexpr std::size_t kHeaderUnits = 255;  // Excel: header and footer together with their codes
constexpr std::size_t kLinkBytes = 2000;   // Excel: 2,079 characters

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

void settle(Workbook::State& book, Sheet::State& sheet, Address at, lxw_error code, std::size_t& count) {
  if (code != LXW_NO_ERROR) book.fail(refused(sheet.name, at, lxw_strerror(code)));
  ++count;
  sheet.rows = std::max(sheet.rows, at.row + 1);
}

}  // namespace

Message refused(const std::string& sheet, Address at, std::string_view reason) {
  const std::string place = sheet + "!" + (is_position(at) ? cell_name(at) : "?");
  return {"工作簿单元格「" + place + "」无法写入：" + std::string(reason),
          "cannot write the workbook cell 「" + place + "」: " + std::string(reason)};
}

Sheet::Sheet(Workbook& workbook, std::unique_ptr<State> state) : workbook_(workbook), state_(std::move(state)) {}
Sheet::~Sheet() = default;

const std::string& Sheet::name() const { return state_->name; }
int Sheet::rows() const { return state_->rows; }

bool Sheet::reaches(Address at) const {
  if (is_position(at)) return true;
  workbook_.state_->fail(refused(state_->name, at, "超出工作表范围 / outside the sheet"));
  return false;
}

void Sheet::text(Address at, std::string_view text, const Style& style) {
  if (!reaches(at)) return;
  if (text.empty()) return blank(at, style);
  const std::string fit = fitted(*workbook_.state_, state_->name, at, text, true);
  settle(*workbook_.state_, *state_, at,
         worksheet_write_string(state_->sheet, row_of(at.row), column_of(at.column), fit.c_str(),
                                workbook_.state_->format(style)),
         state_->counts.texts);
}

void Sheet::number(Address at, double value, const Style& style) {
  if (!reaches(at)) return;
  if (!std::isfinite(value)) return workbook_.state_->fail(refused(state_->name, at, "不是有限的数 / not finite"));
  settle(*workbook_.state_, *state_, at,
         worksheet_write_number(state_->sheet, row_of(at.row), column_of(at.column), value,
                                workbook_.state_->format(style)),
         state_->counts.numbers);
}

void Sheet::formula(Address at, const FormulaNumber& formula, const Style& style) {
  if (!reaches(at)) return;
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
  if (!reaches(at)) return;
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
  if (!reaches(at)) return;
  settle(*workbook_.state_, *state_, at,
         worksheet_write_blank(state_->sheet, row_of(at.row), column_of(at.column), workbook_.state_->format(style)),
         state_->counts.blanks);
}

void Sheet::link(Address at, std::string_view sheet_name, Address target, std::string_view text, const Style& style) {
  if (!reaches(at)) return;
  write_link(at, "internal:" + sheet_prefix(sheet_name) + cell_name(target), text, style);
}

void Sheet::link_file(Address at, std::string_view file_name, std::string_view anchor, std::string_view text,
                      const Style& style) {
  if (!reaches(at)) return;
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
  if (!reaches(at)) return;
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
  if (!reaches(range.first) || !reaches(range.last)) return;
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
  worksheet_set_margins(state_->sheet, 0.4, 0.4, 0.7, 0.6);
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

}  // namespace hebiao::xlsx
