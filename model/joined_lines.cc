// Heads open a block; inside it the pieces of a line are cells of its columns (model/stream.h). Outside, a line that
// begins with a label is labels with their values. Heads, rows of the funds and values may be broken over lines.
#include "model/joined_lines.h"

#include <algorithm>

#include "model/form_segments.h"
#include "model/labelled_parts.h"
#include "model/paired_funds.h"
#include "model/printed_number.h"
#include "model/utf8.h"

namespace hebiao {

Row JoinedLines::split_row(const RowCell& source, const std::vector<LineToken>& tokens) const {
  Row row = recovered_row();
  for (std::size_t t = 0; t < tokens.size(); ++t)
    row.cells.push_back(cell_of_tokens(source, tokens[t], tokens[t], static_cast<int>(t)));
  return row;
}

std::optional<Slots> JoinedLines::columns_at(std::size_t i) const {
  const Row row = split_row(lines_.line(i), tokens_of(lines_.line(i)));
  if (!facts_of(row, lexicon_).indicator_head) return std::nullopt;
  return indicator_slots({row}, 0, 1, lexicon_);
}

void JoinedLines::open_headless(Slots slots) {
  slots_ = std::move(slots);
  block_ = Block::kIndicators;
}

std::size_t JoinedLines::read_lone_piece(std::size_t i, const std::vector<LineToken>& tokens) {
  const RowFacts facts = facts_of(lines_.rows()[i], lexicon_);
  if (facts.title || facts.look_alike_title) block_ = Block::kNone;
  if (block_ == Block::kGoals) return push_goal_line(i, lines_.line(i), tokens);
  if (block_ == Block::kFunds && !tokens.empty() && lines_.is_fund_label(tokens.front().text)) return push_funds(i);
  return is_indicator_line(i) ? push_indicator(i) : lines_.keep(i);
}

std::size_t JoinedLines::read(std::size_t i) {
  const RowCell source = lines_.line(i);
  const std::vector<LineToken> tokens = tokens_of(source);
  if (block_ == Block::kIndicators && lines_.is_section(i)) {
    block_ = Block::kNone;
    return lines_.keep(i);
  }
  if (tokens.size() < 2) return read_lone_piece(i, tokens);
  Row row = split_row(source, tokens);
  const RowFacts facts = facts_of(row, lexicon_);
  if (facts.value_head && lines_.is_line(i + 1)) {
    Row lower = split_row(lines_.line(i + 1), tokens_of(lines_.line(i + 1)));
    if (facts_of(lower, lexicon_).indicator_head) {
      row.cells.insert(row.cells.end(), lower.cells.begin(), lower.cells.end());
      return open_indicators(in_reading_order(std::move(row.cells), lexicon_), i + 2);
    }
  }
  if (facts.indicator_head && divides_target(i + 1)) {
    const Row lower = split_row(lines_.line(i + 1), tokens_of(lines_.line(i + 1)));
    row.cells.insert(row.cells.end(), lower.cells.begin(), lower.cells.end());
    return open_indicators(in_reading_order(std::move(row.cells), lexicon_), i + 2);
  }
  if (facts.indicator_head) {
    const std::size_t next = add_broken_heads(row, i + 1, &DialectWords::indicator_columns);
    return open_indicators(std::move(row), next);
  }
  if (facts.fund_head) {
    const std::size_t next = add_broken_heads(row, i + 1, &DialectWords::fund_columns);
    return open_funds(with_label_column(std::move(row), lexicon_), next);
  }
  if (block_ == Block::kFunds && is_fund_row(tokens)) return push_funds(i);
  const bool parts = block_ == Block::kPairedFunds && lines_.is_fund_label(tokens.front().text);
  if (parts || (block_ != Block::kIndicators && pairs_money(row, lexicon_))) {
    block_ = Block::kPairedFunds;
    lines_.push(std::move(row));
    return i + 1;
  }
  const Role first = row_label(tokens);
  if (is_goal_head(first) || (first == Role::kOtherLabel && count_goal_columns(tokens) > 1)) {
    block_ = Block::kGoals;
    goal_columns_ = count_goal_columns(tokens);
    return push_labels(i, source, tokens);
  }
  if (block_ == Block::kGoals && first == Role::kNone) return push_goal_line(i, source, tokens);
  if (facts.total) {
    if (block_ == Block::kIndicators) block_ = Block::kNone;
    row.columns = Columns::kUnknown;
    lines_.push(std::move(row));
    return i + 1;
  }
  if (is_indicator_line(i)) return push_indicator(i);
  if (first == Role::kNone && names_project(tokens)) return push_labels(i, source, tokens);
  return first == Role::kNone ? lines_.keep(i) : push_labels(i, source, tokens);
}

std::size_t JoinedLines::open_indicators(Row head, std::size_t next) {
  lines_.push(std::move(head));
  slots_ = indicator_slots(lines_.found(), lines_.found().size() - 1, 1, lexicon_);
  block_ = Block::kIndicators;
  return next;
}

std::size_t JoinedLines::open_funds(Row head, std::size_t next) {
  slots_ = fund_slots(head, nullptr, lexicon_);
  lines_.push(std::move(head));
  block_ = Block::kFunds;
  return next;
}

// The heads in the lines below, as far as they go on: the first may be the rest of the head above (执行 / 率), none may
// say again what a head says already.
std::size_t JoinedLines::add_broken_heads(Row& head, std::size_t next, WordTable<Role> DialectWords::*table) {
  constexpr std::size_t kMostLines = 3;
  const DialectWords& all = lexicon_.tables().all;
  const bool indicators = table == &DialectWords::indicator_columns;
  const auto role = [&](std::string_view text) {
    const std::string key = lines_.key(text);
    return indicators ? lexicon_.indicator_column(key) : lexicon_.fund_column(key);
  };
  for (const std::size_t end = next + kMostLines; next < end && lines_.is_line(next); ++next) {
    std::vector<RowCell> more = split_row(lines_.line(next), tokens_of(lines_.line(next))).cells;
    if (more.empty()) break;
    Row longer = head;
    const std::string glued = std::string(longer.cells.back().text) + std::string(more.front().text);
    const bool known = find_word(all.*table, lines_.key(glued)) != nullptr;
    const bool is_rest = known || (role(more.front().text) == Role::kNone && role(glued) != Role::kNone);
    if (is_rest) {
      const int column = longer.cells.back().column;
      longer.cells.back() = lines_.joined_cell({longer.cells.back(), more.front()});
      longer.cells.back().column = column;
      more.erase(more.begin());
    }
    for (RowCell& cell : more) {
      const Role own = role(cell.text);
      const bool again = std::any_of(longer.cells.begin(), longer.cells.end(),
                                     [&](const RowCell& before) { return role(before.text) == own; });
      if (own == Role::kNone || (again && own != Role::kOther)) return next;
      cell.column = longer.cells.back().column + 1;
      longer.cells.push_back(std::move(cell));
    }
    head = std::move(longer);
  }
  return next;
}

// The lower of two rows of heads: sign, value and unit, which stand below the head of the targets.
bool JoinedLines::divides_target(std::size_t i) const {
  if (!lines_.is_line(i)) return false;
  const std::vector<LineToken> tokens = tokens_of(lines_.line(i));
  return tokens.size() >= 2 && std::all_of(tokens.begin(), tokens.end(), [&](const LineToken& token) {
           const Role role = lexicon_.indicator_column(lines_.key(token.text));
           return role == Role::kSign || role == Role::kUnit || role == Role::kTarget;
         });
}

// The labels of a form behind a caption of no meaning of its own: 一、基本情况 项目名称 …
bool JoinedLines::names_project(const std::vector<LineToken>& tokens) const {
  return tokens.size() > 2 && lexicon_.label(lines_.key(tokens[1].text)) == Role::kProject;
}

// The label that the line begins with. In the indicator block the name of a level may be a label elsewhere
// (绩效目标); beside other labels it is one here, too.
Role JoinedLines::row_label(const std::vector<LineToken>& tokens) const {
  const Role first = lexicon_.label(lines_.key(tokens.front().text));
  if (block_ != Block::kIndicators || !shape_of(tokens.front().text, lexicon_).is_level()) return first;
  const bool labels = std::any_of(tokens.begin() + 1, tokens.end(), [&](const LineToken& token) {
    return lexicon_.label(lines_.key(token.text)) != Role::kNone;
  });
  return labels ? first : Role::kNone;
}

bool JoinedLines::all_figures(std::vector<LineToken>::const_iterator begin,
                              std::vector<LineToken>::const_iterator end) const {
  return begin != end && std::all_of(begin, end, [&](const LineToken& token) {
           const Shape shape = shape_of(token.text, lexicon_).shape;
           return shape == Shape::kNumber || shape == Shape::kPercent || shape == Shape::kBlankMark;
         });
}

// The name of a row, known or not, and figures; or figures alone.
bool JoinedLines::is_fund_row(const std::vector<LineToken>& tokens) const {
  if (lines_.is_fund_label(tokens.front().text)) return true;
  const bool label = shape_of(tokens.front().text, lexicon_).shape == Shape::kText;
  if (label && lexicon_.label(lines_.key(tokens.front().text)) != Role::kNone) return false;
  return all_figures(tokens.begin() + (label ? 1 : 0), tokens.end());
}

// A row, and the lines of figures below on which it goes on.
std::size_t JoinedLines::push_funds(std::size_t i) {
  constexpr std::size_t kMostLines = 3;
  std::size_t count = 1;
  for (; count < kMostLines && lines_.is_line(i + count); ++count) {
    const std::vector<LineToken> more = tokens_of(lines_.line(i + count));
    constexpr std::string_view kInsideFigures = "0123456789.,%";
    const bool begins_inside =
        !more.empty() && kInsideFigures.find(more.front().text.front()) != std::string_view::npos;
    if (!all_figures(more.begin(), more.end()) &&
        !(begins_inside && (more.size() == 1 || all_figures(more.begin() + 1, more.end()))))
      break;
  }
  return push_row(i, count);
}

std::size_t JoinedLines::push_row(std::size_t i, std::size_t count) {
  std::vector<Piece> pieces;
  std::vector<Token> tokens;
  for (std::size_t l = i; l < i + count; ++l) {
    bool first = l > i;
    for (const LineToken& token : tokens_of(lines_.line(l))) {
      pieces.push_back({l, token});
      tokens.push_back({token.text, shape_of(token.text, lexicon_), first});
      first = false;
    }
  }
  const bool too_many = tokens.size() > slots_.size();
  if (too_many && block_ == Block::kFunds && lines_.is_fund_label(tokens.front().text)) {
    push_unshared(pieces);
    return i + count;
  }
  const bool broken = breaks_a_figure(pieces) || too_many;
  for (const StreamRow& cells : find_stream_rows(tokens, slots_, RowBreaks::kKnown)) {
    Row row = recovered_row();
    for (const StreamCell& found : cells) {
      row.cells.push_back(cell_of_pieces(pieces, found, slots_[static_cast<std::size_t>(found.slot)].first));
      const bool figure = tokens[found.first].shape.shape != Shape::kText;
      row.cells.back().certain = found.certain && !(broken && figure);
    }
    lines_.push(std::move(row));
  }
  return i + count;
}

// More figures than columns: the row is named, and nobody can say which figure is which.
void JoinedLines::push_unshared(const std::vector<Piece>& pieces) {
  Row row = recovered_row();
  const Slot* label = find_slot(slots_, Role::kFundLabel);
  const int column = label == nullptr ? 0 : label->first;
  row.cells.push_back(cell_of_pieces(pieces, {0, 0, 0, true}, column));
  row.cells.push_back(cell_of_pieces(pieces, {1, pieces.size() - 1, 0, false}, column + 1));
  for (RowCell& cell : row.cells) cell.certain = &cell == &row.cells.front();
  row.cells.front().column = column;
  row.cells.back().column = column + 1;
  lines_.push(std::move(row));
}

// Do a line's last and the next line's first piece make one figure as well as two? Then nobody can say how many columns
// the figures fill.
bool JoinedLines::breaks_a_figure(const std::vector<Piece>& pieces) const {
  constexpr int kMostDecimals = 2;  // of money, rates and points; more of them is two figures run together
  for (std::size_t p = 1; p < pieces.size(); ++p) {
    if (pieces[p].line == pieces[p - 1].line) continue;
    const std::string_view left = pieces[p - 1].token.text;
    const std::string_view right = pieces[p].token.text;
    const auto goes_on = [](char c) { return is_digit(c) || c == '.' || c == ',' || c == '%'; };
    if (!goes_on(left.back()) || !goes_on(right.front())) continue;
    const auto whole = read_figure(std::string(left) + std::string(right), lexicon_.tables().percent_marks, {});
    const bool apart = whole && whole->number.decimals > kMostDecimals;
    if (!apart) return true;
  }
  return false;
}

// Pieces of one line keep the blanks between them; between lines there are none.
RowCell JoinedLines::cell_of_pieces(const std::vector<Piece>& pieces, const StreamCell& found, int column) {
  std::vector<RowCell> parts;
  for (std::size_t p = found.first; p <= found.last;) {
    std::size_t last = p;
    while (last + 1 <= found.last && pieces[last + 1].line == pieces[p].line) ++last;
    parts.push_back(cell_of_tokens(lines_.line(pieces[p].line), pieces[p].token, pieces[last].token, column));
    p = last + 1;
  }
  return lines_.joined_cell(std::move(parts));
}

// Labels, each with all pieces up to the next label as its value.
std::size_t JoinedLines::push_labels(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens) {
  Row row = recovered_row();
  int column = 0;
  for (std::size_t t = 0; t < tokens.size();) {
    std::size_t last = t;
    if (lexicon_.label(lines_.key(tokens[t].text)) == Role::kNone)
      while (last + 1 < tokens.size() && lexicon_.label(lines_.key(tokens[last + 1].text)) == Role::kNone) ++last;
    row.cells.push_back(cell_of_tokens(source, tokens[t], tokens[last], column++));
    t = last + 1;
  }
  const bool waiting =
      tokens.back().text == row.cells.back().text && lexicon_.label(lines_.key(tokens.back().text)) != Role::kNone;
  const std::size_t next = block_ == Block::kGoals ? i + 1 : add_broken_value(row, i + 1, waiting);
  lines_.push(std::move(row));
  return next;
}

// A line of one piece that is no label, title, head or year of its own: the value of the label before it, if that waits
// for one, else the rest of the value above, perhaps. Nobody can be sure, and a name cut short must not be read.
std::size_t JoinedLines::add_broken_value(Row& row, std::size_t next, bool waiting) {
  constexpr std::size_t kLongestRest = 30;  // characters
  if (!lines_.is_line(next)) return next;
  const RowCell& more = lines_.line(next);
  const RowFacts facts = facts_of(lines_.rows()[next], lexicon_);
  const std::string key = lines_.key(more.text);
  const bool own = facts.title || facts.look_alike_title || lines_.is_section(next) || key.empty() ||
                   lexicon_.label(key) != Role::kNone || lexicon_.fund_column(key) != Role::kNone ||
                   lexicon_.indicator_column(key) != Role::kNone || !labelled_parts(more.text, lexicon_).empty() ||
                   std::any_of(lexicon_.tables().years.begin(), lexicon_.tables().years.end(),
                               [&](const std::string& year) { return more.text.ends_with(year); });
  if (own || tokens_of(more).size() != 1 || utf8_length(more.text) > kLongestRest) return next;
  const int column = row.cells.back().column;
  if (waiting) {
    row.cells.push_back(more);
    row.cells.back().column = column + 1;
  } else {
    row.cells.back() = lines_.joined_cell({row.cells.back(), more});
    row.cells.back().certain = false;
  }
  return next + 1;
}

// The heads over the texts of the goals; 0 where texts stand between them.
std::size_t JoinedLines::count_goal_columns(const std::vector<LineToken>& tokens) const {
  std::size_t columns = 0;
  for (const LineToken& token : tokens) {
    const Role role = lexicon_.label(lines_.key(token.text));
    if (role == Role::kOtherLabel && columns == 0) continue;  // 项目基本情况, around the goals
    if (!is_goal_head(role)) return 0;
    columns += role == Role::kGoalCaption ? 0 : 1;
  }
  // 目标完成情况 over 预期目标 is a caption.
  const bool caption = lexicon_.label(lines_.key(tokens.front().text)) == Role::kOutcome && columns > 2;
  return caption ? columns - 1 : columns;
}

// As many pieces as heads, or two, are the texts. Of more the border is unknown; one is the goal, or the rest of what
// stands above.
std::size_t JoinedLines::push_goal_line(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens) {
  if (lexicon_.indicator_column(lines_.key(source.text)) == Role::kIndicatorCaption) return lines_.keep(i);
  Row row = recovered_row();
  if (tokens.size() == std::max<std::size_t>(goal_columns_, 2)) {
    row = split_row(source, tokens);
    for (RowCell& cell : row.cells) ++cell.column;
  } else {
    row.cells.push_back(source);
    row.cells.back().column = 1;
    row.cells.back().certain = false;
  }
  lines_.push(std::move(row));
  return i + 1;
}

}  // namespace hebiao
