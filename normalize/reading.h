// What a cell's text means: the one value type of the program.
//
// `≥90 %`, `320.23 万元` as printed, `300-400 人` and `=3 个` are all intervals of exact numbers with a unit, so
// "target met" is set inclusion. How finely a figure was printed (its quantum) is kept beside the meaning, never mixed
// with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "normalize/rational.h"

namespace hebiao {

struct Bound {
  Rational value;
  bool closed = true;
  friend bool operator==(const Bound&, const Bound&) = default;
};

// nullopt is infinity (always open).
struct Interval {
  std::optional<Bound> low;
  std::optional<Bound> high;

  static Interval point(Rational value);
  bool is_point() const;
  bool contains(const Rational& value) const;
  bool contains(const Interval& other) const;
  friend bool operator==(const Interval&, const Interval&) = default;
};

// A day as the number of days since 1970-01-01, proleptic Gregorian.
using Day = long;

struct DayBound {
  Day day = 0;
  bool closed = true;
  friend bool operator==(const DayBound&, const DayBound&) = default;
};

struct DateInterval {
  std::optional<DayBound> low;
  std::optional<DayBound> high;
  bool contains(const DateInterval& other) const;
  friend bool operator==(const DateInterval&, const DateInterval&) = default;
};

// A date whose year or month is unknown, as ISO 8601-2 writes it: "XXXX-XX-05", "(-inf,XXXX-06-30]". Not comparable.
struct UnspecifiedDate {
  std::string text;
  friend bool operator==(const UnspecifiedDate&, const UnspecifiedDate&) = default;
};

enum class ReadingKind { kNone, kNumber, kPercent, kRange, kQuantity, kMoney, kDate, kMulti };
enum class Comparator { kNone, kGe, kLe, kEq, kGt, kLt, kNe, kApprox };

// What one value covers: numbers in its unit, days, or a date that leaves its year or month open.
using Extent = std::variant<Interval, DateInterval, UnspecifiedDate>;

// One value of a cell. `ne a` is kept as the point a with comparator kNe.
struct Value {
  ReadingKind kind = ReadingKind::kNumber;  // never kNone or kMulti
  Comparator comparator = Comparator::kNone;
  Extent extent;
  std::string unit;  // canonical; empty = none
  // Size of the last written decimal place in the canonical unit; two where the two ends of a range differ.
  std::vector<Rational> quantum;
  // The other defensible reading, where there is one, and its unit if that differs.
  std::optional<Extent> alternative;
  std::string alternative_unit;
};

// Flags of the canonical form. The first block decides acceptance, the rest is advisory.
enum class Flag {
  kAmbiguous,
  kApprox,
  kOver,
  kBand,
  kDelta,
  kHeaderUnit,
  kRecurring,
  kSignEcho,
  kUnder,
  kColloquial,
  kDigits,
  kOrdinal,
  kRatio,
  kRepaired,
  kQualitative,
  kName,
  kNull,
  kUnreadable,
};
std::string_view flag_name(Flag flag);  // "ambiguous" …, as the canonical form spells it

class Flags {
 public:
  void set(Flag flag) { bits_ |= bit(flag); }
  bool has(Flag flag) const { return (bits_ & bit(flag)) != 0; }
  bool empty() const { return bits_ == 0; }
  std::vector<std::string_view> names() const;  // sorted by name
  friend bool operator==(const Flags&, const Flags&) = default;

 private:
  static unsigned bit(Flag flag) { return 1U << static_cast<unsigned>(flag); }
  unsigned bits_ = 0;
};

struct Reading {
  ReadingKind kind = ReadingKind::kNone;
  std::vector<Value> values;  // none for kNone, one for most, several for kMulti (in text order)
  Flags flags;

  bool is_none() const { return kind == ReadingKind::kNone; }
  bool is_blank() const { return is_none() && flags.has(Flag::kNull); }
  bool is_unreadable() const { return is_none() && flags.has(Flag::kUnreadable); }
};

// The fields of the canonical form (what `hebiao normalize` prints); parts of a multi are joined by " ; ".
// nullopt stands for absent.
struct CanonicalReading {
  std::string kind;
  std::optional<std::string> comparator;
  std::optional<std::string> value;
  std::optional<std::string> unit;
  std::optional<std::string> quantum;
  std::vector<std::string> flags;
  std::optional<std::string> alternative;
};
CanonicalReading canonical(const Reading& reading);

// The single figure that an actual value reports: the point of a point; the end that was written of a bound such as
// `≤30（分钟）` (the printing system repeats the target's sign); nullopt for ranges, several values, dates, words.
std::optional<Rational> reported_figure(const Reading& reading);

// Is what `actual` says within what `target` asks?
enum class Verdict { kSatisfied, kViolated, kUndetermined };
enum class Doubt {
  kNone,
  kNotComparable,  // one of them is no value
  kUnits,          // units that cannot be compared
  kAlternatives,   // two defensible readings disagree
  kOverlap,        // the actual is an interval that is partly inside
  kSeveral,        // several values that cannot be paired
};
struct Comparison {
  Verdict verdict = Verdict::kUndetermined;
  Doubt doubt = Doubt::kNone;
};
Comparison compare(const Reading& target, const Reading& actual);

}  // namespace hebiao
