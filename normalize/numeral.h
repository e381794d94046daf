// Numbers as they are written in Chinese text: 1,563.92, 三千四百五十, 3万4000, 二〇二三, 三五百, 几十, 五分之一.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "normalize/characters.h"
#include "normalize/rational.h"

namespace hebiao {

enum class NumeralForm {
  kInteger,   // also with decimals
  kFraction,  // 五分之一, 3/5, 三又五分之一
  kPercent,   // 百分之五, 千分之三: the value is in per cent
  kRatio,     // 1:18
};

enum class Script {
  kArabic,        // 3, 1,563.92, 20万
  kChinese,       // several characters: 三十八, 二〇二三
  kChineseDigit,  // one character: 三. It may be part of a word
  kMixed,         // 3万4千, 零点77
};

struct Numeral {
  Rational low;
  Rational high;  // differs from `low` for neighbouring numerals (三五百) and for open ones (几十, 3000余)
  // Size of the last written decimal place; none for Chinese and mixed numerals and for fractions.
  std::optional<Rational> quantum;
  // Place of the last written digit that is not 0 (1 if absent): 3000余 goes up to the next such step.
  std::optional<Rational> step;
  // The 万 or 亿 that closes it, as a power of ten: in 2-5万 it holds for both ends. `closing` counts 十 百 千 before
  // it too: 九百亿 closes with 百亿.
  int multiplier = 0;
  int closing = 0;
  bool large = false;  // holds 万 or 亿 anywhere
  NumeralForm form = NumeralForm::kInteger;
  Script script = Script::kArabic;
  bool neighbours = false;  // 三五, 十七八: a closed range
  bool open = false;        // 几, 余, 多: an open interval
  bool colloquial = false;  // 一百二 for 120
  bool digits = false;      // 二〇二三: digit by digit
  std::size_t end = 0;
};

enum class NumeralStatus { kNone, kRead, kUnreadable };

struct NumeralResult {
  NumeralStatus status = NumeralStatus::kNone;
  Numeral numeral;  // meaningful for kRead
};

// Reads the numeral that begins at `pos` of a match text, without a sign. kNone: none begins here. kUnreadable: one
// begins here but follows no rule of writing (12,34; 10..1万; 十一十二; 3.1.4). Linear in the text.
NumeralResult scan_numeral(std::u32string_view text, std::size_t pos);

}  // namespace hebiao
