// 三年半, 五元三角二分, 一米八五: a number and its unit may be followed by a half, by smaller units, by bare decimals.

#include "normalize/written_end.h"

#include <utility>

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

struct WrittenSign {
  bool negative = false;
  std::size_t end = 0;
};

WrittenSign scan_sign(std::u32string_view text, std::size_t pos) {
  const char32_t c = at(text, pos);
  if (c == U'-' || c == U'负') return {true, pos + 1};
  if (c == U'零' && at(text, pos + 1) == U'下') return {true, pos + 2};
  if (c == U'+') return {false, pos + 1};
  return {false, pos};
}

class EndScanner {
 public:
  EndScanner(std::u32string_view text, std::size_t pos, const Tables& tables, EndRole role = EndRole::kAlone)
      : text_(text), pos_(pos), tables_(tables), role_(role) {}

  EndResult scan() {
    const std::size_t begin = pos_;
    const WrittenSign sign = scan_sign(text_, pos_);
    pos_ = sign.end;
    end_.negative = sign.negative;
    if (!scan_number()) return {unreadable_ ? ItemStatus::kUnreadable : ItemStatus::kNone, {}};
    take_unit();
    take_mark(text_.substr(begin, pos_ - begin));
    end_.end = pos_;
    return {ItemStatus::kRead, std::move(end_)};
  }

 private:
  bool scan_number() {
    if (at(text_, pos_) == U'半' || (at(text_, pos_) == U'一' && at(text_, pos_ + 1) == U'半')) return scan_half();
    NumeralResult result = scan_numeral(text_, pos_);
    unreadable_ = result.status == NumeralStatus::kUnreadable;
    if (result.status != NumeralStatus::kRead) return false;
    end_.number = std::move(result.numeral);
    pos_ = end_.number.end;
    end_.plain = end_.number.quantum.has_value();
    return true;
  }

  // 半小时, 一半.
  bool scan_half() {
    const bool alone = text_[pos_] == U'一';
    const std::size_t end = pos_ + (alone ? 2 : 1);
    if (!alone && !scan_unit(text_, end, tables_)) return false;
    end_.number.low = end_.number.high = Rational(1, 2);
    end_.number.script = alone ? Script::kChinese : Script::kChineseDigit;
    end_.plain = false;
    pos_ = end;
    return true;
  }

  void take_unit() {
    if (marked_at(pos_) || text_.substr(pos_).starts_with(U"(含") ||
        (role_ == EndRole::kPair && between_at(text_, pos_)))
      return;
    if (at(text_, pos_) == U'个' && take_after_ge()) return;
    auto unit = scan_unit(text_, pos_, tables_);
    if (!unit && at(text_, pos_) == U' ' && is_letter(at(text_, pos_ + 1))) unit = scan_unit(text_, pos_ + 1, tables_);
    if (!unit || names_a_year(*unit)) return;
    end_.unit = unit;
    pos_ = unit->end;
    if (unit->kind == UnitKind::kTenths) take_tenth();
    take_half_or_more();
    take_smaller_parts();
    if (end_.unit->kind == UnitKind::kMoney || end_.unit->kind == UnitKind::kCent) take_money_close();
  }

  // 2025年 is a year, not a duration of two thousand years.
  bool names_a_year(const UnitMatch& unit) const {
    const Numeral& number = end_.number;
    return unit.unit == "a" && !unit.bracketed && number.script == Script::kArabic && number.low >= 1800 &&
           number.low < 2200;
  }

  bool marked_at(std::size_t pos) const {
    const auto* shade = tables_.shades_after.at(text_, pos);
    const bool mark = shade != nullptr && (shade->meaning == Shade::kInclude || shade->meaning == Shade::kExclude);
    return mark && text_[pos] == U'(';
  }

  // 三个多月, 两个半小时: 多 and 半 stand between 个 and the unit.
  bool take_after_ge() {
    const char32_t next = at(text_, pos_ + 1);
    const bool half = next == U'半';
    const bool more = next == U'多' || next == U'余' || next == U'来';
    if (!half && !more) return false;
    std::u32string with_ge(1, U'个');
    with_ge += text_.substr(pos_ + 2, 4);
    auto unit = scan_unit(with_ge, 0, tables_);
    if (!unit || unit->end < 2) return false;
    pos_ += unit->end + 1;
    end_.unit = unit;
    if (half) add(Rational(1, 2));
    if (more) open_up();
    return true;
  }

  void add(const Rational& part) {
    end_.number.low += part;
    end_.number.high += part;
    end_.plain = false;
  }

  void open_up() {
    if (end_.number.open || end_.number.neighbours) return;
    end_.open = end_.number.open = true;
    end_.number.high = end_.number.low + end_.number.step.value_or(1);
  }

  // 七成六.
  void take_tenth() {
    const int digit = digit_value(at(text_, pos_));
    if (digit <= 0 || begins_numeral(at(text_, pos_ + 1))) return;
    add(Rational(digit, 10));
    ++pos_;
  }

  // 三年半, 两年多.
  void take_half_or_more() {
    const UnitKind kind = end_.unit->kind;
    if (end_.unit->bracketed || kind == UnitKind::kPercent || kind == UnitKind::kNoun) return;
    const char32_t c = at(text_, pos_);
    if (c == U'半' && (kind != UnitKind::kCount || !is_ideograph(at(text_, pos_ + 1)))) {
      add(Rational(1, 2));
      ++pos_;
    } else if ((c == U'多' || c == U'余') && kind != UnitKind::kCount && !is_ideograph(at(text_, pos_ + 1))) {
      open_up();
      ++pos_;
    }
  }

  // 四年零六个月, 五元三角二分, 3斤5两; colloquially 三米九, 12块5.
  void take_smaller_parts() {
    for (int parts = 0; parts < 4 && !end_.unit->bracketed && !end_.unit->rate; ++parts)
      if (!take_smaller_part()) return;
  }

  bool take_smaller_part() {
    std::size_t pos = pos_;
    if (at(text_, pos) == U'零' && begins_numeral(at(text_, pos + 1))) ++pos;
    const NumeralResult result = scan_numeral(text_, pos);
    const Numeral& number = result.numeral;
    const bool exact = result.status == NumeralStatus::kRead && number.low == number.high;
    if (!exact || number.form != NumeralForm::kInteger) return take_colloquial_decimals();
    if (const auto factor = smaller_factor(number.end)) {
      end_.number.low += number.low * factor->value / end_.unit->factor;
      end_.number.high = end_.number.low;
      // 123元1角1分 is printed to the fen; other compounds have no single last place.
      const bool money = end_.unit->kind == UnitKind::kMoney && end_.plain && number.quantum.has_value();
      end_.plain = money;
      if (money) end_.number.quantum = *number.quantum * factor->value / end_.unit->factor;
      if (!money) end_.number.script = end_.number.script == number.script ? number.script : Script::kMixed;
      pos_ = factor->end;
      last_factor_ = factor->value;
      return true;
    }
    return take_colloquial_decimals();
  }

  struct Factor {
    Rational value;  // of the first unit's canonical unit
    std::size_t end = 0;
  };

  // The unit of a further part, if it is a smaller one of the same dimension.
  std::optional<Factor> smaller_factor(std::size_t pos) const {
    const char32_t c = at(text_, pos);
    const Rational above = last_factor_ != 0 ? last_factor_ : end_.unit->factor;
    if (end_.unit->unit == "CNY" && c == U'分' && at(text_, pos + 1) != U'之') return Factor{Rational(1, 100), pos + 1};
    if (end_.unit->unit == "h" && c == U'分' && at(text_, pos + 1) != U'钟') return Factor{Rational(1, 60), pos + 1};
    const auto unit = scan_unit(text_, pos, tables_);
    if (!unit || unit->bracketed || unit->rate) return std::nullopt;
    const bool coins = unit->kind == UnitKind::kCent || unit->kind == UnitKind::kMoney;
    if (coins && end_.unit->unit == unit->unit)
      return unit->factor < above ? std::optional(Factor{unit->factor, unit->end}) : std::nullopt;
    const auto mine = tables_.dimensions.find(end_.unit->unit);
    const auto other = tables_.dimensions.find(unit->unit);
    if (mine == tables_.dimensions.end() || other == tables_.dimensions.end()) return std::nullopt;
    if (mine->second.dimension != other->second.dimension) return std::nullopt;
    const Rational factor = unit->factor * other->second.factor / mine->second.factor;
    return factor < above ? std::optional(Factor{factor, unit->end}) : std::nullopt;
  }

  // 三米九, 一米八五, 两毛五: digits behind a unit are tenths and hundredths of it.
  bool take_colloquial_decimals() {
    const char32_t before = text_[pos_ - 1];
    const bool money = before == U'块' || before == U'毛' || before == U'角';
    if (end_.unit->kind != UnitKind::kMeasure && !money) return false;
    const bool arabic = is_ascii_digit(at(text_, pos_));
    const Rational unit = last_factor_ != 0 ? Rational(last_factor_ / end_.unit->factor) : Rational(1);
    Rational sum = 0;
    std::size_t end = pos_;
    for (int place = 1; place <= 2 && digit_value(at(text_, end)) > 0 && is_ascii_digit(text_[end]) == arabic; ++place)
      sum += unit * digit_value(text_[end++]) * power_of_ten(-place);
    const char32_t next = at(text_, end);
    if (end == pos_ || is_ideograph(next) || is_letter(next) || is_ascii_digit(next) || next == U'(' || next == U'%' ||
        next == U'.')
      return false;
    add(sum);
    end_.colloquial = true;
    pos_ = end;
    return false;
  }

  // 圆整, 元人民币: closes an amount; another currency's name beside 元 decides.
  void take_money_close() {
    if (const auto* shade = tables_.shades_after.at(text_, pos_); shade != nullptr && shade->meaning == Shade::kWhole) {
      pos_ += shade->word.size();
    }
    if (const auto* currency = tables_.currencies.at(text_, pos_); currency != nullptr && end_.unit->unit == "CNY") {
      end_.unit->unit = currency->meaning;
      pos_ += currency->word.size();
    }
  }

  // (含), (不含), and with the value said again: 2个(含2个)以上.
  void take_mark(std::u32string_view value) {
    const std::u32string_view rest = text_.substr(pos_);
    if (rest.starts_with(U"(含") && rest.substr(2).starts_with(value) && at(rest, 2 + value.size()) == U')') {
      end_.mark = Mark::kIncluded;
      pos_ += value.size() + 3;
      return;
    }
    if (!marked_at(pos_)) return;
    const auto* shade = tables_.shades_after.at(text_, pos_);
    end_.mark = shade->meaning == Shade::kInclude ? Mark::kIncluded : Mark::kExcluded;
    pos_ += shade->word.size();
  }

  std::u32string_view text_;
  std::size_t pos_;
  const Tables& tables_;
  EndRole role_;
  End end_;
  Rational last_factor_ = 0;
  bool unreadable_ = false;
};

}  // namespace

bool between_at(std::u32string_view text, std::size_t pos) {
  return at(text, pos) == U'间' || (at(text, pos) == U'之' && at(text, pos + 1) == U'间');
}

EndResult scan_end(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables, EndRole role) {
  return EndScanner(text, pos, tables, role).scan();
}

}  // namespace hebiao
