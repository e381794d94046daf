#include "normalize/date_point.h"

#include "normalize/numeral.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

constexpr int kFirstYear = 1800;  // a number below is a duration or a count: 一千年
constexpr int kLastYear = 2199;

class PointScanner {
 public:
  // `before` is the first point of a span when the second is read.
  PointScanner(std::u32string_view text, std::size_t pos, const Tables& tables, const Point* before)
      : text_(text), pos_(pos), tables_(tables), before_(before) {
    if (before != nullptr) point_.year = before->year;
  }

  PointResult scan() {
    if (!scan_numeric() && !scan_words()) return {wrong_ ? PointStatus::kWrong : PointStatus::kNone, {}};
    point_.end = pos_;
    return {wrong_ || !valid() ? PointStatus::kWrong : PointStatus::kRead, point_};
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
    const bool span = scan_span_sign(text_, month.end) > month.end || before_ != nullptr;
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
    const auto year = scan_number(text_, scan_span_sign(text_, pos));
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
    const bool first = c == U'前' || c == U'首' || c == U'头';
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
    const std::size_t next = scan_span_sign(text_, first->end);
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
      const std::size_t next = scan_span_sign(text_, pos);
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
    const std::size_t next = scan_span_sign(text_, first->end);
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

  std::u32string_view text_;
  std::size_t pos_;
  const Tables& tables_;
  const Point* before_;
  Point point_;
  bool wrong_ = false;
};

}  // namespace

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
  if (numeral.low != numeral.high || !numeral.low.is_whole() || numeral.low > 9999 || numeral.colloquial)
    return std::nullopt;
  return Number{static_cast<int>(numeral.low.get_num().get_si()), false, end - pos, end};
}

bool is_year(const Number& number) {
  return number.value >= kFirstYear && number.value <= kLastYear && (!number.arabic || number.length == 4);
}

std::size_t scan_span_sign(std::u32string_view text, std::size_t pos) {
  std::size_t end = pos;
  while (end - pos < 3 && (at(text, end) == U'-' || at(text, end) == U'~')) ++end;
  if (end > pos) return end;
  return at(text, pos) == U'至' || at(text, pos) == U'到' ? pos + 1 : pos;
}

PointResult scan_point(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables,
                       const Point* before) {
  return PointScanner(text, pos, tables, before).scan();
}

}  // namespace hebiao
