// The workbook as a file: formats, sheets, names, properties, what was too long, and the end, where all that was
// written is looked at again.

#include "emit/xlsx_writer.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>

#include "emit/hushed.h"
#include "emit/replace_file.h"
#include "emit/xlsx_check.h"
#include "emit/xlsx_library.h"

#if defined(__SANITIZE_ADDRESS__)
// libxlsxwriter 1.1.4 copies the formula of a drop-down twice and frees it once: some fifteen bytes a workbook.
extern "C" const char* __lsan_default_suppressions();  // NOLINT: the sanitizer's own name
extern "C" const char* __lsan_default_suppressions() { return "leak:lxw_strdup\n"; }
#endif

namespace hebiao::xlsx {
namespace {

constexpr char kFont[] = "宋体";  // on every Windows with Chinese; elsewhere replaced by the system's Chinese font
constexpr std::size_t kNumberFormatBytes = 127;  // libxlsxwriter's buffer
constexpr std::size_t kPropertyUnits = 255;

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

std::int64_t seconds_at_year_end(int year) {
  const std::chrono::sys_days day{std::chrono::year{year} / std::chrono::December / 31};
  return std::int64_t{day.time_since_epoch().count()} * 86'400;
}

}  // namespace

lxw_format* Workbook::State::made_format(const Style& style) {
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
