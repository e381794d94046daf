// How a date is read.
//
//   date  := (≤ | =)? lead* (point (to point)? | recurring) closing*
//   point := year? (half | quarter | months | month (third | edge | day)?)? | numeric form | year edge?
//
// A point is a span of days: a day, a month, a quarter. What the second point of a span leaves out it takes from the
// first (2017年8月至11月); in 1-9月 and 12-19日 the sign is shared. Deadlines: 月底前 includes the last day; X日前
// includes the day, with the strict reading beside it; X月前 and X年前 are strict, with the end of the span beside
// them.

#include "normalize/date.h"

#include <fmt/format.h>

#include <utility>

#include "normalize/calendar.h"
#include "normalize/date_point.h"
#include "normalize/opening.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

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
    const bool has_sign = scan_sign();
    scan_leads();
    PointResult first = scan_first();
    if (has_sign && (first.status != PointStatus::kRead || first.point.level == Level::kYear)) return {};
    if (first.status != PointStatus::kRead) return status_of(first.status);
    first_ = first.point;
    pos_ = first_.end;
    if (!scan_second()) return {ItemStatus::kUnreadable, {}};
    settle_years();
    return finish();
  }

 private:
  static ItemResult status_of(PointStatus status) {
    return {status == PointStatus::kWrong ? ItemStatus::kUnreadable : ItemStatus::kNone, {}};
  }

  // ≤12月 and =12月, of forms that write sign, value and unit into three cells: by the end of December, in December.
  // Behind another sign, and before a bare year (≤3年), stands a quantity.
  bool scan_sign() {
    const auto* word = tables_.before.at(text_, pos_);
    if (word == nullptr || is_ideograph(word->word.front())) return false;
    const Comparator comparator = word->meaning.comparator;
    if (comparator != Comparator::kLe && comparator != Comparator::kEq) return false;
    if (comparator == Comparator::kLe) comparator_ = comparator;
    pos_ += word->word.size();
    return word_before_ = true;
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
    PointResult result = scan_point(text_, pos_, tables_, nullptr);
    if (result.status != PointStatus::kNone) return result;
    const auto year = scan_number(text_, pos_);
    if (!year || !is_year(*year)) return result;
    const std::size_t next = scan_span_sign(text_, year->end);
    const auto other = next > year->end ? scan_number(text_, next) : std::nullopt;
    if (!other || !is_year(*other) || other->value < year->value) return result;
    const bool named = at(text_, other->end) == U'年';
    if (!named && (!year->arabic || scan_unit(text_, other->end, tables_))) return result;
    result.status = PointStatus::kRead;
    result.point.year = year->value;
    result.point.end = year->end;
    bare_second_year_ =
        named ? std::nullopt : std::optional(Point{other->value, 1, 12, 0, 0, Level::kYear, false, false, other->end});
    return result;
  }

  bool scan_second() {
    std::size_t pos = pos_;
    if (at(text_, pos) == U'起') ++pos;
    const std::size_t next = scan_span_sign(text_, pos);
    if (next == pos) return true;
    if (bare_second_year_) {
      second_ = bare_second_year_;
    } else {
      const PointResult second = scan_point(text_, next, tables_, &first_);
      if (second.status == PointStatus::kNone) return at(text_, pos) == U'至' || at(text_, pos) == U'到';
      if (second.status == PointStatus::kWrong) return false;
      second_ = second.point;
    }
    pos_ = second_->end;
    if (at(text_, pos_) == U'止') ++pos_;
    return true;
  }

  void settle_years() {
    const auto settle = [&](Point& point) {
      if (!point.year) point.year = year_;
      if (point.year && *point.year >= kRelativeBase / 2) {
        const int offset = *point.year - kRelativeBase;
        point.year = year_ ? std::optional(*year_ + offset) : std::nullopt;
      }
    };
    const Point& last = second_ ? *second_ : first_;
    if (last.year && *last.year < kRelativeBase / 2) written_year_ = last.year;
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
    item.year = written_year_;
    item.value.kind = ReadingKind::kDate;
    close(item, low, high);
    item.end = pos_;
    return {ItemStatus::kRead, std::move(item)};
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
    return {ItemStatus::kRead, std::move(item)};
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t pos_;
  std::optional<int> year_;
  std::optional<int> written_year_;
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
