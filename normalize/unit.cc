// A unit is a word of the table, or words joined by strokes; the longest word wins at every place. In a bracket and in
// a column head a multiplier may stand before it (万元, 万页) unless the multiplier is part of the word (千米).

#include "normalize/unit.h"

#include <algorithm>

#include "normalize/match_text.h"
#include "normalize/normalize.h"
#include "normalize/numeral.h"
#include "normalize/utf8.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

// A bracket behind a number may hold a counting word that no row knows, if it is as short as counting words are.
constexpr std::size_t kLongestUnknownUnit = 6;
constexpr std::size_t kLongestBracket = 40;

bool is_power_of_ten(const Rational& number) {
  if (number == 1) return true;
  mpz_class rest = number.get_num() * number.get_den();
  while (mpz_divisible_ui_p(rest.get_mpz_t(), 10) != 0) rest /= 10;
  return rest == 1;
}

// A Latin unit must not run on in letters, digits or exponents: there is no `m` in `mm2`.
bool runs_on(std::u32string_view text, std::size_t end) {
  const char32_t next = at(text, end);
  return is_letter(text[end - 1]) && (is_letter(next) || is_ascii_digit(next) || next == U'²' || next == U'³');
}

std::optional<UnitMatch> scan_word(std::u32string_view text, std::size_t pos, const Tables& tables) {
  UnitMatch match;
  if (const auto* currency = tables.currencies.at(text, pos)) {
    match.unit = currency->meaning;
    match.kind = UnitKind::kMoney;
    match.end = pos + currency->word.size();
    return match;
  }
  const auto* entry = tables.units.at(text, pos);
  if (entry == nullptr || entry->meaning.kind == UnitKind::kScale || runs_on(text, pos + entry->word.size()))
    return std::nullopt;
  match.unit = entry->meaning.unit;
  match.factor = entry->meaning.factor;
  match.kind = entry->meaning.kind;
  match.decimal = match.kind != UnitKind::kTenths && is_power_of_ten(match.factor);
  match.end = pos + entry->word.size();
  return match;
}

// `above` per what stands at `pos`: a unit, with a number before it where a rate is per 10万公顷.
std::optional<UnitMatch> scan_denominator(std::u32string_view text, std::size_t pos, const Tables& tables,
                                          const UnitMatch& above) {
  const NumeralResult number = scan_numeral(text, pos);
  Rational divisor = 1;
  if (number.status == NumeralStatus::kRead) {
    if (number.numeral.low <= 0 || number.numeral.low != number.numeral.high) return std::nullopt;
    divisor = number.numeral.low;
    pos = number.numeral.end;
  }
  auto word = scan_word(text, pos, tables);
  while (!word && number.status != NumeralStatus::kRead && multiplier_value(at(text, pos)) != 0) {
    divisor *= static_cast<long>(multiplier_value(text[pos++]));  // 件/万人
    word = scan_word(text, pos, tables);
  }
  if (!word) return std::nullopt;
  if (number.status == NumeralStatus::kRead && word->unit == above.unit) return std::nullopt;  // 3人/5人 is no rate
  UnitMatch rate = above;
  rate.unit += "/" + word->unit;
  rate.factor /= word->factor * divisor;
  rate.decimal = rate.decimal && is_power_of_ten(word->factor * divisor);
  rate.rate = true;
  rate.end = word->end;
  return rate;
}

// 人·天: two units that count together.
std::optional<UnitMatch> scan_factor(std::u32string_view text, std::size_t pos, const Tables& tables,
                                     const UnitMatch& first) {
  const auto word = scan_word(text, pos, tables);
  if (!word || word->factor != 1) return std::nullopt;
  UnitMatch product = first;
  product.unit += "·" + word->unit;
  product.end = word->end;
  return product;
}

// A unit word and the strokes behind it; below a stroke a point goes on (元/人·月).
std::optional<UnitMatch> scan_expression(std::u32string_view text, std::size_t pos, const Tables& tables) {
  auto match = scan_word(text, pos, tables);
  while (match) {
    const char32_t next = at(text, match->end);
    const bool stroke = next == U'/' || next == U'每' || (match->rate && next == U'·');
    const bool product = next == U'·' && !match->rate;
    const auto longer = stroke    ? scan_denominator(text, match->end + 1, tables, *match)
                        : product ? scan_factor(text, match->end + 1, tables, *match)
                                  : std::nullopt;
    if (!longer) break;
    match = longer;
  }
  return match;
}

// An expression with 万 or the like before it.
std::optional<UnitMatch> scan_multiplied(std::u32string_view text, std::size_t pos, const Tables& tables) {
  Rational product = 1;
  for (;; ++pos) {
    auto match = scan_expression(text, pos, tables);
    if (match) {
      match->factor *= product;
      match->multiplier = product;
      return match;
    }
    if (multiplier_value(at(text, pos)) == 0) return std::nullopt;
    product *= static_cast<long>(multiplier_value(text[pos]));
    const char32_t next = at(text, pos + 1);
    if (next == U'\0' || next == U')') {
      UnitMatch alone;  // (万): a multiplier and no unit
      alone.factor = product;
      alone.end = pos + 1;
      return alone;
    }
  }
}

bool is_unknown_unit(std::u32string_view inner, const Tables& tables) {
  if (inner.empty() || inner.size() > kLongestUnknownUnit) return false;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (!is_ideograph(inner[i]) && inner[i] != U'/') return false;
    if (begins_numeral(inner[i]) || tables.after.at(inner, i) || tables.before.at(inner, i) ||
        tables.shades_before.at(inner, i) || tables.shades_after.at(inner, i))
      return false;
  }
  return true;
}

// The bracket that closes the one at `pos`; npos if none does. A unit's bracket is short: the search is bounded.
std::size_t closing_bracket(std::u32string_view text, std::size_t pos) {
  int depth = 0;
  for (std::size_t i = pos; i < text.size() && i - pos < kLongestBracket; ++i) {
    if (text[i] == U'(') ++depth;
    if (text[i] == U')' && --depth == 0) return i;
  }
  return std::u32string_view::npos;
}

std::optional<UnitMatch> scan_bracket(std::u32string_view text, std::size_t pos, const Tables& tables) {
  const std::size_t close = closing_bracket(text, pos);
  const bool lost = close == std::u32string_view::npos;
  const std::size_t end = lost ? text.size() : close;
  const std::u32string_view inner = text.substr(pos + 1, end - pos - 1);
  auto match = scan_multiplied(inner, 0, tables);
  if (match && match->end != inner.size()) match.reset();
  if (!match && !lost && is_unknown_unit(inner, tables)) {
    match.emplace();
    for (char32_t c : inner) append_utf8(match->unit, c);
  }
  if (!match) return std::nullopt;
  match->bracketed = true;
  match->mended = lost;
  match->end = lost ? end : end + 1;
  return match;
}

}  // namespace

std::optional<UnitMatch> scan_unit(std::u32string_view text, std::size_t pos, const Tables& tables) {
  if (at(text, pos) == U'(') return scan_bracket(text, pos, tables);
  auto match = scan_expression(text, pos, tables);
  if (match && match->kind == UnitKind::kBelow && !match->rate) match.reset();
  return match;
}

std::optional<PerMatch> scan_per(std::u32string_view text, std::size_t pos, const Tables& tables) {
  PerMatch per;
  while (at(text, pos) == U'每') {
    const auto word = scan_word(text, pos + 1, tables);
    if (!word || word->factor != 1) break;
    per.denominator += "/" + word->unit;
    per.end = pos = word->end;
  }
  if (per.denominator.empty()) return std::nullopt;
  return per;
}

bool names_unit(std::string_view text, const Vocabulary& vocabulary) {
  const std::u32string form = match_form(text).text;
  const auto match = scan_multiplied(form, 0, vocabulary.tables());
  return match && match->end == form.size();
}

std::optional<UnitMatch> header_unit(std::u32string_view text, const Tables& tables) {
  if (text.size() > 2 && text.front() == U'(' && text.back() == U')') text = text.substr(1, text.size() - 2);
  auto match = scan_multiplied(text, 0, tables);
  if (match && match->end != text.size()) match.reset();
  if (!match && is_unknown_unit(text, tables)) {
    match.emplace();
    for (char32_t c : text) append_utf8(match->unit, c);
  }
  return match;
}

}  // namespace hebiao
