#include <algorithm>
#include <cmath>

#include "extract/pdf_device.h"

namespace hebiao {
namespace {

constexpr double kThinRule = 4.0;   // points: borders of 5 pixels (3.75 pt) are rules, the least cell is taller
constexpr double kSlant = 0.7;      // points off the axis over the length of a line: hand-placed rules wobble
constexpr double kClipSlack = 1.0;  // a clip at a rule's middle must not remove the rule

}  // namespace

void CaptureDevice::add_image(GfxState* state, bool mask) {
  const double* m = state->getCTM();
  double left = std::min({m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2]});
  double right = std::max({m[4], m[4] + m[0], m[4] + m[2], m[4] + m[0] + m[2]});
  double top = std::min({m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3]});
  double bottom = std::max({m[5], m[5] + m[1], m[5] + m[3], m[5] + m[1] + m[3]});
  if (!std::isfinite(left) || !std::isfinite(right) || !std::isfinite(top) || !std::isfinite(bottom)) return;
  Box box{left, top, right, bottom};
  if (std::min(box.width(), box.height()) <= kThinRule) {
    add_thin_box(state, box, mask ? fill_ink(state) : 1.0);
  } else if (page_->images.size() < limits_.rulings_per_page) {
    page_->images.push_back(box);
  }
}

// Cuts the segment to the clip box and keeps it unless nothing of it can be seen.
void CaptureDevice::add_segment(GfxState* state, Segment segment, double ink) {
  if (page_->segments.size() >= limits_.rulings_per_page) {
    page_->limits_met.insert(CaptureLimit::kRulings);
    ruling_limit_ = true;
    return;
  }
  double left = 0, top = 0, right = 0, bottom = 0;
  state->getClipBBox(&left, &top, &right, &bottom);
  double across_low = (segment.horizontal ? top : left) - kClipSlack - segment.width / 2;
  double across_high = (segment.horizontal ? bottom : right) + kClipSlack + segment.width / 2;
  if (segment.at < across_low || segment.at > across_high) return;
  segment.begin = std::max(segment.begin, (segment.horizontal ? left : top) - kClipSlack);
  segment.end = std::min(segment.end, (segment.horizontal ? right : bottom) + kClipSlack);
  if (segment.begin >= segment.end) return;
  double middle = (segment.begin + segment.end) / 2;
  bool seen = ink >= kInvisibleInk ||
              (segment.horizontal ? on_background(middle, segment.at) : on_background(segment.at, middle));
  if (seen) page_->segments.push_back(segment);
}

void CaptureDevice::add_line(GfxState* state, Point a, Point b, double width, double ink) {
  double run = std::abs(b.x - a.x);
  double rise = std::abs(b.y - a.y);
  if (!std::isfinite(run) || !std::isfinite(rise)) return;
  if (width > kThinRule) {  // a bar drawn as one thick stroke
    double half = width / 2;
    bool horizontal = run >= rise;
    Box box{std::min(a.x, b.x) - (horizontal ? 0 : half), std::min(a.y, b.y) - (horizontal ? half : 0),
            std::max(a.x, b.x) + (horizontal ? 0 : half), std::max(a.y, b.y) + (horizontal ? half : 0)};
    if (std::min(run, rise) <= kSlant) add_thin_box(state, box, ink);
    return;
  }
  if (rise <= kSlant && run > rise) {
    add_segment(state, {true, (a.y + b.y) / 2, std::min(a.x, b.x), std::max(a.x, b.x), width}, ink);
  } else if (run <= kSlant && rise > run) {
    add_segment(state, {false, (a.x + b.x) / 2, std::min(a.y, b.y), std::max(a.y, b.y), width}, ink);
  }
}

// A filled box: a rule if it is thin one way, two crossing rules if it is a dot, else a background. One that is large
// is cut to its clip first: a rule may be drawn as a page's worth of black behind a narrow slit.
void CaptureDevice::add_thin_box(GfxState* state, Box box, double ink) {
  if (std::min(box.width(), box.height()) > kThinRule) {
    double left = 0, top = 0, right = 0, bottom = 0;
    state->getClipBBox(&left, &top, &right, &bottom);
    box = {std::max(box.left, left), std::max(box.top, top), std::min(box.right, right), std::min(box.bottom, bottom)};
    if (box.left >= box.right || box.top >= box.bottom) return;
  }
  bool flat = box.height() <= kThinRule;
  bool narrow = box.width() <= kThinRule;
  if (flat && (!narrow || box.width() >= box.height())) {
    add_segment(state, {true, (box.top + box.bottom) / 2, box.left, box.right, box.height()}, ink);
  }
  if (narrow && (!flat || box.height() >= box.width())) {
    add_segment(state, {false, (box.left + box.right) / 2, box.top, box.bottom, box.width()}, ink);
  }
  if (!flat && !narrow && page_->fills.size() < limits_.rulings_per_page) page_->fills.push_back({box, ink});
}

void CaptureDevice::stroke(GfxState* state) {
  if (state->getStrokeColorSpace()->getMode() == csPattern) return;
  GfxRGB rgb{};
  state->getStrokeRGB(&rgb);
  double ink = ink_of(rgb, state->getStrokeOpacity());
  double width = state->getTransformedLineWidth();
  const GfxPath* path = state->getPath();
  for (int i = 0; i < path->getNumSubpaths(); ++i) {
    const GfxSubpath& subpath = *path->getSubpath(i);
    for (int j = 0; j + 1 < subpath.getNumPoints(); ++j) {
      if (subpath.getCurve(j) || subpath.getCurve(j + 1)) continue;
      Point a, b;
      state->transform(subpath.getX(j), subpath.getY(j), &a.x, &a.y);
      state->transform(subpath.getX(j + 1), subpath.getY(j + 1), &b.x, &b.y);
      add_line(state, a, b, width, ink);
      if (ruling_limit_) return;
    }
  }
}

// The box of a subpath that is an axis-parallel rectangle.
std::optional<Box> CaptureDevice::rectangle(GfxState* state, const GfxSubpath& path) const {
  int points = path.getNumPoints();
  if (points < 4 || points > 6) return std::nullopt;
  Box box{1e9, 1e9, -1e9, -1e9};
  Point previous;
  for (int i = 0; i < points; ++i) {
    Point p;
    state->transform(path.getX(i), path.getY(i), &p.x, &p.y);
    if (path.getCurve(i) || !std::isfinite(p.x) || !std::isfinite(p.y)) return std::nullopt;
    bool parallel = std::abs(p.x - previous.x) <= kSlant || std::abs(p.y - previous.y) <= kSlant;
    if (i > 0 && !parallel) return std::nullopt;
    box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x), std::max(box.bottom, p.y)};
    previous = p;
  }
  return box;
}

// Two rectangles one inside the other by the width of a rule, filled between: a border drawn as one path.
bool CaptureDevice::add_frame(GfxState* state, const Box& outer, const Box& inner, double ink) {
  double left = inner.left - outer.left;
  double top = inner.top - outer.top;
  double right = outer.right - inner.right;
  double bottom = outer.bottom - inner.bottom;
  if (std::min({left, top, right, bottom}) < 0 || std::max({left, top, right, bottom}) > kThinRule) return false;
  if (inner.width() <= kThinRule || inner.height() <= kThinRule) return false;
  add_thin_box(state, {outer.left, outer.top, outer.right, inner.top}, ink);
  add_thin_box(state, {outer.left, inner.bottom, outer.right, outer.bottom}, ink);
  add_thin_box(state, {outer.left, outer.top, inner.left, outer.bottom}, ink);
  add_thin_box(state, {inner.right, outer.top, outer.right, outer.bottom}, ink);
  return true;
}

void CaptureDevice::fill_path(GfxState* state) {
  const GfxPath* path = state->getPath();
  std::optional<Box> pending;  // the last big rectangle, which may be the outside of a frame
  double ink = fill_ink(state);
  auto flush = [&] {
    if (pending) add_thin_box(state, *pending, ink);
    pending.reset();
  };
  for (int i = 0; i < path->getNumSubpaths() && !ruling_limit_; ++i) {
    std::optional<Box> box = rectangle(state, *path->getSubpath(i));
    if (!box || (box->width() <= 0 && box->height() <= 0)) continue;
    if (pending && (add_frame(state, *pending, *box, ink) || add_frame(state, *box, *pending, ink))) {
      pending.reset();
      continue;
    }
    flush();
    pending = box;
  }
  flush();
}

}  // namespace hebiao
