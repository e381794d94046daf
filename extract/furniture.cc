#include "extract/furniture.h"

#include <algorithm>
#include <cmath>

namespace hebiao {
namespace {

constexpr double kMargin = 0.11;            // share of the page height at top and bottom where furniture stands
constexpr double kSamePlace = 4.0;          // points that a running head may move from page to page
constexpr std::size_t kLongestNumber = 16;  // characters of 第 12 页 共 345 页 and the like

bool is_digit(char32_t c) { return ('0' <= c && c <= '9') || (0xFF10 <= c && c <= 0xFF19); }

bool in_margin(const TextLine& line, const PageLayout& page) {
  return line.box.bottom < kMargin * page.height || line.box.top > (1 - kMargin) * page.height;
}

// What may stand beside the digits of a page number: dashes, slashes, dots, blanks, and 第 页 共.
bool beside_number(char32_t c) {
  constexpr std::u32string_view kOthers = U"-/.|~ \u2013\u2014\u2015\u2500\u00B7\uFF0D\u3000\u7B2C\u9875\u5171";
  return kOthers.find(c) != kOthers.npos;
}

bool is_page_number(std::u32string_view text) {
  if (text.empty() || text.size() > kLongestNumber) return false;
  bool digits = std::any_of(text.begin(), text.end(), is_digit);
  bool others = std::all_of(text.begin(), text.end(), [](char32_t c) { return is_digit(c) || beside_number(c); });
  return digits && others;
}

std::u32string without_digits(std::u32string_view text) {
  std::u32string rest;
  for (char32_t c : text) {
    if (!is_digit(c)) rest.push_back(c);
  }
  return rest;
}

// Is nothing else further out in this margin?
bool is_outermost(const TextLine& line, const PageLayout& page) {
  bool top = line.box.top < page.height / 2;
  auto further_out = [&](const Box& box) { return top ? box.bottom < line.box.top : box.top > line.box.bottom; };
  for (const LaidTable& t : page.tables) {
    if (further_out(t.grid.box)) return false;
  }
  return std::none_of(page.lines.begin(), page.lines.end(), [&](const LaidLine& other) {
    return other.kind == LineKind::kText && further_out(other.line.box) && !is_page_number(other.line.text);
  });
}

bool stands_on(const PageLayout& other, const TextLine& line) {
  std::u32string text = without_digits(line.text);
  return std::any_of(other.lines.begin(), other.lines.end(), [&](const LaidLine& l) {
    return (l.kind == LineKind::kText || l.kind == LineKind::kPageNumber) &&
           std::abs(l.line.box.top - line.box.top) <= kSamePlace &&
           std::abs(l.line.box.left - line.box.left) <= 10 * kSamePlace && without_digits(l.line.text) == text;
  });
}

std::u32string_view first_label(const LaidTable& table) {
  if (table.cells.empty()) return {};
  return table.cells.front().text;
}

// Do both pages begin with a table that has the same first label? Then the lines above are titles.
bool begin_alike(const PageLayout& a, const PageLayout& b) {
  if (a.tables.empty() || b.tables.empty()) return false;
  return !first_label(a.tables.front()).empty() && first_label(a.tables.front()) == first_label(b.tables.front());
}

bool is_running(const TextLine& line, const PageLayout& page, const PageLayout* neighbour) {
  if (neighbour == nullptr || neighbour->height != page.height || !stands_on(*neighbour, line)) return false;
  bool top = line.box.top < page.height / 2;
  return !(top && begin_alike(page, *neighbour));
}

}  // namespace

void mark_furniture(PageLayout& page, const PageLayout* before, const PageLayout* after) {
  for (LaidLine& l : page.lines) {
    if (l.kind != LineKind::kText || !in_margin(l.line, page)) continue;
    bool number = is_page_number(l.line.text) && is_outermost(l.line, page);
    if (number || is_running(l.line, page, before) || is_running(l.line, page, after)) l.kind = LineKind::kPageNumber;
  }
}

}  // namespace hebiao
