// Several heads, one a line, open a block; its cells are found as a stream (model/stream.h). A label takes the next
// line as its value.
#include "model/single_cells.h"

#include <algorithm>

#include "model/form_segments.h"
#include "model/labelled_parts.h"
#include "model/paired_funds.h"

namespace hebiao {
namespace {

constexpr std::size_t kFewestHeadLines = 4;  // heads in a row, one a line
constexpr std::size_t kFewestMoneyHeadLines = 3;

}  // namespace

// How many lines from i are column heads, one each. One that no list knows may stand between those that are known.
std::size_t SingleCells::head_lines(std::size_t i, RoleOf role_of) const {
  const auto is_head = [&](std::size_t line) {
    return lines_.is_line(line) && (lexicon_.*role_of)(lines_.key(lines_.line(line).text)) != Role::kNone;
  };
  std::size_t count = 0;
  for (;; ++count) {
    if (is_head(i + count)) continue;
    const bool between = count >= 2 && is_head(i + count + 1) && is_head(i + count + 2);
    if (!between || !may_be_head(i + count)) return count;
  }
}

bool SingleCells::may_be_head(std::size_t i) const {
  constexpr std::size_t kLongestHead = 12;  // characters
  const CellShape shape = shape_of(lines_.line(i).text, lexicon_);
  return shape.shape == Shape::kText && !shape.is_level() && shape.length <= kLongestHead;
}

Row SingleCells::head_row(std::size_t i, std::size_t count) const {
  std::vector<RowCell> heads;
  for (std::size_t c = 0; c < count; ++c) heads.push_back(lines_.line(i + c));
  return in_reading_order(std::move(heads), lexicon_);
}

bool SingleCells::any() const {
  for (std::size_t i = 0; i < lines_.rows().size(); ++i)
    if (lines_.is_line(i) && opens_indicators(i) > 0) return true;
  return false;
}

// The number of head lines if an indicator block opens at i, else 0.
std::size_t SingleCells::opens_indicators(std::size_t i) const {
  const std::size_t count = head_lines(i, &Lexicon::indicator_column);
  return count >= kFewestHeadLines && facts_of(head_row(i, count), lexicon_).indicator_head ? count : 0;
}

std::size_t SingleCells::opens_funds(std::size_t i) const {
  const std::size_t count = head_lines(i, &Lexicon::fund_column);
  if (count < kFewestMoneyHeadLines || !facts_of(head_row(i, count), lexicon_).fund_head) return 0;
  // 预算数： before its own figure heads no column.
  const std::string_view last = lines_.line(i + count - 1).text;
  return last.ends_with(':') || last.ends_with("\xEF\xBC\x9A") ? 0 : count;
}

std::size_t SingleCells::read(std::size_t i) {
  if (const std::size_t count = opens_indicators(i)) return read_indicators(i, count);
  if (const std::size_t count = opens_funds(i)) return read_funds(i, count);
  if (const std::size_t next = read_paired_funds(i); next > i) return next;
  const Role role = lines_.label(i);
  if (is_goal_head(role)) return read_goals(i);
  if (role == Role::kTotal) return read_total(i);
  if (role != Role::kNone) return read_label(i);
  return i;
}

// Under a title labels follow; an indicator's name may read like a title.
bool SingleCells::heads_a_form(std::size_t i) const {
  constexpr std::size_t kLinesUnderTitle = 6;
  for (std::size_t next = i + 1; next <= i + kLinesUnderTitle && lines_.is_line(next); ++next) {
    const Role role = lines_.label(next);
    if (role == Role::kProject || role == Role::kDepartment || role == Role::kAgency || role == Role::kFiller)
      return true;
  }
  return false;
}

bool SingleCells::ends_block(std::size_t i) const {
  if (!lines_.is_line(i) || lines_.is_section(i)) return true;
  const Role role = lines_.label(i);
  if (role == Role::kTotal || role == Role::kNote || role == Role::kOtherLabel || role == Role::kProject) return true;
  if (!labelled_parts(lines_.line(i).text, lexicon_).empty()) return true;  // 自评总分：99.8分
  const RowFacts facts = facts_of(lines_.rows()[i], lexicon_);
  return ((facts.title || facts.look_alike_title) && heads_a_form(i)) || opens_funds(i) > 0;
}

std::size_t SingleCells::read_indicators(std::size_t i, std::size_t count) {
  const std::size_t head = lines_.found().size();
  lines_.push(head_row(i, count));
  const Slots slots = indicator_slots(lines_.found(), head, 1, lexicon_);
  std::size_t end = i + count;
  std::vector<std::size_t> lines;
  while (!ends_block(end)) {
    // The heads again: a page break, or the next goal, whose caption stands before them.
    const std::size_t again = opens_indicators(end);
    const bool caption =
        again == 0 && shape_of(lines_.line(end).text, lexicon_).points && opens_indicators(end + 1) > 0;
    if (caption) {
      push_stream(lines, slots, RowBreaks::kUnknown);
      lines.clear();
      lines_.keep(end);
    } else if (again == 0) {
      lines.push_back(end);
    }
    end += std::max<std::size_t>(again, 1);
  }
  push_stream(lines, slots, RowBreaks::kUnknown);
  return end;
}

// 按收入性质分： and 其中：一般公共预算：1234.50 in one cell: the money once more, in no column.
bool SingleCells::divides_money(std::size_t i) const {
  const std::string key = lines_.key(lines_.line(i).text);
  if (std::find(tables_.sides.begin(), tables_.sides.end(), key) != tables_.sides.end()) return true;
  const std::size_t colon = std::max(key.find(':'), key.find("\xEF\xBC\x9A"));
  return colon != std::string::npos && !lexicon_.is_fund_label(key) && lexicon_.is_fund_label(key.substr(0, colon));
}

// A text before figures: a row that no list knows.
bool SingleCells::names_unknown_fund(std::size_t i) const {
  return is_words(i) && lines_.label(i) == Role::kNone && is_money(i + 1) && is_money(i + 2);
}

bool SingleCells::is_words(std::size_t i) const {
  return shape_of(lines_.line(i).text, lexicon_).shape == Shape::kText;
}

bool SingleCells::is_money(std::size_t i) const {
  return lines_.is_line(i) && shape_of(lines_.line(i).text, lexicon_).shape == Shape::kNumber;
}

std::size_t SingleCells::read_funds(std::size_t i, std::size_t count) {
  lines_.push(with_label_column(head_row(i, count), lexicon_));
  const Slots slots = fund_slots(lines_.found().back(), nullptr, lexicon_);
  const bool worded = find_slot(slots, Role::kDeviation) != nullptr || find_slot(slots, Role::kOther) != nullptr;
  std::size_t end = i + count;
  std::vector<std::size_t> lines;
  while (lines_.is_line(end)) {
    const bool fund = lines_.is_fund_label(lines_.line(end).text) || (!worded && names_unknown_fund(end));
    if (divides_money(end) || (!fund && !worded && is_words(end))) break;
    if (!fund &&
        (lines_.label(end) != Role::kNone || opens_indicators(end) > 0 || facts_of(lines_.rows()[end], lexicon_).title))
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

// Labels and figures in turn (model/paired_funds.h), one a line: the labels of money, then those of the parts, once for
// each of the first.
std::size_t SingleCells::read_paired_funds(std::size_t i) {
  constexpr std::size_t kMostCells = 8;
  const auto money = [&](std::size_t line) {
    const Role role = lexicon_.fund_column(lines_.key(lines_.line(line).text));
    return role != Role::kNone && role != Role::kFundCaption;
  };
  const auto read_row = [&](std::size_t first, auto begins_cell) {
    Row row = recovered_row();
    std::size_t end = first;
    for (; lines_.is_line(end) && row.cells.size() < kMostCells; ++end) {
      const Shape shape = shape_of(lines_.line(end).text, lexicon_).shape;
      const bool figure =
          end > first && (shape == Shape::kNumber || shape == Shape::kPercent || shape == Shape::kBlankMark);
      if (!figure && !begins_cell(end, row)) break;
      row.cells.push_back(lines_.line(end));
      row.cells.back().column = static_cast<int>(row.cells.size());
    }
    return std::pair(std::move(row), end);
  };
  const Role first_role = lexicon_.fund_column(lines_.key(lines_.line(i).text));
  if (first_role != Role::kInitialBudget && first_role != Role::kFullBudget) return i;
  auto [head, end] = read_row(i, [&](std::size_t line, const Row&) { return money(line); });
  if (!pairs_money(head, lexicon_)) return i;
  const auto labels = std::count_if(head.cells.begin(), head.cells.end(), [&](const RowCell& cell) {
    return lexicon_.fund_column(lines_.key(cell.text)) != Role::kNone;
  });
  lines_.push(std::move(head));
  while (lines_.is_line(end) && lines_.is_fund_label(lines_.line(end).text)) {
    auto [row, next] = read_row(end, [&](std::size_t line, const Row& before) {
      const auto named = std::count_if(before.cells.begin(), before.cells.end(),
                                       [&](const RowCell& cell) { return lines_.is_fund_label(cell.text); });
      return named < labels && lines_.is_fund_label(lines_.line(line).text);
    });
    lines_.push(std::move(row));
    end = next;
  }
  return end;
}

void SingleCells::push_stream(const std::vector<std::size_t>& lines, const Slots& slots, RowBreaks breaks) {
  if (lines.empty()) return;
  std::vector<Token> tokens;
  for (std::size_t i : lines) tokens.push_back({lines_.line(i).text, shape_of(lines_.line(i).text, lexicon_)});
  for (const StreamRow& cells : find_stream_rows(tokens, slots, breaks)) {
    Row row = recovered_row();
    for (const StreamCell& found : cells)
      row.cells.push_back(cell_of_lines(lines, found, slots[static_cast<std::size_t>(found.slot)].first));
    lines_.push(std::move(row));
  }
}

RowCell SingleCells::cell_of_lines(const std::vector<std::size_t>& lines, const StreamCell& found, int column) {
  std::vector<RowCell> parts;
  for (std::size_t t = found.first; t <= found.last; ++t) parts.push_back(lines_.line(lines[t]));
  RowCell cell = lines_.joined_cell(std::move(parts));
  cell.column = column;
  cell.certain = found.certain;
  return cell;
}

// Heads, then as many texts as there are heads of texts; another number of lines cannot be shared out.
std::size_t SingleCells::read_goals(std::size_t i) {
  Row head = recovered_row();
  std::size_t end = i;
  std::vector<int> text_columns;
  for (; lines_.is_line(end); ++end) {
    const Role role = lines_.label(end);
    if (!is_goal_head(role)) break;
    // 目标完成情况 over 预期目标 is a caption.
    if (role == Role::kGoal && head.cells.size() == 1 && lines_.label(i) == Role::kOutcome) text_columns.clear();
    RowCell cell = lines_.line(end);
    cell.column = static_cast<int>(head.cells.size());
    if (role != Role::kGoalCaption || !head.cells.empty()) text_columns.push_back(cell.column);
    head.cells.push_back(std::move(cell));
  }
  lines_.push(std::move(head));
  std::vector<std::size_t> lines;
  while (lines_.is_line(end) && lines_.label(end) == Role::kNone && opens_indicators(end) == 0 &&
         lexicon_.indicator_column(lines_.key(lines_.line(end).text)) != Role::kIndicatorCaption)
    lines.push_back(end++);
  if (lines.empty()) return end;
  Row row = recovered_row();
  const bool shared_out = lines.size() == text_columns.size();
  for (std::size_t t = 0; t < lines.size(); ++t) {
    const int column = text_columns.empty() ? 1 : text_columns[std::min(t, text_columns.size() - 1)];
    RowCell cell = lines_.line(lines[t]);
    cell.column = column;
    cell.certain = shared_out || text_columns.empty();
    row.cells.push_back(std::move(cell));
  }
  lines_.push(std::move(row));
  return end;
}

std::size_t SingleCells::read_total(std::size_t i) {
  constexpr std::size_t kMostFigures = 5;  // weight, score, grade, and what names the first two
  Row row = recovered_row();
  row.columns = Columns::kUnknown;
  std::size_t end = i;
  for (; lines_.is_line(end) && end - i <= kMostFigures; ++end) {
    const bool grade =
        std::find(tables_.grades.begin(), tables_.grades.end(), lines_.line(end).text) != tables_.grades.end();
    const bool said_again = end > i && lines_.label(end) == Role::kTotal;  // 总分值 100 总得分 98.21
    if (said_again) continue;
    if (end > i && !grade && shape_of(lines_.line(end).text, lexicon_).shape != Shape::kNumber) break;
    RowCell cell = lines_.line(end);
    cell.column = static_cast<int>(row.cells.size());
    row.cells.push_back(std::move(cell));
  }
  lines_.push(std::move(row));
  return end;
}

std::size_t SingleCells::read_label(std::size_t i) {
  Row row = recovered_row();
  row.cells.push_back(lines_.line(i));
  std::size_t end = i + 1;
  if (lines_.is_line(end) && lines_.label(end) == Role::kNone && opens_funds(end) == 0 && opens_indicators(end) == 0) {
    RowCell value = lines_.line(end++);
    value.column = 1;
    row.cells.push_back(std::move(value));
  }
  lines_.push(std::move(row));
  return end;
}

std::optional<Slots> SingleCells::columns_at(std::size_t i) const {
  const std::size_t count = opens_indicators(i);
  if (count == 0) return std::nullopt;
  return indicator_slots({head_row(i, count)}, 0, 1, lexicon_);
}

std::size_t SingleCells::read_headless(std::size_t end, const Slots& slots) {
  std::vector<std::size_t> lines;
  std::size_t next = 0;
  for (; next < end && !ends_block(next); ++next) lines.push_back(next);
  push_stream(lines, slots, RowBreaks::kUnknown);
  return next;
}

}  // namespace hebiao
