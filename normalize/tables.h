// The vocabulary's rows, indexed for the grammar. Known to normalize/ only.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "normalize/reading.h"
#include "normalize/vocabulary.h"
#include "normalize/word_table.h"

namespace hebiao {

enum class UnitKind {
  kPercent,
  kTenths,  // 成: tenths, never printed as a figure with decimals of its own
  kMoney,
  kCent,  // 角: part of a yuan
  kTime,
  kMeasure,  // physical
  kCount,    // a counting word: the counted noun may follow
  kScale,    // 摄氏: stands before the number and says what 度 behind it means
  kBelow,    // only below a stroke, in a bracket or in a column head: 月
  kNoun,     // a noun that forms write in the unit's place: nothing may follow
};

struct UnitMeaning {
  std::string unit;  // canonical
  Rational factor;   // one of the word is this many of `unit`
  UnitKind kind = UnitKind::kCount;
};

enum class WordPlace { kBefore, kAfter, kAround };

struct ComparatorMeaning {
  WordPlace place = WordPlace::kBefore;
  Comparator comparator = Comparator::kNone;
};

enum class Shade {
  kApprox,
  kApproxAfter,
  kUnder,
  kOver,
  kRise,
  kFall,
  kLevel,
  kLead,
  kNot,  // turns around what follows: no value is read behind it
  kTail,
  kInclude,
  kExclude,
  kWhole
};

enum class NameRole { kNull, kName, kWord, kBefore, kAfter };

enum class DateRole {
  kYear,
  kThird,
  kEdge,
  kFrom,
  kUntil,
  kFromAt,
  kBefore,
  kUntilAfter,
  kAfter,
  kFromAfter,
  kHalf,
  kClose
};

struct DateMeaning {
  DateRole role = DateRole::kClose;
  int value = 0;
};

struct DimensionMeaning {
  std::string dimension;
  Rational factor;  // in the dimension's base unit
};

// Words looked up by bytes, without a copy.
struct BytesHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view bytes) const { return std::hash<std::string_view>{}(bytes); }
};

struct Vocabulary::Tables {
  // Unit words that mean the same behind any figure, and their canonical units: what read_plain may take (plain.h).
  std::unordered_map<std::string, std::string, BytesHash, std::equal_to<>> plain_units;
  WordTable<UnitMeaning> units;
  WordTable<std::string> currencies;
  WordTable<ComparatorMeaning> before;        // comparators before the number
  WordTable<ComparatorMeaning> after;         // and after it
  WordTable<ComparatorMeaning> around_close;  // what ends 比…大
  WordTable<Shade> shades_before;             // approx, under, rise, fall, level, lead, not
  WordTable<Shade> shades_after;              // approx_after, over, tail, include, exclude, whole
  WordTable<NameRole> nulls;
  WordTable<NameRole> names;
  WordTable<NameRole> name_introducers;
  WordTable<NameRole> name_closers;
  WordTable<DateMeaning> date_leads;     // from, until, from_at
  WordTable<DateMeaning> date_parts;     // year, third, edge, half
  WordTable<DateMeaning> date_closings;  // before, until_after, after, from_after, close
  std::unordered_map<std::string, DimensionMeaning> dimensions;
};

}  // namespace hebiao
