// What a cell looks like, before its column is known: the evidence by which ragged rows are aligned.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/lexicon.h"

namespace hebiao {

enum class Shape : unsigned char {
  kEmpty,      // nothing
  kBlankMark,  // —, /, 无
  kNumber,     // 10, 1,563.92
  kPercent,    // 90.90%
  kCompared,   // ≥90(%): begins with a comparator
  kWithUnit,   // 5次, 100 (%): begins with a number, and is short
  kSign,       // ≥ alone, or 定性
  kText,
};

struct CellShape {
  Shape shape = Shape::kEmpty;
  std::size_t length = 0;  // in characters
  const LevelName* level1 = nullptr;
  const LevelName* level2 = nullptr;
  bool fund_row = false;  // names a row of the fund block
  bool caption = false;   // names a block (绩效指标)
  bool large = false;     // a number of four or more digits before the point: money, never points
  bool unit = false;      // a unit of measure and nothing else
  bool points = false;    // carries points in brackets, as the caption of a group does: 产出指标(50分)
  bool zero = false;      // 0 or 0.00, which in a column of reasons is a blank

  bool is_level() const { return level1 != nullptr || level2 != nullptr; }
};

// Points in a caption's brackets (产出指标(50分)): the figure and nothing else, or nullopt.
std::optional<PrintedNumber> caption_points(std::string_view text, const Dialects::Tables& tables);

CellShape shape_of(std::string_view text, const Lexicon& lexicon);

// How ill a cell of this shape sits in a column of this role: 0 well, over 10 hardly, over 20 impossibly.
int misfit(const CellShape& cell, Role role);

}  // namespace hebiao
