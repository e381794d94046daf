#include "normalize/names.h"

#include <algorithm>

#include "normalize/characters.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

// Where the quotation that opens at `pos` closes; npos if none opens or it does not close.
std::size_t quotation_end(std::u32string_view text, std::size_t pos) {
  constexpr std::u32string_view kOpen = U"“「『《〈‘\"";
  constexpr std::u32string_view kClose = U"”」』》〉’\"";
  const std::size_t which = kOpen.find(text[pos]);
  return which == std::u32string_view::npos ? which : text.find(kClose[which], pos + 1);
}

bool number_follows(std::u32string_view text, std::size_t pos) {
  while (at(text, pos) == U':' || at(text, pos) == U'为' || at(text, pos) == U' ' || at(text, pos) == U'是') ++pos;
  return is_ascii_digit(at(text, pos));
}

// 36号文, 90后; but GB is a unit.
bool closes_name(std::u32string_view text, std::size_t pos, const Tables& tables) {
  const auto* closer = tables.name_closers.at(text, pos);
  const auto* unit = tables.units.at(text, pos);
  return closer != nullptr && (unit == nullptr || unit->word.size() <= closer->word.size());
}

}  // namespace

bool in_numeral(char32_t c) {
  return digit_value(c) >= 0 || multiplier_value(c) != 0 || c == U'廿' || c == U'卅' || c == U'卌' || c == U'.' ||
         c == U'几';
}

std::size_t numeral_end(std::u32string_view text, std::size_t pos) {
  while (in_numeral(at(text, pos)) && pos < text.size()) ++pos;
  return pos;
}

// Makes names opaque. A word is looked for where a word can begin: not inside a numeral (一百万一千 holds no 万一).
Masked mask_names(std::u32string_view text, const Tables& tables) {
  Masked masked;
  masked.text.reserve(text.size());
  for (std::size_t pos = 0; pos < text.size();) {
    if (const std::size_t close = quotation_end(text, pos); close != std::u32string_view::npos) {
      masked.named = true;
      masked.text += kOpaque;
      pos = close + 1;
      continue;
    }
    if (const auto* name = tables.names.at(text, pos)) {
      masked.named = masked.named || name->meaning == NameRole::kName;
      masked.text += kOpaque;
      pos += name->word.size();
      continue;
    }
    if (const auto* word = tables.name_introducers.at(text, pos);
        word != nullptr && number_follows(text, pos + word->word.size()))
      masked.introduced = true;
    const std::size_t end = std::max(numeral_end(text, pos), pos + 1);
    if (is_ascii_digit(text[end - 1]) && closes_name(text, end, tables)) masked.introduced = true;
    masked.text.append(text.substr(pos, end - pos));
    pos = end;
  }
  return masked;
}

}  // namespace hebiao
