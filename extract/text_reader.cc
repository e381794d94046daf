// The text reader: lines, and rows of cells where a line holds tabs or bars.
//
// A line with a tab is a row of the fields between its tabs. A line without tab, with a bar that stands between blanks
// or at the line's edge, is a row of the fields between its bars; bars at the edges are the frame. Rows that follow one
// another are one table. Every other line that is not blank is a line outside tables. Tabs are blanks and bars are
// rulings: neither is counted as a character.

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "extract/extract.h"
#include "extract/sha256.h"
#include "extract/text_encoding.h"

namespace hebiao {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\r' || c == '\n'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Code points other than blanks; the ideographic space and the no-break space are blanks.
std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (is_blank(text[i]) || (byte & 0xC0) == 0x80) continue;
    if (text.substr(i, 3) == "\xE3\x80\x80" || text.substr(i, 2) == "\xC2\xA0") continue;
    ++count;
  }
  return count;
}

std::vector<std::string_view> split_at_tabs(std::string_view line) {
  std::vector<std::string_view> fields;
  for (std::size_t begin = 0;;) {
    const std::size_t tab = line.find('\t', begin);
    fields.push_back(line.substr(begin, tab - begin));
    if (tab == std::string_view::npos) return fields;
    begin = tab + 1;
  }
}

bool stands_between_blanks(std::string_view line, std::size_t at) {
  return line[at] == '|' && (at == 0 || is_blank(line[at - 1])) && (at + 1 == line.size() || is_blank(line[at + 1]));
}

// `| a | b |`: a bar at both edges. In a text whose every row of bars has them they are a frame; else the first and the
// last field of such a row are empty.
enum class Bars { kFramed, kBetween };

bool has_edges(std::string_view line) { return line.size() > 2 && line.front() == '|' && line.back() == '|'; }

// Empty if no bar separates anything. In a frame every bar separates.
std::vector<std::string_view> split_at_bars(std::string_view line, Bars bars) {
  line = trimmed(line);
  const bool framed = bars == Bars::kFramed && has_edges(line);
  if (framed) line = line.substr(1, line.size() - 2);
  std::vector<std::string_view> fields;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '|' || !(framed || stands_between_blanks(line, at))) continue;
    fields.push_back(trimmed(line.substr(begin, at - begin)));
    begin = at + 1;
  }
  if (framed || !fields.empty()) fields.push_back(trimmed(line.substr(begin)));
  return fields;
}

// —12—, - 12 -, ·12·: what a page footer leaves in a text.
bool is_page_mark(std::string_view line) {
  constexpr std::string_view kMarks[] = {"\xE2\x80\x94", "\xE2\x80\x93", "\xE2\x94\x80",
                                         "\xEF\xBC\x8D", "\xC2\xB7",     "-"};
  line = trimmed(line);
  const auto strip = [&] {
    bool any = false;
    for (bool again = true; again;) {
      again = false;
      for (std::string_view mark : kMarks) {
        if (!line.starts_with(mark)) continue;
        line.remove_prefix(mark.size());
        any = again = true;
      }
      while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
    }
    return any;
  };
  if (!strip()) return false;
  std::size_t digits = 0;
  while (digits < line.size() && line[digits] >= '0' && line[digits] <= '9') ++digits;
  if (digits == 0 || digits > 5) return false;
  line.remove_prefix(digits);
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  return strip() && line.empty();
}

// An endless line is handed out in pieces, so that no later stage has to hold it whole.
constexpr std::size_t kPieceBytes = std::size_t{64} << 10;

std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> pieces;
  while (!line.empty()) {
    std::size_t size = std::min(kPieceBytes, line.size());
    while (size < line.size() && (static_cast<unsigned char>(line[size]) & 0xC0) == 0x80)
      --size;  // between code points
    pieces.push_back(line.substr(0, size));
    line.remove_prefix(size);
  }
  return pieces;
}

class TextReader {
 public:
  TextReader(Document document, Bars bars, const Limits& limits)
      : document_(std::move(document)), bars_(bars), limits_(limits) {
    document_.pages.emplace_back();
  }

  void read_line(std::string_view line, int number) {
    if (trimmed(line).empty()) return close_table();
    document_.coverage.characters += count_characters(line);
    if (line.size() > limits_.text_line_bytes) {
      add_limit_problem("text_line_bytes", limits_.text_line_bytes, number);
      for (std::string_view piece : pieces_of(line)) add_line(piece, number);
      return;
    }
    std::vector<std::string_view> fields;
    if (line.find('\t') != std::string_view::npos) {
      fields = split_at_tabs(line);
    } else {
      fields = split_at_bars(line, bars_);
      if (!fields.empty()) forget_bars(line, fields);
    }
    if (fields.empty()) return add_line(line, number);
    add_row(fields, number);
  }

  Document finish() {
    close_table();
    return std::move(document_);
  }

 private:
  // The bars between the fields are rulings, not characters of the text.
  void forget_bars(std::string_view line, const std::vector<std::string_view>& fields) {
    std::size_t in_fields = 0;
    for (std::string_view field : fields) in_fields += count_characters(field);
    document_.coverage.characters -= count_characters(line) - in_fields;
  }

  void add_line(std::string_view text, int number) {
    close_table();
    Line line;
    line.raw = std::string(text);
    line.kind = is_page_mark(text) ? LineKind::kPageNumber : LineKind::kText;
    line.at.line = number;
    document_.coverage.outside_tables += count_characters(text);
    std::vector<Line>& lines = document_.pages.front().lines;
    document_.flow.push_back(LineIndex{0, lines.size()});
    lines.push_back(std::move(line));
  }

  void add_row(const std::vector<std::string_view>& fields, int number) {
    if (table_ && table_->cells.size() + fields.size() > limits_.cells_per_table) {
      add_limit_problem("cells_per_table", limits_.cells_per_table, number);
      close_table();
    }
    if (!table_) {
      table_.emplace();
      table_->pages = {1};
      table_->found_by = FoundBy::kText;
    }
    int column = 0;
    for (std::string_view field : fields) {
      Cell cell;
      cell.row = table_->rows;
      cell.column = column++;
      cell.raw = std::string(field);
      cell.at.line = number;
      cell.at.field = column;
      document_.coverage.in_cells += count_characters(field);
      table_->cells.push_back(std::move(cell));
    }
    ++table_->rows;
    table_->columns = std::max(table_->columns, column);
  }

  void close_table() {
    if (!table_) return;
    document_.flow.push_back(TableIndex{document_.tables.size()});
    document_.tables.push_back(std::move(*table_));
    table_.reset();
  }

  void add_limit_problem(std::string_view limit, std::size_t value, int line) {
    Problem problem;
    problem.code = ProblemCode::kLimitExceeded;
    problem.message = {
        fmt::format("第 {} 行超出限额 {}（{}），该行未按表格拆分", line, limit, value),
        fmt::format("line {} exceeds the limit {} ({}) and was not split into cells", line, limit, value)};
    problem.at.line = line;
    document_.problems.push_back(std::move(problem));
  }

  Document document_;
  Bars bars_;
  const Limits& limits_;
  std::optional<Table> table_;
};

// At LF, CR, CR LF or form feed; line n + 1 is element n.
std::vector<std::string_view> split_lines(std::string_view all) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = std::min(all.find_first_of("\n\r\f", begin), all.size());
    lines.push_back(all.substr(begin, end - begin));
    begin = end + 1;
    if (end + 1 < all.size() && all[end] == '\r' && all[end + 1] == '\n') ++begin;
  }
  return lines;
}

Bars bars_of(const std::vector<std::string_view>& lines) {
  for (std::string_view line : lines) {
    line = trimmed(line);
    if (!has_edges(line) && !split_at_bars(line, Bars::kBetween).empty()) return Bars::kBetween;
  }
  return Bars::kFramed;
}

Problem undecodable_problem(const DecodedText& text) {
  const auto end = text.utf8.begin() + static_cast<std::ptrdiff_t>(text.first_undecodable);
  const auto line = static_cast<int>(std::count(text.utf8.begin(), end, '\n')) + 1;
  Problem problem;
  problem.code = ProblemCode::kTextUndecodable;
  problem.message = {fmt::format("{} 处文字无法按 {} 解码，已记为「\xEF\xBF\xBD」，第一处在第 {} 行", text.undecodable,
                                 text_encoding_name(text.encoding), line),
                     fmt::format("{} byte sequences are no {} and became U+FFFD, the first in line {}",
                                 text.undecodable, text_encoding_name(text.encoding), line)};
  problem.at.line = line;
  return problem;
}

}  // namespace

Result<Document> read_text(std::string_view bytes, std::string name, const ExtractOptions& options) {
  auto text = decode_text(bytes, name);
  if (!text) return tl::make_unexpected(text.error());
  if (trimmed(text->utf8).empty()) {
    return failure(ProblemCode::kFileEmpty, {fmt::format("{} 是空文件", name), fmt::format("{} is empty", name)}, name);
  }
  Document document;
  document.name = std::move(name);
  document.sha256 = sha256_hex(bytes);
  document.format = SourceFormat::kText;
  if (text->undecodable > 0) document.problems.push_back(undecodable_problem(*text));

  const std::vector<std::string_view> lines = split_lines(text->utf8);
  TextReader reader(std::move(document), bars_of(lines), options.limits);
  for (std::size_t i = 0; i < lines.size(); ++i) reader.read_line(lines[i], static_cast<int>(i) + 1);
  return reader.finish();
}

}  // namespace hebiao
