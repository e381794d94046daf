// What a source says, before any meaning: pages, lines, tables, cells, each with its place.
//
// This is the one type that extract/ hands to the right. Conservation: every character that the source draws is in a
// cell, in a line of some page, or counted as unplaced; Coverage holds the three counts.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "extract/result.h"
#include "extract/source_ref.h"

namespace hebiao {

// One mending of a text by normalize/: raw bytes [begin, end) became something else, and why.
struct TextRepair {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string
      reason;  // a stable word: "tag", "entity", "radical", "private-use", "invisible", "look-alike", "width", …
};

// One cell. A hole (no cell at that row and column) differs from an empty cell.
struct Cell {
  int row = 0;     // from 0
  int column = 0;  // from 0
  int row_span = 1;
  int column_span = 1;
  std::string raw;   // UTF-8, exactly the code points of the source, wraps joined (see extract/README.md); never edited
  std::string text;  // `raw` after normalize_text; empty until normalize_document ran
  std::vector<TextRepair> repairs;
  SourceRef at;                    // of the cell, in the first page it stands on
  std::vector<SourceRef> more_at;  // PDF: its other pieces, where a page break cut it
};

enum class FoundBy { kRulings, kAlignment, kText };
std::string_view found_by_name(FoundBy found_by);  // "rulings" "alignment" "text"

// One table; one that runs over page breaks is one table, its repeated header rows dropped (and counted).
struct Table {
  std::vector<int> pages;  // ascending, from 1
  FoundBy found_by = FoundBy::kText;
  int rows = 0;
  int columns = 0;
  int repeated_header_rows = 0;  // how many were dropped at page breaks
  std::vector<Cell> cells;       // sorted by row, then column; no two overlap
};

enum class LineKind { kText, kWatermark, kPageNumber, kHidden };
std::string_view line_kind_name(LineKind kind);  // "text" "watermark" "page-number" "hidden"

// A line of text outside every table.
struct Line {
  std::string raw;
  std::string text;  // as in Cell
  LineKind kind = LineKind::kText;
  std::vector<TextRepair> repairs;
  SourceRef at;
};

struct Page {
  int number = 1;    // from 1
  double width = 0;  // points, as displayed; 0 for text
  double height = 0;
  int rotation = 0;         // degrees clockwise by /Rotate: 0, 90, 180, 270
  std::vector<Line> lines;  // in reading order
};

// A line or a table, by index: the document in reading order. A table stands where it begins.
struct LineIndex {
  std::size_t page = 0;  // index into Document::pages
  std::size_t line = 0;
};
struct TableIndex {
  std::size_t table = 0;
};
using FlowItem = std::variant<LineIndex, TableIndex>;

// Counts of code points, blanks not counted: characters == in_cells + outside_tables + unplaced.
struct Coverage {
  std::size_t characters = 0;
  std::size_t in_cells = 0;
  std::size_t outside_tables = 0;  // lines of every kind
  std::size_t unplaced = 0;
};

enum class SourceFormat { kPdf, kText };
std::string_view source_format_name(SourceFormat format);  // "pdf" "txt"

struct Document {
  std::string name;    // relative to the PATH that the user named
  std::string sha256;  // of the file's bytes, lower-case hex
  SourceFormat format = SourceFormat::kText;
  std::vector<Page> pages;
  std::vector<Table> tables;
  std::vector<FlowItem> flow;
  Coverage coverage;
  std::vector<Problem> problems;
};

}  // namespace hebiao
