// Which rows of a document are a form: titles, labels and column heads decide, never positions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

// What the words of one row say about its place in a form.
struct RowFacts {
  bool title = false;             // of a self-evaluation form
  bool look_alike_title = false;  // of a form that has nothing to recompute
  bool project = false;           // holds the label of the project's name
  bool fund_head = false;         // column heads of a fund block
  bool indicator_head = false;    // column heads of an indicator block
  bool value_head = false;  // the upper of two rows of heads: 年度指标值, 实际完成值 … without the names' heads
  bool reports = false;  // an indicator head with a column of actual values or scores
  bool total = false;    // begins with the word for the total, and holds a number
};

RowFacts facts_of(const Row& row, const Lexicon& lexicon);

// Of every row; two rows of heads are one head, in the upper one.
std::vector<RowFacts> facts_of_rows(const std::vector<Row>& rows, const Lexicon& lexicon);

struct FormSegment {
  std::size_t begin = 0;  // rows [begin, end)
  std::size_t end = 0;
  bool look_alike = false;
  // A form whose beginning is not in the document: the row of another form's heads, which are taken to be its own.
  std::optional<std::size_t> borrowed_head;
};

// Forms and look-alikes, in the order of the document. Text around them belongs to none.
std::vector<FormSegment> find_segments(const std::vector<Row>& rows, const std::vector<RowFacts>& facts,
                                       const Lexicon& lexicon);

}  // namespace hebiao
