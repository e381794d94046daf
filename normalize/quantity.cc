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
#include <utility>

#include "normalize/opening.h"
#include "normalize/written_end.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

// What stands between the ends of a range: dashes, tildes, 至, 到; with 之间 behind the range also 和, 与.
// In -5～-2 and, behind a negative end, in -5--2 the last dash is the second end's minus.
std::size_t scan_range_sign(std::u32string_view text, std::size_t pos, const Tables& tables, const End& first) {
  std::size_t end = pos;
  while (end - pos < 3 && (at(text, end) == U'-' || at(text, end) == U'~')) ++end;
  const bool minus = end - pos > 1 && text[end - 1] == U'-' && (text[end - 2] == U'~' || first.negative);
  if (end > pos) return minus ? end - 1 : end;
  const char32_t c = at(text, pos);
  if (c == U'至' || c == U'到') return tables.before.at(text, pos) != nullptr ? pos : pos + 1;
  return pos;
}

std::size_t scan_pair_word(std::u32string_view text, std::size_t pos) {
  const char32_t c = at(text, pos);
  return c == U'和' || c == U'与' ? pos + 1 : pos;
}

// The number of digits before the point.
std::size_t magnitude(const Rational& number) { return floor(abs(number)).get_str().size(); }

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
    EndResult first = scan_end(text_, pos_ + (symmetric ? 1 : 0), tables_);
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
    EndResult middle = scan_end(text_, pos_ + 1, tables_);
    if (middle.status != ItemStatus::kRead || at(text_, middle.end.end) != U'±' || middle.end.unit) return {};
    EndResult tolerance = scan_end(text_, middle.end.end + 1, tables_);
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
    EndResult tolerance = scan_end(text_, pos_ + 1, tables_);
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
    return {ItemStatus::kRead, std::move(item)};
  }

  // The second end, if one follows. False if a range sign stands there and no number can be read behind it.
  bool scan_second() {
    std::size_t next = scan_range_sign(text_, pos_, tables_, first_);
    const bool pair = next == pos_;
    if (pair) next = scan_pair_word(text_, pos_);
    if (next == pos_) return true;
    if (const auto* currency = tables_.currencies.at(text_, next)) next += currency->word.size();
    EndResult second = scan_end(text_, next, tables_, pair ? EndRole::kPair : EndRole::kAlone);
    if (pair) {
      if (second.status != ItemStatus::kRead || !between_at(text_, second.end.end)) return true;
    } else if (second.status != ItemStatus::kRead) {
      return second.status == ItemStatus::kNone && !begins_numeral(at(text_, next)) && is_ideograph(text_[pos_]);
    }
    second_ = std::move(second.end);
    pos_ = second_->end;
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
    if (!opening_.denominator.empty() && !item.has_unit) return unreadable();  // 每周一 is a day of the week
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
    return {ItemStatus::kRead, std::move(item)};
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
    return {ItemStatus::kRead, std::move(item)};
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
    const Rational bare_top = top / power_of_ten(multiplier);
    const bool differs = magnitude(plain) != magnitude(bare_top);
    const bool bare = first.number.closing == 0;
    const Rational factor = first.unit ? first.unit->factor : Rational(1);
    const auto interval = [&](const Rational& low) {
      return Interval{Bound{low * factor, true}, Bound{top * factor, true}};
    };
    std::optional<Interval> other;
    // 100-80万 falls; in 8500到3万 the first end stands for itself.
    if (multiplier > 0 && plain > bare_top && plain <= 10 * bare_top) {
      first.number.low = first.number.high = plain * power_of_ten(multiplier);
      if (first.number.quantum) *first.number.quantum *= power_of_ten(multiplier);
      return std::nullopt;
    }
    if (multiplier > 0 && plain <= bare_top) {
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
