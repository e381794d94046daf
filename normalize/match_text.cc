#include "normalize/match_text.h"

#include "normalize/normalize.h"
#include "normalize/traditional.h"
#include "normalize/utf8.h"

namespace hebiao {
namespace {

bool separable(char32_t c) { return (c >= U'0' && c <= U'9') || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); }

// A comma or a point behind a digit: in `100, 200` the blank keeps two figures apart.
bool separates_figures(std::u32string_view text) {
  const char32_t last = text.back();
  return (last == U',' || last == U'.') && text.size() > 1 && text[text.size() - 2] >= U'0' &&
         text[text.size() - 2] <= U'9';
}

bool is_any_ideograph(char32_t c) { return c >= 0x3400 && c <= 0x9FFF; }

}  // namespace

char32_t match_character(char32_t c) {
  if (c < 0x80 || is_any_ideograph(c)) return c;
  switch (c) {
    case U'（':
    case U'﹙':
      return U'(';
    case U'）':
    case U'﹚':
      return U')';
    case U'［':
    case U'【':
      return U'[';
    case U'］':
    case U'】':
      return U']';
    case U'，':
      return U',';
    case U'；':
      return U';';
    case U'：':
    case U'∶':
    case U'︰':
      return U':';
    case U'！':
      return U'!';
    case U'〇':
    case U'○':
    case U'◯':
      return U'零';
    case U'–':
    case U'—':
    case U'―':
    case U'‐':
    case U'‑':
    case U'‒':
    case U'−':
    case U'─':
    case U'━':
      return U'-';
    case U'〜':
    case U'∼':
    case U'～':
    case U'˜':
      return U'~';
    case U'•':
    case U'∙':
    case U'⋅':
    case U'・':
      return U'·';
    case U'µ':
      return U'μ';
    default:
      return c;
  }
}

MatchText match_form(std::string_view canonical) {
  MatchText result;
  result.text.reserve(canonical.size() / 2 + 1);
  bool blank = false;
  for (std::size_t pos = 0; pos < canonical.size();) {
    char32_t c = match_character(next_code_point(canonical, pos).value);
    if (c == U' ') {
      blank = true;
      continue;
    }
    if (is_any_ideograph(c)) {
      const char32_t simple = simplified(c);
      result.traditional = result.traditional || simple != c;
      c = simple;
    }
    if (blank && !result.text.empty() && separable(c)) {
      const char32_t last = result.text.back();
      if (separable(last) || separates_figures(result.text)) result.text += U' ';
    }
    blank = false;
    result.text += c;
  }
  return result;
}

std::string match_key(std::string_view text, Brackets brackets) {
  std::string key;
  int depth = 0;
  for (char32_t c : match_form(normalize_text(text).text).text) {
    const bool opens = c == U'(' || c == U'[';
    const bool closes = c == U')' || c == U']';
    if (opens) ++depth;
    if (closes && depth > 0) --depth;
    if (opens || closes || c == U' ' || (depth > 0 && brackets == Brackets::kDropContent)) continue;
    append_utf8(key, c);
  }
  return key;
}

}  // namespace hebiao
