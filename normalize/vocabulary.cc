#include "normalize/vocabulary.h"

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "normalize/data_file.h"
#include "normalize/match_text.h"
#include "normalize/numeral.h"
#include "normalize/tables.h"

namespace hebiao {
namespace {

// The value that a word of a data file stands for; the files are ours, so an unknown word is a bug.
template <class Value>
Value value_of(std::string_view word, std::initializer_list<std::pair<std::string_view, Value>> meanings) {
  for (const auto& [name, value] : meanings)
    if (name == word) return value;
  assert(false && "unknown word in a data file of normalize/");
  return meanings.begin()->second;
}

UnitKind unit_kind(std::string_view word) {
  return value_of<UnitKind>(word, {{"percent", UnitKind::kPercent},
                                   {"tenths", UnitKind::kTenths},
                                   {"money", UnitKind::kMoney},
                                   {"cent", UnitKind::kCent},
                                   {"time", UnitKind::kTime},
                                   {"measure", UnitKind::kMeasure},
                                   {"count", UnitKind::kCount},
                                   {"scale", UnitKind::kScale},
                                   {"below", UnitKind::kBelow},
                                   {"noun", UnitKind::kNoun}});
}

Comparator comparator_of(std::string_view word) {
  return value_of<Comparator>(word, {{"ge", Comparator::kGe},
                                     {"le", Comparator::kLe},
                                     {"eq", Comparator::kEq},
                                     {"gt", Comparator::kGt},
                                     {"lt", Comparator::kLt},
                                     {"ne", Comparator::kNe},
                                     {"approx", Comparator::kApprox}});
}

WordPlace place_of(std::string_view word) {
  return value_of<WordPlace>(
      word, {{"before", WordPlace::kBefore}, {"after", WordPlace::kAfter}, {"around", WordPlace::kAround}});
}

Shade shade_of(std::string_view word) {
  return value_of<Shade>(word, {{"approx", Shade::kApprox},
                                {"approx_after", Shade::kApproxAfter},
                                {"under", Shade::kUnder},
                                {"over", Shade::kOver},
                                {"rise", Shade::kRise},
                                {"fall", Shade::kFall},
                                {"level", Shade::kLevel},
                                {"lead", Shade::kLead},
                                {"not", Shade::kNot},
                                {"tail", Shade::kTail},
                                {"include", Shade::kInclude},
                                {"exclude", Shade::kExclude},
                                {"whole", Shade::kWhole}});
}

NameRole name_role(std::string_view word) {
  return value_of<NameRole>(word, {{"null", NameRole::kNull},
                                   {"name", NameRole::kName},
                                   {"word", NameRole::kWord},
                                   {"before", NameRole::kBefore},
                                   {"after", NameRole::kAfter}});
}

DateRole date_role(std::string_view word) {
  return value_of<DateRole>(word, {{"year", DateRole::kYear},
                                   {"third", DateRole::kThird},
                                   {"edge", DateRole::kEdge},
                                   {"from", DateRole::kFrom},
                                   {"until", DateRole::kUntil},
                                   {"from_at", DateRole::kFromAt},
                                   {"before", DateRole::kBefore},
                                   {"until_after", DateRole::kUntilAfter},
                                   {"after", DateRole::kAfter},
                                   {"from_after", DateRole::kFromAfter},
                                   {"half", DateRole::kHalf},
                                   {"close", DateRole::kClose}});
}

enum class DatePlace { kLead, kPart, kClosing };

DatePlace date_place(DateRole role) {
  switch (role) {
    case DateRole::kFrom:
    case DateRole::kUntil:
    case DateRole::kFromAt:
      return DatePlace::kLead;
    case DateRole::kYear:
    case DateRole::kThird:
    case DateRole::kEdge:
    case DateRole::kHalf:
      return DatePlace::kPart;
    default:
      return DatePlace::kClosing;
  }
}

bool stands_before(Shade shade) {
  return shade == Shade::kApprox || shade == Shade::kUnder || shade == Shade::kRise || shade == Shade::kFall ||
         shade == Shade::kLevel || shade == Shade::kLead || shade == Shade::kNot;
}

Rational fraction(std::string_view text) { return Rational{std::string(text)}; }

// Rows as entries of a table; rows that `keep` refuses belong to another table.
template <class Meaning, class Make, class Keep>
WordTable<Meaning> table_of(std::string_view file, const Make& make, const Keep& keep) {
  std::vector<typename WordTable<Meaning>::Entry> entries;
  for (const auto& row : data_rows(data_file(file)))
    if (keep(row)) entries.push_back({match_form(row[0]).text, make(row)});
  return WordTable<Meaning>(std::move(entries));
}

using Row = std::vector<std::string_view>;

WordTable<ComparatorMeaning> comparators(WordPlace place) {
  return table_of<ComparatorMeaning>(
      "comparators.tsv",
      [](const Row& row) {
        return ComparatorMeaning{place_of(row[1]), comparator_of(row[2])};
      },
      [&](const Row& row) { return place_of(row[1]) == place; });
}

// 比…大 opens as a comparator before the number; its closing word is looked up behind it.
WordTable<ComparatorMeaning> closers() {
  std::vector<WordTable<ComparatorMeaning>::Entry> entries;
  for (const Row& row : data_rows(data_file("comparators.tsv")))
    if (place_of(row[1]) == WordPlace::kAround)
      entries.push_back({match_form(row[3]).text, {WordPlace::kAround, comparator_of(row[2])}});
  return WordTable<ComparatorMeaning>(std::move(entries));
}

WordTable<Shade> shades(bool before) {
  return table_of<Shade>(
      "qualifiers.tsv", [](const Row& row) { return shade_of(row[1]); },
      [&](const Row& row) { return stands_before(shade_of(row[1])) == before; });
}

WordTable<NameRole> names(std::initializer_list<NameRole> roles) {
  return table_of<NameRole>(
      "names.tsv", [](const Row& row) { return name_role(row[1]); },
      [&](const Row& row) { return std::find(roles.begin(), roles.end(), name_role(row[1])) != roles.end(); });
}

WordTable<DateMeaning> dates(DatePlace place) {
  return table_of<DateMeaning>(
      "dates.tsv",
      [](const Row& row) {
        return DateMeaning{date_role(row[1]), std::stoi(std::string(row[2]))};
      },
      [&](const Row& row) { return date_place(date_role(row[1])) == place; });
}

// A unit is plain if nothing but itself can be read behind a figure: no conversion, no reading as a date (年, 季度), as
// decimals (点), as points or money (分), as the end of a name (版).
bool is_plain_unit(std::u32string_view word, const UnitMeaning& meaning, const Vocabulary::Tables& tables) {
  constexpr std::u32string_view kWithOtherReadings = U"年季月日号点又比余多来半至到";
  const bool kind = meaning.kind == UnitKind::kPercent || meaning.kind == UnitKind::kCount ||
                    meaning.kind == UnitKind::kTime || meaning.kind == UnitKind::kMeasure ||
                    meaning.kind == UnitKind::kMoney || meaning.kind == UnitKind::kNoun;
  const bool letters = word.front() < 0x80 && word.front() != U'%';
  return kind && meaning.factor == 1 && !letters &&
         kWithOtherReadings.find(word.front()) == std::u32string_view::npos && meaning.unit != "分" &&
         meaning.unit != "a" && !begins_numeral(word.front()) && tables.name_closers.at(word, 0) == nullptr &&
         tables.after.at(word, 0) == nullptr && tables.shades_after.at(word, 0) == nullptr;
}

std::shared_ptr<const Vocabulary::Tables> load_shipped() {
  auto tables = std::make_shared<Vocabulary::Tables>();
  const auto all = [](const Row&) { return true; };
  tables->units = table_of<UnitMeaning>(
      "units.tsv",
      [](const Row& row) {
        return UnitMeaning{std::string(row[1]), fraction(row[2]), unit_kind(row[3])};
      },
      all);
  tables->currencies = table_of<std::string>(
      "currencies.tsv", [](const Row& row) { return std::string(row[1]); }, all);
  tables->before = comparators(WordPlace::kBefore);
  tables->after = comparators(WordPlace::kAfter);
  tables->around_close = closers();
  tables->shades_before = shades(true);
  tables->shades_after = shades(false);
  tables->nulls = names({NameRole::kNull});
  tables->names = names({NameRole::kName, NameRole::kWord});
  tables->name_introducers = names({NameRole::kBefore});
  tables->name_closers = names({NameRole::kAfter});
  for (const Row& row : data_rows(data_file("units.tsv"))) {
    const std::u32string word = match_form(row[0]).text;
    const auto* entry = tables->units.whole(word);
    if (entry != nullptr && is_plain_unit(word, entry->meaning, *tables))
      tables->plain_units.emplace(row[0], entry->meaning.unit);
  }
  tables->date_leads = dates(DatePlace::kLead);
  tables->date_parts = dates(DatePlace::kPart);
  tables->date_closings = dates(DatePlace::kClosing);
  for (const Row& row : data_rows(data_file("dimensions.tsv")))
    tables->dimensions.emplace(row[0], DimensionMeaning{std::string(row[1]), fraction(row[2])});
  return tables;
}

}  // namespace

const Vocabulary& Vocabulary::shipped() {
  static const Vocabulary vocabulary(load_shipped());
  return vocabulary;
}

std::optional<Rational> conversion_factor(std::string_view from, std::string_view to, const Vocabulary& vocabulary) {
  if (from == to) return Rational(1);
  const auto& dimensions = vocabulary.tables().dimensions;
  const auto source = dimensions.find(std::string(from));
  const auto target = dimensions.find(std::string(to));
  if (source == dimensions.end() || target == dimensions.end()) return std::nullopt;
  if (source->second.dimension != target->second.dimension) return std::nullopt;
  return source->second.factor / target->second.factor;
}

}  // namespace hebiao
