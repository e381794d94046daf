#include "extract/pdf_device.h"

#include <poppler/GfxFont.h>

#include <algorithm>
#include <cmath>

#include "extract/text_flow.h"

namespace hebiao {
namespace {

constexpr double kLeastSize = 1.0;         // points: nobody reads smaller print; it is there for machines
constexpr std::size_t kFillLookBack = 64;  // backgrounds looked at under a white glyph or rule

// What PDF files put where a blank is meant, and what no text may hold.
char32_t tidy_character(char32_t c) {
  bool control = c < 0x20 || (0x7F <= c && c < 0xA0);
  bool no_scalar = (0xD800 <= c && c < 0xE000) || c > 0x10FFFF;
  if (c == '\t' || c == '\n' || c == '\r') return ' ';
  return control || no_scalar ? 0xFFFD : c;
}

Heading heading_of(double run_x, double run_y) {
  double length = std::hypot(run_x, run_y);
  constexpr double kQuarterSlack = 0.02;  // sine of about one degree: scanned and skewed pages
  if (length <= 0) return Heading::kRight;
  if (std::abs(run_y) <= kQuarterSlack * length) return run_x > 0 ? Heading::kRight : Heading::kLeft;
  if (std::abs(run_x) <= kQuarterSlack * length) return run_y > 0 ? Heading::kDown : Heading::kUp;
  return Heading::kOblique;
}

}  // namespace

double ink_of(const GfxRGB& rgb, double opacity) {
  double lightest = std::min({colToDbl(rgb.r), colToDbl(rgb.g), colToDbl(rgb.b)});
  return std::clamp(opacity * (1 - lightest), 0.0, 1.0);
}

std::u32string decode_text_string(std::string_view bytes) {
  auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
  std::u32string text;
  if (bytes.substr(0, 2) != "\xFE\xFF") {
    for (std::size_t i = 0; i < bytes.size(); ++i) text.push_back(byte(i));
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

void CaptureDevice::begin_page(PageCapture& page) {
  page_ = &page;
  depth_ = 0;
  stop_ = ruling_limit_ = false;
  font_index_.clear();
  font_ = nullptr;
  show_ = 0;
  actual_text_depth_ = 0;
  ink_known_ = false;
}

void CaptureDevice::beginActualText(GfxState*, const GooString* text) {
  if (actual_text_depth_++ > 0) return;  // the outermost speaks for all that it encloses
  actual_text_ = decode_text_string(text->toStr());
  actual_text_begin_ = page_->glyphs.size();
}

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
    stop_at(CaptureLimit::kGlyphs);
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

// The value goes where a viewer would put it: from the box's left edge, in the middle of a single line's height or from
// the top of several, set as large as fits a line.
void CaptureDevice::write_field(GfxState* state, const Box& box, std::u32string_view text) {
  constexpr double kUsualSize = 9;  // points: what forms are set in; lower boxes take smaller print
  constexpr double kPadding = 2;
  auto rows = static_cast<double>(1 + std::count(text.begin(), text.end(), U'\n'));
  double size = std::min(kUsualSize, box.height() / rows / 1.2);
  double across = (box.top + box.bottom) / 2 + (rows - 1) * 0.6 * size - 0.35 * size;  // y grows upwards here
  std::uint32_t font = static_cast<std::uint32_t>(page_->fonts.size());
  page_->fonts.push_back({"form field", FontTrust::kTrusted});
  double along = box.left + kPadding;
  ++show_;
  for (char32_t c : text) {
    if (page_->glyphs.size() >= limits_.glyphs_per_page) return stop_at(CaptureLimit::kGlyphs);
    if (c == U'\n') {
      along = box.left + kPadding;
      across -= 1.2 * size;
      ++show_;
      continue;
    }
    Glyph glyph;
    state->transform(along, across, &glyph.x, &glyph.y);
    double em = is_wide(c) ? 1.0 : 0.5;
    double run_x = 0, run_y = 0;
    state->transformDelta(em * size, 0, &run_x, &run_y);
    if (!std::isfinite(glyph.x) || !std::isfinite(glyph.y)) return;
    glyph.advance = std::hypot(run_x, run_y);
    glyph.size = glyph.advance / em;
    glyph.show = show_;
    glyph.font = font;
    glyph.code = c;
    glyph.heading = heading_of(run_x, run_y);
    glyph.hidden = off_page(glyph.x, glyph.y);
    glyph.text_begin = static_cast<std::uint32_t>(page_->text.size());
    glyph.text_size = 1;
    page_->text.push_back(tidy_character(c));
    page_->glyphs.push_back(glyph);
    along += em * size;
  }
}

}  // namespace hebiao
