// From the pieces of line that a page draws to whole lines: snap, then join.
#pragma once

#include <vector>

#include "extract/page_capture.h"
#include "extract/table_settings.h"

namespace hebiao {

// Horizontal and vertical lines, each sorted by position, then by begin. No two of a kind overlap or touch.
struct Rulings {
  std::vector<Segment> horizontal;
  std::vector<Segment> vertical;
};

// Gives pieces that lie within settings.snap of each other one common position (their mean, weighted by length).
std::vector<Segment> snap(std::vector<Segment> segments, const TableSettings& settings);

// Merges pieces at one position whose gap is small enough, and drops what is then still too short to be a rule.
// pre: snapped, all of one direction.
std::vector<Segment> join(std::vector<Segment> segments, const TableSettings& settings);

Rulings find_rulings(const std::vector<Segment>& segments, const TableSettings& settings);

}  // namespace hebiao
