// What the readers of a form's blocks share: the rows, the words, the form that is being filled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/align.h"
#include "model/form.h"
#include "model/form_segments.h"
#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

struct CellId {
  std::size_t row = 0;   // of all rows
  std::size_t cell = 0;  // in that row
};

class FormContext {
 public:
  FormContext(const std::vector<Row>& rows, const FormSegment& segment, const Lexicon& lexicon);

  const Row& row(std::size_t r) const { return rows_[r]; }
  const RowCell& cell(CellId id) const { return rows_[id.row].cells[id.cell]; }
  const Lexicon& lexicon() const { return lexicon_; }
  const Dialects::Tables& tables() const { return lexicon_.tables(); }
  std::string key(std::string_view text) const { return tables().key(text); }

  // What the cell is a label of; kNone if it is no label.
  Role label_of(const RowCell& cell) const;
  // Points in the brackets of a caption: 预算执行情况(20分).
  OptionalField caption_field(CellId id) const;

  // A field of words: blank if the cell is empty or holds a blank mark.
  Field words(CellId id) const;
  // A part of the cell's text as a field of words (the value after a colon in the label's own cell): bytes [begin,
  // end).
  Field words_within(CellId id, std::size_t begin, std::size_t end) const;
  // A field of a reason: as words, and a lone 0 is blank.
  Field reason(CellId id) const;
  // A field where only a number belongs: number, blank or unreadable.
  Field number(CellId id) const { return number(words(id)); }
  Field number(Field words) const;
  // Points, or a share of them (10%, in some places).
  Field weight(CellId id) const;
  // The same with a rate's percent mark; `header_percent`: the column's head names %.
  Field rate(CellId id) const;

  // A blank field for a column in which the row holds nothing: in its empty cell there, if it has one, else nowhere.
  Field blank(std::size_t row) const;
  Field blank(std::size_t row, const Slot& slot) const;

  // Joins a further cell to a field of words.
  void append(Field& field, CellId id) const;

  void note_repair(std::size_t row, const Alignment& alignment, const Slots& slots, std::string field);
  void note_repair(Message what, SourceRef at, std::string field);
  void add_unplaced(CellId id);
  void add_other(std::string label, Field field);

  Form form;

 private:
  Field base(CellId id) const;
  Field figure(Field words, const std::vector<std::string>& units) const;
  std::size_t sheet_cell(CellId id) const { return first_sheet_cell_[id.row - segment_.begin] + id.cell; }

  const std::vector<Row>& rows_;
  FormSegment segment_;
  const Lexicon& lexicon_;
  std::vector<std::size_t> first_sheet_cell_;
};

}  // namespace hebiao
