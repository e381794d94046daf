// The OutputDev behind PdfFile: Poppler interprets the page, this device writes down what is drawn.
//
// Glyphs come one by one with their origin and advance. The em is taken from the text matrix, never from font boxes,
// which are 2.6 times too tall for the Type 3 fonts that Chromium writes. Lines come as strokes (office suites), as
// thin filled rectangles (browsers), or as images a point high; all become Segments. A path that is neither a thin
// rectangle nor made of axis-parallel strokes is a drawing and is not kept. Clip paths are known to Poppler only by
// their bounding box, which is enough: what lies outside it cannot be seen.
//
// Internal to pdf_*.cc: it brings in Poppler. Glyphs are in pdf_device.cc, lines in pdf_device_lines.cc.
#pragma once

#include <poppler/GfxState.h>
#include <poppler/OutputDev.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "extract/limits.h"
#include "extract/page_capture.h"
#include "extract/pdf_font.h"

namespace hebiao {

inline constexpr double kInvisibleInk = 0.04;  // lighter than this cannot be told from white paper

// 0 nothing to be seen on white paper … 1 full colour.
double ink_of(const GfxRGB& rgb, double opacity);

// A text string of a PDF's dictionaries: UTF-16BE after FE FF, else PDFDocEncoding (Latin-1 where we meet it).
std::u32string decode_text_string(std::string_view bytes);

using FontKey = std::pair<int, int>;
using FontCache = std::map<FontKey, FontReading>;

// The device. One object serves all pages of a document; begin_page gives it a page to fill.
class CaptureDevice : public OutputDev {
 public:
  CaptureDevice(const Limits& limits, FontCache& fonts, XRef* xref)
      : limits_(limits), font_cache_(fonts), xref_(xref) {}

  // pre: `page` outlives what is drawn until the next call.
  void begin_page(PageCapture& page);

  // The page has met a limit after which nothing more is kept of it: the interpreter may stop.
  bool wants_to_stop() const { return stop_; }

  // Writes what a form field says into its box (in the coordinates of the page's content) where its file draws nothing.
  void write_field(GfxState* state, const Box& box, std::u32string_view text);

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

  void saveState(GfxState*) override {
    if (++depth_ > limits_.saved_states) stop_at(CaptureLimit::kSavedStates);
  }
  void restoreState(GfxState*) override {
    --depth_;
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

  void beginActualText(GfxState*, const GooString* text) override;
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

  void stop_at(CaptureLimit limit) {
    page_->limits_met.insert(limit);
    stop_ = true;
  }
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
  void add_thin_box(GfxState* state, Box box, double ink);
  void fill_path(GfxState* state);
  std::optional<Box> rectangle(GfxState* state, const GfxSubpath& path) const;
  bool add_frame(GfxState* state, const Box& outer, const Box& inner, double ink);

  const Limits& limits_;
  FontCache& font_cache_;
  XRef* xref_;
  PageCapture* page_ = nullptr;
  std::size_t depth_ = 0;
  bool stop_ = false;
  bool ruling_limit_ = false;

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

}  // namespace hebiao
