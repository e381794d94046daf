// Lines that meet belong to one grid (union-find over meeting pairs). A grid's distinct positions span a lattice of
// slots; every line marks the slot edges that it covers; slots with no line between them are one area (flood fill). A
// rectangular area is a cell, spans included. An area that leaks out of the grid at a side is a hole; at the top or the
// bottom it is a cell that goes on over a page break. One that is closed but no rectangle is cut into rectangles, row
// strips first.
//
// Two kinds of table are closed here although no line does it: those with open sides, whose horizontal lines all run on
// to a common end, and those cut by a page break without a line there (browsers), whose vertical lines do.
#include "extract/grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>

namespace hebiao {
namespace {

constexpr std::size_t kPairLimit = 20'000'000;  // candidate pairs looked at on one page: under a second

class Groups {  // union-find
 public:
  explicit Groups(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }
  std::size_t root(std::size_t i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
  }
  void unite(std::size_t a, std::size_t b) { parent_[root(a)] = root(b); }

 private:
  std::vector<std::size_t> parent_;
};

struct Lines {
  std::vector<Segment> horizontal;
  std::vector<Segment> vertical;
};

// The lines of each grid-to-be: those connected by meeting. Sorted by position, as in `rulings`.
std::vector<Lines> connected_lines(const Rulings& rulings, const TableSettings& settings, bool& limit) {
  const auto& hs = rulings.horizontal;
  const auto& vs = rulings.vertical;
  Groups groups(hs.size() + vs.size());
  std::size_t pairs = 0;
  for (std::size_t i = 0; i < hs.size(); ++i) {
    auto first = std::lower_bound(vs.begin(), vs.end(), hs[i].begin - settings.meet,
                                  [](const Segment& v, double x) { return v.at < x; });
    for (auto v = first; v != vs.end() && v->at <= hs[i].end + settings.meet; ++v) {
      if (++pairs > kPairLimit) {
        limit = true;
        return {};
      }
      bool meets = v->begin - settings.meet <= hs[i].at && hs[i].at <= v->end + settings.meet;
      if (meets) groups.unite(i, hs.size() + static_cast<std::size_t>(v - vs.begin()));
    }
  }
  std::vector<Lines> all;
  std::vector<std::size_t> index(hs.size() + vs.size(), SIZE_MAX);
  auto of = [&](std::size_t node) -> Lines& {
    std::size_t& slot = index[groups.root(node)];
    if (slot == SIZE_MAX) {
      slot = all.size();
      all.emplace_back();
    }
    return all[slot];
  };
  for (std::size_t i = 0; i < hs.size(); ++i) of(i).horizontal.push_back(hs[i]);
  for (std::size_t i = 0; i < vs.size(); ++i) of(hs.size() + i).vertical.push_back(vs[i]);
  std::erase_if(all, [](const Lines& l) { return l.horizontal.empty() || l.vertical.empty(); });
  return all;
}

// If at least two of `lines` run on to a common end beyond `edge`, the line across their ends that closes them.
// `toward` is -1 for their beginnings, +1 for their ends.
std::optional<Segment> closing_line(const std::vector<Segment>& lines, double edge, int toward,
                                    const TableSettings& settings) {
  double extreme = edge;
  auto end_of = [&](const Segment& s) { return toward < 0 ? s.begin : s.end; };
  for (const Segment& s : lines) extreme = toward < 0 ? std::min(extreme, end_of(s)) : std::max(extreme, end_of(s));
  if (std::abs(extreme - edge) <= settings.open_end) return std::nullopt;
  const Segment* first = nullptr;
  const Segment* last = nullptr;
  for (const Segment& s : lines) {
    if (std::abs(end_of(s) - extreme) > settings.snap) continue;
    if (first == nullptr) first = &s;
    last = &s;
  }
  if (first == last) return std::nullopt;
  return Segment{!lines.front().horizontal, extreme, first->at, last->at, 0};
}

std::vector<double> positions(const std::vector<Segment>& lines, const TableSettings& settings) {
  std::vector<double> at;
  for (const Segment& s : lines) {
    if (at.empty() || s.at - at.back() >= settings.least_cell) at.push_back(s.at);
  }
  return at;
}

std::size_t nearest(const std::vector<double>& at, double value) {
  std::size_t i = static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), value) - at.begin());
  if (i == at.size()) return i - 1;
  return i > 0 && value - at[i - 1] < at[i] - value ? i - 1 : i;
}

// The lattice of one grid: which slot edges are drawn.
class Lattice {
 public:
  Lattice(std::vector<double> xs, std::vector<double> ys, const TableSettings& settings)
      : xs_(std::move(xs)),
        ys_(std::move(ys)),
        settings_(settings),
        above_(ys_.size() * columns(), 0),
        before_(rows() * xs_.size(), 0) {}

  std::size_t rows() const { return ys_.size() - 1; }
  std::size_t columns() const { return xs_.size() - 1; }
  const std::vector<double>& xs() const { return xs_; }
  const std::vector<double>& ys() const { return ys_; }

  void draw(const Segment& s) {
    const std::vector<double>& along = s.horizontal ? xs_ : ys_;
    std::size_t line = nearest(s.horizontal ? ys_ : xs_, s.at);
    std::size_t i = nearest(along, s.begin);
    for (i = i > 0 ? i - 1 : 0; i + 1 < along.size() && along[i] < s.end; ++i) {
      double covered = std::min(s.end, along[i + 1]) - std::max(s.begin, along[i]);
      double width = along[i + 1] - along[i];
      if (covered < width - 2 * settings_.meet || covered < width / 2) continue;
      (s.horizontal ? above_[line * columns() + i] : before_[i * xs_.size() + line]) = 1;
    }
  }

  bool line_above(std::size_t row, std::size_t column) const { return above_[row * columns() + column] != 0; }
  bool line_before(std::size_t row, std::size_t column) const { return before_[row * xs_.size() + column] != 0; }

 private:
  std::vector<double> xs_;
  std::vector<double> ys_;
  const TableSettings& settings_;
  std::vector<char> above_;   // [row edge][column]
  std::vector<char> before_;  // [row][column edge]
};

struct Slot {
  std::size_t row = 0;
  std::size_t column = 0;
};

struct Area {
  std::vector<Slot> slots;
  bool leaks_aside = false;
  bool leaks_up = false;
  bool leaks_down = false;
};

void leak(bool& where) { where = true; }

// Slots that no drawn line separates.
std::vector<Area> areas(const Lattice& lattice) {
  std::vector<Area> all;
  std::vector<char> seen(lattice.rows() * lattice.columns(), 0);
  auto visit = [&](Area& area, std::size_t row, std::size_t column) {
    char& mark = seen[row * lattice.columns() + column];
    if (mark == 0) area.slots.push_back({row, column});
    mark = 1;
  };
  for (std::size_t row = 0; row < lattice.rows(); ++row) {
    for (std::size_t column = 0; column < lattice.columns(); ++column) {
      if (seen[row * lattice.columns() + column] != 0) continue;
      Area area;
      visit(area, row, column);
      for (std::size_t next = 0; next < area.slots.size(); ++next) {
        auto [r, c] = area.slots[next];
        if (!lattice.line_above(r, c)) r == 0 ? leak(area.leaks_up) : visit(area, r - 1, c);
        if (!lattice.line_above(r + 1, c)) r + 1 == lattice.rows() ? leak(area.leaks_down) : visit(area, r + 1, c);
        if (!lattice.line_before(r, c)) c == 0 ? leak(area.leaks_aside) : visit(area, r, c - 1);
        if (!lattice.line_before(r, c + 1)) c + 1 == lattice.columns() ? leak(area.leaks_aside) : visit(area, r, c + 1);
      }
      all.push_back(std::move(area));
    }
  }
  return all;
}

// Cuts an area into rectangles: strips of a row, then equal strips of following rows together.
std::vector<GridCell> rectangles(Area area) {
  std::sort(area.slots.begin(), area.slots.end(),
            [](const Slot& a, const Slot& b) { return std::pair(a.row, a.column) < std::pair(b.row, b.column); });
  std::vector<GridCell> cells;
  std::map<int, std::size_t> latest;  // column -> the last strip that began there
  for (std::size_t i = 0; i < area.slots.size();) {
    std::size_t end = i + 1;
    while (end < area.slots.size() && area.slots[end].row == area.slots[i].row &&
           area.slots[end].column == area.slots[end - 1].column + 1) {
      ++end;
    }
    GridCell strip{
        static_cast<int>(area.slots[i].row), static_cast<int>(area.slots[i].column), 1, static_cast<int>(end - i), {}};
    auto above = latest.find(strip.column);
    bool extends = above != latest.end() && cells[above->second].column_span == strip.column_span &&
                   cells[above->second].row + cells[above->second].row_span == strip.row;
    if (extends) {
      ++cells[above->second].row_span;
    } else {
      latest[strip.column] = cells.size();
      cells.push_back(strip);
    }
    i = end;
  }
  return cells;
}

// Renumbers rows and columns so that every edge is the edge of some cell.
void drop_unused_edges(Grid& grid) {
  std::vector<char> used_x(grid.xs.size(), 0);
  std::vector<char> used_y(grid.ys.size(), 0);
  for (const GridCell& c : grid.cells) {
    used_x[c.column] = used_x[c.column + c.column_span] = 1;
    used_y[c.row] = used_y[c.row + c.row_span] = 1;
  }
  auto renumber = [](const std::vector<char>& used, std::vector<double>& at) {
    std::vector<int> number(used.size(), 0);
    std::vector<double> kept;
    for (std::size_t i = 0; i < used.size(); ++i) {
      number[i] = static_cast<int>(kept.size());
      if (used[i] != 0) kept.push_back(at[i]);
    }
    at = std::move(kept);
    return number;
  };
  std::vector<int> column = renumber(used_x, grid.xs);
  std::vector<int> row = renumber(used_y, grid.ys);
  for (GridCell& c : grid.cells) {
    c.column_span = column[c.column + c.column_span] - column[c.column];
    c.row_span = row[c.row + c.row_span] - row[c.row];
    c.column = column[c.column];
    c.row = row[c.row];
  }
}

Grid grid_of(const Lattice& lattice) {
  Grid grid;
  grid.xs = lattice.xs();
  grid.ys = lattice.ys();
  for (Area& area : areas(lattice)) {
    if (area.leaks_aside || (area.leaks_up && area.leaks_down)) {
      grid.open_area = true;
      continue;
    }
    bool up = area.leaks_up;
    bool down = area.leaks_down;
    std::vector<GridCell> cells = rectangles(std::move(area));
    for (GridCell& c : cells) {
      c.open_top = up && c.row == 0;
      c.open_bottom = down && c.row + c.row_span == static_cast<int>(lattice.rows());
    }
    if (cells.size() > 1) grid.open_area = true;
    grid.cells.insert(grid.cells.end(), cells.begin(), cells.end());
  }
  if (grid.cells.empty()) return grid;
  drop_unused_edges(grid);
  for (GridCell& c : grid.cells) {
    c.box = {grid.xs[c.column], grid.ys[c.row], grid.xs[c.column + c.column_span], grid.ys[c.row + c.row_span]};
  }
  std::sort(grid.cells.begin(), grid.cells.end(), [](const GridCell& a, const GridCell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  grid.box = {grid.xs.front(), grid.ys.front(), grid.xs.back(), grid.ys.back()};
  return grid;
}

Box extent(const Lines& lines) {
  Box box{1e9, 1e9, -1e9, -1e9};
  for (const Segment& s : lines.horizontal) box = enclosing(box, {s.begin, s.at, s.end, s.at});
  for (const Segment& s : lines.vertical) box = enclosing(box, {s.at, s.begin, s.at, s.end});
  return box;
}

void insert_by_position(std::vector<Segment>& into, const Segment& line) {
  auto after =
      std::upper_bound(into.begin(), into.end(), line.at, [](double at, const Segment& s) { return at < s.at; });
  into.insert(after, line);
}

// Draws the left and right lines that a table with open sides leaves out; says whether there was need.
bool close_sides(Lines& lines, const TableSettings& settings) {
  std::optional<Segment> left = closing_line(lines.horizontal, lines.vertical.front().at, -1, settings);
  std::optional<Segment> right = closing_line(lines.horizontal, lines.vertical.back().at, +1, settings);
  if (left) insert_by_position(lines.vertical, *left);
  if (right) insert_by_position(lines.vertical, *right);
  return left || right;
}

// Row edges, with those at the ends of vertical lines that run on where a page break left the line out. Nothing is
// drawn there: the cells stay open.
std::vector<double> row_edges(const Lines& lines, const TableSettings& settings) {
  std::vector<double> ys = positions(lines.horizontal, settings);
  std::optional<Segment> top = closing_line(lines.vertical, lines.horizontal.front().at, -1, settings);
  std::optional<Segment> bottom = closing_line(lines.vertical, lines.horizontal.back().at, +1, settings);
  if (top) ys.insert(ys.begin(), top->at);
  if (bottom) ys.push_back(bottom->at);
  return ys;
}

}  // namespace

Grids find_grids(const Rulings& rulings, const TableSettings& settings, std::size_t cell_limit) {
  Grids found;
  for (Lines& lines : connected_lines(rulings, settings, found.limit)) {
    bool open_sides = close_sides(lines, settings);
    std::vector<double> xs = positions(lines.vertical, settings);
    std::vector<double> ys = row_edges(lines, settings);
    if (xs.size() < 2 || ys.size() < 2) {
      found.unclosed.push_back(extent(lines));
      continue;
    }
    if ((xs.size() - 1) * (ys.size() - 1) > cell_limit) {
      found.limit = true;
      continue;
    }
    Lattice lattice(std::move(xs), std::move(ys), settings);
    for (const Segment& s : lines.horizontal) lattice.draw(s);
    for (const Segment& s : lines.vertical) lattice.draw(s);
    Grid grid = grid_of(lattice);
    grid.open_sides = open_sides;
    if (grid.open_area && !grid.cells.empty()) found.unclosed.push_back(extent(lines));
    if (grid.cells.empty()) {
      found.unclosed.push_back(extent(lines));
    } else if (grid.cells.size() == 1) {
      found.frames.push_back(grid.cells.front().box);
    } else {
      found.grids.push_back(std::move(grid));
    }
  }
  std::sort(found.grids.begin(), found.grids.end(), [](const Grid& a, const Grid& b) {
    return std::pair(a.box.top, a.box.left) < std::pair(b.box.top, b.box.left);
  });
  return found;
}

}  // namespace hebiao
