// The left half of a review page for text: the lines as in the source, numbered, their fields in columns.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "emit/html.h"
#include "emit/review_parts.h"
#include "emit/words.h"

namespace hebiao {
namespace {

// What stands in one line: fields by their position (from 1), or one text outside the tables.
struct SourceLine {
  std::map<int, std::string> fields;
  std::string prose;
};

// Bytes: a text of more than some ten characters would make its column, and with it the table, too tall.
constexpr std::size_t kLongText = 36;

constexpr int kStretchRows = 120;  // a form has 20 to 60 lines

using Place = std::pair<int, int>;  // line, field (0: the whole line)

void add(std::string& text, const std::string& more) { text += (text.empty() || more.empty() ? "" : " ") + more; }

std::map<int, SourceLine> source_lines(const Document& document) {
  std::map<int, SourceLine> lines;
  for (const Table& table : document.tables) {
    for (const Cell& cell : table.cells) {
      if (cell.at.line > 0) add(lines[cell.at.line].fields[std::max(1, cell.at.field)], cell.raw);
    }
  }
  for (const Page& page : document.pages) {
    for (const Line& line : page.lines) {
      if (line.at.line > 0) add(lines[line.at.line].prose, line.raw);
    }
  }
  return lines;
}

std::map<Place, std::vector<const ReviewMark*>> marks_by_place(const std::vector<ReviewMark>& marks) {
  std::map<Place, std::vector<const ReviewMark*>> places;
  for (const ReviewMark& mark : marks) {
    for (const SourceRef& at : mark.questioned) {
      if (at.line > 0) places[{at.line, at.field}].push_back(&mark);
    }
  }
  return places;
}

std::string badge(const ReviewMark& mark) {
  return fmt::format("<a class=\"frame {}\" href=\"#{}\" data-n=\"{}\" aria-label=\"{} {}：{}\">{}</a>",
                     mark_class(mark), html_text(mark.id), mark.number, words::severity(mark.finding->severity),
                     mark.number, html_text(mark.finding->message.zh), mark.number);
}

// Some lines of the source in one table.
struct Stretch {
  int ordinal = 0;  // from 1
  int first = 0;    // lines
  int last = 0;
  int rows = 0;
  std::string markup;

  std::string html() const {
    if (markup.empty()) return {};
    const std::string table = "<table class=\"lines\"><tbody>\n" + markup + "</tbody></table>";
    if (ordinal <= kUnfoldedStretches) return "<div class=\"stretch\">" + table + "</div>\n";
    return fmt::format("<div class=\"stretch folded\" data-lines=\"{} {}\">{}</div>\n", first, last, folded(table));
  }
};

class TextSource {
 public:
  TextSource(const Report& report, const std::vector<ReviewMark>& marks)
      : lines_(source_lines(report.document)), marks_(marks_by_place(marks)) {
    // A place that holds no text (a cell that is missing) still needs something to frame.
    for (const auto& [place, there] : marks_) {
      SourceLine& line = lines_[place.first];
      if (place.second > 0 && line.prose.empty()) line.fields[place.second];
    }
    for (const auto& [number, line] : lines_) {
      if (!line.fields.empty()) columns_ = std::max(columns_, line.fields.rbegin()->first);
    }
  }

  // A table for each stretch of the source: a browser lays out only those in sight, and a long text widens no other.
  // A line of prose behind a table begins one.
  std::string html() const {
    std::string html = "<p class=\"facts\">源文件逐行（左为行号）</p>\n";
    const SourceLine* last = nullptr;
    Stretch stretch;
    for (const auto& [number, line] : lines_) {
      const bool is_new =
          last == nullptr || stretch.rows >= kStretchRows || (line.fields.empty() && !last->fields.empty());
      if (is_new) {
        html += stretch.html();
        stretch = {.ordinal = stretch.ordinal + 1, .first = number, .last = number, .rows = 0, .markup = {}};
      }
      if (!is_new && number > stretch.last + 1) stretch.markup += "<tr class=\"gap\"><td></td></tr>\n";
      stretch.markup += row(number, line);
      stretch.last = number;
      ++stretch.rows;
      last = &line;
    }
    return html + stretch.html();
  }

 private:
  std::string badges(Place place) const {
    std::string html;
    const auto found = marks_.find(place);
    if (found == marks_.end()) return html;
    for (const ReviewMark* mark : found->second) html += badge(*mark);
    return html;
  }

  std::string cell(int line, int field, int span, const std::string& text) const {
    const std::string wide = span > 1 ? fmt::format(" colspan=\"{}\"", span) : std::string();
    return fmt::format("<td id=\"at-{}-{}\"{}>{}{}</td>", line, field, wide, badges({line, field}), html_text(text));
  }

  // How many fields a long text may take: those behind it that are blank and that no finding is about.
  int span(int number, const SourceLine& line, int field) const {
    const int last = line.fields.rbegin()->first;
    if (line.fields.at(field).size() < kLongText) return 1;
    int end = field + 1;
    while (end <= last && marks_.count({number, end}) == 0 &&
           (line.fields.count(end) == 0 || line.fields.at(end).empty()))
      ++end;
    return end - field;
  }

  std::string row(int number, const SourceLine& line) const {
    std::string html = fmt::format("<tr id=\"at-{0}-0\"><th scope=\"row\">{0}{1}</th>", number, badges({number, 0}));
    if (line.fields.empty()) return html + prose(number, line.prose) + "</tr>\n";
    for (int field = 1; field <= line.fields.rbegin()->first;) {
      const auto found = line.fields.find(field);
      const int width = found == line.fields.end() ? 1 : span(number, line, field);
      html += found == line.fields.end() ? "<td class=\"hole\"></td>" : cell(number, field, width, found->second);
      field += width;
    }
    if (!line.prose.empty()) html += fmt::format("<td>{}</td>", html_text(line.prose));
    return html + "</tr>\n";
  }

  std::string prose(int number, const std::string& text) const {
    return fmt::format("<td class=\"prose\" id=\"at-{}-1\" colspan=\"{}\">{}{}</td>", number, std::max(1, columns_),
                       badges({number, 1}), html_text(text));
  }

  std::map<int, SourceLine> lines_;
  std::map<Place, std::vector<const ReviewMark*>> marks_;
  int columns_ = 1;
};

}  // namespace

std::string review_source_text(const Report& report, const std::vector<ReviewMark>& marks) {
  return TextSource(report, marks).html();
}

}  // namespace hebiao
