// Lines whose cells are joined by blanks.
#pragma once

#include <optional>
#include <vector>

#include "model/line_tokens.h"
#include "model/shaped_rows.h"
#include "model/slots.h"
#include "model/stream.h"

namespace hebiao {

class JoinedLines {
 public:
  explicit JoinedLines(ShapedRows& lines) : lines_(lines), lexicon_(lines.lexicon()) {}

  // Reads the row that begins at line i; the line to go on with.
  std::size_t read(std::size_t i);
  // What follows belongs to no block that is open.
  void close() { block_ = Block::kNone; }
  // The columns of the indicator heads in line i; nullopt if it holds none.
  std::optional<Slots> columns_at(std::size_t i) const;
  // Indicators follow whose heads are lost.
  void open_headless(Slots slots);

 private:
  enum class Block { kNone, kFunds, kPairedFunds, kGoals, kIndicators };

  // What one line says of the row that it is a part of.
  struct LineSense {
    bool row = false;            // a line of the block at all
    bool begins_group = false;   // begins with the name of a level or of the block
    bool begins_figure = false;  // begins with a figure, which no row does
    std::size_t numbers = 0;     // what may stand under weight and score
    std::size_t figures = 0;     // and what may be a target or an actual value
    std::size_t pieces = 0;      // without names of levels
  };

  // A piece of a line, and which line.
  struct Piece {
    std::size_t line = 0;
    LineToken token;
  };

  Row split_row(const RowCell& source, const std::vector<LineToken>& tokens) const;
  std::size_t read_lone_piece(std::size_t i, const std::vector<LineToken>& tokens);
  std::size_t open_indicators(Row head, std::size_t next);
  std::size_t open_funds(Row head, std::size_t next);
  std::size_t add_broken_heads(Row& head, std::size_t next, WordTable<Role> DialectWords::*table);
  bool divides_target(std::size_t i) const;
  bool names_project(const std::vector<LineToken>& tokens) const;
  Role row_label(const std::vector<LineToken>& tokens) const;
  bool all_figures(std::vector<LineToken>::const_iterator begin, std::vector<LineToken>::const_iterator end) const;
  bool is_fund_row(const std::vector<LineToken>& tokens) const;
  std::size_t push_funds(std::size_t i);

  LineSense sense_of(std::size_t i) const;
  bool is_numbered(const std::vector<LineToken>& tokens) const;
  bool holds_labels(std::string_view text) const;
  std::size_t points() const;
  bool is_whole(const LineSense& sense) const;
  bool is_fragment(const LineSense& sense) const;
  bool is_indicator_line(std::size_t i) const;
  std::size_t fragments_behind(std::size_t i) const;
  std::size_t lines_of_row(std::size_t i) const;
  std::size_t push_indicator(std::size_t i);
  std::size_t push_torn(std::size_t i, std::size_t count);
  void doubt(std::size_t row, Role role);

  std::size_t push_row(std::size_t i, std::size_t count);
  void push_unshared(const std::vector<Piece>& pieces);
  bool breaks_a_figure(const std::vector<Piece>& pieces) const;
  RowCell cell_of_pieces(const std::vector<Piece>& pieces, const StreamCell& found, int column);
  std::size_t push_labels(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens);
  std::size_t add_broken_value(Row& row, std::size_t next, bool waiting);
  std::size_t count_goal_columns(const std::vector<LineToken>& tokens) const;
  std::size_t push_goal_line(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens);

  ShapedRows& lines_;
  const Lexicon& lexicon_;
  Block block_ = Block::kNone;
  std::size_t goal_columns_ = 0;  // of texts, as the heads of the goals say
  Slots slots_;
};

}  // namespace hebiao
