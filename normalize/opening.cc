#include "normalize/opening.h"

#include <algorithm>

#include "normalize/unit.h"

namespace hebiao {
namespace {

bool is_sign(char32_t c) { return c < 0x80 || c == U'≥' || c == U'≤' || c == U'≠' || c == U'≈'; }

class OpeningScanner {
 public:
  OpeningScanner(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables)
      : text_(text), tables_(tables) {
    opening_.end = pos;
  }

  Opening scan() {
    while (opening_.end < text_.size() && step()) {
    }
    return opening_;
  }

 private:
  // Of the words that stand here the longest counts: 超额完成 is no comparator.
  bool step() {
    const std::size_t pos = opening_.end;
    const auto* comparator = tables_.before.at(text_, pos);
    const auto* shade = tables_.shades_before.at(text_, pos);
    const auto* currency = tables_.currencies.at(text_, pos);
    const std::size_t comparator_size = comparator != nullptr ? comparator->word.size() : 0;
    const std::size_t shade_size = shade != nullptr ? shade->word.size() : 0;
    if (currency != nullptr && currency->word.size() > std::max(comparator_size, shade_size)) {
      if (!opening_.currency.empty()) return false;
      opening_.currency = currency->meaning;
      return advance(currency->word.size());
    }
    if (comparator_size > 0 && comparator_size >= shade_size) return take(*comparator);
    if (shade_size > 0) return take(shade->meaning, shade_size);
    if (const auto per = scan_per(text_, pos, tables_)) {
      opening_.denominator += per->denominator;
      return advance(per->end - pos);
    }
    if (const auto* unit = tables_.units.at(text_, pos); unit != nullptr && unit->meaning.kind == UnitKind::kScale) {
      opening_.scale = unit->meaning.unit;
      return advance(unit->word.size());
    }
    if (text_[pos] == U'比' && !opening_.around) {
      opening_.around = true;
      return advance(1);
    }
    const bool after_letters = text_[pos] == U' ' && !opening_.currency.empty();  // RMB 50万
    return ((text_[pos] == U':' && pos > 0) || after_letters) && advance(1);
  }

  bool take(const WordTable<ComparatorMeaning>::Entry& entry) {
    const Joined joined = join(opening_.comparator, entry.meaning.comparator);
    opening_.comparator = joined.comparator;
    opening_.conflict = opening_.conflict || joined.conflict;
    opening_.sign = opening_.sign || is_sign(entry.word.front());
    return advance(entry.word.size());
  }

  bool take(Shade shade, std::size_t size) {
    switch (shade) {
      case Shade::kApprox:
        opening_.approx = true;
        break;
      case Shade::kUnder:
        opening_.approx = opening_.under = true;
        break;
      case Shade::kRise:
        opening_.change = Change::kRise;
        break;
      case Shade::kFall:
        opening_.change = Change::kFall;
        break;
      case Shade::kLevel:
        // 提高到 95%: the number is a level, not a change.
        opening_.change = Change::kNone;
        break;
      case Shade::kNot:
        opening_.conflict = true;
        break;
      default:
        break;
    }
    return advance(size);
  }

  bool advance(std::size_t size) {
    opening_.end += size;
    opening_.any_word = true;
    return true;
  }

  std::u32string_view text_;
  const Vocabulary::Tables& tables_;
  Opening opening_;
};

}  // namespace

Joined join(Comparator first, Comparator second) {
  if (first == Comparator::kNone || first == second) return {second, false};
  if (second == Comparator::kNone) return {first, false};
  // 达到超过 90%: the strict one of two that point the same way.
  const auto is = [&](Comparator a, Comparator b) {
    return (first == a && second == b) || (first == b && second == a);
  };
  if (is(Comparator::kGe, Comparator::kGt)) return {Comparator::kGt, false};
  if (is(Comparator::kLe, Comparator::kLt)) return {Comparator::kLt, false};
  return {Comparator::kNone, true};
}

Opening scan_opening(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables) {
  return OpeningScanner(text, pos, tables).scan();
}

}  // namespace hebiao
