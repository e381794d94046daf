// The unit behind a number, in a bracket, or in a column head: 次, (万页), 元/人·月, 次/10万公顷.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "normalize/tables.h"

namespace hebiao {

struct UnitMatch {
  std::string unit;         // canonical; empty for a bracket that holds a multiplier alone
  Rational multiplier = 1;  // the 万 or the like that stands before the unit; contained in `factor`
  Rational factor = 1;      // value × factor is in `unit`
  bool decimal = true;      // the factor keeps the quantum meaningful (a power of ten)
  UnitKind kind = UnitKind::kCount;
  bool rate = false;  // has a denominator
  bool bracketed = false;
  bool mended = false;  // a lost bracket
  std::size_t end = 0;
};

// The unit at `pos` of a match text, bracketed or bare.
std::optional<UnitMatch> scan_unit(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables);

// 每人每天, 每季度: the denominator that stands before the number.
struct PerMatch {
  std::string denominator;  // "/人/d"
  std::size_t end = 0;
};
std::optional<PerMatch> scan_per(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables);

// The unit that a column head names (万元, %, 元/人); nullopt if it names none that we know.
std::optional<UnitMatch> header_unit(std::u32string_view text, const Vocabulary::Tables& tables);

}  // namespace hebiao
