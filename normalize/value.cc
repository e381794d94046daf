// From a whole cell to its reading.
//
// A cell is a value, several values, or words. A value among words is believed on evidence only: what stands before it
// must be words that introduce values, or the figure must be an Arabic one with a unit or a comparator; behind it may
// stand the counted noun or words that close a statement. Every figure of the cell must be accounted for: one that is
// left over makes the cell unreadable, because half a reading is a wrong one. Names that contain numerals (一件事,
// 十四五) are made opaque first.

#include <algorithm>
#include <iterator>
#include <utility>

#include "normalize/date.h"
#include "normalize/match_text.h"
#include "normalize/names.h"
#include "normalize/normalize.h"
#include "normalize/plain.h"
#include "normalize/quantity.h"
#include "normalize/segment.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

// A longer text is a narrative, not a cell's value: the longest value seen is under 60 characters.
constexpr std::size_t kLongestValue = 300;
// In bytes. No cell of a form holds more; what does is neither a value nor a phrase.
constexpr std::size_t kLongestCell = 65'536;

Reading none(Flag why) {
  Reading reading;
  reading.flags.set(why);
  return reading;
}

// Takes off a bracket around the whole: (2023年度).
std::u32string_view without_outer_bracket(std::u32string_view text) {
  if (text.size() < 3 || text.front() != U'(' || text.back() != U')') return text;
  const std::u32string_view inner = text.substr(1, text.size() - 2);
  return inner.find(U'(') == std::u32string_view::npos && inner.find(U')') == std::u32string_view::npos ? inner : text;
}

bool is_separator(std::u32string_view text, std::size_t pos) {
  const char32_t c = text[pos];
  if (c == U';' || c == U'、' || c == U'。') return true;
  if (c != U',') return false;
  return !(pos > 0 && is_ascii_digit(text[pos - 1]) && is_ascii_digit(at(text, pos + 1)));
}

std::vector<std::u32string_view> segments_of(std::u32string_view text) {
  std::vector<std::u32string_view> segments;
  std::size_t begin = 0;
  int depth = 0;
  for (std::size_t pos = 0; pos <= text.size(); ++pos) {
    const bool end = pos == text.size();
    if (!end && text[pos] == U'(') ++depth;
    if (!end && text[pos] == U')' && depth > 0) --depth;
    if (!end && (depth > 0 || !is_separator(text, pos))) continue;
    if (pos > begin) segments.push_back(text.substr(begin, pos - begin));
    begin = pos + 1;
  }
  return segments;
}

const Interval* interval_of(const Item& item) { return std::get_if<Interval>(&item.value.extent); }

// 大于10小于20: two ends of one range.
bool merge_ends(std::vector<Item>& items) {
  if (items.size() != 2) return false;
  Item& first = items[0];
  Item& second = items[1];
  const Interval* one = interval_of(first);
  const Interval* two = interval_of(second);
  if (one == nullptr || two == nullptr) return false;
  if (one->low && !one->high && !two->low && two->high) {
  } else if (!one->low && one->high && two->low && !two->high) {
    std::swap(one, two);
  } else {
    return false;
  }
  if (!first.value.unit.empty() && !second.value.unit.empty() && first.value.unit != second.value.unit) return false;
  if (one->low->value > two->high->value) return false;
  const Interval both{one->low, two->high};
  if (first.value.unit.empty()) first.value.unit = second.value.unit;
  if (first.value.quantum.empty() || second.value.quantum.empty())
    first.value.quantum.clear();
  else if (first.value.quantum != second.value.quantum)
    first.value.quantum.push_back(second.value.quantum.front());
  first.value.extent = both;
  first.value.comparator = Comparator::kNone;
  first.value.kind = ReadingKind::kRange;
  items.pop_back();
  return true;
}

// 3<x<5, 90%≤合格率≤95%: an end, a sign, a name, a sign, an end.
std::optional<Item> scan_double_inequality(std::u32string_view text, const Tables& tables) {
  const auto flipped = [](Comparator comparator) {
    switch (comparator) {
      case Comparator::kLe:
        return Comparator::kGe;
      case Comparator::kLt:
        return Comparator::kGt;
      case Comparator::kGe:
        return Comparator::kLe;
      case Comparator::kGt:
        return Comparator::kLt;
      default:
        return Comparator::kNone;
    }
  };
  if (!begins_numeral(at(text, 0))) return std::nullopt;
  const ItemResult first = scan_quantity(text, 0, tables);
  if (first.status != ItemStatus::kRead) return std::nullopt;
  const auto* sign = tables.before.at(text, first.item.end);
  if (sign == nullptr || is_ideograph(sign->word.front())) return std::nullopt;
  std::size_t pos = first.item.end + sign->word.size();
  const std::size_t name = pos;
  while (is_ideograph(at(text, pos)) || is_letter(at(text, pos)) || at(text, pos) == kOpaque) ++pos;
  if (pos == name) return std::nullopt;
  ItemResult second = scan_quantity(text, pos, tables);
  if (second.status != ItemStatus::kRead || !second.item.sign || second.item.end != text.size()) return std::nullopt;
  Item low = first.item;
  const Interval* point = interval_of(low);
  if (point == nullptr || !point->is_point() || low.value.comparator != Comparator::kNone) return std::nullopt;
  low.value.comparator = flipped(sign->meaning.comparator);
  const Bound bound{point->low->value,
                    low.value.comparator == Comparator::kGe || low.value.comparator == Comparator::kLe};
  const bool lower = low.value.comparator == Comparator::kGe || low.value.comparator == Comparator::kGt;
  low.value.extent = lower ? Interval{bound, std::nullopt} : Interval{std::nullopt, bound};
  std::vector<Item> items = {low, second.item};
  return merge_ends(items) ? std::optional(items.front()) : std::nullopt;
}

bool is_inequality(Comparator comparator) {
  return comparator == Comparator::kGe || comparator == Comparator::kLe || comparator == Comparator::kGt ||
         comparator == Comparator::kLt;
}

// 分 without a column is a hundredth of a yuan; in a form's columns, and under a comparator, it is points.
void settle_fen(Item& item, const ValueContext& context) {
  Value& value = item.value;
  if (value.unit != "分" || context.column != Column::kNone || !context.header_unit.empty()) return;
  const auto* interval = std::get_if<Interval>(&value.extent);
  const bool coins =
      interval != nullptr && interval->is_point() && interval->low->value.is_whole() && interval->low->value < 100;
  if (!coins || value.comparator != Comparator::kNone || item.word_before || !item.bare_unit) return;
  UnitMatch cent;
  cent.unit = "CNY";
  cent.factor = Rational(1, 100);
  apply_header_unit(value, cent);
}

class CellReader {
 public:
  CellReader(const MatchText& match, const ValueContext& context, const Tables& tables)
      : context_(context),
        tables_(tables),
        text_(without_outer_bracket(match.text)),
        bracketed_(text_.size() < match.text.size()) {}

  Reading read() {
    const Masked masked = mask_names(text_, tables_);
    if (masked.introduced) return none(Flag::kName);
    if (const auto ordinal = read_ordinal()) return *ordinal;
    std::vector<Item> items;
    if (auto chain = scan_double_inequality(masked.text, tables_)) {
      items.push_back(*chain);
      return finish(items);
    }
    bool words = false;
    ValueContext context = context_;
    for (std::u32string_view segment : segments(masked.text)) {
      if (!items.empty() && items.back().year) context.year = items.back().year;  // 2023年1月、2月
      Segment read = read_segment(segment, context, tables_);
      if (read.status == SegmentStatus::kUnreadable) return none(reason_for_nothing(masked, read.malformed));
      const bool listed = segment.data() > masked.text.data() && segment.data()[-1] == U'、';
      if (listed && !items.empty() && !read.items.empty())
        items.back() = with_shared_deadline(std::move(items.back()), read.items.front());
      words = words || read.status == SegmentStatus::kWords;
      std::move(read.items.begin(), read.items.end(), std::back_inserter(items));
      if (items.size() > kMostValues) return none(Flag::kUnreadable);
    }
    if (items.empty()) return none(masked.named ? Flag::kName : Flag::kQualitative);
    // Words beside values say something that the values do not: half a reading is a wrong one.
    if (words || mixes_dates_and_numbers(items)) return none(reason_for_nothing(masked, false));
    // Among amounts a bracket may be the accountants' minus.
    if (bracketed_ && context_.column == Column::kFund) return none(Flag::kUnreadable);
    return finish(items);
  }

 private:
  // A date may contain the comma that parts segments.
  std::vector<std::u32string_view> segments(std::u32string_view text) const {
    if (text.find(U"星期") != std::u32string_view::npos) {
      const ItemResult date = scan_date(text, 0, context_.year, tables_);
      if (date.status == ItemStatus::kRead && date.item.end == text.size()) return {text};
    }
    return segments_of(text);
  }

  // 1、2季度: a bare number beside a date is part of it, not a value.
  static bool mixes_dates_and_numbers(const std::vector<Item>& items) {
    const auto is_date = [](const Item& item) { return item.is_date; };
    const auto is_bare = [](const Item& item) { return !item.is_date && item.value.unit.empty(); };
    return std::any_of(items.begin(), items.end(), is_date) && std::any_of(items.begin(), items.end(), is_bare);
  }

  // Why no value was read: a figure that is left over is unreadable; words without one are words.
  static Flag reason_for_nothing(const Masked& masked, bool malformed) {
    if (malformed || has_figure(masked.text)) return Flag::kUnreadable;
    return masked.named ? Flag::kName : Flag::kQualitative;
  }

  // 第七, 第3名.
  std::optional<Reading> read_ordinal() const {
    if (at(text_, 0) != U'第') return std::nullopt;
    const NumeralResult number = scan_numeral(text_, 1);
    if (number.status != NumeralStatus::kRead || number.numeral.low != number.numeral.high) return std::nullopt;
    const std::u32string_view rest = text_.substr(number.numeral.end);
    if (!rest.empty() && rest != U"名" && rest != U"位") return std::nullopt;
    Reading reading;
    reading.kind = ReadingKind::kNumber;
    Value value;
    value.extent = Interval::point(number.numeral.low);
    if (number.numeral.quantum) value.quantum.push_back(*number.numeral.quantum);
    reading.values.push_back(std::move(value));
    reading.flags.set(Flag::kOrdinal);
    return reading;
  }

  Reading finish(std::vector<Item>& items) const {
    merge_ends(items);
    Reading reading;
    for (Item& item : items) {
      settle_fen(item, context_);
      apply_context(item);
      for (std::size_t i = 0; i <= static_cast<std::size_t>(Flag::kUnreadable); ++i)
        if (item.flags.has(static_cast<Flag>(i))) reading.flags.set(static_cast<Flag>(i));
      reading.values.push_back(std::move(item.value));
    }
    reading.kind = reading.values.size() == 1 ? reading.values.front().kind : ReadingKind::kMulti;
    return reading;
  }

  void apply_context(Item& item) const {
    Value& value = item.value;
    if (context_.column == Column::kActual && item.sign && is_inequality(value.comparator))
      item.flags.set(Flag::kSignEcho);
    if (item.is_date || !value.unit.empty() || context_.header_unit.empty() || item.flags.has(Flag::kRatio)) return;
    auto unit = header_unit(match_form(context_.header_unit).text, tables_);
    if (!unit || unit->unit.empty()) return;
    // 12.5万 under 万元 is 125,000 yuan: the multiplier was written out in the cell.
    if (item.multiplied) unit->factor /= unit->multiplier;
    apply_header_unit(value, *unit);
    item.flags.set(Flag::kHeaderUnit);
  }

  const ValueContext& context_;
  const Tables& tables_;
  std::u32string_view text_;
  bool bracketed_;  // as a whole
};

bool can_hold_value(std::u32string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char32_t c) { return begins_numeral(c) || c == U'半' || c == U'年' || c == U'季'; });
}

}  // namespace

Reading read_by_grammar(std::string_view canonical, const ValueContext& context, const Vocabulary& vocabulary) {
  if (canonical.size() > kLongestCell) return none(Flag::kUnreadable);
  const Tables& tables = vocabulary.tables();
  Reading reading;
  const MatchText match = match_form(canonical);
  if (match.text.empty() || tables.nulls.whole(match.text) != nullptr) {
    reading = none(Flag::kNull);
  } else if (match.text.size() > kLongestValue) {
    reading = none(has_figure(match.text) ? Flag::kUnreadable : Flag::kQualitative);
  } else if (!can_hold_value(match.text)) {
    reading = none(Flag::kQualitative);
  } else {
    reading = CellReader(match, context, tables).read();
  }
  if (match.traditional) reading.flags.set(Flag::kRepaired);
  return reading;
}

Reading read_value(std::string_view text, const ValueContext& context, const Vocabulary& vocabulary) {
  if (text.size() > kLongestCell) return none(Flag::kUnreadable);
  if (auto plain = read_plain(text, context, vocabulary.tables())) return *std::move(plain);
  const NormalizedText canonical = normalize_text(text);
  Reading reading = read_by_grammar(canonical.text, context, vocabulary);
  if (!canonical.repairs.empty()) reading.flags.set(Flag::kRepaired);
  return reading;
}

}  // namespace hebiao
