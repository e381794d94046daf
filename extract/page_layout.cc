// Glyphs that nobody reads as part of the text are set aside first: hidden ones, slanted ones, and large pale ones are
// watermarks. The rest goes into cells word by word: a word is what one text operator draws without a gap, and it goes,
// whole, where most of it lies. So punctuation that hangs over a border, and text wider than its cell, stay with their
// word. What falls into no cell becomes lines.
#include "extract/page_layout.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "extract/alignment.h"
#include "extract/grid_refine.h"

namespace hebiao {
namespace {

constexpr double kLineSplit = 2.2;      // ems: parts of a line outside tables that stand further apart are two lines
constexpr double kWatermarkSize = 1.6;  // times the usual em …
constexpr double kWatermarkInk = 0.55;  // … and paler than this
constexpr double kGhostInk = 0.25;      // paler than this is a watermark in any size above the usual
constexpr double kCoveringImage = 0.5;  // of the page: it is a scan, not a picture

struct Sorted {
  GlyphList text;
  GlyphList watermark;
  GlyphList hidden;
};

double usual_size(const PageCapture& page) {
  std::vector<double> sizes;
  sizes.reserve(page.glyphs.size());
  for (const Glyph& g : page.glyphs) {
    if (!g.hidden && g.heading != Heading::kOblique) sizes.push_back(g.size);
  }
  if (sizes.empty()) return 0;
  auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

double covered_by_images(const PageCapture& page) {
  double area = 0;
  for (const Box& image : page.images) {
    double w = std::min(image.right, page.width) - std::max(image.left, 0.0);
    double h = std::min(image.bottom, page.height) - std::max(image.top, 0.0);
    area += std::max(w, 0.0) * std::max(h, 0.0);
  }
  return page.width > 0 && page.height > 0 ? area / (page.width * page.height) : 0;
}

// A scan with its recognised text laid invisibly over the image: then the invisible text is the text.
void reveal_text_of_scan(PageCapture& page) {
  bool any_visible = std::any_of(page.glyphs.begin(), page.glyphs.end(), [](const Glyph& g) { return !g.hidden; });
  if (any_visible || covered_by_images(page) < kCoveringImage) return;
  for (Glyph& g : page.glyphs) {
    bool on_page = 0 <= g.x && g.x <= page.width && 0 <= g.y && g.y <= page.height;
    g.hidden = !on_page || g.size <= 0;
  }
}

bool is_watermark(const Glyph& g, double usual) {
  if (g.heading == Heading::kOblique) return true;
  return (g.size > kWatermarkSize * usual && g.ink < kWatermarkInk) || (g.size > 1.05 * usual && g.ink < kGhostInk);
}

Sorted sort_out(const PageCapture& page) {
  Sorted sorted;
  double usual = usual_size(page);
  sorted.text.reserve(page.glyphs.size());
  for (std::uint32_t i = 0; i < page.glyphs.size(); ++i) {
    const Glyph& g = page.glyphs[i];
    if (g.text_size == 0) continue;  // its text was given to the first glyph of its /ActualText span
    (g.hidden ? sorted.hidden : is_watermark(g, usual) ? sorted.watermark : sorted.text).push_back(i);
  }
  return sorted;
}

double middle_x(const Box& b) { return (b.left + b.right) / 2; }
double middle_y(const Box& b) { return (b.top + b.bottom) / 2; }

// Which cell of a grid lies under a point.
class CellFinder {
 public:
  explicit CellFinder(const Grid& grid)
      : grid_(grid), slots_(static_cast<std::size_t>(grid.rows()) * static_cast<std::size_t>(grid.columns()), -1) {
    for (std::size_t i = 0; i < grid.cells.size(); ++i) {
      const GridCell& c = grid.cells[i];
      for (int r = c.row; r < c.row + c.row_span; ++r) {
        for (int k = c.column; k < c.column + c.column_span; ++k) slots_[slot(r, k)] = static_cast<int>(i);
      }
    }
  }

  const Grid& grid() const { return grid_; }
  double area() const { return grid_.box.width() * grid_.box.height(); }

  // -1 for none.
  int at(double x, double y) const {
    if (!grid_.box.contains(x, y)) return -1;
    return slots_[slot(index(grid_.ys, y), index(grid_.xs, x))];
  }

  // The cell that a page break left open and that text beyond the end of the grid hangs out of; -1 for none.
  int hanging_from(double x, double y, double overhang) const {
    if (x < grid_.box.left || x > grid_.box.right) return -1;
    bool below = y > grid_.box.bottom && y < grid_.box.bottom + overhang;
    bool above = y < grid_.box.top && y > grid_.box.top - overhang;
    if (!below && !above) return -1;
    int cell = slots_[slot(below ? grid_.rows() - 1 : 0, index(grid_.xs, x))];
    if (cell < 0) return -1;
    const GridCell& c = grid_.cells[static_cast<std::size_t>(cell)];
    return (below ? c.open_bottom : c.open_top) ? cell : -1;
  }

 private:
  std::size_t slot(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(grid_.columns()) + static_cast<std::size_t>(column);
  }
  static int index(const std::vector<double>& edges, double value) {
    auto above = std::upper_bound(edges.begin() + 1, edges.end() - 1, value);
    return static_cast<int>(above - edges.begin()) - 1;
  }

  const Grid& grid_;
  std::vector<int> slots_;
};

struct Place {
  int grid = -1;  // -1: outside all
  int cell = -1;
  friend bool operator==(const Place&, const Place&) = default;
};

class Placer {
 public:
  Placer(const PageCapture& page, const std::vector<Grid>& grids, const TableSettings& settings)
      : page_(page), settings_(settings) {
    finders_.reserve(grids.size());
    for (const Grid& g : grids) finders_.emplace_back(g);
    glyphs_.resize(grids.size());
    for (std::size_t i = 0; i < grids.size(); ++i) glyphs_[i].resize(grids[i].cells.size());
  }

  void place(const GlyphList& glyphs) {
    for (std::size_t begin = 0; begin < glyphs.size();) {
      std::size_t end = begin + 1;
      while (end < glyphs.size() && same_word(page_.glyphs[glyphs[end - 1]], page_.glyphs[glyphs[end]])) ++end;
      place_word(glyphs, begin, end);
      begin = end;
    }
  }

  std::vector<GlyphList>& in_grid(std::size_t grid) { return glyphs_[grid]; }
  GlyphList& outside() { return outside_; }

 private:
  bool same_word(const Glyph& a, const Glyph& b) const {
    if (a.show != b.show || a.heading != b.heading || a.vertical || b.vertical) return false;
    if (is_blank(page_, a) || is_blank(page_, b)) return false;
    double run = 0, drift = 0;
    switch (a.heading) {
      case Heading::kRight:
        run = b.x - a.x, drift = b.y - a.y;
        break;
      case Heading::kDown:
        run = b.y - a.y, drift = b.x - a.x;
        break;
      case Heading::kLeft:
        run = a.x - b.x, drift = b.y - a.y;
        break;
      case Heading::kUp:
        run = a.y - b.y, drift = b.x - a.x;
        break;
      case Heading::kOblique:
        return false;
    }
    double gap = run - a.advance;
    return std::abs(drift) < 0.3 * a.size && gap > -a.size && gap < settings_.new_word * a.size;
  }

  Place find(double x, double y) const {
    Place best;
    for (std::size_t i = 0; i < finders_.size(); ++i) {
      int cell = finders_[i].at(x, y);
      bool inner = best.grid < 0 || finders_[i].area() < finders_[static_cast<std::size_t>(best.grid)].area();
      if (cell >= 0 && inner) best = {static_cast<int>(i), cell};
    }
    for (std::size_t i = 0; best.grid < 0 && i < finders_.size(); ++i) {
      int cell = finders_[i].hanging_from(x, y, settings_.overhang);
      if (cell >= 0) best = {static_cast<int>(i), cell};
    }
    return best;
  }

  Place find(const Glyph& glyph) const {
    Box box = glyph_box(glyph);
    return find(middle_x(box), middle_y(box));
  }

  void place_word(const GlyphList& glyphs, std::size_t begin, std::size_t end) {
    Place first = find(page_.glyphs[glyphs[begin]]);
    Place chosen = first;
    if (end - begin > 1 && find(page_.glyphs[glyphs[end - 1]]) != first) chosen = majority(glyphs, begin, end);
    GlyphList& list = chosen.grid < 0
                          ? outside_
                          : glyphs_[static_cast<std::size_t>(chosen.grid)][static_cast<std::size_t>(chosen.cell)];
    list.insert(list.end(), glyphs.begin() + static_cast<std::ptrdiff_t>(begin),
                glyphs.begin() + static_cast<std::ptrdiff_t>(end));
  }

  Place majority(const GlyphList& glyphs, std::size_t begin, std::size_t end) const {
    std::vector<std::pair<Place, std::size_t>> votes;
    for (std::size_t i = begin; i < end; ++i) {
      Place place = find(page_.glyphs[glyphs[i]]);
      auto same = std::find_if(votes.begin(), votes.end(), [&](const auto& v) { return v.first == place; });
      if (same == votes.end()) {
        votes.emplace_back(place, 1);
      } else {
        ++same->second;
      }
    }
    return std::max_element(votes.begin(), votes.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

  const PageCapture& page_;
  const TableSettings& settings_;
  std::vector<CellFinder> finders_;
  std::vector<std::vector<GlyphList>> glyphs_;  // [grid][cell]
  GlyphList outside_;
};

// How much room a cell leaves for a line that reads in `heading`.
double room_for(const Box& box, Heading heading) {
  bool upright = heading == Heading::kRight || heading == Heading::kLeft;
  return upright ? box.width() : box.height();
}

LaidCell lay_out_cell(const PageCapture& page, const GridCell& grid, GlyphList glyphs, const WrapHabits& habits,
                      std::size_t& copies, const TableSettings& settings) {
  LaidCell cell{grid, {}, {}};
  if (glyphs.empty()) return cell;
  TextLines found = find_lines(page, std::move(glyphs), kNeverSplit, settings);
  copies += found.copies;
  cell.lines = std::move(found.lines);
  if (cell.lines.empty()) return cell;
  cell.text = wrapped_text(cell.lines, room_for(grid.box, cell.lines.front().heading), habits);
  return cell;
}

void add_lines(PageLayout& layout, const PageCapture& page, GlyphList glyphs, LineKind kind, std::size_t& copies,
               const TableSettings& settings) {
  if (glyphs.empty()) return;
  TextLines found = find_lines(page, std::move(glyphs), kLineSplit, settings);
  copies += found.copies;
  for (TextLine& line : found.lines) layout.lines.push_back({std::move(line), kind});
}

// A few lines without sides, as statistics print them: the columns are in the white, and alignment sees more.
bool is_half_ruled(const Grid& grid) { return grid.open_sides && grid.columns() <= 2 && grid.rows() <= 3; }

void add_table(PageLayout& layout, const PageCapture& page, FilledGrid filled, FoundBy found_by,
               const WrapHabits& habits, std::size_t& copies, const TableSettings& settings) {
  LaidTable table;
  table.found_by = found_by;
  table.cells.reserve(filled.grid.cells.size());
  for (std::size_t k = 0; k < filled.grid.cells.size(); ++k) {
    table.cells.push_back(
        lay_out_cell(page, filled.grid.cells[k], std::move(filled.glyphs[k]), habits, copies, settings));
  }
  auto filled_cells =
      std::count_if(table.cells.begin(), table.cells.end(), [](const LaidCell& c) { return !c.text.empty(); });
  if (filled_cells == 0) return;  // decoration
  table.grid = std::move(filled.grid);
  layout.tables.push_back(std::move(table));
}

constexpr std::size_t kLeastAligned = 3;  // lines of text outside ruled tables: fewer hold no table

// Tables among the glyphs outside ruled ones, and in the cells of grids that only frame them: lists of glyphs that no
// line of text runs across. Takes theirs out of `outside`, which ends with what is in no table.
std::vector<AlignedTable> align_outside(const PageCapture& page, GlyphList& outside, std::vector<GlyphList> framed,
                                        const std::vector<Segment>& horizontal, std::size_t& copies,
                                        const TableSettings& settings) {
  TextLines pieces = find_lines(page, outside, settings.column_gap, settings);
  for (GlyphList& glyphs : framed) {
    outside.insert(outside.end(), glyphs.begin(), glyphs.end());
    TextLines more = find_lines(page, std::move(glyphs), settings.column_gap, settings);
    pieces.copies += more.copies;
    pieces.lines.insert(pieces.lines.end(), std::make_move_iterator(more.lines.begin()),
                        std::make_move_iterator(more.lines.end()));
  }
  if (pieces.lines.size() < 2 * kLeastAligned) return {};
  Alignment found = align(page, pieces.lines, horizontal, settings);
  if (found.tables.empty()) return {};
  copies += pieces.copies;
  outside = std::move(found.rest);
  return std::move(found.tables);
}

// Lines that leave an area open matter only if text in there was meant to be in a cell.
void keep_areas_with_text(std::vector<Box>& areas, const std::vector<LaidLine>& lines) {
  std::erase_if(areas, [&](const Box& area) {
    return std::none_of(lines.begin(), lines.end(),
                        [&](const LaidLine& l) { return area.contains(middle_x(l.line.box), middle_y(l.line.box)); });
  });
}

void count_characters(PageLayout& layout, const PageCapture& page) {
  for (const Glyph& g : page.glyphs) {
    std::u32string_view text = std::u32string_view(page.text).substr(g.text_begin, g.text_size);
    std::size_t n = visible_characters(text);
    layout.characters += n;
    FontTrust trust = g.font < page.fonts.size() ? page.fonts[g.font].trust : FontTrust::kTrusted;
    if (trust == FontTrust::kUndecodable) layout.undecodable += n;
    if (trust == FontTrust::kRecovered) layout.recovered += n;
    layout.unreadable += static_cast<std::size_t>(std::count(text.begin(), text.end(), char32_t{0xFFFD}));
  }
}

}  // namespace

PageLayout lay_out(PageCapture page, const TableSettings& settings, std::size_t cell_limit) {
  PageLayout layout;
  layout.number = page.number;
  layout.rotation = page.rotation;
  reveal_text_of_scan(page);
  layout.turn = turn_upright(page, main_heading(page));
  layout.width = page.width;
  layout.height = page.height;
  count_characters(layout, page);

  Sorted sorted = sort_out(page);
  layout.image_only = sorted.text.empty() && covered_by_images(page) >= kCoveringImage;

  Rulings rulings = find_rulings(page.segments, settings);
  Grids found = find_grids(rulings, settings, cell_limit);
  std::erase_if(found.grids, is_half_ruled);
  layout.grid_limit = found.limit;

  Placer placer(page, found.grids, settings);
  placer.place(sorted.text);
  WrapHabits habits = wrap_habits(page);
  std::size_t copies = 0;
  std::vector<GlyphList> framed;
  for (std::size_t i = 0; i < found.grids.size(); ++i) {
    FilledGrid filled{found.grids[i], std::move(placer.in_grid(i))};
    if (frames_a_table(page, filled, settings)) {
      framed.insert(framed.end(), std::make_move_iterator(filled.glyphs.begin()),
                    std::make_move_iterator(filled.glyphs.end()));
      continue;
    }
    filled = split_stacked_rows(page, split_spanning_cells(page, std::move(filled), settings), settings);
    add_table(layout, page, std::move(filled), FoundBy::kRulings, habits, copies, settings);
  }
  GlyphList outside = std::move(placer.outside());
  for (AlignedTable& t : align_outside(page, outside, std::move(framed), rulings.horizontal, copies, settings)) {
    add_table(layout, page, {std::move(t.grid), std::move(t.cell_glyphs)}, FoundBy::kAlignment, habits, copies,
              settings);
  }
  std::stable_sort(layout.tables.begin(), layout.tables.end(),
                   [](const LaidTable& a, const LaidTable& b) { return a.grid.box.top < b.grid.box.top; });
  add_lines(layout, page, std::move(outside), LineKind::kText, copies, settings);
  keep_areas_with_text(found.unclosed, layout.lines);
  layout.unclosed = std::move(found.unclosed);
  add_lines(layout, page, std::move(sorted.watermark), LineKind::kWatermark, copies, settings);
  add_lines(layout, page, std::move(sorted.hidden), LineKind::kHidden, copies, settings);
  layout.characters -= copies;
  layout.rulings = std::move(rulings);
  std::stable_sort(layout.lines.begin(), layout.lines.end(), [](const LaidLine& a, const LaidLine& b) {
    return std::pair(a.line.box.top, a.line.box.left) < std::pair(b.line.box.top, b.line.box.left);
  });
  return layout;
}

}  // namespace hebiao
