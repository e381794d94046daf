// How a date is read.
//
//   date  := lead* (point (to point)? | recurring) closing*
//   point := year? (half | quarter | months | month (third | edge | day)?)? | numeric form | year edge?
//
// A point is a span of days: a day, a month, a quarter. What the second point of a span leaves out it takes from the
// first (2017年8月至11月); in 1-9月 and 12-19日 the sign is shared. Deadlines: 月底前 includes the last day; X日前
// includes the day, with the strict reading beside it; X月前 and X年前 are strict, with the end of the span beside
// them.

#include "normalize/date.h"

#include <fmt/format.h>

#include "normalize/calendar.h"
#include "normalize/opening.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

constexpr int kFirstYear = 1800;  // a number below is a duration or a count: 一千年
constexpr int kLastYear = 2199;

char32_t at(std::u32string_view text, std::size_t pos) { return pos < text.size() ? text[pos] : U'\0'; }
bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

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

struct Number {
  int value = 0;
  bool arabic = false;
  std::size_t length = 0;
  std::size_t end = 0;
};

// A whole number without multiplier words beyond 千, as dates are numbered.
std::optional<Number> scan_number(std::u32string_view text, std::size_t pos) {
  if (is_ascii_digit(at(text, pos))) {
    Number number{0, true, 0, pos};
    while (is_ascii_digit(at(text, number.end)) && number.length < 5) {
      number.value = number.value * 10 + static_cast<int>(text[number.end++] - U'0');
      ++number.length;
    }
    return number;
  }
  if (digit_value(at(text, pos)) < 0 && multiplier_value(at(text, pos)) != 10) return std::nullopt;
  std::size_t end = pos;
  while (digit_value(at(text, end)) >= 0 ||
         (multiplier_value(at(text, end)) > 0 && multiplier_value(text[end]) <= 1000))
    ++end;
  if (end - pos > 9) return std::nullopt;
  const NumeralResult result = scan_numeral(text.substr(0, end), pos);
  if (result.status != NumeralStatus::kRead || result.numeral.end != end) return std::nullopt;
  const Numeral& numeral = result.numeral;
  if (numeral.low != numeral.high || numeral.low.get_den() != 1 || numeral.low > 9999 || numeral.colloquial)
    return std::nullopt;
  return Number{static_cast<int>(numeral.low.get_num().get_si()), false, end - pos, end};
}

bool is_year(const Number& number) {
  return number.value >= kFirstYear && number.value <= kLastYear && (!number.arabic || number.length == 4);
}

std::size_t scan_range_sign(std::u32string_view text, std::size_t pos) {
  std::size_t end = pos;
  while (end - pos < 3 && (at(text, end) == U'-' || at(text, end) == U'~')) ++end;
  if (end > pos) return end;
  return at(text, pos) == U'至' || at(text, pos) == U'到' ? pos + 1 : pos;
}

enum class Status { kNone, kRead, kWrong };

struct PointResult {
  Status status = Status::kNone;
  Point point;
};

class PointScanner {
 public:
  // `before` is the first point of a span when the second is read.
  PointScanner(std::u32string_view text, std::size_t pos, const Tables& tables, const Point* before)
      : text_(text), pos_(pos), tables_(tables), before_(before) {
    if (before != nullptr) point_.year = before->year;
  }

  PointResult scan() {
    if (!scan_numeric() && !scan_words()) return {wrong_ ? Status::kWrong : Status::kNone, {}};
    point_.end = pos_;
    return {wrong_ || !valid() ? Status::kWrong : Status::kRead, point_};
  }

 private:
  // 2010-01-29, 2019.9.6, 2002/01, 2010 01 29.
  bool scan_numeric() {
    const auto year = scan_number(text_, pos_);
    if (!year || !year->arabic || !is_year(*year)) return false;
    const char32_t sign = at(text_, year->end);
    if (sign != U'-' && sign != U'/' && sign != U'.' && sign != U'·' && sign != U' ') return false;
    const auto month = scan_number(text_, year->end + 1);
    if (!month || !month->arabic || month->length > 2) return false;
    const auto day = at(text_, month->end) == sign ? scan_number(text_, month->end + 1) : std::nullopt;
    if (day && day->arabic && day->length <= 2) {
      if (sign == U' ' && (month->length != 2 || day->length != 2)) return false;
      set_day(year->value, month->value, day->value, day->end);
      take_optional(U"日号");
      return true;
    }
    return scan_numeric_month(*year, sign, *month);
  }

  // Two parts are a month only where they can hardly be anything else: 2002/01, 2016-01, and 1999.08 in a span.
  bool scan_numeric_month(const Number& year, char32_t sign, const Number& month) {
    if (sign == U' ' || sign == U'·' || month.value < 1 || month.value > 12) return false;
    const bool span = scan_range_sign(text_, month.end) > month.end || before_ != nullptr;
    if (sign == U'.' && !(span && (month.length == 2 || before_ != nullptr || dotted_year_follows(month.end))))
      return false;
    if (sign == U'-' && month.length != 2) return false;
    point_.year = year.value;
    set_months(month.value, month.value, Level::kMonth);
    pos_ = month.end;
    return true;
  }

  // The other end of 2022.9-2023.8.
  bool dotted_year_follows(std::size_t pos) const {
    const auto year = scan_number(text_, scan_range_sign(text_, pos));
    return year && year->arabic && is_year(*year) && at(text_, year->end) == U'.';
  }

  bool scan_words() {
    const bool year = scan_year();
    if (year) {
      if (at(text_, pos_) == U'的') ++pos_;
      if (scan_within_year()) return true;
      if (pos_ > 0 && at(text_, pos_ - 1) == U'的') --pos_;
      scan_year_edge();
      return true;
    }
    if (scan_within_year()) return true;
    return scan_bare_year_edge() || scan_day_of_before();
  }

  bool scan_year() {
    if (const auto* word = tables_.date_parts.at(text_, pos_);
        word != nullptr && word->meaning.role == DateRole::kYear) {
      point_.year = kRelativeBase + word->meaning.value;
      pos_ += word->word.size();
      return true;
    }
    const auto number = scan_number(text_, pos_);
    if (!number || !is_year(*number)) return false;
    if (at(text_, number->end) == U'年') {
      point_.year = number->value;
      pos_ = number->end + 1;
      if (at(text_, pos_) == U'度') ++pos_;
      return true;
    }
    return false;
  }

  // Parts of a year: halves, quarters, runs of months, a month.
  bool scan_within_year() {
    if (const auto* word = tables_.date_parts.at(text_, pos_);
        word != nullptr && word->meaning.role == DateRole::kHalf) {
      const int half = word->meaning.value;
      set_months(half * 6 - 5, half * 6, Level::kHalf);
      pos_ += word->word.size();
      return true;
    }
    return scan_first_or_last_months() || scan_quarter() || scan_month();
  }

  // 前三季度, 前五个月, 最后4个月, 首季度, 首月, 第三个月.
  bool scan_first_or_last_months() {
    const char32_t c = at(text_, pos_);
    const bool first = c == U'前' || c == U'首';
    const bool last = c == U'最' && at(text_, pos_ + 1) == U'后';
    const bool ordinal = c == U'第';
    if (!first && !last && !ordinal) return false;
    std::size_t pos = pos_ + (last ? 2 : 1);
    int count = 1;
    if (c != U'首') {
      const auto number = scan_number(text_, pos);
      if (!number) return false;
      count = number->value;
      pos = number->end;
    }
    if (at(text_, pos) == U'个') ++pos;
    int months = 0;
    if (at(text_, pos) == U'月') months = 1, pos += 1;
    if (at(text_, pos) == U'季') months = 3, pos += at(text_, pos + 1) == U'度' ? 2 : 1;
    if (months == 0 || count < 1 || count * months > 12) return false;
    const int width = count * months;
    if (ordinal) set_months(width - months + 1, width, months == 3 ? Level::kQuarter : Level::kMonth);
    if (first) set_months(1, width, Level::kMonths);
    if (last) set_months(13 - width, 12, Level::kMonths);
    pos_ = pos;
    take_quarter_edge();
    return true;
  }

  bool scan_quarter() {
    const auto first = scan_number(text_, pos_);
    if (!first) return false;
    const std::size_t next = scan_range_sign(text_, first->end);
    const auto last = next > first->end ? scan_number(text_, next) : first;
    if (!last || at(text_, last->end) != U'季' || at(text_, last->end + 1) != U'度') return false;
    if (first->value < 1 || last->value > 4 || first->value > last->value) return false;
    set_months(first->value * 3 - 2, last->value * 3, Level::kQuarter);
    pos_ = last->end + 2;
    take_quarter_edge();
    return true;
  }

  void take_quarter_edge() {
    const auto* word = tables_.date_parts.at(text_, pos_);
    if (word == nullptr || word->meaning.role != DateRole::kEdge || word->meaning.value != 3) return;
    point_.first_month = point_.last_month;
    point_.approx = point_.bottom = true;
    pos_ += word->word.size();
  }

  bool scan_month() {
    const auto first = scan_number(text_, pos_);
    if (!first || first->length > 2) return false;
    auto last = first;
    std::size_t pos = first->end;
    if (at(text_, pos) != U'月') {
      const std::size_t next = scan_range_sign(text_, pos);
      last = next > pos ? scan_number(text_, next) : std::nullopt;
      if (!last || last->length > 2 || at(text_, last->end) != U'月') return false;
      pos = last->end;
    }
    ++pos;
    if (first->value < 1 || last->value > 12 || first->value > last->value) {
      wrong_ = true;
      return false;
    }
    set_months(first->value, last->value, Level::kMonth);
    if (at(text_, pos) == U'份') ++pos;
    pos_ = pos;
    if (first->value == last->value) scan_within_month();
    return true;
  }

  void scan_within_month() {
    const auto* word = tables_.date_parts.at(text_, pos_);
    if (word != nullptr && (word->meaning.role == DateRole::kThird || word->meaning.role == DateRole::kEdge)) {
      const int third = word->meaning.value;
      point_.first_day = third * 10 - 9;
      point_.last_day = third == 3 ? 0 : third * 10;
      point_.level = Level::kThird;
      point_.approx = word->meaning.role == DateRole::kEdge;
      point_.bottom = point_.approx && third == 3;
      pos_ += word->word.size();
      return;
    }
    scan_day();
  }

  // 15日, 12-19日, and after a Chinese month the bare 十五.
  void scan_day() {
    const auto first = scan_number(text_, pos_);
    if (!first || first->length > 3) return;
    if (is_day_sign(at(text_, first->end))) {
      point_.first_day = point_.last_day = first->value;
      point_.level = Level::kDay;
      pos_ = first->end + 1;
      return;
    }
    const std::size_t next = scan_range_sign(text_, first->end);
    const auto last = next > first->end ? scan_number(text_, next) : std::nullopt;
    if (last && last->length <= 3 && is_day_sign(at(text_, last->end)) && last->value >= first->value) {
      point_.first_day = first->value;
      point_.last_day = last->value;
      point_.level = Level::kThird;
      pos_ = last->end + 1;
      return;
    }
    if (!first->arabic && !is_ideograph(at(text_, first->end))) {
      point_.first_day = point_.last_day = first->value;
      point_.level = Level::kDay;
      pos_ = first->end;
    }
  }

  static bool is_day_sign(char32_t c) { return c == U'日' || c == U'号'; }

  // 年底, 年初 behind a year; 明年底.
  void scan_year_edge() {
    if (at(text_, pos_) == U'年' && scan_bare_year_edge()) return;  // 2023年年底
    const auto* word = tables_.date_parts.at(text_, pos_);
    if (word != nullptr && word->meaning.role == DateRole::kEdge && word->word.size() == 1)
      set_year_edge(word->meaning.value, word->word.size());
  }

  // 年底 without a year.
  bool scan_bare_year_edge() {
    if (at(text_, pos_) != U'年') return false;
    const auto* word = tables_.date_parts.at(text_, pos_ + 1);
    if (word == nullptr || word->meaning.role != DateRole::kEdge || word->word.size() != 1) return false;
    if (word->meaning.value == 2) return false;
    ++pos_;
    set_year_edge(word->meaning.value, word->word.size());
    return true;
  }

  void set_year_edge(int third, std::size_t size) {
    if (third == 2) return;
    set_months(third == 1 ? 1 : 12, third == 1 ? 1 : 12, Level::kMonth);
    point_.approx = true;
    point_.bottom = third == 3;
    pos_ += size;
  }

  // The second point of a span may be a day alone: 一月十日到十二日.
  bool scan_day_of_before() {
    if (before_ == nullptr || before_->level != Level::kDay) return false;
    const auto day = scan_number(text_, pos_);
    if (!day || day->length > 3 || !is_day_sign(at(text_, day->end))) return false;
    point_ = *before_;
    point_.first_day = point_.last_day = day->value;
    pos_ = day->end + 1;
    return true;
  }

  void set_months(int first, int last, Level level) {
    point_.first_month = first;
    point_.last_month = last;
    point_.level = level;
  }

  void set_day(int year, int month, int day, std::size_t end) {
    point_.year = year;
    set_months(month, month, Level::kDay);
    point_.first_day = point_.last_day = day;
    pos_ = end;
  }

  void take_optional(std::u32string_view any) {
    if (at(text_, pos_) != U'\0' && any.find(at(text_, pos_)) != std::u32string_view::npos) ++pos_;
  }

  // Days are checked against a leap year here; the year, if it is known, decides later.
  bool valid() const {
    if (point_.first_month < 1 || point_.last_month > 12) return false;
    return point_.first_day <= 31 && point_.last_day <= 31 && (point_.level != Level::kDay || point_.first_day >= 1);
  }

 public:
  // Years named by 今年 and the like are kept relative until the form's year is known.
  static constexpr int kRelativeBase = 100'000;

 private:
  std::u32string_view text_;
  std::size_t pos_;
  const Tables& tables_;
  const Point* before_;
  Point point_;
  bool wrong_ = false;
};

// A day whose year may be open.
struct OpenDay {
  std::optional<int> year;
  int month = 1;
  int day = 1;
  bool exists = true;

  std::string text() const {
    return year ? fmt::format("{:04}-{:02}-{:02}", *year, month, day) : fmt::format("XXXX-{:02}-{:02}", month, day);
  }
};

OpenDay first_day(const Point& point) {
  OpenDay day{point.year, point.first_month, point.first_day == 0 ? 1 : point.first_day};
  day.exists = day_of(point.year.value_or(2000), day.month, day.day).has_value();
  return day;
}

OpenDay last_day(const Point& point) {
  // A February without a year ends on the 28th: every year has that day.
  const int month_end = days_in_month(point.year.value_or(2001), point.last_month);
  OpenDay day{point.year, point.last_month, point.last_day == 0 ? month_end : point.last_day};
  day.exists = day_of(point.year.value_or(2000), day.month, day.day).has_value();
  return day;
}

// An interval of days with one end or two; an end is closed or not.
struct OpenInterval {
  std::optional<OpenDay> low;
  bool low_closed = true;
  std::optional<OpenDay> high;
  bool high_closed = true;
};

Extent extent_of(const OpenInterval& interval) {
  const bool open_year = (interval.low && !interval.low->year) || (interval.high && !interval.high->year);
  if (!open_year) {
    const auto bound = [](const OpenDay& day, bool closed) {
      return DayBound{*day_of(*day.year, day.month, day.day), closed};
    };
    DateInterval result;
    if (interval.low) result.low = bound(*interval.low, interval.low_closed);
    if (interval.high) result.high = bound(*interval.high, interval.high_closed);
    return result;
  }
  const bool one_day = interval.low && interval.high && interval.low->text() == interval.high->text();
  if (one_day) return UnspecifiedDate{interval.low->text()};
  const std::string low = interval.low ? (interval.low_closed ? "[" : "(") + interval.low->text() : "(-inf";
  const std::string high = interval.high ? interval.high->text() + (interval.high_closed ? "]" : ")") : "+inf)";
  return UnspecifiedDate{low + "," + high};
}

class DateScanner {
 public:
  DateScanner(std::u32string_view text, std::size_t pos, std::optional<int> year, const Tables& tables)
      : text_(text), begin_(pos), pos_(pos), year_(year), tables_(tables) {}

  ItemResult scan() {
    if (at(text_, pos_) == U'每') return scan_recurring();
    scan_leads();
    PointResult first = scan_first();
    if (first.status != Status::kRead) return status_of(first.status);
    first_ = first.point;
    pos_ = first_.end;
    if (!scan_second()) return {ItemStatus::kUnreadable, {}};
    settle_years();
    return finish();
  }

 private:
  static ItemResult status_of(Status status) {
    return {status == Status::kWrong ? ItemStatus::kUnreadable : ItemStatus::kNone, {}};
  }

  void scan_leads() {
    for (bool again = true; again;) {
      again = false;
      if (const auto* lead = tables_.date_leads.at(text_, pos_)) {
        if (lead->meaning.role == DateRole::kUntil) comparator_ = Comparator::kLe;
        if (lead->meaning.role == DateRole::kFromAt) comparator_ = Comparator::kGe;
        pos_ += lead->word.size();
        again = word_before_ = true;
        continue;
      }
      const auto* shade = tables_.shades_before.at(text_, pos_);
      const auto* part = tables_.date_parts.at(text_, pos_);
      if (shade != nullptr && shade->meaning == Shade::kLead &&
          (part == nullptr || part->word.size() < shade->word.size())) {
        pos_ += shade->word.size();
        again = word_before_ = true;
      } else if (pos_ > begin_ && at(text_, pos_) == U':') {
        ++pos_;
        again = true;
      }
    }
  }

  // A first point, or the bare year that begins 1995-1997年 or 2018-2022.
  PointResult scan_first() {
    PointResult result = PointScanner(text_, pos_, tables_, nullptr).scan();
    if (result.status != Status::kNone) return result;
    const auto year = scan_number(text_, pos_);
    if (!year || !is_year(*year)) return result;
    const std::size_t next = scan_range_sign(text_, year->end);
    const auto other = next > year->end ? scan_number(text_, next) : std::nullopt;
    if (!other || !is_year(*other) || other->value < year->value) return result;
    const bool named = at(text_, other->end) == U'年';
    if (!named && (!year->arabic || scan_unit(text_, other->end, tables_))) return result;
    result.status = Status::kRead;
    result.point.year = year->value;
    result.point.end = year->end;
    bare_second_year_ =
        named ? std::nullopt : std::optional(Point{other->value, 1, 12, 0, 0, Level::kYear, false, false, other->end});
    return result;
  }

  bool scan_second() {
    std::size_t pos = pos_;
    if (at(text_, pos) == U'起') ++pos;
    const std::size_t next = scan_range_sign(text_, pos);
    if (next == pos) return true;
    if (bare_second_year_) {
      second_ = bare_second_year_;
    } else {
      const PointResult second = PointScanner(text_, next, tables_, &first_).scan();
      if (second.status == Status::kNone) return at(text_, pos) == U'至' || at(text_, pos) == U'到';
      if (second.status == Status::kWrong) return false;
      second_ = second.point;
    }
    pos_ = second_->end;
    if (at(text_, pos_) == U'止') ++pos_;
    return true;
  }

  void settle_years() {
    const auto settle = [&](Point& point) {
      if (!point.year) point.year = year_;
      if (point.year && *point.year >= PointScanner::kRelativeBase / 2) {
        const int offset = *point.year - PointScanner::kRelativeBase;
        point.year = year_ ? std::optional(*year_ + offset) : std::nullopt;
      }
    };
    settle(first_);
    if (second_) settle(*second_);
  }

  ItemResult finish() {
    const OpenDay low = first_day(first_);
    const OpenDay high = last_day(second_ ? *second_ : first_);
    if (!low.exists || !high.exists || !first_day(second_ ? *second_ : first_).exists)
      return {ItemStatus::kUnreadable, {}};
    if (low.year.has_value() != high.year.has_value()) return {ItemStatus::kUnreadable, {}};
    if (low.text() > high.text()) return {ItemStatus::kUnreadable, {}};
    take_weekday();
    Item item;
    item.is_date = item.word_before = true;
    item.exact_day = first_.level == Level::kDay;
    item.value.kind = ReadingKind::kDate;
    close(item, low, high);
    item.end = pos_;
    return {ItemStatus::kRead, item};
  }

  // 2009年10月12日，星期一 and the same in a bracket.
  void take_weekday() {
    std::size_t pos = pos_;
    const bool bracket = at(text_, pos) == U'(';
    if (bracket || at(text_, pos) == U',') ++pos;
    const bool week = (at(text_, pos) == U'星' && at(text_, pos + 1) == U'期') || at(text_, pos) == U'周';
    if (!week || first_.level != Level::kDay) return;
    pos += at(text_, pos) == U'周' ? 1 : 2;
    const int day = digit_value(at(text_, pos));
    if (!(day >= 1 && day <= 6) && at(text_, pos) != U'日' && at(text_, pos) != U'天') return;
    ++pos;
    if (bracket && at(text_, pos) != U')') return;
    pos_ = pos + (bracket ? 1 : 0);
  }

  void close(Item& item, const OpenDay& low, const OpenDay& high) {
    const auto* word = tables_.date_closings.at(text_, pos_);
    DateRole role = DateRole::kClose;
    if (word != nullptr) {
      role = word->meaning.role;
      pos_ += word->word.size();
    }
    Value& value = item.value;
    const OpenInterval until{std::nullopt, true, high, true};
    const OpenInterval strictly_before{std::nullopt, true, low, false};
    switch (role) {
      case DateRole::kBefore:
        close_before(item, until, strictly_before);
        return;
      case DateRole::kUntilAfter:
        if (second_) break;
        return set(value, Comparator::kLe, until);
      case DateRole::kAfter:
        return set(value, Comparator::kGt, {high, false, std::nullopt, true});
      case DateRole::kFromAfter:
        return set(value, Comparator::kGe, {low, true, std::nullopt, true});
      default:
        break;
    }
    if (comparator_ == Comparator::kLe) return set(value, Comparator::kLe, until);
    if (comparator_ == Comparator::kGe) return set(value, Comparator::kGe, {low, true, std::nullopt, true});
    Item deadline;
    close_before(deadline, until, strictly_before);
    item.as_deadline = std::move(deadline.value);
    if (first_.approx || (second_ && second_->approx)) item.flags.set(Flag::kApprox);
    set(value, Comparator::kNone, {low, true, high, true});
  }

  void close_before(Item& item, const OpenInterval& until, const OpenInterval& strictly_before) const {
    const Point& point = second_ ? *second_ : first_;
    if (point.bottom) return set(item.value, Comparator::kLe, until);
    item.flags.set(Flag::kAmbiguous);
    if (point.level == Level::kDay) {
      set(item.value, Comparator::kLe, until);
      item.value.alternative = extent_of(strictly_before);
    } else {
      set(item.value, Comparator::kLt, strictly_before);
      item.value.alternative = extent_of(until);
    }
  }

  static void set(Value& value, Comparator comparator, const OpenInterval& interval) {
    value.comparator = comparator;
    value.extent = extent_of(interval);
  }

  // 每月5日前, 每年6月30日前.
  ItemResult scan_recurring() {
    ++pos_;
    std::optional<int> month;
    if (at(text_, pos_) == U'年') {
      const auto number = scan_number(text_, pos_ + 1);
      if (!number || at(text_, number->end) != U'月' || number->value < 1 || number->value > 12) return {};
      month = number->value;
      pos_ = number->end + 1;
    } else if (at(text_, pos_) == U'月') {
      ++pos_;
    } else {
      return {};
    }
    const auto day = scan_number(text_, pos_);
    int last = 0;
    if (day && (at(text_, day->end) == U'日' || at(text_, day->end) == U'号')) {
      last = day->value;
      pos_ = day->end + 1;
    } else if (month && at(text_, pos_) == U'底') {
      last = days_in_month(2001, *month);
      ++pos_;
    } else {
      return {};
    }
    if (last < 1 || last > days_in_month(2000, month.value_or(1))) return {ItemStatus::kUnreadable, {}};
    if (const auto* word = tables_.date_closings.at(text_, pos_)) pos_ += word->word.size();
    Item item;
    item.is_date = item.word_before = item.exact_day = true;
    item.flags.set(Flag::kRecurring);
    item.value.kind = ReadingKind::kDate;
    item.value.extent =
        UnspecifiedDate{month ? fmt::format("XXXX-{:02}-{:02}", *month, last) : fmt::format("XXXX-XX-{:02}", last)};
    item.end = pos_;
    return {ItemStatus::kRead, item};
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t pos_;
  std::optional<int> year_;
  const Tables& tables_;
  Point first_;
  std::optional<Point> second_;
  std::optional<Point> bare_second_year_;
  Comparator comparator_ = Comparator::kNone;
  bool word_before_ = false;
};

}  // namespace

ItemResult scan_date(std::u32string_view text, std::size_t pos, std::optional<int> year,
                     const Vocabulary::Tables& tables) {
  return DateScanner(text, pos, year, tables).scan();
}

}  // namespace hebiao
