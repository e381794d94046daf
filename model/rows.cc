#include "model/rows.h"

namespace hebiao {
namespace {

Row row_of_line(const Line& line) {
  Row row;
  row.is_line = true;
  RowCell cell;
  cell.raw = line.raw;
  cell.text = line.text;
  cell.at = line.at;
  row.cells.push_back(std::move(cell));
  return row;
}

void append_table(const Table& table, int index, std::vector<Row>& rows) {
  const std::size_t first = rows.size();
  rows.resize(first + static_cast<std::size_t>(table.rows));
  for (std::size_t r = first; r < rows.size(); ++r) {
    rows[r].columns = table.found_by == FoundBy::kText ? Columns::kCounted : Columns::kDrawn;
    rows[r].table = index;
  }
  for (const Cell& cell : table.cells) {
    RowCell result;
    result.raw = cell.raw;
    result.text = cell.text;
    result.at = cell.at;
    result.more_at = cell.more_at;
    result.column = cell.column;
    result.column_span = cell.column_span;
    result.row_span = cell.row_span;
    rows[first + static_cast<std::size_t>(cell.row)].cells.push_back(std::move(result));
  }
}

}  // namespace

const RowCell* Row::only_cell() const {
  const RowCell* only = nullptr;
  for (const RowCell& cell : cells) {
    if (cell.empty()) continue;
    if (only != nullptr) return nullptr;
    only = &cell;
  }
  return only;
}

SourceRef Row::at() const {
  for (const RowCell& cell : cells)
    if (!cell.empty()) return cell.at;
  return cells.empty() ? SourceRef{} : cells.front().at;
}

DocumentRows rows_of(const Document& document) {
  DocumentRows result;
  std::vector<Row>& rows = result.rows;
  for (const FlowItem& item : document.flow) {
    if (const auto* table = std::get_if<TableIndex>(&item)) {
      append_table(document.tables[table->table], static_cast<int>(table->table), rows);
      continue;
    }
    const auto& index = std::get<LineIndex>(item);
    const Line& line = document.pages[index.page].lines[index.line];
    if (line.kind == LineKind::kText) rows.push_back(row_of_line(line));
  }
  return result;
}

}  // namespace hebiao
