// A reader sees a table without lines because pieces of text stand below each other with white between them.
//
//   pieces   lines cut at gaps of about an em; a row is the pieces of one baseline
//   runs     rows of two or more pieces that follow closely; single pieces go along where lines frame the run or where
//            they are the rest of a wrapped cell
//   columns  intervals that the pieces of most rows cover; a heading over several columns is outvoted
//   rows     a row that only goes on with cells of the one above (first column empty, few pieces, set close) joins it,
//            and so does one that follows at the pitch of lines where rows follow at a wider one
//
// What reads as prose is refused: two columns of long pieces, bullets and their text, dotted leaders.
#include "extract/alignment.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <set>
#include <utility>

namespace hebiao {
namespace {

constexpr double kRowReach = 2.4;       // ems between baselines of one run
constexpr double kAlikeReach = 3.4;     // … of rows whose pieces stand in the same columns: generous padding
constexpr double kFramedReach = 5.0;    // … between two horizontal lines that frame it
constexpr double kTight = 1.45;         // ems between the lines of one wrapped cell
constexpr double kLeastRule = 60;       // points: shorter horizontal lines frame nothing
constexpr double kSameEnds = 8;         // points: lines that begin and end alike belong to one table
constexpr double kMinority = 0.12;      // of the rows: headings over several columns
constexpr std::size_t kLongPiece = 28;  // characters: two columns of such pieces are prose
constexpr double kNarrowGap = 0.5;      // ems of white inside a piece that part two columns where other rows part them
constexpr double kWhiteSlack = 0.3;     // ems that such a gap may lie off the white of the others
constexpr std::size_t kLeastRows = 3;
constexpr double kWrapJump = 1.2;     // rows stand this much further apart than the lines of a wrapped cell
constexpr double kLeastFilled = 0.4;  // of the cells: the labels of a chart leave more of them empty

struct Row {
  double baseline = 0;
  double size = 0;
  std::vector<const TextLine*> pieces;  // from left to right
  double left() const { return pieces.front()->box.left; }
  double right() const { return pieces.back()->box.right; }
};

std::vector<Row> rows_of(const std::vector<TextLine>& lines) {
  std::vector<const TextLine*> order;
  for (const TextLine& l : lines) {
    if (l.heading == Heading::kRight) order.push_back(&l);
  }
  std::sort(order.begin(), order.end(), [](const TextLine* a, const TextLine* b) { return a->baseline < b->baseline; });
  std::vector<Row> rows;
  for (const TextLine* l : order) {
    bool same = !rows.empty() && l->baseline - rows.back().baseline < 0.4 * std::max(rows.back().size, l->size);
    if (!same) rows.push_back({l->baseline, l->size, {}});
    rows.back().pieces.push_back(l);
    rows.back().size = std::max(rows.back().size, l->size);
  }
  for (Row& r : rows) {
    std::sort(r.pieces.begin(), r.pieces.end(),
              [](const TextLine* a, const TextLine* b) { return a->begin < b->begin; });
  }
  return rows;
}

// A stretch of page between the first and the last of several horizontal lines of one width.
struct Frame {
  double left = 0;
  double right = 0;
  std::vector<double> rules;  // ascending
  bool holds(double y) const { return rules.front() <= y && y <= rules.back(); }
};

std::vector<Frame> frames_of(const std::vector<Segment>& horizontal) {
  std::vector<Frame> frames;
  for (const Segment& s : horizontal) {
    if (s.end - s.begin < kLeastRule) continue;
    auto alike = [&](const Frame& f) {
      return std::abs(f.left - s.begin) < kSameEnds && std::abs(f.right - s.end) < kSameEnds;
    };
    auto frame = std::find_if(frames.begin(), frames.end(), alike);
    if (frame == frames.end()) {
      frames.push_back({s.begin, s.end, {s.at}});
    } else {
      frame->rules.push_back(s.at);
    }
  }
  std::erase_if(frames, [](const Frame& f) { return f.rules.size() < 2; });
  return frames;
}

const Frame* frame_around(const std::vector<Frame>& frames, double y) {
  for (const Frame& f : frames) {
    if (f.holds(y)) return &f;
  }
  return nullptr;
}

// How many lines of the frame lie between two heights.
int rules_between(const Frame& frame, double above, double below) {
  return static_cast<int>(
      std::count_if(frame.rules.begin(), frame.rules.end(), [&](double y) { return above < y && y < below; }));
}

using Run = std::vector<const Row*>;

// Is `row`, a single piece, the rest of a cell of the row above, or a heading inside the run?
bool goes_along(const Row& row, const Row& above, double run_left, double run_right) {
  const TextLine& piece = *row.pieces.front();
  bool wide = piece.box.width() > 0.6 * (run_right - run_left);
  bool close = row.baseline - above.baseline < kTight * std::max(row.size, above.size);
  return !wide && close && piece.box.left > run_left - row.size && piece.box.right < run_right + row.size;
}

// Is `row`, the last of a run and a single piece, the rest of a cell above that is not the first of its row? Then it
// is no footnote.
bool ends_a_cell(const Row& row, const Row& above, double run_left) {
  const TextLine& piece = *row.pieces.front();
  bool close = row.baseline - above.baseline < kTight * std::max(row.size, above.size);
  bool begins_alike = std::any_of(above.pieces.begin(), above.pieces.end(), [&](const TextLine* p) {
    return std::abs(p->box.left - piece.box.left) < 0.5 * row.size;
  });
  return close && begins_alike && piece.box.left > run_left + row.size;
}

// Do half the pieces of the less filled row or more stand under (or over) pieces of the other, which has several? Then
// the two are rows of one table even where they stand far apart.
bool stand_alike(const Row& a, const Row& b) {
  const Row& few = a.pieces.size() < b.pieces.size() ? a : b;
  const Row& many = a.pieces.size() < b.pieces.size() ? b : a;
  if (many.pieces.size() < 3) return false;
  auto covered = [&](const TextLine* p) {
    return std::any_of(many.pieces.begin(), many.pieces.end(),
                       [&](const TextLine* q) { return p->box.left < q->box.right && q->box.left < p->box.right; });
  };
  auto count = std::count_if(few.pieces.begin(), few.pieces.end(), covered);
  return static_cast<std::size_t>(count) * 2 >= few.pieces.size();
}

std::vector<Run> runs_of(const std::vector<Row>& rows, const std::vector<Frame>& frames) {
  std::vector<Run> runs;
  Run run;
  double left = 0;
  double right = 0;
  // The rest of a wrapped cell, a row of one piece, says nothing of where the columns are: the row before it does.
  const Row* latest_tabular = nullptr;
  auto alike = [&](const Row& above, const Row& row) {
    return stand_alike(above, row) || (latest_tabular != nullptr && stand_alike(*latest_tabular, row));
  };
  auto finish = [&] {
    while (run.size() > 1 && run.back()->pieces.size() < 2 && !ends_a_cell(*run.back(), *run[run.size() - 2], left)) {
      run.pop_back();
    }
    if (run.size() == 1 && run.back()->pieces.size() < 2) run.pop_back();
    if (!run.empty()) runs.push_back(std::move(run));
    run = {};
    latest_tabular = nullptr;
  };
  for (const Row& row : rows) {
    bool tabular = row.pieces.size() >= 2;
    const Frame* frame = frame_around(frames, row.baseline);
    if (!run.empty()) {
      const Row& above = *run.back();
      bool framed = frame != nullptr && frame->holds(above.baseline) && row.left() > frame->left - row.size &&
                    row.right() < frame->right + row.size;
      double ems = framed ? kFramedReach : alike(above, row) ? kAlikeReach : kRowReach;
      double reach = ems * std::max(row.size, above.size);
      bool prose =
          !tabular && row.pieces.front()->box.width() > 0.75 * (right - left) && row.pieces.front()->text.size() > 40;
      bool follows = row.baseline - above.baseline <= reach && !prose &&
                     (tabular || framed || goes_along(row, above, left, right));
      if (!follows) finish();
    }
    if (run.empty() && !tabular) continue;
    if (run.empty()) left = row.left(), right = row.right();
    left = std::min(left, row.left());
    right = std::max(right, row.right());
    run.push_back(&row);
    if (tabular) latest_tabular = &row;
  }
  finish();
  return runs;
}

struct Interval {
  double begin = 0;
  double end = 0;
};

// What the pieces of more than a minority of the rows cover.
std::vector<Interval> columns_of(const Run& run) {
  struct Event {
    double at;
    int step;
  };
  std::vector<Event> events;
  std::size_t counted = 0;
  for (const Row* row : run) {
    if (row->pieces.size() < 2) continue;
    ++counted;
    for (const TextLine* p : row->pieces) {
      events.push_back({p->box.left, +1});
      events.push_back({p->box.right, -1});
    }
  }
  std::sort(events.begin(), events.end(),
            [](const Event& a, const Event& b) { return std::pair(a.at, -a.step) < std::pair(b.at, -b.step); });
  int minority = counted >= 5 ? std::max(1, static_cast<int>(kMinority * static_cast<double>(counted))) : 0;
  std::vector<Interval> columns;
  int cover = 0;
  for (const Event& e : events) {
    if (e.step > 0 && cover == minority) columns.push_back({e.at, e.at});
    cover += e.step;
    if (e.step < 0 && cover == minority) columns.back().end = e.at;
  }
  std::erase_if(columns, [](const Interval& c) { return c.end - c.begin < 0.5; });
  // A column that only few rows fill was outvoted as well: a piece that touches no column is one of its own.
  std::vector<Interval> lone;
  for (const Row* row : run) {
    for (const TextLine* p : row->pieces) {
      auto touches = [&](const Interval& c) { return p->box.left < c.end && c.begin < p->box.right; };
      if (std::none_of(columns.begin(), columns.end(), touches)) lone.push_back({p->box.left, p->box.right});
    }
  }
  columns.insert(columns.end(), lone.begin(), lone.end());
  std::sort(columns.begin(), columns.end(), [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  std::vector<Interval> merged;
  for (const Interval& c : columns) {
    if (!merged.empty() && c.begin < merged.back().end) {
      merged.back().end = std::max(merged.back().end, c.end);
    } else {
      merged.push_back(c);
    }
  }
  return merged;
}

bool is_leader(std::u32string_view text) {
  std::size_t dots = static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char32_t c) { return c == '.' || c == 0x2026 || c == '_'; }));
  return dots >= 5;
}

bool has_digit(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(), [](char32_t c) { return '0' <= c && c <= '9'; });
}

// Prose in columns, a list with its bullets, a table of contents: aligned, but no table.
bool is_prose(const Run& run, const std::vector<Interval>& columns, bool framed) {
  std::size_t pieces = 0, longer = 0, leaders = 0, figures = 0, first_short = 0, rows = 0;
  for (const Row* row : run) {
    if (row->pieces.size() < 2) continue;
    ++rows;
    if (row->pieces.front()->text.size() <= 3 && row->pieces.front()->box.right <= columns.front().end) ++first_short;
    for (const TextLine* p : row->pieces) {
      ++pieces;
      longer += p->text.size() > kLongPiece ? 1 : 0;
      leaders += is_leader(p->text) ? 1 : 0;
      figures += has_digit(p->text) && p->text.size() < 16 ? 1 : 0;
    }
  }
  if (leaders * 4 > rows && columns.size() <= 2) return true;  // with more columns they lead to figures
  if (framed) return columns.size() == 2 && longer * 3 > pieces * 2;
  if (columns.size() == 2 && (first_short * 2 > rows || longer * 3 > pieces)) return true;
  return longer * 2 > pieces || (figures * 4 < pieces && columns.size() < 4);
}

std::pair<int, int> span_of(const TextLine& piece, const std::vector<Interval>& columns) {
  int first = -1;
  int last = -1;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    double overlap = std::min(piece.box.right, columns[i].end) - std::max(piece.box.left, columns[i].begin);
    double least = 0.3 * std::min(piece.box.width(), columns[i].end - columns[i].begin);
    if (overlap <= 0 || overlap < least) continue;
    if (first < 0) first = static_cast<int>(i);
    last = static_cast<int>(i);
  }
  if (first >= 0) return {first, last};
  double middle = (piece.box.left + piece.box.right) / 2;
  auto distance = [&](const Interval& c) { return std::max({c.begin - middle, middle - c.end, 0.0}); };
  auto nearest = std::min_element(columns.begin(), columns.end(),
                                  [&](const Interval& a, const Interval& b) { return distance(a) < distance(b); });
  int index = static_cast<int>(nearest - columns.begin());
  return {index, index};
}

// A run whose pieces were cut where other rows show the white between columns; owns what it points to.
struct CutRun {
  std::deque<TextLine> pieces;
  std::deque<Row> rows;
  Run run;
};

// Does a gap with this middle lie in the white between two columns?
bool in_white(double middle, double size, const std::vector<Interval>& columns) {
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) {
    if (columns[i].end - kWhiteSlack * size <= middle && middle <= columns[i + 1].begin + kWhiteSlack * size)
      return true;
  }
  return false;
}

// The glyphs of a piece, cut at gaps that are too narrow to show a column by themselves.
std::vector<GlyphList> cut_at_white(const PageCapture& page, const TextLine& piece,
                                    const std::vector<Interval>& columns) {
  std::vector<GlyphList> parts(1);
  const Glyph* before = nullptr;
  for (std::uint32_t index : piece.glyphs) {
    const Glyph& g = page.glyphs[index];
    if (!is_blank(page, g)) {
      double end = before != nullptr ? before->x + before->advance : g.x;
      bool wide = g.x - end > kNarrowGap * piece.size;
      if (wide && in_white((end + g.x) / 2, piece.size, columns)) parts.emplace_back();
      before = &g;
    }
    parts.back().push_back(index);
  }
  return parts;
}

CutRun cut_run(const PageCapture& page, const Run& run, const std::vector<Interval>& columns,
               const TableSettings& settings) {
  CutRun cut;
  for (const Row* row : run) {
    Row& copy = cut.rows.emplace_back(Row{row->baseline, row->size, {}});
    for (const TextLine* piece : row->pieces) {
      auto [first, last] = span_of(*piece, columns);
      std::vector<GlyphList> parts;
      if (first < last) parts = cut_at_white(page, *piece, columns);
      if (parts.size() < 2) {
        copy.pieces.push_back(piece);
        continue;
      }
      for (GlyphList& part : parts) {
        for (TextLine& line : find_lines(page, std::move(part), kNeverSplit, settings).lines) {
          copy.pieces.push_back(&cut.pieces.emplace_back(std::move(line)));
        }
      }
    }
    cut.run.push_back(&copy);
  }
  return cut;
}

// Several rows of text that are one row of the table.
using Band = std::vector<const Row*>;

double pitch(const Row& above, const Row& below) {
  return (below.baseline - above.baseline) / std::max(above.size, below.size);
}

std::set<int> filled_columns(const Row& row, const std::vector<Interval>& columns) {
  std::set<int> filled;
  for (const TextLine* p : row.pieces) filled.insert(span_of(*p, columns).first);
  return filled;
}

// Where cells are wrapped, their lines follow at a smaller pitch than rows do. The pitch that parts the two, in ems, if
// the run has both, else 0; below it lies nothing wider than the lines of one paragraph.
double wrap_pitch(const Run& run) {
  std::vector<double> pitches;
  for (std::size_t i = 1; i < run.size(); ++i) pitches.push_back(pitch(*run[i - 1], *run[i]));
  std::sort(pitches.begin(), pitches.end());
  double parting = 0;
  double widest = kWrapJump;
  for (std::size_t i = 1; i < pitches.size() && pitches[i - 1] < kTight; ++i) {
    double jump = pitches[i] / std::max(pitches[i - 1], 0.1);
    if (jump < widest) continue;
    widest = jump;
    parting = (pitches[i - 1] + pitches[i]) / 2;
  }
  return parting;
}

// Are the rows that follow closely the rest of wrapped cells? Then they stand under filled cells only, and are
// themselves less filled than the rows that they go on; rows set in groups are filled alike.
bool is_wrapped(const Run& run, const std::vector<Interval>& columns, double parting) {
  std::size_t rests = 0, beginnings = 0, in_rests = 0, in_beginnings = 0, orphans = 0;
  std::set<int> above;
  for (std::size_t i = 0; i < run.size(); ++i) {
    std::set<int> filled = filled_columns(*run[i], columns);
    bool rest = i > 0 && pitch(*run[i - 1], *run[i]) < parting;
    if (rest) {
      ++rests;
      in_rests += filled.size();
      orphans += std::includes(above.begin(), above.end(), filled.begin(), filled.end()) ? 0 : 1;
    } else {
      ++beginnings;
      in_beginnings += filled.size();
      above = std::move(filled);
    }
  }
  return orphans * 10 <= rests && in_rests * beginnings * 10 <= in_beginnings * rests * 7;
}

std::vector<Band> bands_of(const Run& run, const std::vector<Interval>& columns, const Frame* frame) {
  std::vector<Band> bands;
  double parting = wrap_pitch(run);
  if (!is_wrapped(run, columns, parting)) parting = 0;
  for (const Row* row : run) {
    bool joins = false;
    if (!bands.empty()) {
      const Row& above = *bands.back().back();
      bool close = row->baseline - above.baseline < kTight * std::max(row->size, above.size);
      bool ruled = frame != nullptr && rules_between(*frame, above.baseline, row->baseline) > 0;
      bool first_empty = row->left() > columns.front().end;
      bool few = row->pieces.size() * 2 < std::max<std::size_t>(columns.size(), 3);
      bool rest = pitch(above, *row) < parting;
      joins = !ruled && (rest || (close && first_empty && few));
    }
    if (joins) {
      bands.back().push_back(row);
    } else {
      bands.push_back({row});
    }
  }
  return bands;
}

AlignedTable table_of(const std::vector<Band>& bands, const std::vector<Interval>& columns) {
  AlignedTable table;
  Grid& grid = table.grid;
  grid.xs.push_back(columns.front().begin);
  for (std::size_t i = 0; i + 1 < columns.size(); ++i) grid.xs.push_back((columns[i].end + columns[i + 1].begin) / 2);
  grid.xs.push_back(columns.back().end);
  for (std::size_t i = 0; i < bands.size(); ++i) {
    double top = bands[i].front()->baseline - 0.9 * bands[i].front()->size;
    double above = i == 0 ? top : bands[i - 1].back()->baseline + 0.2 * bands[i - 1].back()->size;
    grid.ys.push_back((top + above) / 2);
  }
  grid.ys.push_back(bands.back().back()->baseline + 0.2 * bands.back().back()->size);
  for (std::size_t r = 0; r < bands.size(); ++r) {
    std::vector<GlyphList> glyphs(columns.size());
    std::vector<int> end(columns.size(), 0);  // column after the last that a cell beginning here covers
    for (const Row* row : bands[r]) {
      int free = 0;
      for (const TextLine* p : row->pieces) {
        auto [first, last] = span_of(*p, columns);
        first = std::max(first, std::min(free, static_cast<int>(columns.size()) - 1));
        last = std::max(first, last);
        GlyphList& list = glyphs[first];
        list.insert(list.end(), p->glyphs.begin(), p->glyphs.end());
        end[first] = std::max(end[first], last + 1);
        free = last + 1;
      }
    }
    for (int c = 0; c < static_cast<int>(columns.size());) {
      int stop = std::max(end[c], c + 1);
      for (int k = c + 1; k < stop; ++k) {  // a later line of the band may begin inside
        if (end[k] > 0) stop = k;
      }
      grid.cells.push_back(
          {static_cast<int>(r), c, 1, stop - c, {grid.xs[c], grid.ys[r], grid.xs[stop], grid.ys[r + 1]}});
      table.cell_glyphs.push_back(std::move(glyphs[c]));
      c = stop;
    }
  }
  grid.box = {grid.xs.front(), grid.ys.front(), grid.xs.back(), grid.ys.back()};
  return table;
}

}  // namespace

Alignment align(const PageCapture& page, const std::vector<TextLine>& lines, const std::vector<Segment>& horizontal,
                const TableSettings& settings) {
  Alignment found;
  std::vector<Row> rows = rows_of(lines);
  std::vector<Frame> frames = frames_of(horizontal);
  std::vector<const TextLine*> taken;
  for (const Run& run : runs_of(rows, frames)) {
    const Frame* frame = frame_around(frames, run[run.size() / 2]->baseline);
    std::vector<Interval> columns = columns_of(run);
    if (columns.size() < 2 || is_prose(run, columns, frame != nullptr)) continue;
    const CutRun cut = cut_run(page, run, columns, settings);
    columns = columns_of(cut.run);
    std::vector<Band> bands = bands_of(cut.run, columns, frame);
    if (bands.size() < kLeastRows && !(frame != nullptr && bands.size() >= 2)) continue;
    std::size_t pieces = 0;
    for (const Row* row : cut.run) pieces += row->pieces.size();
    if (static_cast<double>(pieces) < kLeastFilled * static_cast<double>(run.size() * columns.size())) continue;
    found.tables.push_back(table_of(bands, columns));
    for (const Row* row : run) taken.insert(taken.end(), row->pieces.begin(), row->pieces.end());
  }
  std::sort(taken.begin(), taken.end());
  for (const TextLine& l : lines) {
    if (!std::binary_search(taken.begin(), taken.end(), &l)) {
      found.rest.insert(found.rest.end(), l.glyphs.begin(), l.glyphs.end());
    }
  }
  return found;
}

}  // namespace hebiao
