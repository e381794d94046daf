// A row of indicators may be broken over several lines. What a line holds (names of levels, figures, points) says
// whether it is a row, the rest of one, or the beginning of one; where it may be either, neither neighbour's cell is
// read.
#include <algorithm>

#include "model/form_segments.h"
#include "model/joined_lines.h"
#include "model/labelled_parts.h"

namespace hebiao {

JoinedLines::LineSense JoinedLines::sense_of(std::size_t i) const {
  LineSense sense;
  if (!lines_.is_line(i)) return sense;
  const std::vector<LineToken> tokens = tokens_of(lines_.line(i));
  if (tokens.empty() || holds_labels(lines_.line(i).text) || row_label(tokens) != Role::kNone || lines_.is_section(i))
    return sense;
  const RowFacts facts = facts_of(tokens.size() < 2 ? lines_.rows()[i] : split_row(lines_.line(i), tokens), lexicon_);
  if (facts.title || facts.look_alike_title || facts.indicator_head || facts.value_head || facts.fund_head ||
      facts.total)
    return sense;
  sense.row = true;
  const std::size_t first = is_numbered(tokens) ? 1 : 0;
  for (std::size_t t = first; t < tokens.size(); ++t) {
    const CellShape shape = shape_of(tokens[t].text, lexicon_);
    if (t == first) sense.begins_group = shape.is_level() || shape.caption;
    if (shape.is_level() || shape.caption) continue;
    const bool number = shape.shape == Shape::kNumber || shape.shape == Shape::kBlankMark;
    const bool figure =
        shape.shape == Shape::kPercent || shape.shape == Shape::kCompared || shape.shape == Shape::kSign;
    if (sense.pieces++ == 0) sense.begins_figure = number || figure;
    sense.numbers += number ? 1 : 0;
    sense.figures += number || figure || shape.shape == Shape::kWithUnit ? 1 : 0;
  }
  return sense;
}

// The rows have a column of numbers, and the line begins with one.
bool JoinedLines::is_numbered(const std::vector<LineToken>& tokens) const {
  const Slot* sequence = find_slot(slots_, Role::kSequence);
  return sequence == &slots_.front() && tokens.size() > 1 &&
         shape_of(tokens.front().text, lexicon_).shape == Shape::kNumber;
}

// 自评总分：99.8分: labels that have their values with them.
bool JoinedLines::holds_labels(std::string_view text) const { return !labelled_parts(text, lexicon_).empty(); }

// Weight and score, where the block has them.
std::size_t JoinedLines::points() const {
  return std::size_t{find_slot(slots_, Role::kWeight) != nullptr} + (find_slot(slots_, Role::kScore) != nullptr);
}

// Holds what a row needs: a name, a value, and its points.
bool JoinedLines::is_whole(const LineSense& sense) const {
  return sense.numbers >= points() && sense.pieces >= points() + 2 && !sense.begins_figure;
}

// The rest of a row that stands above, or the beginning of one whose rest stands below.
bool JoinedLines::is_fragment(const LineSense& sense) const {
  return sense.row && (sense.figures == 0 || sense.begins_figure) && !is_whole(sense);
}

bool JoinedLines::is_indicator_line(std::size_t i) const { return block_ == Block::kIndicators && sense_of(i).row; }

// Lines that follow line i and belong to no row of their own.
std::size_t JoinedLines::fragments_behind(std::size_t i) const {
  constexpr std::size_t kMostLines = 6;
  std::size_t count = 0;
  for (; count < kMostLines; ++count) {
    const LineSense next = sense_of(i + count + 1);
    if (!is_fragment(next) || next.begins_group) break;
  }
  return count;
}

// A row that begins in line i goes on over lines that are no rows, until it has its points.
std::size_t JoinedLines::lines_of_row(std::size_t i) const {
  std::size_t count = 1 + fragments_behind(i);
  std::size_t numbers = 0;
  for (std::size_t l = i; l < i + count; ++l) numbers += sense_of(l).numbers;
  while (numbers < points()) {
    const LineSense next = sense_of(i + count);
    if (!next.row || next.begins_group || is_whole(next)) break;
    numbers += next.numbers;
    ++count;
  }
  return count;
}

std::size_t JoinedLines::push_indicator(std::size_t i) {
  const LineSense sense = sense_of(i);
  const std::size_t fragments = fragments_behind(i);
  const LineSense behind = sense_of(i + fragments + 1);
  if (is_whole(sense)) {
    // Between a row and one that begins with its name words may belong to either.
    const bool either = fragments > 0 && behind.row && !behind.begins_group;
    if (!either) return push_row(i, 1 + fragments);
    const std::size_t last = lines_.found().size();
    push_row(i, 1);
    doubt(last, Role::kDeviation);
    return push_torn(i + 1, fragments);
  }
  if (!behind.row || behind.begins_group || sense.figures > 0) {
    const bool is_row = sense.pieces + fragments > 1 || sense.begins_group;
    return is_row ? push_row(i, lines_of_row(i)) : lines_.keep(i);
  }
  // The name begins above its row.
  return sense.begins_group ? push_row(i, 2 + fragments) : push_torn(i, 1 + fragments);
}

// Lines of which nobody can say whether they end one row's reason or begin the next one's name.
std::size_t JoinedLines::push_torn(std::size_t i, std::size_t count) {
  for (std::size_t l = i; l < i + count; ++l) lines_.keep(l);
  const std::size_t first = lines_.found().size();
  const std::size_t next = push_row(i + count, 1 + fragments_behind(i + count));
  doubt(first, Role::kName);
  return next;
}

// From that row on a cell of this role may be incomplete.
void JoinedLines::doubt(std::size_t row, Role role) {
  const Slot* slot = find_slot(slots_, role);
  if (slot == nullptr) return;
  for (; row < lines_.found().size(); ++row)
    for (RowCell& cell : lines_.found()[row].cells)
      if (cell.column == slot->first) cell.certain = false;
}

}  // namespace hebiao
