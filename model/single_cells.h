// Texts that have one cell a line.
#pragma once

#include <optional>
#include <vector>

#include "model/shaped_rows.h"
#include "model/slots.h"
#include "model/stream.h"

namespace hebiao {

class SingleCells {
 public:
  explicit SingleCells(ShapedRows& lines) : lines_(lines), lexicon_(lines.lexicon()), tables_(lexicon_.tables()) {}

  // Does some block of the document have its heads one a line?
  bool any() const;
  // Reads the block or the label that begins at line i; the line to go on with, i itself if nothing begins there.
  std::size_t read(std::size_t i);
  // The columns of the indicator heads that begin at line i; nullopt if none do.
  std::optional<Slots> columns_at(std::size_t i) const;
  // Lines before `end` as indicators in columns whose heads are lost; the line to go on with.
  std::size_t read_headless(std::size_t end, const Slots& slots);

 private:
  using RoleOf = Role (Lexicon::*)(std::string_view) const;

  std::size_t head_lines(std::size_t i, RoleOf role_of) const;
  bool may_be_head(std::size_t i) const;
  Row head_row(std::size_t i, std::size_t count) const;
  std::size_t opens_indicators(std::size_t i) const;
  std::size_t opens_funds(std::size_t i) const;
  bool heads_a_form(std::size_t i) const;
  bool ends_block(std::size_t i) const;
  std::size_t read_indicators(std::size_t i, std::size_t count);
  bool divides_money(std::size_t i) const;
  bool names_unknown_fund(std::size_t i) const;
  bool is_words(std::size_t i) const;
  bool is_money(std::size_t i) const;
  std::size_t read_funds(std::size_t i, std::size_t count);
  std::size_t read_paired_funds(std::size_t i);
  void push_stream(const std::vector<std::size_t>& lines, const Slots& slots, RowBreaks breaks);
  RowCell cell_of_lines(const std::vector<std::size_t>& lines, const StreamCell& found, int column);
  std::size_t read_goals(std::size_t i);
  std::size_t read_total(std::size_t i);
  std::size_t read_label(std::size_t i);

  ShapedRows& lines_;
  const Lexicon& lexicon_;
  const Dialects::Tables& tables_;
};

}  // namespace hebiao
