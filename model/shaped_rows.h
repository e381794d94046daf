// What the readers of the two shapes of lines share: the rows of the document, and the rows that come of them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

class ShapedRows {
 public:
  ShapedRows(DocumentRows rows, const Lexicon& lexicon);

  const Lexicon& lexicon() const { return lexicon_; }
  const std::vector<Row>& rows() const { return in_.rows; }
  bool is_line(std::size_t i) const { return i < rows().size() && rows()[i].is_line; }
  const RowCell& line(std::size_t i) const { return rows()[i].cells.front(); }

  // The key of a text that is short enough to be a label or a head; empty otherwise.
  std::string key(std::string_view text) const;
  Role label(std::size_t i) const { return lexicon_.label(key(line(i).text)); }
  bool is_fund_label(std::string_view text) const;
  // A heading of the text around the forms (三、…, 第五部分 …), which ends a block.
  bool is_section(std::size_t i) const;

  // Row i as it is; the row to go on with.
  std::size_t keep(std::size_t i);
  void push(Row row) { out_.rows.push_back(std::move(row)); }
  std::vector<Row>& found() { return out_.rows; }
  DocumentRows take() { return std::move(out_); }

  // Several cells as one, without anything between them.
  RowCell joined_cell(std::vector<RowCell> parts);

 private:
  DocumentRows in_;
  DocumentRows out_;
  const Lexicon& lexicon_;
};

Row recovered_row();

// Heads in one sequence that stood in two rows, from left to right.
Row in_reading_order(std::vector<RowCell> heads, const Lexicon& lexicon);

// The heads of a fund block, moved right by one column if none of them stands over the names of the rows.
Row with_label_column(Row head, const Lexicon& lexicon);

}  // namespace hebiao
