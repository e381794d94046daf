// How a numeral is read.
//
// A numeral is a chain of parts: an Arabic chunk (with grouping and decimals), Chinese digits, the small multipliers
// 十 百 千, the large ones 万 亿, 零 for a gap, 点 for decimals. Parts below 万 form a section; a section times 万
// joins the group below 亿; 亿 closes all that stands before it. Every sum is kept twice, for the low and the high
// reading, so that neighbouring digits (三五百), 几 (几十) and 余 (三百余万) come out as the two ends of one pass.
//
// Colloquial ends: a last digit without its multiplier takes the next lower one (一百二 = 120, 一万三 = 13000), unless
// 零 says that places were left out (一百零二 = 102).

#include "normalize/plain_numeral.h"

#include <algorithm>
#include <string>
#include <utility>

#include "normalize/chunk.h"

namespace hebiao {
namespace {

constexpr long long kWan = 10'000;
constexpr long long kYi = 100'000'000;
constexpr int kLargestExponent = 24;  // 万亿亿; more multipliers in a row are a slip or an attack

struct Pair {
  long long low = 0;
  long long high = 0;

  bool add(const Pair& other) {
    return !__builtin_add_overflow(low, other.low, &low) && !__builtin_add_overflow(high, other.high, &high);
  }
  bool multiply(long long factor) {
    return !__builtin_mul_overflow(low, factor, &low) && !__builtin_mul_overflow(high, factor, &high);
  }
};

// 千 that belongs to a unit (千米, 千克, 千瓦), not to the number. 两千米 is 2000 metres; a number that already holds a
// larger multiplier (一万三千米) goes on.
bool belongs_to_unit(std::u32string_view text, std::size_t pos) {
  constexpr std::u32string_view kBases = U"米克瓦卡赫帕伏焦字";
  return text[pos] == U'千' && at(text, pos + 1) != U'\0' &&
         kBases.find(at(text, pos + 1)) != std::u32string_view::npos;
}

// 百分点 and 百分比 are units, not a hundred.
bool begins_per_cent(std::u32string_view text, std::size_t pos) {
  const char32_t third = at(text, pos + 2);
  return at(text, pos + 1) == U'分' && (third == U'点' || third == U'比');
}

class Scanner {
 public:
  Scanner(std::u32string_view text, std::size_t pos) : text_(text), begin_(pos), pos_(pos) {}

  NumeralResult scan() {
    NumeralResult result;
    if (!begins_numeral(at(text_, pos_))) return result;
    if (is_few(text_[pos_]) && multiplier_value(at(text_, pos_ + 1)) == 0 && text_[pos_] == U'数') return result;
    if (!scan_digit_run()) scan_parts();
    if (bad_) result.status = NumeralStatus::kUnreadable;
    if (bad_ || parts_ == 0) return result;
    finish();
    if (bad_) {
      result.status = NumeralStatus::kUnreadable;
      return result;
    }
    number_.end = pos_;
    result.status = NumeralStatus::kRead;
    result.numeral = std::move(number_);
    return result;
  }

 private:
  // 二〇二三, 一七二零: three digits or more, or two with a zero, are read digit by digit.
  bool scan_digit_run() {
    std::size_t end = pos_;
    std::string digits;
    while (chinese_digit(at(text_, end)) >= 0) digits += static_cast<char>('0' + digit_value(text_[end++]));
    const bool with_zero = digits.size() == 2 && digits[0] != '0' && digits[1] == '0';
    if (digits.size() < 3 && !with_zero) return false;
    if (multiplier_value(at(text_, end)) != 0) return false;
    if (digits.size() > 18) {
      bad_ = true;
      return true;
    }
    pos_ = end;
    ++parts_;
    pending_ = {std::stoll(digits), std::stoll(digits)};
    has_pending_ = run_ = true;
    number_.digits = true;
    return true;
  }

  void scan_parts() {
    while (!bad_ && pos_ < text_.size() && scan_part()) ++parts_;
  }

  // One part of the chain; false if none stands here.
  bool scan_part() {
    const char32_t c = text_[pos_];
    if (is_ascii_digit(c) || (c == U'.' && parts_ == 0)) return scan_arabic();
    if (decimal_) return scan_large_after_decimal(c);
    if (tens_value(c) != 0) return scan_tens(tens_value(c));
    if (is_few(c)) return scan_few();
    if (is_more(c)) return scan_more();
    if (chinese_digit(c) >= 0) return scan_digit(chinese_digit(c));
    if (multiplier_value(c) != 0) return scan_multiplier(multiplier_value(c));
    return false;
  }

  bool scan_arabic() {
    if (has_pending_ || more_) return false;
    if (parts_ > 0 && last_ == 0 && !gap_) return false;
    const ChunkResult result = scan_chunk(text_, pos_);
    if (result.status != NumeralStatus::kRead) {
      bad_ = result.status == NumeralStatus::kUnreadable;
      return false;
    }
    const Chunk& chunk = result.chunk;
    ++arabic_parts_;
    if (parts_ == 0) {
      first_chunk_ = chunk;
      if (chunk.decimals > 0 || chunk.digits.size() > 18) {
        decimal_ = true;
        pos_ = chunk.end;
        return true;
      }
    } else if (chunk.decimals > 0 || chunk.grouped || chunk.digits.size() > 8) {
      bad_ = true;
      return false;
    }
    const long long value = std::stoll(chunk.digits);
    // A part behind a multiplier must be below it: 3万4000, never 3百4000.
    if (parts_ > 0 && value >= last_) {
      bad_ = true;
      return false;
    }
    pending_ = {value, value};
    has_pending_ = true;
    pending_arabic_length_ = chunk.digits.size();
    pos_ = chunk.end;
    return true;
  }

  bool scan_tens(int tens) {
    if (has_pending_ || last_small_ <= 10) return false;
    bad_ = !section_.add({tens, tens});
    last_ = last_small_ = 10;
    chinese_place_ = 1;
    gap_ = false;
    ++pos_;
    return true;
  }

  bool scan_few() {
    if (has_pending_ || more_ || number_.open) return false;
    const long long next = multiplier_value(at(text_, pos_ + 1));
    if (text_[pos_] == U'数' && next == 0) return false;
    const bool alone = parts_ == 0 || (next > 0 && next < kWan);
    pending_ = {alone ? 1 : 0, 10};
    has_pending_ = number_.open = true;
    few_ = true;
    ++pos_;
    return true;
  }

  // 余, 多 behind the number and before a large multiplier or a unit; the unit's own 多 (三个多月) is the caller's.
  bool scan_more() {
    if (parts_ == 0 || more_ || number_.open || number_.neighbours || run_) return false;
    more_ = number_.open = true;
    number_.step =
        chinese_place_ >= 0 ? power_of_ten(chinese_place_) : Rational(chunk_step(*first_chunk_) * power_of_ten(scale_));
    ++pos_;
    return true;
  }

  bool scan_digit(int digit) {
    const char32_t next = at(text_, pos_ + 1);
    if (more_) return false;
    if (digit == 0) {
      if (has_pending_) {
        bad_ = true;
        return false;
      }
      gap_ = parts_ > 0;
      if (parts_ == 0) {
        pending_ = {0, 0};
        has_pending_ = true;
      } else if (chinese_digit(next) < 0 && multiplier_value(next) == 0 && !is_ascii_digit(next) && !is_few(next) &&
                 tens_value(next) == 0) {
        bad_ = true;
      }
      ++pos_;
      return true;
    }
    // 两 behind a number is the unit of weight (三斤五两), unless it goes on: 一万两千, 一两天.
    const bool goes_on = has_pending_ ? text_[pos_ - 1] == U'一' && is_ideograph(next) : multiplier_value(next) != 0;
    if (text_[pos_] == U'两' && parts_ > 0 && !goes_on) return false;
    if (has_pending_) return scan_neighbour(digit);
    pending_ = {digit, digit};
    has_pending_ = true;
    pending_arabic_length_ = 0;
    chinese_place_ = 0;
    ++pos_;
    return true;
  }

  // The second of two digits side by side: 三五, 七八, never 35.
  bool scan_neighbour(int digit) {
    const bool adjacent = pending_.low == pending_.high && pending_.low > 0 &&
                          (digit == pending_.low + 1 || (pending_.low == 3 && digit == 5));
    if (pending_arabic_length_ > 0 || !adjacent || number_.neighbours || chinese_digit(at(text_, pos_ + 1)) >= 0) {
      bad_ = true;
      return false;
    }
    pending_.high = digit;
    number_.neighbours = true;
    ++pos_;
    return true;
  }

  bool scan_multiplier(long long multiplier) {
    if (multiplier >= kWan) return scan_large(multiplier);
    if (more_) return false;
    const bool liang = pos_ > begin_ && text_[pos_ - 1] == U'两';
    const bool larger = group_.high > 0 || total_.high > 0;
    if (begins_per_cent(text_, pos_)) return false;
    if (belongs_to_unit(text_, pos_) && !liang && !few_ && !larger) return false;
    if (multiplier >= last_small_) {
      bad_ = has_pending_;
      return false;
    }
    if (!has_pending_) {
      // A bare multiplier: 十五, 一百十六, 百三; the others need a digit.
      const bool allowed = parts_ == 0 || (multiplier == 10 && (section_.high > 0 || gap_ || last_ >= kWan));
      if (!allowed) return false;
      if (parts_ == 0 && multiplier != 10 && !bare_start_allowed()) return false;
      pending_ = {1, 1};
    }
    if (pending_arabic_length_ > 1 && parts_ > 1) {
      bad_ = true;
      return false;
    }
    if (!pending_.multiply(multiplier) || !section_.add(pending_)) bad_ = true;
    clear_pending();
    last_ = last_small_ = multiplier;
    const int exponent = multiplier_exponent(text_[pos_]);
    if (chinese_place_ >= 0 || arabic_parts_ == 0) chinese_place_ = exponent;
    if (chinese_place_ < 0) scale(exponent);
    ++multipliers_;
    gap_ = false;
    ++pos_;
    return true;
  }

  // 百三, 千一, 万九, 百余: only before a digit or 余; 百姓, 万物 are words.
  bool bare_start_allowed() const {
    const char32_t next = at(text_, pos_ + 1);
    return (chinese_digit(next) > 0 && next != U'两') || multiplier_value(next) != 0 || next == U'余';
  }

  bool scan_large(long long multiplier) {
    if (begins_per_cent(text_, pos_)) return false;
    if (!has_pending_ && section_.high == 0 && group_.high == 0 && total_.high == 0) {
      if (parts_ > 0 || !bare_start_allowed()) return false;
      pending_ = {1, 1};
      has_pending_ = true;
    }
    const bool zero = has_pending_ && pending_.high == 0 && arabic_parts_ == 1 && parts_ == 1;  // 0万元
    if (has_pending_ && !section_.add(pending_)) bad_ = true;
    clear_pending();
    if (multiplier == kWan) {
      const bool twice = section_.high == 0 && last_ == kWan;  // 万万
      if (twice) {
        bad_ = bad_ || total_.high > 0 || !group_.multiply(kWan) || !total_.add(group_);
        group_ = {};
        doubled_ = true;
        scale(4);
        last_ = kYi;
        last_small_ = kWan;
        ++pos_;
        ++multipliers_;
        return true;
      }
      bad_ =
          bad_ || group_.high > 0 || (section_.high == 0 && !zero) || !section_.multiply(kWan) || !group_.add(section_);
    } else {
      bad_ = bad_ || total_.high > 0 || !section_.add(group_) || (section_.high == 0 && !zero) ||
             !section_.multiply(kYi) || !total_.add(section_);
      group_ = {};
    }
    section_ = {};
    scale(multiplier_exponent(text_[pos_]));
    last_ = multiplier;
    last_small_ = kWan;
    ++multipliers_;
    gap_ = false;
    ++pos_;
    return true;
  }

  // Only 万, 亿, 万亿 and the like may follow decimals: 4.78万亿, 1.5千.
  bool scan_large_after_decimal(char32_t c) {
    if (is_more(c)) return scan_more();
    const long long multiplier = multiplier_value(c);
    if (multiplier == 0 || (multiplier == 1000 && belongs_to_unit(text_, pos_))) {
      if (chinese_digit(c) >= 0 && c != U'两' && multipliers_ > 0) bad_ = true;
      return false;
    }
    if (multiplier < kWan && (multipliers_ > 0 || multiplier == 10)) return false;
    scale(multiplier_exponent(c));
    ++multipliers_;
    ++pos_;
    return true;
  }

  // A multiplier moves the place of the last written digit; behind 余 it moves the step itself.
  void scale(int exponent) {
    if (more_) *number_.step *= power_of_ten(exponent);
    if (chinese_place_ >= 0) chinese_place_ += exponent;
    scale_ += exponent;
    bad_ = bad_ || scale_ > kLargestExponent;
  }

  void clear_pending() {
    pending_ = {};
    has_pending_ = false;
    pending_arabic_length_ = 0;
  }

  void finish() {
    if (!decimal_) finish_integer();
    if (bad_) return;
    if (!decimal_) take_point();
    if (bad_) return;
    if (decimal_) finish_decimal();
    settle_script();
    if (more_) number_.high = number_.low + *number_.step;
    set_multipliers();
  }

  // Adds up what stands before the point.
  void finish_integer() {
    Pair sum = total_;
    Pair rest = section_;
    if (has_pending_ && !gap_ && last_ >= 100 && !few_ &&
        (pending_arabic_length_ == 0 || pending_arabic_length_ == 1)) {
      // 一百二, 一万三: the digit stands for the next place.
      if (pending_.low > 0) {
        bad_ = !pending_.multiply(last_ / 10);
        number_.colloquial = true;
      }
    }
    bad_ = bad_ || !rest.add(pending_) || !rest.add(group_) || !sum.add(rest);
    number_.low = Rational(static_cast<long>(sum.low));
    number_.high = Rational(static_cast<long>(sum.high));
    if (few_ && sum.low == sum.high) bad_ = true;
    if (first_chunk_ && arabic_parts_ == 1 && multipliers_ == 0)
      number_.low = number_.high = chunk_value(*first_chunk_);
  }

  // 点 and the digits behind it.
  void take_point() {
    if (at(text_, pos_) != U'点' || number_.open || number_.neighbours) return;
    std::size_t end = pos_ + 1;
    std::string digits;
    const bool arabic = is_ascii_digit(at(text_, end));
    while (digit_value(at(text_, end)) >= 0 && is_ascii_digit(at(text_, end)) == arabic && at(text_, end) != U'两')
      digits += static_cast<char>('0' + digit_value(text_[end++]));
    if (digits.empty() || digits.size() > kLongestChunk) {
      // 两点 is two dots or two o'clock; 零点 is no number at all.
      bad_ = number_.low == 0 || digits.size() > kLongestChunk;
      return;
    }
    // 8点30 is a time of day, and so is 八点三十.
    if ((arabic && arabic_parts_ > 0) ||
        (multiplier_value(at(text_, end)) > 0 && multiplier_value(at(text_, end)) < kWan)) {
      bad_ = true;
      return;
    }
    number_.low += Rational(mpz_class(digits, 10)) * power_of_ten(-static_cast<int>(digits.size()));
    number_.high = number_.low;
    pointed_ = true;
    pos_ = end;
    take_large_after_point();
  }

  void take_large_after_point() {
    int exponent = 0;
    while (multiplier_value(at(text_, pos_)) >= kWan) exponent += multiplier_exponent(text_[pos_++]);
    bad_ = exponent > kLargestExponent;
    if (exponent == 0 || bad_) return;
    number_.low *= power_of_ten(exponent);
    number_.high = number_.low;
  }

  void finish_decimal() {
    number_.low = chunk_value(*first_chunk_);
    if (scale_ > 0) number_.low *= power_of_ten(scale_);
    number_.high = number_.low;
  }

  // All multipliers of the numeral, as a power of ten.
  int total_exponent() const {
    int exponent = 0;
    for (std::size_t i = begin_; i < pos_; ++i) exponent += multiplier_exponent(text_[i]);
    return exponent;
  }

  void settle_script() {
    const bool arabic = arabic_parts_ > 0;
    const bool simple =
        arabic_parts_ == 1 && first_chunk_ && !number_.colloquial && !doubled_ && !pointed_ && chinese_parts() == 0;
    number_.script = simple               ? Script::kArabic
                     : arabic             ? Script::kMixed
                     : pos_ - begin_ == 1 ? Script::kChineseDigit
                                          : Script::kChinese;
    if (!simple) return;
    number_.quantum = power_of_ten(total_exponent() - first_chunk_->decimals);
  }

  // Chinese digits among the parts, multipliers and 余 not counted.
  std::size_t chinese_parts() const {
    std::size_t count = 0;
    for (std::size_t i = begin_; i < pos_; ++i)
      if (chinese_digit(text_[i]) >= 0 || is_few(text_[i]) || tens_value(text_[i]) != 0) ++count;
    return count;
  }

  // The multipliers that close the numeral.
  void set_multipliers() {
    for (std::size_t j = begin_; j < pos_; ++j) number_.large = number_.large || multiplier_value(text_[j]) >= kWan;
    std::size_t i = pos_;
    while (i > begin_ && is_more(text_[i - 1])) --i;
    for (; i > begin_ && multiplier_value(text_[i - 1]) >= kWan; --i)
      number_.multiplier += multiplier_exponent(text_[i - 1]);
    number_.closing = number_.multiplier;
    for (; i > begin_ && multiplier_value(text_[i - 1]) != 0; --i) number_.closing += multiplier_exponent(text_[i - 1]);
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t pos_;
  Numeral number_;
  bool bad_ = false;
  bool run_ = false;
  int parts_ = 0;
  int arabic_parts_ = 0;
  int multipliers_ = 0;

  Pair total_;    // closed by 亿
  Pair group_;    // closed by 万
  Pair section_;  // below 万
  Pair pending_;  // a digit or a chunk that waits for its multiplier
  bool has_pending_ = false;
  std::size_t pending_arabic_length_ = 0;
  long long last_ = 0;           // the multiplier read last
  long long last_small_ = kWan;  // the next small multiplier must be below this
  bool gap_ = false;             // 零 stands before what comes
  bool few_ = false;             // 几, 数
  bool more_ = false;            // 余, 多
  bool doubled_ = false;         // 万万
  bool pointed_ = false;         // 点
  int chinese_place_ = -1;       // place of the last Chinese digit or small multiplier, for the step of 余
  int scale_ = 0;                // multipliers behind a lone Arabic chunk

  bool decimal_ = false;  // the first chunk has decimals, or is too long for a machine word
  std::optional<Chunk> first_chunk_;
};

}  // namespace

NumeralResult scan_plain(std::u32string_view text, std::size_t pos) { return Scanner(text, pos).scan(); }

}  // namespace hebiao
