// How a quantity is read.
//
//   quantity := opening end [to end] closing
//   end      := sign? numeral unit? (half | smaller part)? mark?
//
// The opening holds comparators, shades (约), a currency, 每…; the closing 左右, 以上, (含). What the first end leaves
// out, it shares with the second: the unit (90-95%), the multiplier (2-5万元), the form (百分之三十到四十一). A mark
// (含) at one end alone makes a band that is open at the other (GB/T 8170 reads an unmarked range as closed at both).

#include "normalize/quantity.h"

#include <algorithm>

#include "normalize/opening.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

char32_t at(std::u32string_view text, std::size_t pos) { return pos < text.size() ? text[pos] : U'\0'; }

bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

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

struct Sign {
  bool negative = false;
  std::size_t end = 0;
};

Sign scan_sign(std::u32string_view text, std::size_t pos) {
  const char32_t c = at(text, pos);
  if (c == U'-' || c == U'负') return {true, pos + 1};
  if (c == U'零' && at(text, pos + 1) == U'下') return {true, pos + 2};
  if (c == U'+') return {false, pos + 1};
  return {false, pos};
}

bool between_at(std::u32string_view text, std::size_t pos) {
  return at(text, pos) == U'间' || (at(text, pos) == U'之' && at(text, pos + 1) == U'间');
}

// The second of a pair (20和30之间) is closed by 间, which elsewhere counts rooms.
enum class EndRole { kAlone, kPair };

class EndScanner {
 public:
  EndScanner(std::u32string_view text, std::size_t pos, const Tables& tables, EndRole role = EndRole::kAlone)
      : text_(text), pos_(pos), tables_(tables), role_(role) {}

  EndResult scan() {
    const Sign sign = scan_sign(text_, pos_);
    pos_ = sign.end;
    end_.negative = sign.negative;
    if (!scan_number()) return {unreadable_ ? ItemStatus::kUnreadable : ItemStatus::kNone, {}};
    take_unit();
    take_mark();
    end_.end = pos_;
    return {ItemStatus::kRead, end_};
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
    if (marked_at(pos_) || (role_ == EndRole::kPair && between_at(text_, pos_))) return;
    if (at(text_, pos_) == U'个' && take_after_ge()) return;
    auto unit = scan_unit(text_, pos_, tables_);
    if (!unit && at(text_, pos_) == U' ' && is_letter(at(text_, pos_ + 1))) unit = scan_unit(text_, pos_ + 1, tables_);
    if (!unit) return;
    end_.unit = unit;
    pos_ = unit->end;
    if (unit->kind == UnitKind::kTenths) take_tenth();
    take_half_or_more();
    take_smaller_parts();
    if (end_.unit->kind == UnitKind::kMoney || end_.unit->kind == UnitKind::kCent) take_money_close();
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
      const bool money = end_.unit->unit == "CNY" && end_.plain && number.quantum.has_value();
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
    if (unit->kind == UnitKind::kCent && end_.unit->unit == "CNY")
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

  void take_mark() {
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

// What stands between the ends of a range: dashes, tildes, 至, 到; with 之间 behind the range also 和, 与.
std::size_t scan_range_sign(std::u32string_view text, std::size_t pos, const Tables& tables) {
  std::size_t end = pos;
  while (end - pos < 3 && (at(text, end) == U'-' || at(text, end) == U'~')) ++end;
  if (end > pos) return end;
  const char32_t c = at(text, pos);
  if (c == U'至' || c == U'到') return tables.before.at(text, pos) != nullptr ? pos : pos + 1;
  return pos;
}

std::size_t scan_pair_word(std::u32string_view text, std::size_t pos) {
  const char32_t c = at(text, pos);
  return c == U'和' || c == U'与' ? pos + 1 : pos;
}

// The number of digits before the point.
std::size_t magnitude(const Rational& number) {
  const mpz_class whole(abs(number));
  return whole.get_str().size();
}

struct Scaled {
  Rational low;
  Rational high;
  std::vector<Rational> quantum;
};

Scaled scaled(const End& end) {
  const Rational factor = end.unit ? end.unit->factor : Rational(1);
  Scaled result{end.number.low, end.number.high, {}};
  if (factor != 1) {
    result.low *= factor;
    result.high *= factor;
  }
  if (end.negative) {
    std::swap(result.low, result.high);
    result.low = -result.low;
    result.high = -result.high;
  }
  const bool decimal = !end.unit || end.unit->decimal;
  if (end.plain && decimal && end.number.quantum)
    result.quantum.push_back(factor == 1 ? *end.number.quantum : Rational(*end.number.quantum * factor));
  return result;
}

class QuantityScanner {
 public:
  QuantityScanner(std::u32string_view text, std::size_t pos, const Tables& tables)
      : text_(text), begin_(pos), tables_(tables) {}

  ItemResult scan() {
    opening_ = scan_opening(text_, begin_, tables_);
    pos_ = opening_.end;
    if (at(text_, pos_) == U'(') return scan_bracketed_tolerance();
    const bool symmetric = at(text_, pos_) == U'±';
    EndResult first = EndScanner(text_, pos_ + (symmetric ? 1 : 0), tables_).scan();
    if (first.status != ItemStatus::kRead) return {first.status, {}};
    first_ = std::move(first.end);
    pos_ = first_.end;
    if (symmetric) return finish_symmetric(Rational(0), first_);
    if (at(text_, pos_) == U'±') return scan_tolerance();
    if (!scan_second()) return unreadable();
    if (!scan_closing()) return unreadable();
    return second_ ? finish_range() : finish_point();
  }

 private:
  static ItemResult unreadable() { return {ItemStatus::kUnreadable, {}}; }

  // (50±5)kg.
  ItemResult scan_bracketed_tolerance() {
    EndResult middle = EndScanner(text_, pos_ + 1, tables_).scan();
    if (middle.status != ItemStatus::kRead || at(text_, middle.end.end) != U'±' || middle.end.unit) return {};
    EndResult tolerance = EndScanner(text_, middle.end.end + 1, tables_).scan();
    if (tolerance.status != ItemStatus::kRead || at(text_, tolerance.end.end) != U')') return unreadable();
    pos_ = tolerance.end.end + 1;
    if (auto unit = scan_unit(text_, pos_, tables_); unit && !tolerance.end.unit) {
      pos_ = unit->end;
      tolerance.end.unit = middle.end.unit = unit;
    }
    return finish_symmetric(scaled(middle.end).low, tolerance.end);
  }

  // 20±2℃.
  ItemResult scan_tolerance() {
    EndResult tolerance = EndScanner(text_, pos_ + 1, tables_).scan();
    if (tolerance.status != ItemStatus::kRead) return unreadable();
    if (!tolerance.end.unit) tolerance.end.unit = first_.unit;
    if (!first_.unit) first_.unit = tolerance.end.unit;
    pos_ = tolerance.end.end;
    return finish_symmetric(scaled(first_).low, tolerance.end);
  }

  ItemResult finish_symmetric(const Rational& middle, const End& tolerance) {
    const Scaled width = scaled(tolerance);
    if (width.low != width.high || width.low < 0) return unreadable();
    Item item = item_of(tolerance);
    item.value.extent = Interval{Bound{middle - width.low, true}, Bound{middle + width.low, true}};
    item.value.kind = ReadingKind::kRange;
    item.value.quantum = width.quantum;
    item.end = pos_;
    return {ItemStatus::kRead, item};
  }

  // The second end, if one follows. False if a range sign stands there and no number can be read behind it.
  bool scan_second() {
    std::size_t next = scan_range_sign(text_, pos_, tables_);
    const bool pair = next == pos_;
    if (pair) next = scan_pair_word(text_, pos_);
    if (next == pos_) return true;
    if (const auto* currency = tables_.currencies.at(text_, next)) next += currency->word.size();
    const EndResult second = EndScanner(text_, next, tables_, pair ? EndRole::kPair : EndRole::kAlone).scan();
    if (pair) {
      if (second.status != ItemStatus::kRead || !between_at(text_, second.end.end)) return true;
    } else if (second.status != ItemStatus::kRead) {
      return second.status == ItemStatus::kNone && !begins_numeral(at(text_, next)) && is_ideograph(text_[pos_]);
    }
    second_ = second.end;
    pos_ = second.end.end;
    return true;
  }

  bool scan_closing() {
    for (bool again = true; again;) again = scan_closing_word();
    if (opening_.around && closed_ == false) return false;
    return !opening_.conflict;
  }

  bool scan_closing_word() {
    if (opening_.around) {
      const auto* close = tables_.around_close.at(text_, pos_);
      if (close == nullptr || closed_) return false;
      closed_ = true;
      return compare(close->meaning.comparator, close->word.size());
    }
    const auto* shade = tables_.shades_after.at(text_, pos_);
    const auto* word = tables_.after.at(text_, pos_);
    if (word != nullptr && (shade == nullptr || word->word.size() > shade->word.size())) {
      comparator_after_ = true;
      return compare(word->meaning.comparator, word->word.size());
    }
    if (shade == nullptr) return false;
    switch (shade->meaning) {
      case Shade::kApproxAfter:
        opening_.approx = true;
        break;
      case Shade::kInclude:
        // 50万元(含)以上: said again by the comparator; 以上(含) likewise.
        included_ = true;
        break;
      case Shade::kExclude:
        excluded_ = true;
        break;
      default:
        return false;
    }
    pos_ += shade->word.size();
    return true;
  }

  bool compare(Comparator comparator, std::size_t size) {
    const Joined joined = join(opening_.comparator, comparator);
    opening_.comparator = joined.comparator;
    opening_.conflict = opening_.conflict || joined.conflict;
    pos_ += size;
    return true;
  }

  // (含) and (不含) win over what the comparator says.
  Comparator marked_comparator() const {
    const Comparator comparator = opening_.comparator;
    const Mark mark = second_ ? Mark::kNone : first_.mark;
    const bool included = included_ || mark == Mark::kIncluded;
    const bool excluded = excluded_ || mark == Mark::kExcluded;
    if (included && comparator == Comparator::kGt) return Comparator::kGe;
    if (included && comparator == Comparator::kLt) return Comparator::kLe;
    if (excluded && comparator == Comparator::kGe) return Comparator::kGt;
    if (excluded && comparator == Comparator::kLe) return Comparator::kLt;
    return comparator;
  }

  std::string unit_text(const std::optional<UnitMatch>& unit) const {
    std::string text = unit ? unit->unit : std::string();
    if (!opening_.currency.empty() && (!unit || unit->unit == "CNY" || unit->unit.empty())) text = opening_.currency;
    if (!opening_.scale.empty() && unit && unit->unit == "度") text = opening_.scale;
    return text + opening_.denominator;
  }

  Item item_of(const End& end) const {
    Item item;
    item.script = end.number.script;
    item.is_one = end.number.script == Script::kChineseDigit && end.number.low == 1;
    item.has_unit = end.unit.has_value() || !opening_.currency.empty() || end.number.form == NumeralForm::kPercent;
    item.unit_kind = end.unit ? end.unit->kind : UnitKind::kPercent;
    item.bare_unit = end.unit && !end.unit->bracketed;
    item.multiplied = end.number.large;
    item.sign = opening_.sign;
    item.word_before = opening_.any_word;
    item.comparator_after = comparator_after_;
    item.value.unit = unit_text(end.unit);
    if (end.number.form == NumeralForm::kPercent) item.value.unit = "%" + item.value.unit;
    if (end.colloquial || end.number.colloquial) item.flags.set(Flag::kColloquial);
    if (item.unit_kind == UnitKind::kTenths) item.flags.set(Flag::kColloquial);
    if (end.number.digits) item.flags.set(Flag::kDigits);
    if (end.number.form == NumeralForm::kRatio) item.flags.set(Flag::kRatio);
    if (end.unit && end.unit->mended) item.flags.set(Flag::kRepaired);
    if (opening_.approx) item.flags.set(Flag::kApprox);
    if (opening_.under) item.flags.set(Flag::kUnder);
    if (opening_.change != Change::kNone) item.flags.set(Flag::kDelta);
    return item;
  }

  ItemResult finish_point() {
    Item item = item_of(first_);
    Scaled number = scaled(first_);
    Value& value = item.value;
    value.comparator = marked_comparator();
    value.quantum = std::move(number.quantum);
    item.end = pos_;
    if (opening_.change == Change::kFall) flip(number, value.comparator);
    const bool spread = first_.number.neighbours || first_.number.open;
    if (first_.number.neighbours) item.flags.set(Flag::kApprox);
    if (first_.number.open) item.flags.set(Flag::kOver);
    if (opening_.approx && value.comparator == Comparator::kNone) value.comparator = Comparator::kApprox;
    value.extent = extent_of(number, value.comparator);
    const bool range = first_.number.neighbours && is_spread_comparator(value.comparator);
    value.kind = range ? ReadingKind::kRange : point_kind(value.comparator, value.unit);
    if (value.kind == ReadingKind::kNumber && spread) value.kind = range ? ReadingKind::kRange : ReadingKind::kNumber;
    return {ItemStatus::kRead, item};
  }

  static bool is_spread_comparator(Comparator comparator) {
    return comparator == Comparator::kNone || comparator == Comparator::kApprox || comparator == Comparator::kEq;
  }

  // 下降不少于 5%: the change is at most -5.
  static void flip(Scaled& number, Comparator& comparator) {
    std::swap(number.low, number.high);
    number.low = -number.low;
    number.high = -number.high;
    switch (comparator) {
      case Comparator::kGe:
        comparator = Comparator::kLe;
        break;
      case Comparator::kLe:
        comparator = Comparator::kGe;
        break;
      case Comparator::kGt:
        comparator = Comparator::kLt;
        break;
      case Comparator::kLt:
        comparator = Comparator::kGt;
        break;
      default:
        break;
    }
  }

  Interval extent_of(const Scaled& number, Comparator comparator) const {
    switch (comparator) {
      case Comparator::kGe:
        return {Bound{number.low, true}, std::nullopt};
      case Comparator::kGt:
        return {Bound{number.low, false}, std::nullopt};
      case Comparator::kLe:
        return {std::nullopt, Bound{number.high, true}};
      case Comparator::kLt:
        return {std::nullopt, Bound{number.high, false}};
      default:
        break;
    }
    if (number.low == number.high) return Interval::point(number.low);
    const bool closed = !first_.number.open;
    return {Bound{number.low, closed}, Bound{number.high, closed}};
  }

  ItemResult finish_range() {
    End& first = first_;
    End& second = *second_;
    if (first.number.open || second.number.open || first.number.neighbours || second.number.neighbours)
      return unreadable();
    // 控制在 3-5% and 达到 90-95% say the range; a sign before a range says nothing clear.
    if (opening_.sign && opening_.comparator != Comparator::kEq) return unreadable();
    own_unit_ = first.unit.has_value();
    if (!share_form(first, second) || !share_unit(first, second)) return unreadable();
    Item item = item_of(second);
    const auto alternative = share_multiplier(first, second, item);
    if (first.number.colloquial) item.flags.set(Flag::kColloquial);
    if (first.number.script == Script::kArabic) item.script = Script::kArabic;
    item.value.comparator = opening_.approx ? Comparator::kApprox : Comparator::kNone;
    item.value.extent = range_of(first, second, item);
    item.value.quantum = quanta(first, second);
    item.value.kind = ReadingKind::kRange;
    item.end = pos_;
    if (alternative) item.value.alternative = *alternative;
    return {ItemStatus::kRead, item};
  }

  // 百分之三十到四十一.
  static bool share_form(const End& first, End& second) {
    if (first.number.form == second.number.form) return true;
    if (first.number.form == NumeralForm::kPercent && second.number.form == NumeralForm::kInteger && !second.unit) {
      second.number.form = NumeralForm::kPercent;
      return true;
    }
    return first.number.form != NumeralForm::kRatio && second.number.form != NumeralForm::kRatio &&
           second.number.form != NumeralForm::kPercent && first.number.form != NumeralForm::kPercent;
  }

  // Both ends in one unit: the one that names none takes the other's; minutes and hours are brought together.
  bool share_unit(End& first, End& second) const {
    if (!first.unit && !second.unit) return true;
    if (!first.unit) {
      first.unit = second.unit;
      return true;
    }
    if (!second.unit) {
      second.unit = first.unit;
      return true;
    }
    if (first.unit->unit == second.unit->unit) return true;
    const auto mine = tables_.dimensions.find(first.unit->unit);
    const auto other = tables_.dimensions.find(second.unit->unit);
    if (mine == tables_.dimensions.end() || other == tables_.dimensions.end()) return false;
    if (mine->second.dimension != other->second.dimension) return false;
    first.unit->factor *= mine->second.factor / other->second.factor;
    first.unit->unit = second.unit->unit;
    first.unit->decimal = false;
    return true;
  }

  // In 2-5万 the 万 belongs to both. Where the ends have different numbers of digits (5-10万, 八到九百亿) the other
  // reading is defensible too, and is returned.
  std::optional<Interval> share_multiplier(End& first, const End& second, Item& item) const {
    const int multiplier = second.number.multiplier;
    const int closing = second.number.closing;
    if (first.number.large || closing == 0 || own_unit_) return std::nullopt;
    if (first.number.form != NumeralForm::kInteger || second.number.form != NumeralForm::kInteger) return std::nullopt;
    const Rational plain = first.number.low;
    const Rational top = second.number.low;
    const Rational with_closing = plain * power_of_ten(closing);
    const bool differs = magnitude(plain) != magnitude(top / power_of_ten(multiplier));
    const bool bare = first.number.closing == 0;
    const Rational factor = first.unit ? first.unit->factor : Rational(1);
    const auto interval = [&](const Rational& low) {
      return Interval{Bound{low * factor, true}, Bound{top * factor, true}};
    };
    std::optional<Interval> other;
    if (multiplier > 0 && plain * power_of_ten(multiplier) <= top) {
      first.number.low = first.number.high = plain * power_of_ten(multiplier);
      if (first.number.quantum) *first.number.quantum *= power_of_ten(multiplier);
      if (differs) other = interval(bare && closing > multiplier && with_closing < top ? with_closing : plain);
    } else if (multiplier == 0 && bare && closing >= 2 && differs && with_closing < top) {
      other = interval(with_closing);
    }
    if (other) item.flags.set(Flag::kAmbiguous);
    return other;
  }

  Interval range_of(const End& first, const End& second, Item& item) const {
    const Scaled one = scaled(first);
    const Scaled two = scaled(second);
    Interval interval{Bound{one.low, true}, Bound{two.low, true}};
    Mark low_mark = first.mark;
    Mark high_mark = second.mark != Mark::kNone ? second.mark
                     : included_                ? Mark::kIncluded
                     : excluded_                ? Mark::kExcluded
                                                : Mark::kNone;
    if (two.low < one.low) {
      std::swap(interval.low, interval.high);
      std::swap(low_mark, high_mark);
    }
    if (opening_.change == Change::kFall) {
      std::swap(interval.low, interval.high);
      std::swap(low_mark, high_mark);
      interval.low->value = -interval.low->value;
      interval.high->value = -interval.high->value;
    }
    mark_ends(interval, low_mark, high_mark, item);
    return interval;
  }

  // A band: marked (含) at one end, it is open at the other, unless that is the top of the scale.
  static void mark_ends(Interval& interval, Mark low, Mark high, Item& item) {
    const Interval closed = interval;
    if (low == Mark::kExcluded) interval.low->closed = false;
    if (high == Mark::kExcluded) interval.high->closed = false;
    const bool one_included =
        (low == Mark::kIncluded && high == Mark::kNone) || (low == Mark::kNone && high == Mark::kIncluded);
    if (!one_included) return;
    item.flags.set(Flag::kBand);
    const bool top = interval.high->value == 100;
    if (low == Mark::kNone) interval.low->closed = false;
    if (high == Mark::kNone && !top) interval.high->closed = false;
    if (interval != closed) item.value.alternative = closed;
  }

  static std::vector<Rational> quanta(const End& first, const End& second) {
    std::vector<Rational> one = scaled(first).quantum;
    const std::vector<Rational> two = scaled(second).quantum;
    if (one.empty() || two.empty()) return {};
    if (one != two) one.push_back(two.front());
    return one;
  }

  std::u32string_view text_;
  std::size_t begin_;
  std::size_t pos_ = 0;
  const Tables& tables_;
  Opening opening_;
  End first_;
  std::optional<End> second_;
  bool own_unit_ = false;  // the first end of a range names its own unit
  bool closed_ = false;    // 比…大 has its end
  bool comparator_after_ = false;
  bool included_ = false;
  bool excluded_ = false;
};

bool is_currency(std::string_view unit) {
  if (unit.size() < 3 || (unit.size() > 3 && unit[3] != '/')) return false;
  return std::all_of(unit.begin(), unit.begin() + 3, [](char c) { return c >= 'A' && c <= 'Z'; }) && unit != "TEU";
}

}  // namespace

ReadingKind point_kind(Comparator comparator, std::string_view unit) {
  if (is_currency(unit)) return ReadingKind::kMoney;
  if (unit == "%" || unit == "pp") return ReadingKind::kPercent;
  return unit.empty() && comparator == Comparator::kNone ? ReadingKind::kNumber : ReadingKind::kQuantity;
}

void apply_header_unit(Value& value, const UnitMatch& unit) {
  const auto scale = [&](Interval& interval) {
    if (interval.low) interval.low->value *= unit.factor;
    if (interval.high) interval.high->value *= unit.factor;
  };
  if (auto* interval = std::get_if<Interval>(&value.extent)) scale(*interval);
  if (value.alternative)
    if (auto* interval = std::get_if<Interval>(&*value.alternative)) scale(*interval);
  if (unit.decimal)
    for (Rational& quantum : value.quantum) quantum *= unit.factor;
  else
    value.quantum.clear();
  value.unit = unit.unit;
  if (value.kind != ReadingKind::kRange) value.kind = point_kind(value.comparator, value.unit);
}

ItemResult scan_quantity(std::u32string_view text, std::size_t pos, const Vocabulary::Tables& tables) {
  return QuantityScanner(text, pos, tables).scan();
}

}  // namespace hebiao
