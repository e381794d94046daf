// The OutputDev behind PdfFile: Poppler interprets the page, this device writes down what is drawn.
//
// Glyphs come one by one with their origin and advance. The em is taken from the text matrix, never from font boxes,
// which are 2.6 times too tall for the Type 3 fonts that Chromium writes. Lines come as strokes (office suites), as
// thin filled rectangles (browsers), or as images a point high; all become Segments. A path that is neither a thin
// rectangle nor made of axis-parallel strokes is a drawing and is not kept. Clip paths are known to Poppler only by
// their bounding box, which is enough: what lies outside it cannot be seen.
#include "extract/pdf_capture.h"

#include <malloc.h>
#include <poppler/Annot.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/Gfx.h>
#include <poppler/GfxFont.h>
#include <poppler/GfxState.h>
#include <poppler/GlobalParams.h>
#include <poppler/OutputDev.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "extract/pdf_content.h"
#include "extract/pdf_font.h"

namespace hebiao {
namespace {

constexpr double kThinRule = 4.0;          // points: borders of 5 pixels (3.75 pt) are rules, the least cell is taller
constexpr double kSlant = 0.7;             // points off the axis over the length of a line: hand-placed rules wobble
constexpr double kClipSlack = 1.0;         // a clip at a rule's middle must not remove the rule
constexpr double kInvisibleInk = 0.04;     // lighter than this cannot be told from white paper
constexpr double kLeastSize = 1.0;         // points: nobody reads smaller print; it is there for machines
constexpr std::size_t kFillLookBack = 64;  // backgrounds looked at under a white glyph or rule
constexpr std::size_t kAbortStride = 32;   // operators between two looks at the clock
constexpr int kMissingPagesInARow = 64;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Poppler reports through one callback without context; a thread's messages go to the page that it is reading.
thread_local bool* cmap_missing_of_this_thread = nullptr;

void on_poppler_message(ErrorCategory, Goffset, const char* message) {
  std::string_view text = message;
  bool missing = text.find("Missing language pack") != text.npos || text.find("Unknown CMap") != text.npos ||
                 text.find("Unknown character collection") != text.npos;
  if (missing && cmap_missing_of_this_thread != nullptr) *cmap_missing_of_this_thread = true;
}

// A page's worth of memory is taken and freed for every page. Left alone, malloc returns it to the system each time,
// and the page faults of getting it back cost a tenth of the whole run.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 64 << 20;
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kKept / 2);  // the largest that glibc takes is 32 MiB
  mallopt(M_TOP_PAD, 256 << 10);
#endif
}

void start_poppler() {
  static std::once_flag once;
  std::call_once(once, [] {
    keep_freed_memory();
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
    setErrorCallback(on_poppler_message);
  });
}

std::u32string decode_text_string(const GooString& string) {
  std::string_view bytes{string.c_str(), static_cast<std::size_t>(string.getLength())};
  auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  std::u32string text;
  if (bytes.substr(0, 2) != "\xFE\xFF") {
    for (std::size_t i = 0; i < bytes.size(); ++i) text.push_back(byte(i));  // PDFDocEncoding: Latin-1 where we meet it
    return text;
  }
  for (std::size_t i = 2; i + 1 < bytes.size(); i += 2) {
    std::uint32_t unit = byte(i) << 8 | byte(i + 1);
    bool high = 0xD800 <= unit && unit < 0xDC00 && i + 3 < bytes.size();
    if (high) {
      std::uint32_t low = byte(i + 2) << 8 | byte(i + 3);
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    text.push_back(unit);
  }
  return text;
}

// What PDF files put where a blank is meant, and what no text may hold.
char32_t tidy_character(char32_t c) {
  bool control = c < 0x20 || (0x7F <= c && c < 0xA0);
  bool no_scalar = (0xD800 <= c && c < 0xE000) || c > 0x10FFFF;
  if (c == '\t' || c == '\n' || c == '\r') return ' ';
  return control || no_scalar ? 0xFFFD : c;
}

double ink_of(const GfxRGB& rgb, double opacity) {
  double lightest = std::min({colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)});
  return std::clamp(opacity * (1 - lightest), 0.0, 1.0);
}

Heading heading_of(double run_x, double run_y) {
  double length = std::hypot(run_x, run_y);
  constexpr double kQuarterSlack = 0.02;  // sine of about one degree: scanned and skewed pages
  if (length <= 0) return Heading::kRight;
  if (std::abs(run_y) <= kQuarterSlack * length) return run_x > 0 ? Heading::kRight : Heading::kLeft;
  if (std::abs(run_x) <= kQuarterSlack * length) return run_y > 0 ? Heading::kDown : Heading::kUp;
  return Heading::kOblique;
}

using FontKey = std::pair<int, int>;
using FontCache = std::map<FontKey, FontReading>;

// The device. One object serves all pages of a document; begin_page gives it a page to fill.
class CaptureDevice : public OutputDev {
 public:
  CaptureDevice(const Limits& limits, FontCache& fonts, XRef* xref)
      : limits_(limits), font_cache_(fonts), xref_(xref) {}

  void begin_page(PageCapture& page) {
    page_ = &page;
    font_index_.clear();
    font_ = nullptr;
    show_ = 0;
    actual_text_depth_ = 0;
    ink_known_ = false;
  }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override { return true; }
  // Patterns and shadings are no rules: claim them, so that they are not unrolled into thousands of fills.
  bool useTilingPatternFill() override { return true; }
  bool useShadedFills(int) override { return true; }
  bool tilingPatternFill(GfxState*, Gfx*, Catalog*, GfxTilingPattern*, const double*, int, int, int, int, double,
                         double) override {
    return true;
  }
  bool functionShadedFill(GfxState*, GfxFunctionShading*) override { return true; }
  bool axialShadedFill(GfxState*, GfxAxialShading*, double, double) override { return true; }
  bool radialShadedFill(GfxState*, GfxRadialShading*, double, double) override { return true; }
  bool gouraudTriangleShadedFill(GfxState*, GfxGouraudTriangleShading*) override { return true; }
  bool patchMeshShadedFill(GfxState*, GfxPatchMeshShading*) override { return true; }

  void startPage(int, GfxState* state, XRef*) override {
    page_->width = state->getPageWidth();
    page_->height = state->getPageHeight();
  }

  void restoreState(GfxState*) override {
    ink_known_ = false;
    font_ = nullptr;
  }
  void updateFillColorSpace(GfxState*) override { ink_known_ = false; }
  void updateFillColor(GfxState*) override { ink_known_ = false; }
  void updateFillOpacity(GfxState*) override { ink_known_ = false; }
  void updateFont(GfxState*) override { font_ = nullptr; }

  void beginStringOp(GfxState*) override { ++show_; }
  void beginString(GfxState* state, const GooString*) override { begin_run(state); }
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int bytes, const Unicode* unicode, int length) override;

  void beginActualText(GfxState*, const GooString* text) override {
    if (actual_text_depth_++ > 0) return;  // the outermost speaks for all that it encloses
    actual_text_ = decode_text_string(*text);
    actual_text_begin_ = page_->glyphs.size();
  }
  void endActualText(GfxState*) override {
    if (actual_text_depth_ == 0 || --actual_text_depth_ > 0) return;
    give_actual_text();
  }

  void stroke(GfxState* state) override;
  void fill(GfxState* state) override { fill_path(state); }
  void eoFill(GfxState* state) override { fill_path(state); }

  // Inline images must be read to their end, or the interpreter takes their bytes for operators: the base class does
  // so.
  void drawImageMask(GfxState* state, Object* ref, Stream* str, int width, int height, bool invert, bool interpolate,
                     bool inline_image) override {
    add_image(state, true);
    OutputDev::drawImageMask(state, ref, str, width, height, invert, interpolate, inline_image);
  }
  void drawImage(GfxState* state, Object* ref, Stream* str, int width, int height, GfxImageColorMap* map,
                 bool interpolate, const int* mask, bool inline_image) override {
    add_image(state, false);
    OutputDev::drawImage(state, ref, str, width, height, map, interpolate, mask, inline_image);
  }
  void drawMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int, bool,
                       bool) override {
    add_image(state, false);
  }
  void drawSoftMaskedImage(GfxState* state, Object*, Stream*, int, int, GfxImageColorMap*, bool, Stream*, int, int,
                           GfxImageColorMap*, bool) override {
    add_image(state, false);
  }

 private:
  struct Point {
    double x = 0;
    double y = 0;
  };

  void begin_run(GfxState* state);
  void select_font(GfxState* state);
  void give_actual_text();
  void append_text(Glyph& glyph, const Unicode* unicode, int length);
  double fill_ink(GfxState* state);
  bool on_background(double x, double y) const;
  bool off_page(double x, double y) const { return x < 0 || y < 0 || x > page_->width || y > page_->height; }
  void add_image(GfxState* state, bool mask);
  void add_segment(GfxState* state, Segment segment, double ink);
  void add_line(GfxState* state, Point a, Point b, double width, double ink);
  void add_thin_box(GfxState* state, const Box& box, double ink);
  void fill_path(GfxState* state);
  std::optional<Box> rectangle(GfxState* state, const GfxSubpath& path) const;
  bool add_frame(GfxState* state, const Box& outer, const Box& inner, double ink);

  const Limits& limits_;
  FontCache& font_cache_;
  XRef* xref_;
  PageCapture* page_ = nullptr;

  std::map<FontKey, std::uint32_t> font_index_;  // font -> index into PageCapture::fonts
  const FontReading* font_ = nullptr;            // of the current text state; null if unknown
  std::uint32_t current_font_ = 0;
  bool vertical_ = false;
  double run_size_ = 0;
  Heading run_heading_ = Heading::kRight;
  bool run_hidden_ = false;
  std::uint32_t show_ = 0;

  bool ink_known_ = false;
  double ink_ = 1;

  int actual_text_depth_ = 0;
  std::u32string actual_text_;
  std::size_t actual_text_begin_ = 0;
};

void CaptureDevice::select_font(GfxState* state) {
  const std::shared_ptr<GfxFont>& font = state->getFont();
  if (!font) return;
  FontKey key{font->getID()->num, font->getID()->gen};
  auto cached = font_cache_.find(key);
  if (cached == font_cache_.end()) cached = font_cache_.emplace(key, read_font(*font, xref_)).first;
  font_ = &cached->second;
  vertical_ = font->getWMode() != 0;
  auto [index, added] = font_index_.emplace(key, static_cast<std::uint32_t>(page_->fonts.size()));
  if (added) page_->fonts.push_back(font_->font);
  current_font_ = index->second;
}

// What all glyphs of one string share: font, em, heading, visibility.
void CaptureDevice::begin_run(GfxState* state) {
  if (font_ == nullptr) select_font(state);
  double m11 = 0, m12 = 0, m21 = 0, m22 = 0;
  state->getFontTransMat(&m11, &m12, &m21, &m22);
  run_heading_ = heading_of(m11, m12);
  run_size_ = std::hypot(m21, m22) * (font_ != nullptr ? font_->type3_em : 1);
  int render = state->getRender();
  run_hidden_ = render == 3 || render == 7 || run_size_ < kLeastSize;
}

double CaptureDevice::fill_ink(GfxState* state) {
  if (!ink_known_) {
    GfxRGB rgb{};
    state->getFillRGB(&rgb);
    ink_ = state->getFillColorSpace()->getMode() == csPattern ? 1.0 : ink_of(rgb, state->getFillOpacity());
    ink_known_ = true;
  }
  return ink_;
}

// Is there something darker than paper under this point? Only asked for white marks.
bool CaptureDevice::on_background(double x, double y) const {
  std::size_t count = page_->fills.size();
  for (std::size_t i = 0; i < std::min(count, kFillLookBack); ++i) {
    const Fill& fill = page_->fills[count - 1 - i];
    if (fill.box.contains(x, y)) return fill.ink > kInvisibleInk;
  }
  auto covers = [&](const Box& image) { return image.contains(x, y); };
  return std::any_of(page_->images.begin(), page_->images.end(), covers);
}

void CaptureDevice::append_text(Glyph& glyph, const Unicode* unicode, int length) {
  glyph.text_begin = static_cast<std::uint32_t>(page_->text.size());
  if (font_ != nullptr && font_->font.trust == FontTrust::kRecovered) {
    auto found = font_->recovered.find(glyph.code);
    page_->text.push_back(found != font_->recovered.end() ? found->second : 0xFFFD);
  } else if (length <= 0) {
    page_->text.push_back(0xFFFD);
  } else {
    for (int i = 0; i < length; ++i) {
      if (unicode[i] != 0) page_->text.push_back(tidy_character(unicode[i]));
    }
  }
  glyph.text_size = static_cast<std::uint32_t>(page_->text.size()) - glyph.text_begin;
}

void CaptureDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                             double origin_y, CharCode code, int, const Unicode* unicode, int length) {
  if (page_->glyphs.size() >= limits_.glyphs_per_page) {
    page_->glyph_limit = true;
    return;
  }
  Glyph glyph;
  state->transform(x - origin_x, y - origin_y, &glyph.x, &glyph.y);
  double run_x = 0, run_y = 0;
  state->transformDelta(dx, dy, &run_x, &run_y);
  if (vertical_) state->transform(x, y, &glyph.x, &glyph.y);
  if (!std::isfinite(glyph.x) || !std::isfinite(glyph.y) || !std::isfinite(run_x) || !std::isfinite(run_y)) return;
  glyph.advance = std::hypot(run_x, run_y);
  glyph.size = run_size_;
  glyph.ink = fill_ink(state);
  glyph.code = code;
  glyph.show = show_;
  glyph.font = current_font_;
  glyph.heading = run_heading_;
  glyph.vertical = vertical_;
  glyph.hidden = run_hidden_ || off_page(glyph.x, glyph.y) ||
                 (glyph.ink < kInvisibleInk && !on_background(glyph.x + glyph.size / 2, glyph.y - glyph.size / 3));
  append_text(glyph, unicode, length);
  page_->glyphs.push_back(glyph);
}

// Hands the text of an /ActualText span to the glyphs that it replaces: one each where the counts agree, else all of it
// to the first.
void CaptureDevice::give_actual_text() {
  std::size_t count = page_->glyphs.size() - actual_text_begin_;
  if (count == 0) return;
  bool one_each = count == actual_text_.size();
  for (std::size_t i = 0; i < count; ++i) {
    Glyph& glyph = page_->glyphs[actual_text_begin_ + i];
    glyph.text_begin = static_cast<std::uint32_t>(page_->text.size());
    glyph.text_size = 0;
    if (!one_each && i > 0) continue;
    std::u32string_view own =
        std::u32string_view(actual_text_).substr(one_each ? i : 0, one_each ? 1 : actual_text_.npos);
    for (char32_t c : own) page_->text.push_back(tidy_character(c));
    glyph.text_size = static_cast<std::uint32_t>(own.size());
  }
}

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
    page_->ruling_limit = true;
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

// A filled box: a rule if it is thin one way, two crossing rules if it is a dot, else a background.
void CaptureDevice::add_thin_box(GfxState* state, const Box& box, double ink) {
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
      if (page_->ruling_limit) return;
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
  for (int i = 0; i < path->getNumSubpaths() && !page_->ruling_limit; ++i) {
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

struct Deadline {
  double end = 0;
  std::size_t calls = 0;
  bool passed = false;
};

bool past_deadline(void* data) {
  auto& deadline = *static_cast<Deadline*>(data);
  if (!deadline.passed && ++deadline.calls % kAbortStride == 0) deadline.passed = thread_seconds() > deadline.end;
  return deadline.passed;
}

}  // namespace

struct PdfFile::Impl {
  Limits limits;
  std::unique_ptr<PDFDoc> document;
  bool repaired = false;
  FontCache fonts;
  std::unique_ptr<CaptureDevice> device;
  Deadline deadline;
  int missing_pages = 0;

  // What Page::display does, with the content uncompressed beforehand.
  void draw(Page& page) {
    std::unique_ptr<Gfx> gfx(
        page.createGfx(device.get(), 72, 72, 0, false, true, -1, -1, -1, -1, false, past_deadline, &deadline));
    PageContent content(page.getContents(), limits.content_bytes);
    if (!content.object().isNull()) {
      gfx->saveState();
      gfx->display(&content.object());
      gfx->restoreState();
    }
    for (Annot* annotation : page.getAnnots()->getAnnots()) annotation->draw(gfx.get(), false);
  }
};

PdfFile::PdfFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfFile::PdfFile(PdfFile&&) noexcept = default;
PdfFile& PdfFile::operator=(PdfFile&&) noexcept = default;
PdfFile::~PdfFile() = default;

Result<PdfFile> PdfFile::open(std::string_view bytes, const Limits& limits) {
  start_poppler();
  auto impl = std::make_unique<Impl>();
  impl->limits = limits;
  impl->deadline.end = thread_seconds() + limits.seconds;
  auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
  bool* repaired = &impl->repaired;
  impl->document = std::make_unique<PDFDoc>(stream, std::optional<GooString>{}, std::optional<GooString>{}, nullptr,
                                            [repaired] { *repaired = true; });
  if (!impl->document->isOk()) {
    if (impl->document->getErrorCode() == errEncrypted) {
      return failure(ProblemCode::kPdfEncrypted,
                     {"该 PDF 已加密，需要口令才能打开（已尝试空口令）；请提供无口令的文件",
                      "the PDF is encrypted and needs a password (an empty one was tried); supply a file without one"});
    }
    return failure(ProblemCode::kPdfDamaged,
                   {"该 PDF 已损坏，找不到页面目录，无法修复；请重新导出或重新下载该文件",
                    "the PDF is damaged beyond repair: no page catalog was found; export or download it again"});
  }
  impl->device = std::make_unique<CaptureDevice>(impl->limits, impl->fonts, impl->document->getXRef());
  return PdfFile(std::move(impl));
}

int PdfFile::pages() const { return impl_->document->getNumPages(); }
bool PdfFile::repaired() const { return impl_->repaired; }

PageCapture PdfFile::capture(int number) {
  PageCapture capture;
  capture.number = number;
  if (impl_->missing_pages >= kMissingPagesInARow) {
    capture.broken = true;
    return capture;
  }
  Page* page = impl_->document->getPage(number);
  impl_->missing_pages = page == nullptr ? impl_->missing_pages + 1 : 0;
  if (page == nullptr) {
    capture.broken = true;
    return capture;
  }
  capture.rotation = page->getRotate();
  impl_->device->begin_page(capture);
  cmap_missing_of_this_thread = &capture.cmap_missing;
  impl_->draw(*page);
  cmap_missing_of_this_thread = nullptr;
  capture.timed_out = impl_->deadline.passed;
  return capture;
}

void warm_up_pdf() { start_poppler(); }

}  // namespace hebiao
