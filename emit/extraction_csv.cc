#include <cstddef>
#include <string>
#include <vector>

#include "emit/csv.h"
#include "emit/extraction.h"

namespace hebiao {
namespace {

std::string table_csv(const Table& table) {
  std::string csv;
  std::size_t next = 0;  // cells are sorted by row, then column
  for (int row = 0; row < table.rows; ++row) {
    std::vector<std::string> record(static_cast<std::size_t>(table.columns));
    for (; next < table.cells.size() && table.cells[next].row == row; ++next) {
      record[static_cast<std::size_t>(table.cells[next].column)] =
          csv_field(table.cells[next].text, CsvFlavor::kVerbatim);
    }
    for (std::size_t column = 0; column < record.size(); ++column) {
      if (column > 0) csv += ',';
      csv += record[column];
    }
    csv += "\r\n";
  }
  return csv;
}

}  // namespace

std::string extraction_csv(const Document& document) {
  std::string csv;
  for (const Table& table : document.tables) {
    if (!csv.empty()) csv += "\r\n";
    csv += table_csv(table);
  }
  return csv;
}

}  // namespace hebiao
