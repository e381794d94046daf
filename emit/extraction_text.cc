#include <algorithm>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "emit/display_width.h"
#include "emit/extraction.h"

namespace hebiao {
namespace {

constexpr int kWidestColumn = 28;  // columns of the terminal: longer texts run over, they are never cut

std::string on_one_line(std::string_view text) {
  std::string result(text);
  std::replace_if(
      result.begin(), result.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return result;
}

std::vector<int> column_widths(const Table& table) {
  std::vector<int> widths(static_cast<std::size_t>(table.columns), 0);
  for (const Cell& cell : table.cells) {
    if (cell.column_span > 1) continue;
    int& width = widths[static_cast<std::size_t>(cell.column)];
    width = std::max(width, std::min(display_width(on_one_line(cell.text)), kWidestColumn));
  }
  return widths;
}

// One row: cells begin at their columns unless a long text before them has pushed them on.
std::string row_text(const Table& table, std::size_t begin, std::size_t end, const std::vector<int>& widths) {
  std::string text;
  int column = 0;
  int target = 0;
  for (std::size_t i = begin; i < end; ++i) {
    const Cell& cell = table.cells[i];
    for (; column < cell.column; ++column) target += widths[static_cast<std::size_t>(column)] + 3;
    text.append(static_cast<std::size_t>(std::max(0, target - display_width(text))), ' ');
    text += "| " + on_one_line(cell.text) + ' ';
  }
  return text + "|\n";
}

std::string table_text(const Table& table) {
  const std::vector<int> widths = column_widths(table);
  std::string text;
  std::size_t begin = 0;
  while (begin < table.cells.size()) {
    std::size_t end = begin;
    while (end < table.cells.size() && table.cells[end].row == table.cells[begin].row) ++end;
    text += row_text(table, begin, end, widths);
    begin = end;
  }
  return text;
}

}  // namespace

std::string extraction_text(const Document& document) {
  std::string text;
  for (const FlowItem& item : document.flow) {
    if (const auto* line = std::get_if<LineIndex>(&item)) {
      text += on_one_line(document.pages[line->page].lines[line->line].text) + '\n';
    } else {
      text += table_text(document.tables[std::get<TableIndex>(item).table]);
    }
  }
  return text;
}

}  // namespace hebiao
