// Fractions, percentages and ratios over plain numerals.

#include "normalize/numeral.h"

#include <optional>

#include "normalize/plain_numeral.h"

namespace hebiao {
namespace {

// 百分之, 千分之, 百万分之 …: the denominator and where the numerator begins. 百分三十 leaves 之 out.
struct PercentHead {
  Rational denominator = 1;
  std::size_t end = 0;
};

std::optional<PercentHead> percent_head(std::u32string_view text, std::size_t pos) {
  PercentHead head;
  std::size_t i = pos;
  while (multiplier_value(at(text, i)) >= 100) head.denominator *= static_cast<long>(multiplier_value(text[i++]));
  if (i == pos || at(text, i) != U'分') return std::nullopt;
  ++i;
  if (at(text, i) == U'之') {
    head.end = i + 1;
    return head;
  }
  // Without 之 only 百分 before a numeral: 百分点, 百分比, 百分制 are words.
  if (i - pos != 2 || !begins_numeral(at(text, i))) return std::nullopt;
  head.end = i;
  return head;
}

NumeralResult unreadable() { return {NumeralStatus::kUnreadable, {}}; }

bool is_exact(const Numeral& number) { return !number.open && !number.neighbours; }

NumeralResult scan_percent(std::u32string_view text, const PercentHead& head) {
  if (at(text, head.end) == U'百' && multiplier_value(at(text, head.end + 1)) == 0 &&
      chinese_digit(at(text, head.end + 1)) < 0) {
    Numeral hundred;  // 百分之百
    hundred.low = hundred.high = Rational(10'000) / head.denominator;
    hundred.form = NumeralForm::kPercent;
    hundred.script = Script::kChinese;
    hundred.end = head.end + 1;
    return {NumeralStatus::kRead, hundred};
  }
  const bool negative = at(text, head.end) == U'负' || at(text, head.end) == U'-';
  NumeralResult result = scan_plain(text, head.end + (negative ? 1 : 0));
  if (result.status != NumeralStatus::kRead) return unreadable();
  Numeral& number = result.numeral;
  if (negative) {
    if (!is_exact(number)) return unreadable();
    number.low = number.high = -number.low;
  }
  const Rational scale = Rational(100) / head.denominator;
  number.low *= scale;
  number.high *= scale;
  if (number.step) *number.step *= scale;
  if (number.quantum) *number.quantum *= scale;
  number.form = NumeralForm::kPercent;
  if (number.script != Script::kArabic) number.script = Script::kChinese;
  return result;
}

Numeral fraction_of(const Numeral& numerator, const Numeral& denominator, std::size_t end, NumeralForm form) {
  Numeral result;
  result.low = result.high = numerator.low / denominator.low;
  result.form = form;
  result.script =
      numerator.script == Script::kArabic && denominator.script == Script::kArabic ? Script::kArabic : Script::kChinese;
  result.end = end;
  return result;
}

// N 分之 M, behind N.
NumeralResult scan_parts_of(std::u32string_view text, const Numeral& denominator) {
  const NumeralResult numerator = scan_plain(text, denominator.end + 2);
  if (numerator.status != NumeralStatus::kRead || !is_exact(numerator.numeral) || !is_exact(denominator) ||
      denominator.low == 0)
    return unreadable();
  return {NumeralStatus::kRead,
          fraction_of(numerator.numeral, denominator, numerator.numeral.end, NumeralForm::kFraction)};
}

bool parts_follow(std::u32string_view text, std::size_t pos) {
  return at(text, pos) == U'分' && at(text, pos + 1) == U'之';
}

// 三 又 五分之一, behind 三.
NumeralResult scan_mixed_fraction(std::u32string_view text, const Numeral& whole) {
  const NumeralResult denominator = scan_plain(text, whole.end + 1);
  if (denominator.status != NumeralStatus::kRead || !parts_follow(text, denominator.numeral.end)) return unreadable();
  NumeralResult fraction = scan_parts_of(text, denominator.numeral);
  if (fraction.status != NumeralStatus::kRead || !is_exact(whole)) return unreadable();
  fraction.numeral.low += whole.low;
  fraction.numeral.high = fraction.numeral.low;
  fraction.numeral.script = Script::kChinese;
  return fraction;
}

bool is_plain_integer(const Numeral& number) {
  return number.script == Script::kArabic && is_exact(number) && number.low.is_whole();
}

// 3/5 behind 3; nothing if no number follows the stroke.
NumeralResult scan_slash(std::u32string_view text, const Numeral& numerator) {
  const NumeralResult denominator = scan_plain(text, numerator.end + 1);
  if (denominator.status != NumeralStatus::kRead) return {};
  const Numeral& below = denominator.numeral;
  const char32_t next = at(text, below.end);
  if (!is_plain_integer(below) || below.low == 0 || next == U'/' || next == U'-') return unreadable();
  return {NumeralStatus::kRead, fraction_of(numerator, below, below.end, NumeralForm::kFraction)};
}

// 1:18 behind 1. 8:30 and 17:00 are times of day.
NumeralResult scan_ratio(std::u32string_view text, const Numeral& first) {
  const NumeralResult second = scan_plain(text, first.end + 1);
  if (second.status != NumeralStatus::kRead) return {};
  const Numeral& other = second.numeral;
  const bool two_digits = other.end - first.end == 3;
  const bool clock =
      first.script == Script::kArabic && two_digits && other.low < 60 && first.low >= 6 && first.low <= 24;
  if (!is_exact(first) || !is_exact(other) || other.low == 0 || clock || at(text, other.end) == U':')
    return unreadable();
  return {NumeralStatus::kRead, fraction_of(first, other, other.end, NumeralForm::kRatio)};
}

}  // namespace

NumeralResult scan_numeral(std::u32string_view text, std::size_t pos) {
  if (const auto head = percent_head(text, pos)) return scan_percent(text, *head);
  NumeralResult result = scan_plain(text, pos);
  if (result.status != NumeralStatus::kRead) return result;
  const std::size_t end = result.numeral.end;
  if (parts_follow(text, end)) return scan_parts_of(text, result.numeral);
  switch (at(text, end)) {
    case U'又':
      return scan_mixed_fraction(text, result.numeral);
    case U'/':
      if (is_plain_integer(result.numeral)) {
        NumeralResult fraction = scan_slash(text, result.numeral);
        if (fraction.status != NumeralStatus::kNone) return fraction;
      }
      return result;
    case U'比':
    case U':': {
      NumeralResult ratio = scan_ratio(text, result.numeral);
      return ratio.status == NumeralStatus::kNone ? result : ratio;
    }
    default:
      return result;
  }
}

}  // namespace hebiao
