// A border is rarely drawn as one line. Browsers draw each cell's edge as a thin rectangle of its own, office suites
// draw runs of merged strokes, dashes come piece by piece, double rules as two lines. `snap` puts pieces that lie side
// by side at one position; `join` closes the gaps along it. Both are one sort and one pass.
#include "extract/rulings.h"

#include <algorithm>
#include <tuple>

namespace hebiao {
namespace {

double length(const Segment& s) { return s.end - s.begin; }

bool by_position(const Segment& a, const Segment& b) {
  return std::tie(a.at, a.begin, a.end) < std::tie(b.at, b.begin, b.end);
}

// May the gap between two pieces of one line be closed?
bool continues(const Segment& whole, double last_piece, const Segment& next, const TableSettings& settings) {
  double gap = next.begin - whole.end;
  if (gap <= settings.join) return true;
  bool dashes = last_piece <= settings.dash * 2 && length(next) <= settings.dash * 2;
  return dashes && gap <= settings.dash;
}

}  // namespace

std::vector<Segment> snap(std::vector<Segment> segments, const TableSettings& settings) {
  std::sort(segments.begin(), segments.end(), by_position);
  for (std::size_t first = 0; first < segments.size();) {
    std::size_t last = first;
    double weight = 0;
    double sum = 0;
    // Measured from the first of the group, not from neighbour to neighbour, so that a group cannot creep.
    while (last < segments.size() && segments[last].at - segments[first].at < settings.snap) {
      double w = std::max(length(segments[last]), 0.01);
      weight += w;
      sum += w * segments[last].at;
      ++last;
    }
    for (std::size_t i = first; i < last; ++i) segments[i].at = sum / weight;
    first = last;
  }
  return segments;
}

std::vector<Segment> join(std::vector<Segment> segments, const TableSettings& settings) {
  std::sort(segments.begin(), segments.end(), by_position);
  std::vector<Segment> joined;
  double last_piece = 0;
  for (const Segment& piece : segments) {
    bool same = !joined.empty() && joined.back().at == piece.at;
    if (same && continues(joined.back(), last_piece, piece, settings)) {
      joined.back().end = std::max(joined.back().end, piece.end);
      joined.back().width = std::max(joined.back().width, piece.width);
    } else {
      joined.push_back(piece);
    }
    last_piece = length(piece);
  }
  std::erase_if(joined, [&](const Segment& s) { return length(s) < settings.least_line; });
  return joined;
}

Rulings find_rulings(const std::vector<Segment>& segments, const TableSettings& settings) {
  Rulings rulings;
  for (const Segment& s : segments) (s.horizontal ? rulings.horizontal : rulings.vertical).push_back(s);
  rulings.horizontal = join(snap(std::move(rulings.horizontal), settings), settings);
  rulings.vertical = join(snap(std::move(rulings.vertical), settings), settings);
  return rulings;
}

}  // namespace hebiao
