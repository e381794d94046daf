// A document as lines of text, for tests and for people: one line a page, a table, a cell, a line, a problem.
//
//   page 1 595.28x841.89 rotation 0
//   line 1 text 〔what it says〕
//   table 1 pages 1,2 rulings 18x9 repeated 0
//   cell 0,0 1x9 page 1 〔what it says〕
//   problem grid-open page 3
//   coverage 812 = 790 + 22 + 0
#pragma once

#include <fmt/format.h>

#include <string>

#include "extract/document.h"

namespace hebiao {

inline std::string dump(const Cell& c) {
  return fmt::format("cell {},{} {}x{} page {} {}", c.row, c.column, c.row_span, c.column_span, c.at.page, c.raw);
}

inline std::string dump(const Table& t) {
  std::string pages;
  for (int p : t.pages) pages += fmt::format("{}{}", pages.empty() ? "" : ",", p);
  return fmt::format("pages {} {} {}x{} repeated {}", pages, found_by_name(t.found_by), t.rows, t.columns,
                     t.repeated_header_rows);
}

inline std::string dump(const Document& d) {
  std::string out;
  for (const Page& p : d.pages) {
    out += fmt::format("page {} {:.2f}x{:.2f} rotation {}\n", p.number, p.width, p.height, p.rotation);
    for (const Line& l : p.lines) out += fmt::format("line {} {} {}\n", p.number, line_kind_name(l.kind), l.raw);
  }
  for (std::size_t i = 0; i < d.tables.size(); ++i) {
    out += fmt::format("table {} {}\n", i + 1, dump(d.tables[i]));
    for (const Cell& c : d.tables[i].cells) out += dump(c) + "\n";
  }
  for (const Problem& p : d.problems) {
    out += fmt::format("problem {} page {} {}\n", problem_code_name(p.code), p.at.page, p.message.en);
  }
  const Coverage& v = d.coverage;
  out += fmt::format("coverage {} = {} + {} + {}\n", v.characters, v.in_cells, v.outside_tables, v.unplaced);
  return out;
}

}  // namespace hebiao
