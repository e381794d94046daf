#include "extract/turn.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hebiao {
namespace {

struct Point {
  double x = 0;
  double y = 0;
};

// `width` and `height` are those of the page that `p` lies on.
Point turned(Point p, Heading from, double width, double height) {
  switch (from) {
    case Heading::kUp:
      return {height - p.y, p.x};
    case Heading::kDown:
      return {p.y, width - p.x};
    case Heading::kLeft:
      return {width - p.x, height - p.y};
    case Heading::kRight:
    case Heading::kOblique:
      break;
  }
  return p;
}

Heading inverse(Heading from) {
  if (from == Heading::kUp) return Heading::kDown;
  if (from == Heading::kDown) return Heading::kUp;
  return from;
}

bool is_quarter(Heading from) { return from == Heading::kUp || from == Heading::kDown; }

Box turned(const Box& box, Heading from, double width, double height) {
  Point a = turned(Point{box.left, box.top}, from, width, height);
  Point b = turned(Point{box.right, box.bottom}, from, width, height);
  return {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
}

// Headings run clockwise in the order of the enumeration: kRight, kDown, kLeft, kUp.
Heading relative(Heading heading, Heading from) {
  if (heading == Heading::kOblique) return heading;
  return static_cast<Heading>((static_cast<int>(heading) - static_cast<int>(from) + 4) % 4);
}

}  // namespace

Box Turn::back(const Box& upright) const {
  double w = is_quarter(from) ? height : width;
  double h = is_quarter(from) ? width : height;
  return turned(upright, inverse(from), w, h);
}

Heading main_heading(const PageCapture& page) {
  std::array<std::size_t, 5> count{};
  for (const Glyph& g : page.glyphs) {
    if (!g.hidden && g.text_size > 0) ++count[static_cast<std::size_t>(g.heading)];
  }
  auto most = std::max_element(count.begin(), count.begin() + 4);  // oblique text is never the main text
  return *most == 0 ? Heading::kRight : static_cast<Heading>(most - count.begin());
}

Turn turn_upright(PageCapture& page, Heading from) {
  Turn turn{from, page.width, page.height};
  if (from == Heading::kRight) return turn;
  auto move = [&](const Box& box) { return turned(box, from, page.width, page.height); };
  for (Glyph& g : page.glyphs) {
    Point p = turned(Point{g.x, g.y}, from, page.width, page.height);
    g.x = p.x;
    g.y = p.y;
    g.heading = relative(g.heading, from);
  }
  for (Segment& s : page.segments) {
    Box box = move(s.horizontal ? Box{s.begin, s.at, s.end, s.at} : Box{s.at, s.begin, s.at, s.end});
    if (is_quarter(from)) s.horizontal = !s.horizontal;
    s.at = s.horizontal ? box.top : box.left;
    s.begin = s.horizontal ? box.left : box.top;
    s.end = s.horizontal ? box.right : box.bottom;
  }
  for (Fill& f : page.fills) f.box = move(f.box);
  for (Box& image : page.images) image = move(image);
  if (is_quarter(from)) std::swap(page.width, page.height);
  return turn;
}

}  // namespace hebiao
