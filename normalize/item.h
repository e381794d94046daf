// One value found in a text, with the evidence for it: what value.cc weighs before it believes a value among words.
#pragma once

#include <cstddef>
#include <optional>

#include "normalize/numeral.h"
#include "normalize/reading.h"
#include "normalize/unit.h"

namespace hebiao {

struct Item {
  Value value;
  Flags flags;
  std::size_t end = 0;

  Script script = Script::kArabic;
  bool is_one = false;  // written 一: the article of many words
  bool has_unit = false;
  UnitKind unit_kind = UnitKind::kCount;
  bool bare_unit = false;         // not in a bracket: the counted noun may follow
  bool multiplied = false;        // the number itself is written with 万 or 亿
  bool sign = false;              // a comparator written as a sign
  bool word_before = false;       // a comparator, a shade or a word that introduces values stands before the number
  bool comparator_after = false;  // 以上, 内 …
  bool is_date = false;
  bool exact_day = false;
  std::optional<int> year;           // of a date, where it is written
  std::optional<Value> as_deadline;  // of a date without 前: what it says if it shares the 前 of the next one
};

enum class ItemStatus { kNone, kRead, kUnreadable };

struct ItemResult {
  ItemStatus status = ItemStatus::kNone;
  Item item;
};

}  // namespace hebiao
