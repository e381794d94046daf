// Written straight into the text: a volume has tens of thousands of cells, and a tree of JSON values over them would
// cost as much time as reading the PDF and several times its memory.
#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <iterator>

#include "emit/extraction.h"
#include "normalize/utf8.h"

namespace hebiao {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 16;  // what a sink is given at a time, about

class Writer {
 public:
  explicit Writer(const TextSink& sink) : sink_(sink) { out_.reserve(kPiece + kPiece / 8); }

  Writer& put(std::string_view text) {
    out_ += text;
    return *this;
  }
  Writer& number(std::int64_t value) {
    fmt::format_to(std::back_inserter(out_), FMT_STRING("{}"), value);
    return *this;
  }

  // Two decimals, as everywhere in the outputs.
  Writer& points(double value) {
    constexpr double kLargest = 1e12;
    if (!(std::abs(value) < kLargest)) return put("null");
    const std::int64_t hundredths = std::llround(value * 100);
    if (hundredths < 0) out_ += '-';
    number(std::abs(hundredths) / 100);
    const auto rest = static_cast<int>(std::abs(hundredths) % 100);
    if (rest == 0) return *this;
    out_ += '.';
    out_ += static_cast<char>('0' + rest / 10);
    if (rest % 10 != 0) out_ += static_cast<char>('0' + rest % 10);
    return *this;
  }

  Writer& string(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const CodePoint read = next_code_point(text, at);
      if (!read.valid) {
        out_ += "\xEF\xBF\xBD";
      } else if (read.value == U'"' || read.value == U'\\') {
        (out_ += '\\') += static_cast<char>(read.value);
      } else if (read.value < 0x20) {
        fmt::format_to(std::back_inserter(out_), FMT_STRING("\\u{:04x}"), static_cast<unsigned>(read.value));
      } else {
        out_ += text.substr(begin, at - begin);
      }
    }
    out_ += '"';
    return *this;
  }

  Writer& box(const SourceRef& at) {
    if (!at.box) return put("null");
    put("[").points(at.box->left).put(", ").points(at.box->top).put(", ");
    return points(at.box->right).put(", ").points(at.box->bottom).put("]");
  }

  Writer& line_of(const SourceRef& at) { return at.line > 0 ? number(at.line) : put("null"); }

  // `raw` stands beside `text` where folding changed something: a radical, a full-width digit.
  Writer& texts(const std::string& raw, const std::string& text) {
    put("\"text\": ").string(text);
    if (raw != text) put(", \"raw\": ").string(raw);
    return *this;
  }

  // [each of `items`], one a line, indented by `indent`.
  template <class Items, class Write>
  Writer& list(const Items& items, std::string_view indent, Write write) {
    out_ += '[';
    bool first = true;
    for (const auto& item : items) {
      put(first ? "\n" : ",\n").put(indent);
      write(item);
      first = false;
      if (out_.size() >= kPiece) flush();
    }
    if (!first) put("\n").put(indent.substr(2));
    return put("]");
  }

  void flush() {
    sink_(out_);
    out_.clear();
  }

 private:
  const TextSink& sink_;
  std::string out_;
};

void write_line(Writer& w, const Line& line) {
  w.put("{").texts(line.raw, line.text).put(", \"box\": ").box(line.at);
  w.put(", \"kind\": ").string(line_kind_name(line.kind)).put(", \"line\": ").line_of(line.at).put("}");
}

void write_page(Writer& w, const Page& page) {
  w.put("{\"page\": ").number(page.number).put(", \"width\": ").points(page.width);
  w.put(", \"height\": ").points(page.height).put(", \"rotation\": ").number(page.rotation).put(", \"lines\": ");
  w.list(page.lines, "      ", [&](const Line& line) { write_line(w, line); }).put("}");
}

void write_cell(Writer& w, const Cell& cell) {
  w.put("{\"row\": ").number(cell.row).put(", \"column\": ").number(cell.column);
  w.put(", \"row_span\": ").number(cell.row_span).put(", \"column_span\": ").number(cell.column_span).put(", ");
  w.texts(cell.raw, cell.text).put(", \"page\": ").number(cell.at.page).put(", \"box\": ").box(cell.at);
  w.put(", \"line\": ").line_of(cell.at);
  if (!cell.more_at.empty()) {  // the pieces that a page break cut off
    w.put(", \"continued\": ").list(cell.more_at, "        ", [&](const SourceRef& at) {
      w.put("{\"page\": ").number(at.page).put(", \"box\": ").box(at).put("}");
    });
  }
  w.put("}");
}

void write_table(Writer& w, const Table& table) {
  w.put("{\"pages\": [");
  for (std::size_t i = 0; i < table.pages.size(); ++i) w.put(i > 0 ? ", " : "").number(table.pages[i]);
  w.put("], \"found_by\": ").string(found_by_name(table.found_by)).put(", \"rows\": ").number(table.rows);
  w.put(", \"columns\": ").number(table.columns);
  w.put(", \"repeated_header_rows\": ").number(table.repeated_header_rows).put(", \"cells\": ");
  w.list(table.cells, "      ", [&](const Cell& cell) { write_cell(w, cell); }).put("}");
}

void write_problem(Writer& w, const Problem& problem) {
  w.put("{\"code\": ").string(problem_code_name(problem.code)).put(", \"message\": ").string(problem.message.zh);
  w.put(", \"message_en\": ").string(problem.message.en).put(", \"at\": {\"page\": ").number(problem.at.page);
  w.put(", \"line\": ").line_of(problem.at).put(", \"field\": ");
  problem.at.field > 0 ? w.number(problem.at.field) : w.put("null");
  w.put(", \"box\": ").box(problem.at).put("}}");
}

void write_coverage(Writer& w, const Coverage& coverage) {
  auto count = [&](std::string_view name, std::size_t value) { w.put(name).number(static_cast<std::int64_t>(value)); };
  count("{\"characters\": ", coverage.characters);
  count(", \"in_cells\": ", coverage.in_cells);
  count(", \"outside_tables\": ", coverage.outside_tables);
  count(", \"unplaced\": ", coverage.unplaced);
  w.put("}");
}

}  // namespace

void write_extraction_json(const Document& document, const TextSink& sink) {
  Writer w(sink);
  w.put("{\n  \"pages\": ").list(document.pages, "    ", [&](const Page& page) { write_page(w, page); });
  w.put(",\n  \"tables\": ").list(document.tables, "    ", [&](const Table& table) { write_table(w, table); });
  w.put(",\n  \"coverage\": ");
  write_coverage(w, document.coverage);
  w.put(",\n  \"problems\": ").list(document.problems, "    ", [&](const Problem& problem) {
    write_problem(w, problem);
  });
  w.put("\n}\n").flush();
}

}  // namespace hebiao
