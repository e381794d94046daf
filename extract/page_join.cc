// What a page break does to a table depends on the producer. Office suites close the table with a line at the bottom
// and open it with another; browsers leave both out where the break goes through a row. A merged cell is cut into a
// piece a page, its text on one of them; a merged left column may have no rules at all on the next page. So:
//
//   columns   edges of both pages within `same_column` are one; the union numbers the columns
//   header    leading rows whose texts equal the table's own first rows, or one earlier row of labels
//   cut row   no line at the bottom of any of its cells, or: what goes on below is a few of the row's cells, each of
//   which had filled its
//             cell down to the break
//   cut cell  from the left, as long as one of the two pieces is empty and either spans rows or stands beside one that
//             was cut
#include "extract/page_join.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hebiao {
namespace {

constexpr double kFullCell = 1.6;   // ems of white below the last line of a cell that had no room for another
constexpr double kFullLine = 2.6;   // ems of white beside a wrapped line: the padding, and two characters kept together
constexpr double kWhiteDrift = 15;  // points that an edge in the white may move from page to page
constexpr int kHeadRows = 8;        // header rows that an office suite may repeat
constexpr int kLabelRows = 16;      // rows of labels remembered: a form has two or three

JoinedCell joined_cell(LaidCell cell, int row, int column, int column_span, int page, const Turn& turn) {
  JoinedCell joined;
  joined.row = row;
  joined.column = column;
  joined.row_span = cell.grid.row_span;
  joined.column_span = column_span;
  joined.text = std::move(cell.text);
  joined.at.push_back({page, 0, 0, turn.back(cell.grid.box)});
  joined.lines = std::move(cell.lines);
  for (TextLine& line : joined.lines) line.glyphs = {};
  joined.open_top = cell.grid.open_top;
  joined.open_bottom = cell.grid.open_bottom;
  joined.bottom = cell.grid.box.bottom;
  joined.room = cell.grid.box.width();
  return joined;
}

bool near(double a, double b, const TableSettings& settings) { return std::abs(a - b) <= settings.same_column; }

bool has_edge(const std::vector<double>& xs, double x, const TableSettings& settings) {
  return std::any_of(xs.begin(), xs.end(), [&](double edge) { return near(edge, x, settings); });
}

bool all_edges_in(const std::vector<double>& some, const std::vector<double>& all, const TableSettings& settings) {
  return std::all_of(some.begin(), some.end(), [&](double x) { return has_edge(all, x, settings); });
}

bool columns_agree(const std::vector<double>& a, const std::vector<double>& b, const TableSettings& settings) {
  bool left = near(a.front(), b.front(), settings);
  bool right = near(a.back(), b.back(), settings);
  if (left && right) return true;
  if (!left && !right) return false;
  return all_edges_in(b, a, settings) || all_edges_in(a, b, settings);
}

// Edges of columns found by alignment run through the white, which differs from page to page. The edges of `table` that
// those of `next` stand for, or nothing if some edge has none of its own: a page may leave columns at the right empty,
// it cannot have more of them.
std::vector<double> white_edges(const std::vector<double>& table, const std::vector<double>& next) {
  if (next.size() > table.size() || next.size() < 3) return {};
  std::vector<double> edges{table.front()};
  std::size_t at = 0;
  for (std::size_t i = 1; i + 1 < next.size(); ++i) {
    std::size_t best = 0;
    for (std::size_t k = at + 1; k + 1 < table.size(); ++k) {
      if (best == 0 || std::abs(table[k] - next[i]) < std::abs(table[best] - next[i])) best = k;
    }
    if (best == 0 || std::abs(table[best] - next[i]) > kWhiteDrift) return {};
    at = best;
    edges.push_back(table[at]);
  }
  edges.push_back(table[at + 1]);
  return edges;
}

// Moves the columns of `next` to those of the table, with empty cells for those that it lacks at the right.
void take_columns_of(const JoinedTable& table, LaidTable& next) {
  next.grid.xs = white_edges(table.xs, next.grid.xs);
  for (LaidCell& c : next.cells) {
    c.grid.box.left = next.grid.xs[c.grid.column];
    c.grid.box.right = next.grid.xs[c.grid.column + c.grid.column_span];
  }
  for (std::size_t edge = 0; edge + 1 < table.xs.size(); ++edge) {
    if (table.xs[edge] < next.grid.xs.back()) continue;
    for (int row = 0; row < next.grid.rows(); ++row) {
      LaidCell empty;
      empty.grid.row = row;
      empty.grid.column = next.grid.columns();
      empty.grid.box = {table.xs[edge], next.grid.ys[row], table.xs[edge + 1], next.grid.ys[row + 1]};
      next.cells.push_back(std::move(empty));
    }
    next.grid.xs.push_back(table.xs[edge + 1]);
  }
}

using RowTexts = JoinedTable::RowTexts;

// The texts of the cells that begin in each row.
std::vector<RowTexts> rows_of(const LaidTable& table) {
  std::vector<RowTexts> rows(static_cast<std::size_t>(table.grid.rows()));
  for (const LaidCell& c : table.cells) rows[c.grid.row].push_back(c.text);
  return rows;
}

bool is_figure(std::u32string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) {
    return ('0' <= c && c <= '9') || c == '.' || c == ',' || c == '%' || c == '-' || c == 0x2014;
  });
}

// Labels only, at least three of them, no two alike: what a header row looks like.
bool is_label_row(const RowTexts& row) {
  std::vector<std::u32string> labels;
  for (const std::u32string& text : row) {
    if (is_figure(text)) return false;
    if (!text.empty()) labels.push_back(text);
  }
  std::sort(labels.begin(), labels.end());
  return labels.size() >= 3 && std::adjacent_find(labels.begin(), labels.end()) == labels.end();
}

bool has_text(const RowTexts& row) {
  return std::any_of(row.begin(), row.end(), [](const std::u32string& text) { return !text.empty(); });
}

// How many leading rows of `next` were printed before in `table`.
int repeated_rows(const JoinedTable& table, const LaidTable& next) {
  std::vector<RowTexts> rows = rows_of(next);
  std::size_t count = 0;
  while (count < std::min(table.head.size(), rows.size()) && rows[count] == table.head[count] &&
         has_text(rows[count])) {
    ++count;
  }
  // One equal row of data at the top of two pages is no header: that takes a row of labels, or several rows.
  bool labels = std::any_of(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count), is_label_row);
  if (count > 0 && (labels || count > 1)) return static_cast<int>(std::min(count, rows.size() - 1));
  bool known = std::find(table.labels.begin(), table.labels.end(), rows.front()) != table.labels.end();
  return known && rows.size() > 1 ? 1 : 0;
}

// A new form begins with the same label as the one before, and goes on differently.
bool begins_anew(const JoinedTable& table, const LaidTable& next) {
  RowTexts theirs = rows_of(next).front();
  if (theirs.empty() || table.head.empty() || table.head.front().empty() || theirs.front().empty()) return false;
  return theirs.front() == table.head.front().front();
}

// Remembers the rows of `part` that a later page may print again.
void remember_headers(JoinedTable& table, const std::vector<RowTexts>& part) {
  for (const RowTexts& row : part) {
    if (static_cast<int>(table.head.size()) < kHeadRows && table.pages.size() == 1) table.head.push_back(row);
    if (static_cast<int>(table.labels.size()) < kLabelRows && is_label_row(row)) table.labels.push_back(row);
  }
}

void find_tail(JoinedTable& table, std::size_t from) {
  std::erase_if(table.tail, [&](std::size_t i) { return table.cells[i].row + table.cells[i].row_span != table.rows; });
  for (std::size_t i = from; i < table.cells.size(); ++i) {
    if (table.cells[i].row + table.cells[i].row_span == table.rows) table.tail.push_back(i);
  }
}

// Adds the column edges of `xs` that the table lacks, and renumbers its cells.
void merge_columns(JoinedTable& table, const std::vector<double>& xs, const TableSettings& settings) {
  std::vector<double> merged = table.xs;
  for (double x : xs) {
    if (!has_edge(merged, x, settings)) merged.push_back(x);
  }
  if (merged.size() == table.xs.size()) return;
  std::sort(merged.begin(), merged.end());
  std::vector<int> number;
  for (double x : table.xs) {
    number.push_back(static_cast<int>(std::lower_bound(merged.begin(), merged.end(), x) - merged.begin()));
  }
  for (JoinedCell& c : table.cells) {
    int end = number[c.column + c.column_span];
    c.column = number[c.column];
    c.column_span = end - c.column;
  }
  table.xs = std::move(merged);
}

int column_at(const std::vector<double>& xs, double x) {
  auto closer = [&](double a, double b) { return std::abs(a - x) < std::abs(b - x); };
  return static_cast<int>(std::min_element(xs.begin(), xs.end(), closer) - xs.begin());
}

// The cells on both sides of the break that stand one above the other, from left to right.
struct Pair {
  JoinedCell* above = nullptr;
  JoinedCell* below = nullptr;
  bool below_was_open = false;  // remembered, since merging moves the cell away
};

std::vector<Pair> pairs_over_break(JoinedTable& table, std::vector<JoinedCell>& below) {
  std::map<std::pair<int, int>, Pair> pairs;
  for (std::size_t i : table.tail) {
    JoinedCell& c = table.cells[i];
    pairs[{c.column, c.column_span}].above = &c;
  }
  for (JoinedCell& c : below) {
    if (c.row == 0) pairs[{c.column, c.column_span}].below = &c;
  }
  std::vector<Pair> list;
  for (auto& [columns, pair] : pairs) list.push_back(pair);
  return list;
}

// Text that goes on after the break had filled its last line to the edge and its cell to the bottom.
bool filled_to_the_break(const JoinedCell& cell) {
  if (cell.lines.empty()) return false;
  const TextLine& last = cell.lines.back();
  return cell.bottom - last.box.bottom < kFullCell * last.size &&
         cell.room - (last.end - last.begin) < kFullLine * last.size;
}

// Did the break go through a row that has a line at its bottom? Then some of its cells had ended before.
bool text_runs_over(const std::vector<Pair>& pairs) {
  bool going_on = false;
  bool ended = false;
  for (const Pair& p : pairs) {
    if (p.above == nullptr || p.below == nullptr) return false;
    if (p.below->text.empty()) {
      ended |= !p.above->text.empty();
      continue;
    }
    if (!filled_to_the_break(*p.above) || is_figure(p.below->text)) return false;
    going_on = true;
  }
  return going_on && ended;
}

// Did the break go through a row and leave out the lines there?
bool row_is_open(const std::vector<Pair>& pairs) {
  return !pairs.empty() && std::all_of(pairs.begin(), pairs.end(), [](const Pair& p) {
    return p.above != nullptr && p.below != nullptr && p.above->open_bottom;
  });
}

bool is_open(const Pair& p) { return p.above->open_bottom && p.below->open_top; }

// One cell that the break cut, although the row ended there: a merged cell. `left` is its neighbour to the left, if
// that was cut. A producer that leaves out the lines of one cut cell leaves out those of all.
bool merged_cell_is_cut(const Pair& p, const Pair* left) {
  if (is_open(p)) return true;
  if (left != nullptr && left->below_was_open) return false;
  if (!p.above->text.empty() && !p.below->text.empty()) return false;
  if (p.above->column > 0 && left == nullptr) return false;
  if (p.above->text.empty() && !p.below->text.empty()) return p.above->row_span > 1;
  return p.above->row_span > 1 || p.below->row_span > 1 || left != nullptr;
}

void merge_into(JoinedCell& above, JoinedCell&& below, int shared_rows) {
  above.row_span += below.row_span - shared_rows;
  if (above.text.empty()) {
    above.text = std::move(below.text);
  } else if (!below.text.empty()) {
    std::vector<TextLine> seam;
    if (!above.lines.empty() && !below.lines.empty()) seam = {above.lines.back(), below.lines.front()};
    bool blank =
        seam.size() == 2 && wrapped_text(seam, above.room, {}).size() > seam[0].text.size() + seam[1].text.size();
    if (blank) above.text += ' ';
    above.text += below.text;
  }
  above.at.insert(above.at.end(), below.at.begin(), below.at.end());
  if (!below.lines.empty()) above.lines = std::move(below.lines);
  above.bottom = below.bottom;
  above.open_bottom = below.open_bottom;
  below.row_span = 0;  // taken
}

// Puts the pieces of cells together; returns how many rows of the two sides are one row (0 or 1).
int rejoin(JoinedTable& table, std::vector<JoinedCell>& below) {
  std::vector<Pair> pairs = pairs_over_break(table, below);
  if (row_is_open(pairs) || text_runs_over(pairs)) {
    for (const Pair& p : pairs) merge_into(*p.above, std::move(*p.below), 1);
    return 1;
  }
  const Pair* left = nullptr;
  for (Pair& p : pairs) {
    if (p.above == nullptr || p.below == nullptr || !merged_cell_is_cut(p, left)) break;
    p.below_was_open = is_open(p);
    merge_into(*p.above, std::move(*p.below), 0);
    left = &p;
  }
  return 0;
}

// A merged left column without rules on the next page goes on beside the rows there.
void extend_unruled_left(JoinedTable& table, double next_left, int added_rows, const TableSettings& settings) {
  if (near(table.xs.front(), next_left, settings)) return;
  int first = column_at(table.xs, next_left);
  for (std::size_t i : table.tail) {
    JoinedCell& c = table.cells[i];
    if (c.column + c.column_span <= first) c.row_span += added_rows;
  }
}

// A cell that reaches below the last of the dropped rows stays a cell.
bool is_dropped(const LaidCell& cell, int count) { return cell.grid.row + cell.grid.row_span <= count; }

DroppedRow dropped_row(const LaidTable& table, int row, int count) {
  DroppedRow dropped;
  bool first = true;
  for (const LaidCell& c : table.cells) {
    if (c.grid.row != row || c.text.empty() || !is_dropped(c, count)) continue;
    if (!first) dropped.text += ' ';
    dropped.text += c.text;
    dropped.box = first ? c.grid.box : enclosing(dropped.box, c.grid.box);
    first = false;
  }
  return dropped;
}

std::vector<DroppedRow> drop_rows(LaidTable& table, int count) {
  std::vector<DroppedRow> dropped;
  for (int row = 0; row < count; ++row) {
    DroppedRow line = dropped_row(table, row, count);
    if (!line.text.empty()) dropped.push_back(std::move(line));
  }
  std::erase_if(table.cells, [&](const LaidCell& c) { return is_dropped(c, count); });
  for (LaidCell& c : table.cells) {
    int cut = std::max(0, count - c.grid.row);
    c.grid.row_span -= cut;
    c.grid.row = c.grid.row + cut - count;
  }
  return dropped;
}

}  // namespace

JoinedTable begin_table(LaidTable table, int page, const Turn& turn) {
  JoinedTable joined;
  joined.found_by = table.found_by;
  joined.pages = {page};
  joined.rows = table.grid.rows();
  remember_headers(joined, rows_of(table));
  joined.cells.reserve(table.cells.size());
  for (LaidCell& c : table.cells) {
    int row = c.grid.row;
    int column = c.grid.column;
    int span = c.grid.column_span;
    joined.cells.push_back(joined_cell(std::move(c), row, column, span, page, turn));
  }
  joined.xs = std::move(table.grid.xs);
  find_tail(joined, 0);
  return joined;
}

bool continues(const JoinedTable& table, const LaidTable& next, const TableSettings& settings) {
  if (table.found_by != next.found_by) return false;
  bool agree = table.found_by == FoundBy::kAlignment ? !white_edges(table.xs, next.grid.xs).empty()
                                                     : columns_agree(table.xs, next.grid.xs, settings);
  if (!agree) return false;
  if (repeated_rows(table, next) > 0) return true;
  return !begins_anew(table, next);
}

std::vector<DroppedRow> append_table(JoinedTable& table, LaidTable next, int page, const Turn& turn,
                                     const TableSettings& settings) {
  bool aligned = table.found_by == FoundBy::kAlignment;
  if (aligned) take_columns_of(table, next);
  int repeated = repeated_rows(table, next);
  std::vector<DroppedRow> dropped = drop_rows(next, repeated);
  table.repeated_header_rows += repeated;
  if (table.pages.back() != page) table.pages.push_back(page);
  merge_columns(table, next.grid.xs, settings);
  remember_headers(table, rows_of(next));

  std::vector<JoinedCell> below;
  below.reserve(next.cells.size());
  for (LaidCell& c : next.cells) {
    int row = c.grid.row;
    int column = column_at(table.xs, c.grid.box.left);
    int span = std::max(1, column_at(table.xs, c.grid.box.right) - column);
    below.push_back(joined_cell(std::move(c), row, column, span, page, turn));
  }
  int shared = aligned ? 0 : rejoin(table, below);  // without lines nothing tells a cut row from a new one
  int added = next.grid.rows() - repeated - shared;
  extend_unruled_left(table, next.grid.xs.front(), added, settings);
  std::size_t known = table.cells.size();
  for (JoinedCell& c : below) {
    if (c.row_span == 0) continue;  // taken
    c.row += table.rows - shared;
    table.cells.push_back(std::move(c));
  }
  table.rows += added;
  find_tail(table, known);
  return dropped;
}

}  // namespace hebiao
