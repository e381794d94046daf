// Where something was read: the place that every figure keeps for life.
#pragma once

#include <compare>
#include <optional>

namespace hebiao {

// A rectangle in points (1/72 inch), origin at the top left of the page as it is displayed (after /Rotate).
struct Box {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  double width() const { return right - left; }
  double height() const { return bottom - top; }
  bool contains(double x, double y) const { return left <= x && x <= right && top <= y && y <= bottom; }
  friend bool operator==(const Box&, const Box&) = default;
};

// The smallest box around both.
Box enclosing(const Box& a, const Box& b);

// A place in a source. PDF: page (from 1) and box. Text: page 1, line (from 1) and field (from 1 within the line);
// line and field are 0 where they do not apply.
struct SourceRef {
  int page = 1;
  int line = 0;
  int field = 0;
  std::optional<Box> box;

  friend bool operator==(const SourceRef&, const SourceRef&) = default;
};

}  // namespace hebiao
