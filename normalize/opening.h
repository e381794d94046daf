// What stands before a number: comparators, shades of meaning, a currency, 每…, in any order.
#pragma once

#include <string>
#include <string_view>

#include "normalize/tables.h"

namespace hebiao {

enum class Change { kNone, kRise, kFall };

struct Opening {
  Comparator comparator = Comparator::kNone;
  bool sign = false;      // the comparator is a sign, not a word
  bool around = false;    // 比: the comparator's direction follows the number
  bool conflict = false;  // two comparators that contradict each other, or a word that turns the rest around
  bool approx = false;
  bool under = false;
  Change change = Change::kNone;
  std::string denominator;  // of 每…
  std::string currency;
  std::string scale;  // of 摄氏 30 度
  bool any_word = false;
  std::size_t end = 0;
};

// Reads the words from `pos` on; `end` == `pos` if there are none.
Opening scan_opening(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables);

// The comparator that both words together mean; kNone and `conflict` if they exclude each other.
struct Joined {
  Comparator comparator = Comparator::kNone;
  bool conflict = false;
};
Joined join(Comparator first, Comparator second);

}  // namespace hebiao
