// One pass over the rows. A line whose pieces are column heads opens a block of joined lines; lines that are one head
// each, several in a row, open a block of one cell a line. Inside a block the lines are cells of its columns
// (model/stream.h). Outside, a line that begins with a label is labels with their values; in a document of one cell a
// line, a line that is a label takes the next line as its value.
#include "model/shapes.h"

#include <algorithm>

#include "model/form_segments.h"
#include "model/line_tokens.h"
#include "model/slots.h"
#include "model/stream.h"

namespace hebiao {
namespace {

constexpr std::size_t kFewestHeadLines = 4;  // heads in a row, one a line
constexpr std::size_t kFewestMoneyHeadLines = 3;
constexpr std::size_t kLabelBytes = 120;

enum class Block { kNone, kJoinedFunds, kJoinedGoals, kJoinedIndicators };

class Shaper {
 public:
  Shaper(DocumentRows rows, const Lexicon& lexicon)
      : in_(std::move(rows)), lexicon_(lexicon), tables_(lexicon.tables()) {
    out_.joined = std::move(in_.joined);
    out_.rows.reserve(in_.rows.size());
  }

  DocumentRows run() {
    one_cell_a_line_ = has_heads_one_a_line();
    for (std::size_t i = read_rest_of_a_form(); i < in_.rows.size();) i = read(i);
    return std::move(out_);
  }

 private:
  const std::vector<Row>& rows() const { return in_.rows; }
  bool is_line(std::size_t i) const { return i < rows().size() && rows()[i].is_line; }
  const RowCell& line(std::size_t i) const { return rows()[i].cells.front(); }

  std::string key(std::string_view text) const { return text.size() > kLabelBytes ? std::string() : tables_.key(text); }
  Role label(std::size_t i) const { return lexicon_.label(key(line(i).text)); }
  bool is_fund_label(std::string_view text) const {
    return lexicon_.fund_row(part_label(key(text), tables_).key).has_value();
  }

  // Reads from row i; the row to go on with.
  std::size_t read(std::size_t i) {
    if (!is_line(i)) {
      block_ = Block::kNone;
      return keep(i);
    }
    if (one_cell_a_line_) {
      if (const std::size_t next = read_single(i); next > i) return next;
    }
    return read_joined(i);
  }

  // Lines before the first title or label that hold figures are the rest of a form whose heads are lost; the columns of
  // the first heads that follow stand in. The row to go on with.
  std::size_t read_rest_of_a_form() {
    std::size_t end = 0;
    std::size_t figures = 0;
    for (; is_line(end); ++end) {
      const RowFacts facts = facts_of(rows()[end], lexicon_);
      const std::vector<LineToken> tokens = tokens_of(line(end));
      if (facts.title || facts.look_alike_title || tokens.empty() ||
          lexicon_.label(key(tokens.front().text)) == Role::kProject)
        break;
      for (const LineToken& token : tokens) figures += shape_of(token.text, lexicon_).shape == Shape::kNumber ? 1 : 0;
    }
    constexpr std::size_t kFewestFigures = 4;  // two rows with weight and score
    if (end == rows().size() || figures < kFewestFigures || !borrow_slots(end)) return 0;
    std::size_t next = 0;
    if (one_cell_a_line_) {
      std::vector<std::size_t> lines;
      for (; next < end && !ends_block(next); ++next) lines.push_back(next);
      push_stream(lines, slots_, RowBreaks::kUnknown);
    } else {
      block_ = Block::kJoinedIndicators;
    }
    return next;
  }

  // The columns of the first indicator heads from row i on; false if there are none.
  bool borrow_slots(std::size_t i) {
    for (; is_line(i); ++i) {
      if (const std::size_t count = one_cell_a_line_ ? opens_indicators(i) : 0) {
        slots_ = indicator_slots({head_row(i, count)}, 0, 1, lexicon_);
        return true;
      }
      const Row row = split_row(line(i), tokens_of(line(i)));
      if (one_cell_a_line_ || !facts_of(row, lexicon_).indicator_head) continue;
      slots_ = indicator_slots({row}, 0, 1, lexicon_);
      return true;
    }
    return false;
  }

  std::size_t keep(std::size_t i) {
    out_.rows.push_back(std::move(in_.rows[i]));
    return i + 1;
  }

  Row new_row() const {
    Row row;
    row.columns = Columns::kDrawn;
    row.recovered = true;
    return row;
  }

  // --- one cell a line -----------------------------------------------------------------------------------------

  using RoleOf = Role (Lexicon::*)(std::string_view) const;

  // How many lines from i are column heads, one each.
  std::size_t head_lines(std::size_t i, RoleOf role_of) const {
    std::size_t count = 0;
    while (is_line(i + count) && (lexicon_.*role_of)(key(line(i + count).text)) != Role::kNone) ++count;
    return count;
  }

  Row head_row(std::size_t i, std::size_t count) const {
    std::vector<RowCell> heads;
    for (std::size_t c = 0; c < count; ++c) heads.push_back(line(i + c));
    return in_reading_order(std::move(heads));
  }

  // Two rows of heads in a sequence: the upper row's values (年度指标值, 实际完成值 …) come before the lower row's
  // names, and stand right of them. A head of the upper row that the lower one divides (年度指标值 into 指标性质,
  // 指标值, 度量单位) goes.
  Row in_reading_order(std::vector<RowCell> heads) const {
    const auto role_of = [&](const RowCell& cell) { return lexicon_.indicator_column(key(cell.text)); };
    const auto names = std::find_if(heads.begin(), heads.end(), [&](const RowCell& cell) {
      const Role role = role_of(cell);
      return role == Role::kLevel1 || role == Role::kLevel2 || role == Role::kName;
    });
    const bool two_rows = names != heads.end() && std::any_of(heads.begin(), names, [&](const RowCell& cell) {
                            return role_of(cell) == Role::kActual;
                          });
    std::vector<RowCell> ordered;
    if (two_rows) {
      ordered.assign(names, heads.end());
      for (auto upper = heads.begin(); upper != names; ++upper) {
        const Role role = role_of(*upper);
        const bool divided =
            std::any_of(names, heads.end(), [&](const RowCell& cell) { return role_of(cell) == role; });
        if (role != Role::kIndicatorCaption && !divided) ordered.push_back(*upper);
      }
    } else {
      ordered = std::move(heads);
    }
    Row row = new_row();
    for (RowCell& cell : ordered) {
      cell.column = static_cast<int>(row.cells.size());
      row.cells.push_back(std::move(cell));
    }
    return row;
  }

  bool has_heads_one_a_line() const {
    for (std::size_t i = 0; i < rows().size(); ++i)
      if (is_line(i) && opens_indicators(i) > 0) return true;
    return false;
  }

  // The number of head lines if an indicator block opens at i, else 0.
  std::size_t opens_indicators(std::size_t i) const {
    const std::size_t count = head_lines(i, &Lexicon::indicator_column);
    return count >= kFewestHeadLines && facts_of(head_row(i, count), lexicon_).indicator_head ? count : 0;
  }

  std::size_t opens_funds(std::size_t i) const {
    const std::size_t count = head_lines(i, &Lexicon::fund_column);
    return count >= kFewestMoneyHeadLines && facts_of(head_row(i, count), lexicon_).fund_head ? count : 0;
  }

  std::size_t read_single(std::size_t i) {
    if (const std::size_t count = opens_indicators(i)) return read_indicator_lines(i, count);
    if (const std::size_t count = opens_funds(i)) return read_fund_lines(i, count);
    const Role role = label(i);
    if (role == Role::kGoalCaption || role == Role::kGoal || role == Role::kOutcome) return read_goal_lines(i);
    if (role == Role::kTotal) return read_total_lines(i);
    if (role != Role::kNone) return read_label_lines(i);
    return i;
  }

  // Under a title labels follow; an indicator's name may read like a title.
  bool heads_a_form(std::size_t i) const {
    constexpr std::size_t kLinesUnderTitle = 6;
    for (std::size_t next = i + 1; next <= i + kLinesUnderTitle && is_line(next); ++next) {
      const Role role = label(next);
      if (role == Role::kProject || role == Role::kDepartment || role == Role::kAgency || role == Role::kFiller)
        return true;
    }
    return false;
  }

  bool ends_block(std::size_t i) const {
    if (!is_line(i)) return true;
    const Role role = label(i);
    if (role == Role::kTotal || role == Role::kNote || role == Role::kOtherLabel || role == Role::kProject) return true;
    const RowFacts facts = facts_of(rows()[i], lexicon_);
    return ((facts.title || facts.look_alike_title) && heads_a_form(i)) || opens_funds(i) > 0;
  }

  std::size_t read_indicator_lines(std::size_t i, std::size_t count) {
    const std::size_t head = out_.rows.size();
    out_.rows.push_back(head_row(i, count));
    const Slots slots = indicator_slots(out_.rows, head, 1, lexicon_);
    std::size_t end = i + count;
    std::vector<std::size_t> lines;
    while (!ends_block(end)) {
      // The heads again: a page break.
      const std::size_t again = opens_indicators(end);
      if (again == 0) lines.push_back(end);
      end += std::max<std::size_t>(again, 1);
    }
    push_stream(lines, slots, RowBreaks::kUnknown);
    return end;
  }

  std::size_t read_fund_lines(std::size_t i, std::size_t count) {
    out_.rows.push_back(with_label_column(head_row(i, count)));
    const Slots slots = fund_slots(out_.rows.back(), lexicon_);
    std::size_t end = i + count;
    std::vector<std::size_t> lines;
    while (is_line(end)) {
      const bool fund = is_fund_label(line(end).text);
      if (!fund && (label(end) != Role::kNone || opens_indicators(end) > 0 || facts_of(rows()[end], lexicon_).title))
        break;
      if (fund) {
        push_stream(lines, slots, RowBreaks::kKnown);
        lines.clear();
      }
      lines.push_back(end++);
    }
    push_stream(lines, slots, RowBreaks::kKnown);
    return end;
  }

  // A block's caption may be broken over lines, or stand elsewhere: the column of the row labels has no head then.
  Row with_label_column(Row head) const {
    const Role first = lexicon_.fund_column(key(head.cells.front().text));
    if (first != Role::kFundCaption && first != Role::kFundLabel)
      for (RowCell& cell : head.cells) ++cell.column;
    return head;
  }

  void push_stream(const std::vector<std::size_t>& lines, const Slots& slots, RowBreaks breaks) {
    if (lines.empty()) return;
    std::vector<Token> tokens;
    for (std::size_t i : lines) tokens.push_back({line(i).text, shape_of(line(i).text, lexicon_)});
    for (const StreamRow& cells : find_stream_rows(tokens, slots, breaks)) {
      Row row = new_row();
      for (const StreamCell& found : cells)
        row.cells.push_back(cell_of_lines(lines, found, slots[static_cast<std::size_t>(found.slot)].first));
      out_.rows.push_back(std::move(row));
    }
  }

  RowCell cell_of_lines(const std::vector<std::size_t>& lines, const StreamCell& found, int column) {
    std::vector<RowCell> parts;
    for (std::size_t t = found.first; t <= found.last; ++t) parts.push_back(line(lines[t]));
    RowCell cell = joined_cell(std::move(parts));
    cell.column = column;
    cell.certain = found.certain;
    return cell;
  }

  // Heads, then as many texts as there are heads of texts; another number of lines cannot be shared out.
  std::size_t read_goal_lines(std::size_t i) {
    Row head = new_row();
    std::size_t end = i;
    std::vector<int> text_columns;
    for (; is_line(end); ++end) {
      const Role role = label(end);
      if (role != Role::kGoalCaption && role != Role::kGoal && role != Role::kOutcome) break;
      RowCell cell = line(end);
      cell.column = static_cast<int>(head.cells.size());
      if (role != Role::kGoalCaption || !head.cells.empty()) text_columns.push_back(cell.column);
      head.cells.push_back(std::move(cell));
    }
    out_.rows.push_back(std::move(head));
    std::vector<std::size_t> lines;
    while (is_line(end) && label(end) == Role::kNone && opens_indicators(end) == 0 &&
           lexicon_.indicator_column(key(line(end).text)) != Role::kIndicatorCaption)
      lines.push_back(end++);
    if (lines.empty()) return end;
    Row row = new_row();
    const bool shared_out = lines.size() == text_columns.size();
    for (std::size_t t = 0; t < lines.size(); ++t) {
      const int column = text_columns.empty() ? 1 : text_columns[std::min(t, text_columns.size() - 1)];
      RowCell cell = line(lines[t]);
      cell.column = column;
      cell.certain = shared_out || text_columns.empty();
      row.cells.push_back(std::move(cell));
    }
    out_.rows.push_back(std::move(row));
    return end;
  }

  std::size_t read_total_lines(std::size_t i) {
    constexpr std::size_t kMostFigures = 3;  // weight, score, grade
    Row row = new_row();
    row.columns = Columns::kUnknown;
    std::size_t end = i;
    for (; is_line(end) && end - i <= kMostFigures; ++end) {
      const bool grade =
          std::find(tables_.grades.begin(), tables_.grades.end(), line(end).text) != tables_.grades.end();
      if (end > i && !grade && shape_of(line(end).text, lexicon_).shape != Shape::kNumber) break;
      RowCell cell = line(end);
      cell.column = static_cast<int>(row.cells.size());
      row.cells.push_back(std::move(cell));
    }
    out_.rows.push_back(std::move(row));
    return end;
  }

  std::size_t read_label_lines(std::size_t i) {
    Row row = new_row();
    row.cells.push_back(line(i));
    std::size_t end = i + 1;
    if (is_line(end) && label(end) == Role::kNone && opens_funds(end) == 0 && opens_indicators(end) == 0) {
      RowCell value = line(end++);
      value.column = 1;
      row.cells.push_back(std::move(value));
    }
    out_.rows.push_back(std::move(row));
    return end;
  }

  // --- joined by blanks ----------------------------------------------------------------------------------------

  Row split_row(const RowCell& source, const std::vector<LineToken>& tokens) const {
    Row row = new_row();
    for (std::size_t t = 0; t < tokens.size(); ++t)
      row.cells.push_back(cell_of_tokens(source, tokens[t], tokens[t], static_cast<int>(t)));
    return row;
  }

  std::size_t read_joined(std::size_t i) {
    const RowCell source = line(i);
    const std::vector<LineToken> tokens = tokens_of(source);
    if (tokens.size() < 2) {
      const RowFacts facts = facts_of(rows()[i], lexicon_);
      if (facts.title || facts.look_alike_title) block_ = Block::kNone;
      if (block_ == Block::kJoinedGoals) return push_goal_line(i, source, tokens);
      if (block_ == Block::kJoinedFunds && !tokens.empty() && is_fund_label(tokens.front().text))
        return push_joined(i, 1);
      return is_indicator_line(i) ? push_indicator(i) : keep(i);
    }
    Row row = split_row(source, tokens);
    const RowFacts facts = facts_of(row, lexicon_);
    if (facts.value_head && is_line(i + 1)) {
      Row lower = split_row(line(i + 1), tokens_of(line(i + 1)));
      if (facts_of(lower, lexicon_).indicator_head) {
        row.cells.insert(row.cells.end(), lower.cells.begin(), lower.cells.end());
        return open_joined_indicators(in_reading_order(std::move(row.cells)), i + 2);
      }
    }
    if (facts.indicator_head) return open_joined_indicators(std::move(row), i + 1);
    if (facts.fund_head) {
      row = with_label_column(std::move(row));
      slots_ = fund_slots(row, lexicon_);
      out_.rows.push_back(std::move(row));
      block_ = Block::kJoinedFunds;
      return i + 1;
    }
    if (block_ == Block::kJoinedFunds && (is_fund_label(tokens.front().text) || all_figures(tokens)))
      return push_joined(i, 1);
    const Role first = row_label(tokens);
    if (first == Role::kGoalCaption || first == Role::kGoal || first == Role::kOutcome)
      return push_goal_head(i, source, tokens);
    if (block_ == Block::kJoinedGoals && first == Role::kNone) return push_goal_line(i, source, tokens);
    if (facts.total) {
      row.columns = Columns::kUnknown;
      out_.rows.push_back(std::move(row));
      return i + 1;
    }
    if (is_indicator_line(i)) return push_indicator(i);
    return first == Role::kNone ? keep(i) : push_labels(i, source, tokens);
  }

  std::size_t open_joined_indicators(Row head, std::size_t next) {
    out_.rows.push_back(std::move(head));
    slots_ = indicator_slots(out_.rows, out_.rows.size() - 1, 1, lexicon_);
    block_ = Block::kJoinedIndicators;
    return next;
  }

  // The label that the line begins with. In the indicator block the name of a level may be a label elsewhere
  // (绩效目标); beside other labels it is one here, too.
  Role row_label(const std::vector<LineToken>& tokens) const {
    const Role first = lexicon_.label(key(tokens.front().text));
    if (block_ != Block::kJoinedIndicators || !shape_of(tokens.front().text, lexicon_).is_level()) return first;
    const bool labels = std::any_of(tokens.begin() + 1, tokens.end(), [&](const LineToken& token) {
      return lexicon_.label(key(token.text)) != Role::kNone;
    });
    return labels ? first : Role::kNone;
  }

  bool all_figures(const std::vector<LineToken>& tokens) const {
    return std::all_of(tokens.begin(), tokens.end(), [&](const LineToken& token) {
      const Shape shape = shape_of(token.text, lexicon_).shape;
      return shape == Shape::kNumber || shape == Shape::kPercent || shape == Shape::kBlankMark;
    });
  }

  // --- indicators joined by blanks: a row may be broken over several lines ---------------------------------------

  // What one line says of the row that it is a part of.
  struct LineSense {
    bool row = false;            // a line of the block at all
    bool begins_group = false;   // begins with the name of a level or of the block
    bool begins_figure = false;  // begins with a figure, which no row does
    std::size_t numbers = 0;     // what may stand under weight and score
    std::size_t figures = 0;     // and what may be a target or an actual value
    std::size_t pieces = 0;      // without names of levels
  };

  LineSense sense_of(std::size_t i) const {
    LineSense sense;
    if (!is_line(i)) return sense;
    const std::vector<LineToken> tokens = tokens_of(line(i));
    if (tokens.empty() || row_label(tokens) != Role::kNone) return sense;
    const RowFacts facts = facts_of(tokens.size() < 2 ? rows()[i] : split_row(line(i), tokens), lexicon_);
    if (facts.title || facts.look_alike_title || facts.indicator_head || facts.value_head || facts.fund_head ||
        facts.total)
      return sense;
    sense.row = true;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
      const CellShape shape = shape_of(tokens[t].text, lexicon_);
      if (t == 0) sense.begins_group = shape.is_level() || shape.caption;
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

  // Weight and score, where the block has them.
  std::size_t points() const {
    return std::size_t{find_slot(slots_, Role::kWeight) != nullptr} + (find_slot(slots_, Role::kScore) != nullptr);
  }

  // Holds what a row needs: a name, a value, and its points.
  bool is_whole(const LineSense& sense) const {
    return sense.numbers >= points() && sense.pieces >= points() + 2 && !sense.begins_figure;
  }

  // The rest of a row that stands above, or the beginning of one whose rest stands below.
  bool is_fragment(const LineSense& sense) const {
    return sense.row && (sense.figures == 0 || sense.begins_figure) && !is_whole(sense);
  }

  bool is_indicator_line(std::size_t i) const { return block_ == Block::kJoinedIndicators && sense_of(i).row; }

  // Lines that follow line i and belong to no row of their own.
  std::size_t fragments_behind(std::size_t i) const {
    constexpr std::size_t kMostLines = 6;
    std::size_t count = 0;
    for (; count < kMostLines; ++count) {
      const LineSense next = sense_of(i + count + 1);
      if (!is_fragment(next) || next.begins_group) break;
    }
    return count;
  }

  std::size_t push_indicator(std::size_t i) {
    const LineSense sense = sense_of(i);
    const std::size_t fragments = fragments_behind(i);
    const LineSense behind = sense_of(i + fragments + 1);
    if (is_whole(sense)) {
      // Between a row and one that begins with its name words may belong to either.
      const bool either = fragments > 0 && behind.row && !behind.begins_group;
      if (!either) return push_joined(i, 1 + fragments);
      const std::size_t last = out_.rows.size();
      push_joined(i, 1);
      doubt(last, Role::kDeviation);
      return push_torn(i + 1, fragments);
    }
    if (!behind.row || behind.begins_group || sense.figures > 0) {
      const bool is_row = sense.pieces + fragments > 1 || sense.begins_group;
      return is_row ? push_joined(i, 1 + fragments) : keep(i);
    }
    // The name begins above its row.
    return sense.begins_group ? push_joined(i, 2 + fragments) : push_torn(i, 1 + fragments);
  }

  // Lines of which nobody can say whether they end one row's reason or begin the next one's name.
  std::size_t push_torn(std::size_t i, std::size_t count) {
    for (std::size_t l = i; l < i + count; ++l) keep(l);
    const std::size_t first = out_.rows.size();
    const std::size_t next = push_joined(i + count, 1 + fragments_behind(i + count));
    doubt(first, Role::kName);
    return next;
  }

  // From that row on a cell of this role may be incomplete.
  void doubt(std::size_t row, Role role) {
    const Slot* slot = find_slot(slots_, role);
    if (slot == nullptr) return;
    for (; row < out_.rows.size(); ++row)
      for (RowCell& cell : out_.rows[row].cells)
        if (cell.column == slot->first) cell.certain = false;
  }

  struct Piece {
    std::size_t line = 0;
    LineToken token;
  };

  std::size_t push_joined(std::size_t i, std::size_t count) {
    std::vector<Piece> pieces;
    std::vector<Token> tokens;
    for (std::size_t l = i; l < i + count; ++l) {
      bool first = l > i;
      for (const LineToken& token : tokens_of(line(l))) {
        pieces.push_back({l, token});
        tokens.push_back({token.text, shape_of(token.text, lexicon_), first});
        first = false;
      }
    }
    for (const StreamRow& cells : find_stream_rows(tokens, slots_, RowBreaks::kKnown)) {
      Row row = new_row();
      for (const StreamCell& found : cells) {
        row.cells.push_back(cell_of_pieces(pieces, found, slots_[static_cast<std::size_t>(found.slot)].first));
        row.cells.back().certain = found.certain;
      }
      out_.rows.push_back(std::move(row));
    }
    return i + count;
  }

  // Pieces of one line keep the blanks between them; between lines there are none.
  RowCell cell_of_pieces(const std::vector<Piece>& pieces, const StreamCell& found, int column) {
    std::vector<RowCell> parts;
    for (std::size_t p = found.first; p <= found.last;) {
      std::size_t last = p;
      while (last + 1 <= found.last && pieces[last + 1].line == pieces[p].line) ++last;
      parts.push_back(cell_of_tokens(line(pieces[p].line), pieces[p].token, pieces[last].token, column));
      p = last + 1;
    }
    return joined_cell(std::move(parts));
  }

  RowCell joined_cell(std::vector<RowCell> parts) {
    RowCell cell = parts.front();
    if (parts.size() == 1) return cell;
    std::string raw;
    std::string text;
    for (const RowCell& part : parts) {
      raw += part.raw;
      text += part.text;
      if (&part != &parts.front()) cell.more_at.push_back(part.at);
    }
    cell.raw = out_.joined.emplace_back(std::move(raw));
    cell.text = out_.joined.emplace_back(std::move(text));
    return cell;
  }

  // Labels, each with all pieces up to the next label as its value.
  std::size_t push_labels(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens) {
    Row row = new_row();
    int column = 0;
    for (std::size_t t = 0; t < tokens.size();) {
      std::size_t last = t;
      if (lexicon_.label(key(tokens[t].text)) == Role::kNone)
        while (last + 1 < tokens.size() && lexicon_.label(key(tokens[last + 1].text)) == Role::kNone) ++last;
      row.cells.push_back(cell_of_tokens(source, tokens[t], tokens[last], column++));
      t = last + 1;
    }
    out_.rows.push_back(std::move(row));
    return i + 1;
  }

  std::size_t push_goal_head(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens) {
    block_ = Block::kJoinedGoals;
    return push_labels(i, source, tokens);
  }

  // Two pieces are goal and outcome. Of more the border is unknown; one is the goal, or the rest of what stands above.
  std::size_t push_goal_line(std::size_t i, const RowCell& source, const std::vector<LineToken>& tokens) {
    if (lexicon_.indicator_column(key(source.text)) == Role::kIndicatorCaption) return keep(i);
    Row row = new_row();
    if (tokens.size() == 2) {
      row = split_row(source, tokens);
      for (RowCell& cell : row.cells) ++cell.column;
    } else {
      row.cells.push_back(source);
      row.cells.back().column = 1;
      row.cells.back().certain = false;
    }
    out_.rows.push_back(std::move(row));
    return i + 1;
  }

  DocumentRows in_;
  DocumentRows out_;
  const Lexicon& lexicon_;
  const Dialects::Tables& tables_;
  bool one_cell_a_line_ = false;
  Block block_ = Block::kNone;
  Slots slots_;
};

}  // namespace

DocumentRows recover_columns(DocumentRows rows, const Lexicon& lexicon) {
  const bool any_line = std::any_of(rows.rows.begin(), rows.rows.end(), [](const Row& row) { return row.is_line; });
  return any_line ? Shaper(std::move(rows), lexicon).run() : std::move(rows);
}

}  // namespace hebiao
