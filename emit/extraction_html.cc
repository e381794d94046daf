#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "emit/extraction.h"
#include "emit/html.h"

namespace hebiao {
namespace {

constexpr std::string_view kHead =
    "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n"
    "body {{ font-family: sans-serif; margin: 2em; }}\n"
    "table {{ border-collapse: collapse; margin: 1em 0; }}\n"
    "td {{ border: 1px solid #666; padding: 2px 6px; vertical-align: top; white-space: pre-wrap; }}\n"
    ".watermark, .page-number, .hidden {{ color: #999; }}\n"
    "caption {{ text-align: left; color: #666; font-size: small; }}\n"
    "</style>\n</head>\n<body>\n";

std::string line_html(const Line& line) {
  return fmt::format("<p class=\"{}\">{}</p>\n", line_kind_name(line.kind), html_text(line.text));
}

std::string cell_html(const Cell& cell) {
  std::string attributes;
  if (cell.row_span > 1) attributes += fmt::format(" rowspan=\"{}\"", cell.row_span);
  if (cell.column_span > 1) attributes += fmt::format(" colspan=\"{}\"", cell.column_span);
  return fmt::format("<td{}>{}</td>", attributes, html_text(cell.text));
}

// HTML has no holes: a browser moves later cells left over a missing one, so a hole is drawn as an empty cell.
std::string table_html(const Table& table) {
  std::string html = "<table>\n";
  html += fmt::format("<caption>{} × {}, {}</caption>\n", table.rows, table.columns, found_by_name(table.found_by));
  std::vector<int> covered_rows(static_cast<std::size_t>(table.columns), 0);  // rows that a span above still covers
  std::size_t next = 0;
  for (int row = 0; row < table.rows; ++row) {
    html += "<tr>";
    for (int column = 0; column < table.columns;) {
      int& covered = covered_rows[static_cast<std::size_t>(column)];
      if (covered > 0) {
        --covered;
        ++column;
        continue;
      }
      const bool is_cell =
          next < table.cells.size() && table.cells[next].row == row && table.cells[next].column == column;
      if (!is_cell) {
        html += "<td></td>";
        ++column;
        continue;
      }
      const Cell& cell = table.cells[next++];
      html += cell_html(cell);
      for (int i = 0; i < cell.column_span && column < table.columns; ++i, ++column) {
        covered_rows[static_cast<std::size_t>(column)] = cell.row_span - 1;
      }
    }
    html += "</tr>\n";
  }
  return html + "</table>\n";
}

}  // namespace

std::string extraction_html(const Document& document) {
  std::string html = fmt::format(kHead, html_text(document.name));
  for (const FlowItem& item : document.flow) {
    if (const auto* line = std::get_if<LineIndex>(&item)) {
      html += line_html(document.pages[line->page].lines[line->line]);
    } else {
      html += table_html(document.tables[std::get<TableIndex>(item).table]);
    }
  }
  return html + "</body>\n</html>\n";
}

}  // namespace hebiao
