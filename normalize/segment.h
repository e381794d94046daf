// One stretch of a cell between separators: its values, if it is nothing but values and words that belong to them.
#pragma once

#include <string_view>
#include <vector>

#include "normalize/item.h"
#include "normalize/normalize.h"

namespace hebiao {

constexpr std::size_t kMostValues = 8;  // of one cell

enum class SegmentStatus { kWords, kRead, kUnreadable };

struct Segment {
  SegmentStatus status = SegmentStatus::kWords;
  std::vector<Item> items;
  bool malformed = false;  // it begins with a numeral that follows no rule of writing
};

// 4月底及12月底前: the 前 of the next date holds for this one too, if it has none of its own.
Item with_shared_deadline(Item item, const Item& next);

// `text` is a match text without its names (names.h).
Segment read_segment(std::u32string_view text, const ValueContext& context, const Vocabulary::Tables& tables);

}  // namespace hebiao
