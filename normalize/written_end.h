// One end of a quantity as it is written: sign, number, unit, and what belongs to them.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/item.h"

namespace hebiao {

enum class Mark { kNone, kIncluded, kExcluded };

// One written end.
struct End {
  Numeral number;
  bool negative = false;
  std::optional<UnitMatch> unit;
  bool plain = true;  // the quantum is that of the numeral
  Mark mark = Mark::kNone;
  bool colloquial = false;
  bool open = false;  // 两年多: the 多 stands behind the unit
  std::size_t end = 0;
};

struct EndResult {
  ItemStatus status = ItemStatus::kNone;
  End end;
};

// The second of a pair (20和30之间) is closed by 间, which elsewhere counts rooms.
enum class EndRole { kAlone, kPair };

// Reads the end that begins at `pos` of a match text.
EndResult scan_end(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables,
                   EndRole role = EndRole::kAlone);

// 间 or 之间.
bool between_at(std::u32string_view text, std::size_t pos);

}  // namespace hebiao
