#include "extract/grid_refine.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "extract/alignment.h"

namespace hebiao {
namespace {

constexpr int kLeastRun = 3;                   // rows: fewer may be a coincidence
constexpr double kShortLine = 0.8;             // of the cell's width: longer lines are wrapped text
constexpr std::size_t kLeastTableGlyphs = 24;  // a table inside a cell: four rows of three short pieces, and no less
constexpr std::size_t kLeastTablePieces = 8;
constexpr double kLeastTableLines = 4;  // ems of height
constexpr double kColumnSlack = 2;      // points that a piece may reach over a column's edge

void sort_cells(FilledGrid& filled) {
  std::vector<std::size_t> order(filled.grid.cells.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto& cells = filled.grid.cells;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(cells[a].row, cells[a].column) < std::pair(cells[b].row, cells[b].column);
  });
  FilledGrid sorted;
  for (std::size_t i : order) {
    sorted.grid.cells.push_back(cells[i]);
    sorted.glyphs.push_back(std::move(filled.glyphs[i]));
  }
  filled.grid.cells = std::move(sorted.grid.cells);
  filled.glyphs = std::move(sorted.glyphs);
}

// The column in which a piece of text lies whole, or -1.
int column_of(const TextLine& piece, const std::vector<double>& xs) {
  for (std::size_t i = 0; i + 1 < xs.size(); ++i) {
    if (piece.box.left >= xs[i] - kColumnSlack && piece.box.right <= xs[i + 1] + kColumnSlack)
      return static_cast<int>(i);
  }
  return -1;
}

// The glyphs of a cell by column, empty if some piece keeps to none.
std::map<int, GlyphList> by_column(const PageCapture& page, const GridCell& cell, const GlyphList& glyphs,
                                   const std::vector<double>& xs, const TableSettings& settings) {
  std::map<int, GlyphList> columns;
  for (const TextLine& piece : find_lines(page, glyphs, settings.column_gap, settings).lines) {
    int column = column_of(piece, xs);
    if (column < cell.column || column >= cell.column + cell.column_span) return {};
    GlyphList& list = columns[column];
    list.insert(list.end(), piece.glyphs.begin(), piece.glyphs.end());
  }
  return columns;
}

struct Stack {
  std::size_t cell = 0;
  std::vector<TextLine> lines;
};

// Are these the cells of one ruled row that holds several rows of text?
std::vector<double> common_baselines(const std::vector<Stack>& stacks, const std::vector<GridCell>& cells) {
  std::vector<double> baselines;
  double size = 0;
  std::size_t long_lines = 0;
  for (const Stack& s : stacks) {
    for (const TextLine& l : s.lines) {
      if (l.heading != Heading::kRight) return {};
      long_lines += l.box.width() > kShortLine * cells[s.cell].box.width() ? 1 : 0;
      baselines.push_back(l.baseline);
      size = std::max(size, l.size);
    }
  }
  if (long_lines * 10 > baselines.size()) return {};
  std::sort(baselines.begin(), baselines.end());
  std::vector<double> rows;
  for (double b : baselines) {
    if (rows.empty() || b - rows.back() > 0.4 * size) rows.push_back(b);
  }
  std::size_t full = 0;
  for (const Stack& s : stacks) full += s.lines.size() * 5 >= rows.size() * 4 ? 1 : 0;
  std::size_t least = std::max<std::size_t>(3, stacks.size() * 2 / 3);
  return rows.size() >= kLeastRun && full >= least ? rows : std::vector<double>{};
}

std::size_t nearest_baseline(const std::vector<double>& at, double value) {
  auto closer = [&](double a, double b) { return std::abs(a - value) < std::abs(b - value); };
  return static_cast<std::size_t>(std::min_element(at.begin(), at.end(), closer) - at.begin());
}

}  // namespace

FilledGrid split_spanning_cells(const PageCapture& page, FilledGrid filled, const TableSettings& settings) {
  std::map<std::pair<int, int>, std::vector<std::size_t>> alike;  // (column, span) -> cells, by row
  for (std::size_t i = 0; i < filled.grid.cells.size(); ++i) {
    const GridCell& c = filled.grid.cells[i];
    if (c.column_span > 1 && c.row_span == 1 && !filled.glyphs[i].empty())
      alike[{c.column, c.column_span}].push_back(i);
  }
  bool changed = false;
  for (auto& [columns, cells] : alike) {
    if (static_cast<int>(cells.size()) < kLeastRun) continue;
    std::vector<std::map<int, GlyphList>> parts;
    std::size_t several = 0;
    for (std::size_t i : cells) {
      parts.push_back(by_column(page, filled.grid.cells[i], filled.glyphs[i], filled.grid.xs, settings));
      several += parts.back().size() > 1 ? 1 : 0;
    }
    if (several < kLeastRun || several * 2 < cells.size()) continue;
    for (std::size_t k = 0; k < cells.size(); ++k) {
      if (parts[k].empty()) continue;
      GridCell whole = filled.grid.cells[cells[k]];
      for (int c = whole.column; c < whole.column + whole.column_span; ++c) {
        GridCell part = whole;
        part.column = c;
        part.column_span = 1;
        part.box.left = filled.grid.xs[c];
        part.box.right = filled.grid.xs[c + 1];
        if (c == whole.column) {
          filled.grid.cells[cells[k]] = part;
          filled.glyphs[cells[k]] = std::move(parts[k][c]);
        } else {
          filled.grid.cells.push_back(part);
          filled.glyphs.push_back(std::move(parts[k][c]));
        }
      }
      changed = true;
    }
  }
  if (changed) sort_cells(filled);
  return filled;
}

bool frames_a_table(const PageCapture& page, const FilledGrid& filled, const TableSettings& settings) {
  std::size_t all = 0;
  std::size_t in_tables = 0;
  for (std::size_t i = 0; i < filled.glyphs.size(); ++i) {
    const GlyphList& glyphs = filled.glyphs[i];
    all += glyphs.size();
    if (glyphs.size() < kLeastTableGlyphs) continue;
    const Box& box = filled.grid.cells[i].box;
    if (box.height() < kLeastTableLines * page.glyphs[glyphs.front()].size) continue;
    std::vector<TextLine> pieces = find_lines(page, glyphs, settings.column_gap, settings).lines;
    if (pieces.size() < kLeastTablePieces) continue;
    Alignment found = align(page, pieces, {}, settings);
    if (!found.tables.empty()) in_tables += glyphs.size() - found.rest.size();
  }
  return in_tables * 4 > all;  // the labels and leaders of its first column may take the most of it
}

FilledGrid split_stacked_rows(const PageCapture& page, FilledGrid filled, const TableSettings& settings) {
  const std::vector<double> ys = filled.grid.ys;
  std::vector<std::vector<std::size_t>> rows(static_cast<std::size_t>(filled.grid.rows()));
  std::set<int> spanned;  // rows that a merged cell runs through: left alone
  for (std::size_t i = 0; i < filled.grid.cells.size(); ++i) {
    const GridCell& c = filled.grid.cells[i];
    rows[c.row].push_back(i);
    for (int r = c.row; c.row_span > 1 && r < c.row + c.row_span; ++r) spanned.insert(r);
  }
  int added = 0;
  bool changed = false;
  std::vector<double> new_ys{ys.front()};
  for (int r = 0; r < static_cast<int>(rows.size()); ++r) {
    std::vector<Stack> stacks;
    for (std::size_t i : rows[r]) {
      filled.grid.cells[i].row = r + added;
      if (filled.glyphs[i].size() < kLeastRun || spanned.count(r) != 0) continue;
      stacks.push_back({i, find_lines(page, filled.glyphs[i], kNeverSplit, settings).lines});
    }
    std::vector<double> baselines;
    if (stacks.size() >= 3) baselines = common_baselines(stacks, filled.grid.cells);
    if (baselines.empty()) {
      new_ys.push_back(ys[r + 1]);
      continue;
    }
    std::vector<double> edges{ys[r]};
    for (std::size_t k = 0; k + 1 < baselines.size(); ++k)
      edges.push_back(baselines[k] + 0.25 * (baselines[k + 1] - baselines[k]));
    edges.push_back(ys[r + 1]);
    new_ys.insert(new_ys.end(), edges.begin() + 1, edges.end());
    for (std::size_t i : rows[r]) {
      std::vector<GlyphList> parts(baselines.size());
      for (const TextLine& l : find_lines(page, std::move(filled.glyphs[i]), kNeverSplit, settings).lines) {
        GlyphList& list = parts[nearest_baseline(baselines, l.baseline)];
        list.insert(list.end(), l.glyphs.begin(), l.glyphs.end());
      }
      GridCell whole = filled.grid.cells[i];
      for (std::size_t k = 0; k < parts.size(); ++k) {
        GridCell part = whole;
        part.row = whole.row + static_cast<int>(k);
        part.box.top = edges[k];
        part.box.bottom = edges[k + 1];
        if (k == 0) {
          filled.grid.cells[i] = part;
          filled.glyphs[i] = std::move(parts[k]);
        } else {
          filled.grid.cells.push_back(part);
          filled.glyphs.push_back(std::move(parts[k]));
        }
      }
    }
    added += static_cast<int>(baselines.size()) - 1;
    changed = true;
  }
  filled.grid.ys = std::move(new_ys);
  if (changed) sort_cells(filled);
  return filled;
}

}  // namespace hebiao
