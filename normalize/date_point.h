// A day, a month, a quarter, a year as it is written, before the form's year completes it.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/tables.h"

namespace hebiao {

enum class Level { kYear, kHalf, kQuarter, kMonths, kMonth, kThird, kDay };

// A span of days within one year, as written: what is not written is absent.
struct Point {
  std::optional<int> year;
  int first_month = 1;
  int last_month = 12;
  int first_day = 0;  // 0: whole months
  int last_day = 0;   // 0: to the end of the month
  Level level = Level::kYear;
  bool approx = false;
  bool bottom = false;  // 底, 末: before it means up to its last day
  std::size_t end = 0;
};

enum class PointStatus { kNone, kRead, kWrong };

struct PointResult {
  PointStatus status = PointStatus::kNone;
  Point point;
};

// Reads the point that begins at `pos` of a match text. `before` is the first point of a span when the second is read:
// what the second leaves out it takes from there. kWrong: a point begins here that no calendar has.
PointResult scan_point(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables,
                       const Point* before);

// Years named by 今年 and the like are this plus their distance, until the form's year is known.
constexpr int kRelativeBase = 100'000;

struct Number {
  int value = 0;
  bool arabic = false;
  std::size_t length = 0;
  std::size_t end = 0;
};

// A whole number as dates are numbered: Arabic, 十二, 二〇二三. No multipliers above 千.
std::optional<Number> scan_number(std::u32string_view text, std::size_t pos);

// Could this be the year of a form or of a plan?
bool is_year(const Number& number);

// Behind the dash, the tilde, 至 or 到 at `pos`; `pos` if none stands there.
std::size_t scan_span_sign(std::u32string_view text, std::size_t pos);

}  // namespace hebiao
