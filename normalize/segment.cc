// A value among words is believed on evidence only: what stands before it must be words that introduce values, or the
// figure must be an Arabic one with a unit or a comparator; behind it may stand the counted noun or words that close a
// statement. A figure that is left over makes the segment unreadable.

#include "normalize/segment.h"

#include <algorithm>
#include <utility>

#include "normalize/date.h"
#include "normalize/names.h"
#include "normalize/quantity.h"

namespace hebiao {
namespace {

using Tables = Vocabulary::Tables;

constexpr std::size_t kLongestNoun = 20;  // the counted noun behind a counting word

class SegmentReader {
 public:
  SegmentReader(std::u32string_view text, const ValueContext& context, const Tables& tables)
      : text_(text), context_(context), tables_(tables) {}

  Segment read() {
    for (std::size_t pos = 0; pos < text_.size();) {
      ItemResult date = scan_date(text_, pos, context_.year, tables_);
      ItemResult found = date.status == ItemStatus::kNone ? scan_quantity(text_, pos, tables_)
                                                          : ItemResult{date.status, std::move(date.item)};
      if (found.status == ItemStatus::kRead && prefix_allows(pos, found.item)) {
        Segment segment = read_on(pos, std::move(found.item));
        if (segment.status == SegmentStatus::kRead || date.status == ItemStatus::kNone) return segment;
        // 当年 70 个: the word of a date only leads to the figure.
        found = scan_quantity(text_, pos, tables_);
        if (found.status != ItemStatus::kRead || found.item.value.unit == "a") return segment;
        return read_on(pos, std::move(found.item));
      }
      const char32_t c = text_[pos];
      // A figure that cannot be read, or not be believed, is left over; so is a date that no calendar has.
      if (is_ascii_digit(c) || date.status == ItemStatus::kUnreadable ||
          (found.status == ItemStatus::kUnreadable && figure_near(pos)))
        return {SegmentStatus::kUnreadable, {}, false};
      if (found.status == ItemStatus::kUnreadable && pos == 0) malformed_ = true;
      pos = in_numeral(c) && c != U'.' ? numeral_end(text_, pos) : word_end(pos);
    }
    return {malformed_ ? SegmentStatus::kUnreadable : SegmentStatus::kWords, {}, malformed_};
  }

 private:
  // `before` is the item that stands before: a date without a year takes the year written there.
  ItemResult scan_item(std::size_t pos, const Item& before) const {
    ItemResult date = scan_date(text_, pos, before.year ? before.year : context_.year, tables_);
    return date.status == ItemStatus::kNone ? scan_quantity(text_, pos, tables_) : date;
  }

  // Behind the word that stands at `pos`: no word begins in its middle (节约 holds no 约).
  std::size_t word_end(std::size_t pos) const {
    std::size_t size = 1;
    if (const auto* shade = tables_.shades_before.at(text_, pos)) size = std::max(size, shade->word.size());
    if (const auto* word = tables_.before.at(text_, pos)) size = std::max(size, word->word.size());
    return pos + size;
  }

  bool figure_near(std::size_t pos) const { return has_figure(text_.substr(pos)); }

  // May an item stand behind the words before `pos`?
  bool prefix_allows(std::size_t pos, const Item& item) const {
    if (pos == 0) return true;
    const std::u32string_view prefix = text_.substr(0, pos);
    const char32_t last = prefix.back();
    if (is_letter(last) || is_ascii_digit(last) || last == U'第' || last == U'+' || last == U'-' || last == U'.' ||
        last == U'〔' || last == U'[' || last == U'×' || last == U'*' || last == U'/' || last == U'前' ||
        in_numeral(last))
      return false;
    // 每千人口 5 张: without what 每 counts by, the figure says something else.
    if (prefix.find(U'每') != std::u32string_view::npos) return false;
    // 本月 10 日 is no duration.
    if (last == U'月' && item.value.unit == "d") return false;
    if (skips_comparator(prefix)) return false;
    if (item.is_date) return item.exact_day || item.value.comparator != Comparator::kNone || last == U':';
    const bool unit_says = item.has_unit && item.unit_kind != UnitKind::kCent;
    const bool figure = item.script == Script::kArabic || item.script == Script::kMixed;
    if (figure)
      return unit_says || item.sign || item.comparator_after || item.value.comparator != Comparator::kNone ||
             item.word_before;
    const bool firm = item.unit_kind == UnitKind::kPercent || item.unit_kind == UnitKind::kMeasure ||
                      item.unit_kind == UnitKind::kMoney || item.unit_kind == UnitKind::kTime;
    return item.script == Script::kChinese && item.has_unit && (firm || item.word_before);
  }

  // 不超过预算的 5%, 约占全国的 1/3: the comparator belongs to words that were skipped, so the figure alone would be
  // misread.
  bool skips_comparator(std::u32string_view prefix) const {
    for (std::size_t i = 0; i < prefix.size(); ++i) {
      const auto* shade = tables_.shades_before.at(prefix, i);
      const bool rough = shade != nullptr && (shade->meaning == Shade::kApprox || shade->meaning == Shade::kUnder);
      if (rough && (i == 0 || shade->word.size() > 1)) return true;
      const auto* word = tables_.before.at(prefix, i);
      if (word == nullptr) continue;
      if (shade != nullptr && shade->word.size() > word->word.size()) {  // 不满意率 holds no 不满
        i += shade->word.size() - 1;
        continue;
      }
      const bool adjective = word->word.front() == U'最';  // 最高气温 names a thing
      if (!adjective && (word->word.size() > 1 || word->word.front() < 0x80)) return true;
    }
    return false;
  }

  // Behind the first item: further items, then what may follow.
  Segment read_on(std::size_t begin, Item first) const {
    std::size_t pos = first.end;
    Segment segment{SegmentStatus::kRead, {}, false};
    segment.items.push_back(std::move(first));
    while (segment.items.size() < kMostValues) {
      const std::size_t next = skip_conjunction(pos);
      ItemResult more = next < text_.size() ? scan_item(next, segment.items.back()) : ItemResult{};
      const bool joins =
          next > pos || segment.items.back().comparator_after || more.item.value.comparator != Comparator::kNone;
      if (more.status != ItemStatus::kRead || !joins) break;
      segment.items.back() = with_shared_deadline(std::move(segment.items.back()), more.item);
      pos = more.item.end;
      segment.items.push_back(std::move(more.item));
    }
    if (!rest_allowed(pos, segment.items.back(), begin)) return {SegmentStatus::kUnreadable, {}, false};
    return segment;
  }

  std::size_t skip_conjunction(std::size_t pos) const {
    for (const std::u32string_view word :
         {U"的同时", U"并且", U"以及", U"同时", U"而且", U"但", U"及", U"和", U"与", U"并", U"且"})
      if (text_.compare(pos, word.size(), word) == 0) return pos + word.size();
    return pos;
  }

  // May the text from `pos` on follow the item?
  bool rest_allowed(std::size_t pos, const Item& item, std::size_t begin) const {
    pos = skip_tails(pos);
    if (pos >= text_.size()) return item.has_unit || begin == 0 || item.word_before || item.is_date || item.sign;
    const bool deadline = item.value.comparator == Comparator::kLe || item.value.comparator == Comparator::kLt ||
                          item.flags.has(Flag::kRecurring);
    if (item.is_date && !deadline) return false;
    const std::u32string_view rest = text_.substr(pos);
    // 3 项未完成: what follows turns the figure around.
    if (const auto* shade = tables_.shades_before.at(rest, 0); shade != nullptr && shade->meaning == Shade::kNot)
      return false;
    if (!item.is_date && is_noun_in_bracket(rest)) return counts(item, begin);
    const bool noun = rest.size() <= kLongestNoun &&
                      std::all_of(rest.begin(), rest.end(), [](char32_t c) { return is_ideograph(c) || c == kOpaque; });
    if (!noun || item.is_one) return false;
    if (item.is_date) return !begins_numeral(rest.front());  // 6月30日前完成验收, not 今年前九季度
    // 1小时内响应: what has to be done within the time.
    if (item.comparator_after && item.unit_kind == UnitKind::kTime) return true;
    return counts(item, begin);
  }

  // May a noun say what the item counts?
  static bool counts(const Item& item, std::size_t begin) {
    if (!item.bare_unit || item.unit_kind != UnitKind::kCount || item.comparator_after) return false;
    if (item.script == Script::kArabic || item.script == Script::kMixed) return true;
    return begin == 0 && (item.script == Script::kChinese || item.word_before);
  }

  // 30家(企业); but 5次(人) has two units, and 3个(未完成), 8个(超出) say something else.
  bool is_noun_in_bracket(std::u32string_view rest) const {
    if (rest.size() < 3 || rest.size() > kLongestNoun || rest.front() != U'(' || rest.back() != U')') return false;
    const std::u32string_view noun = rest.substr(1, rest.size() - 2);
    const auto* unit = tables_.units.whole(noun);
    if (unit != nullptr && unit->meaning.kind != UnitKind::kNoun) return false;
    for (std::size_t i = 0; i < noun.size(); ++i)
      if (!is_ideograph(noun[i]) || begins_numeral(noun[i]) || tables_.before.at(noun, i) != nullptr ||
          tables_.after.at(noun, i) != nullptr || tables_.shades_before.at(noun, i) != nullptr)
        return false;
    return true;
  }

  std::size_t skip_tails(std::size_t pos) const {
    while (pos < text_.size()) {
      const auto* shade = tables_.shades_after.at(text_, pos);
      if (shade == nullptr || shade->meaning != Shade::kTail) break;
      pos += shade->word.size();
    }
    return pos;
  }

  std::u32string_view text_;
  const ValueContext& context_;
  const Tables& tables_;
  bool malformed_ = false;
};

}  // namespace

Item with_shared_deadline(Item item, const Item& next) {
  const bool deadline = next.value.comparator == Comparator::kLe || next.value.comparator == Comparator::kLt;
  if (!item.as_deadline || !next.is_date || !deadline || item.value.comparator != Comparator::kNone) return item;
  item.value = *item.as_deadline;
  item.value.kind = ReadingKind::kDate;
  item.flags = Flags();
  if (item.value.alternative) item.flags.set(Flag::kAmbiguous);
  return item;
}

Segment read_segment(std::u32string_view text, const ValueContext& context, const Vocabulary::Tables& tables) {
  return SegmentReader(text, context, tables).read();
}

}  // namespace hebiao
