// Lines are found by baseline, in the frame in which the text reads (turned text is turned first). A glyph joins the
// line at hand if its middle lies in the line's band: that takes superscripts along and keeps the next line apart.
// Within a line glyphs go by position, since producers draw them in any order.
#include "extract/text_flow.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace hebiao {
namespace {

// How far ink reaches above and below the baseline, in ems: CJK fonts 0.88 and 0.12, Latin 0.75 and 0.22.
constexpr double kAbove = 0.86;
constexpr double kBelow = 0.16;

struct ReadingPoint {
  double along = 0;
  double across = 0;
};

Heading reading_heading(const Glyph& g) {
  return g.vertical && g.heading == Heading::kRight ? Heading::kDown : g.heading;
}

// Slanted text keeps its drawing order: each text operator is a line.
ReadingPoint reading_point(const Glyph& g, std::uint32_t order) {
  switch (reading_heading(g)) {
    case Heading::kDown:
      return {g.y, -g.x};
    case Heading::kLeft:
      return {-g.x, -g.y};
    case Heading::kUp:
      return {-g.y, g.x};
    case Heading::kOblique:
      return {static_cast<double>(order), 1e4 * static_cast<double>(g.show)};
    case Heading::kRight:
      break;
  }
  return {g.x, g.y};
}

struct Placed {
  std::uint32_t index = 0;
  Heading heading = Heading::kRight;
  ReadingPoint at;
  double size = 0;
};

std::vector<Placed> place(const PageCapture& page, const GlyphList& glyphs) {
  std::vector<Placed> placed;
  placed.reserve(glyphs.size());
  for (std::uint32_t i : glyphs) {
    const Glyph& g = page.glyphs[i];
    placed.push_back({i, reading_heading(g), reading_point(g, i), g.size});
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    return std::tie(a.heading, a.at.across) < std::tie(b.heading, b.at.across);
  });
  return placed;
}

std::u32string_view text_of(const PageCapture& page, const Glyph& g) {
  return std::u32string_view(page.text).substr(g.text_begin, g.text_size);
}

bool narrow(char32_t c) { return !is_wide(c) && !is_blank(c); }

// Is `b` the same glyph as `a`, drawn again to look bold?
bool is_copy(const PageCapture& page, const Placed& a, const Placed& b, const TableSettings& settings) {
  if (a.heading == Heading::kOblique) return false;
  const Glyph& first = page.glyphs[a.index];
  const Glyph& second = page.glyphs[b.index];
  double reach = settings.copy * a.size;
  return std::abs(b.at.along - a.at.along) < reach && std::abs(b.at.across - a.at.across) < reach &&
         std::abs(a.size - b.size) < 0.1 * a.size && text_of(page, first) == text_of(page, second);
}

class LineBuilder {
 public:
  LineBuilder(const PageCapture& page, double split_gap, const TableSettings& settings, TextLines& out)
      : page_(page), split_gap_(split_gap), settings_(settings), out_(out) {}

  // pre: one line's glyphs.
  void build(std::vector<Placed> line) {
    std::stable_sort(line.begin(), line.end(),
                     [](const Placed& a, const Placed& b) { return a.at.along < b.at.along; });
    const Placed* previous = nullptr;
    recent_.clear();
    for (const Placed& p : line) {
      if (seen_before(p)) {
        out_.copies += visible_characters(text_of(page_, page_.glyphs[p.index]));
        continue;
      }
      if (previous != nullptr && gap(*previous, p) > split_gap_ * std::max(previous->size, p.size)) {
        finish();
        previous = nullptr;
      }
      append(previous, p);
      previous = &p;
    }
    finish();
  }

 private:
  static constexpr std::size_t kRecent = 4;  // copies of one glyph lie next to each other in reading order

  bool seen_before(const Placed& p) {
    auto same = [&](const Placed* q) { return is_copy(page_, *q, p, settings_); };
    if (std::any_of(recent_.begin(), recent_.end(), same)) return true;
    if (recent_.size() == kRecent) recent_.erase(recent_.begin());
    recent_.push_back(&p);
    return false;
  }

  double gap(const Placed& a, const Placed& b) const {
    if (a.heading == Heading::kOblique) return 0;
    return b.at.along - (a.at.along + page_.glyphs[a.index].advance);
  }

  void append(const Placed* previous, const Placed& p) {
    const Glyph& glyph = page_.glyphs[p.index];
    std::u32string_view text = text_of(page_, glyph);
    if (line_.glyphs.empty()) {
      line_.heading = p.heading;
      line_.begin = p.at.along;
      line_.end = p.at.along;
      line_.box = glyph_box(glyph);
    }
    line_.glyphs.push_back(p.index);
    bool blank = std::all_of(text.begin(), text.end(), [](char32_t c) { return is_blank(c); });
    if (blank) {
      (line_.text.empty() ? line_.blank_before : line_.blank_after) |= !text.empty();
      if (!line_.text.empty()) pending_blanks_ += text;
      return;
    }
    bool words = previous != nullptr && !line_.text.empty() && narrow(line_.text.back()) && narrow(text.front());
    if (pending_blanks_.empty() && words && gap(*previous, p) > settings_.blank * std::min(previous->size, p.size)) {
      line_.text += ' ';
    }
    if (line_.text.empty()) {
      line_.begin = p.at.along;
      line_.box = glyph_box(glyph);
    }
    line_.text += pending_blanks_;
    pending_blanks_.clear();
    line_.blank_after = false;
    line_.text += text;
    line_.end = std::max(line_.end, p.at.along + glyph.advance);
    line_.box = enclosing(line_.box, glyph_box(glyph));
    if (p.size > line_.size) {
      line_.size = p.size;
      line_.baseline = p.at.across;
    }
  }

  void finish() {
    if (!line_.text.empty()) out_.lines.push_back(std::move(line_));
    line_ = {};
    pending_blanks_.clear();
  }

  const PageCapture& page_;
  double split_gap_;
  const TableSettings& settings_;
  TextLines& out_;
  TextLine line_;
  std::u32string pending_blanks_;
  std::vector<const Placed*> recent_;
};

bool is_ideograph(char32_t c) { return (0x2E80 <= c && c <= 0x2FDF) || (0x3400 <= c && c <= 0x9FFF); }
bool is_ascii_digit(char32_t c) { return '0' <= c && c <= '9'; }
bool opens(char32_t c) { return c == '(' || c == '[' || c == '/' || c == '-' || c == '~' || c == 0x2013; }
bool closes(char32_t c) {
  return c == ')' || c == ']' || c == '%' || c == ',' || c == '.' || c == ';' || c == ':' || c == '/';
}

bool in_figure(char32_t c) { return is_ascii_digit(c) || c == '.' || c == ','; }

// Was a figure cut between the two lines because it alone is wider than the cell? Then the first line is full.
bool figure_was_cut(const TextLine& before, const TextLine& after, double room) {
  constexpr double kFullLine = 2.0;  // ems: the padding of a cell (6 pt a side at 9 pt) and less than a digit
  double free = room - (before.end - before.begin);
  return in_figure(before.text.back()) && in_figure(after.text.front()) && free < kFullLine * before.size;
}

bool blank_at_wrap(const TextLine& before, const TextLine& after, double room, const WrapHabits& habits) {
  if (before.text.empty() || after.text.empty()) return false;
  if (before.blank_after || after.blank_before) return true;
  char32_t last = before.text.back();
  char32_t first = after.text.front();
  if (is_ideograph(last) && first == '(') return habits.blank_before_bracket;
  if (!narrow(last) || !narrow(first)) return false;
  if (opens(last) || closes(first)) return false;
  if (is_ascii_digit(last) && first == '(') return false;
  return !figure_was_cut(before, after, room);
}

}  // namespace

Box glyph_box(const Glyph& g) {
  double above = kAbove * g.size;
  double below = kBelow * g.size;
  if (g.vertical) return {g.x - g.size / 2, g.y, g.x + g.size / 2, g.y + g.advance};
  switch (g.heading) {
    case Heading::kDown:
      return {g.x - below, g.y, g.x + above, g.y + g.advance};
    case Heading::kLeft:
      return {g.x - g.advance, g.y - below, g.x, g.y + above};
    case Heading::kUp:
      return {g.x - above, g.y - g.advance, g.x + below, g.y};
    case Heading::kRight:
    case Heading::kOblique:
      break;
  }
  return {g.x, g.y - above, g.x + g.advance, g.y + below};
}

bool is_blank(char32_t c) {
  return c == ' ' || c == 0xA0 || c == 0x3000 || (0x2000 <= c && c <= 0x200B) || c == 0xFEFF;
}

bool is_blank(const PageCapture& page, const Glyph& glyph) {
  std::u32string_view text = text_of(page, glyph);
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return is_blank(c); });
}

bool is_wide(char32_t c) {
  if (c < 0x2E80) return false;
  return (c <= 0x4DBF) || (0x4E00 <= c && c <= 0x9FFF) || (0xF900 <= c && c <= 0xFAFF) ||
         (0xFE30 <= c && c <= 0xFE4F) || (0xFF00 <= c && c <= 0xFFEF) || (0x20000 <= c && c <= 0x3FFFF);
}

std::size_t visible_characters(std::u32string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char32_t c) { return !is_blank(c); }));
}

TextLines find_lines(const PageCapture& page, GlyphList glyphs, double split_gap, const TableSettings& settings) {
  TextLines found;
  std::vector<Placed> placed = place(page, glyphs);
  LineBuilder builder(page, split_gap, settings, found);
  std::vector<Placed> line;
  double baseline = 0;
  double size = 0;
  for (const Placed& p : placed) {
    double middle = p.at.across - 0.3 * p.size;
    bool in_band = !line.empty() && line.front().heading == p.heading && middle <= baseline + 0.2 * size &&
                   p.at.across - baseline <= settings.same_line * std::max(size, p.size);
    if (!in_band && !line.empty()) {
      builder.build(std::move(line));
      line = {};
      size = 0;
    }
    line.push_back(p);
    if (p.size > size) {
      size = p.size;
      baseline = p.at.across;
    }
  }
  if (!line.empty()) builder.build(std::move(line));
  return found;
}

WrapHabits wrap_habits(const PageCapture& page) {
  std::size_t with_blank = 0;
  std::size_t without = 0;
  const Glyph* before = nullptr;  // the last glyph that is no blank
  bool blank = false;
  for (const Glyph& g : page.glyphs) {
    if (is_blank(page, g)) {
      blank = true;
      continue;
    }
    bool same_line = before != nullptr && before->heading == g.heading && std::abs(before->y - g.y) < 0.3 * g.size;
    if (same_line && text_of(page, g).front() == '(' && is_ideograph(text_of(page, *before).back())) {
      ++(blank ? with_blank : without);
    }
    before = &g;
    blank = false;
  }
  return {with_blank >= without};
}

std::u32string wrapped_text(const std::vector<TextLine>& lines, double room, const WrapHabits& habits) {
  std::u32string text;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i > 0 && blank_at_wrap(lines[i - 1], lines[i], room, habits)) text += ' ';
    text += lines[i].text;
  }
  return text;
}

std::string utf8(std::u32string_view text) {
  std::string out;
  out.reserve(text.size() * 3);
  auto put = [&](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  auto tail = [&](char32_t c, int shift) { put(0x80 | (c >> shift & 0x3F)); };
  for (char32_t c : text) {
    if (c < 0x80) {
      put(c);
    } else if (c < 0x800) {
      put(0xC0 | c >> 6), tail(c, 0);
    } else if (c < 0x10000) {
      put(0xE0 | c >> 12), tail(c, 6), tail(c, 0);
    } else {
      put(0xF0 | c >> 18), tail(c, 12), tail(c, 6), tail(c, 0);
    }
  }
  return out;
}

}  // namespace hebiao
