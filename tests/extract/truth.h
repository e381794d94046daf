// Known tables, and how well a document agrees with them.
//
// A truth file holds, line by line, `table` and `cell ROW,COLUMN ROWSxCOLUMNS TEXT` (TEXT may be empty), in the order
// of the document: what the program that drew the PDF knows of it.
#pragma once

#include <string>
#include <vector>

#include "extract/document.h"

namespace hebiao {

struct TrueCell {
  int row = 0;
  int column = 0;
  int row_span = 1;
  int column_span = 1;
  std::string text;
};

using TrueTable = std::vector<TrueCell>;

std::vector<TrueTable> read_truth(const std::string& path);

struct Count {
  std::size_t right = 0;
  std::size_t found = 0;
  std::size_t wanted = 0;

  double precision() const { return found == 0 ? 1.0 : double(right) / double(found); }
  double recall() const { return wanted == 0 ? 1.0 : double(right) / double(wanted); }
  double f1() const { return found + wanted == 0 ? 1.0 : 2.0 * double(right) / double(found + wanted); }
  Count& operator+=(const Count& other);
};

struct Score {
  Count cells;      // row, column and text, white space kept
  Count spans;      // row, column and both spans
  Count adjacency;  // neighbours to the right and below, by text
  Count joins;      // tables found whole, over however many pages: the row counts agree
  std::string first_difference;
  Score& operator+=(const Score& other);
};

// Tables are compared in order; where the counts differ, each true table takes the best one that is left.
// Radicals are folded to the characters that they stand for, nothing else.
Score score(const Document& document, const std::vector<TrueTable>& truth);

}  // namespace hebiao
