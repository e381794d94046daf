// Every row of the data files is exercised: a phrase is built from it and must be read as the row says.

#include <gtest/gtest.h>

#include <set>

#include "normalize/data_file.h"
#include "normalize/match_text.h"
#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

using Row = std::vector<std::string_view>;

std::vector<Row> rows(const char* file) { return data_rows(data_file(file)); }

Rational fraction(std::string_view text) { return Rational{std::string(text)}; }

bool is_point(const Reading& reading, const Rational& value, std::string_view unit) {
  if (reading.values.size() != 1) return false;
  const auto* interval = std::get_if<Interval>(&reading.values[0].extent);
  return interval != nullptr && interval->is_point() && interval->low->value == value && reading.values[0].unit == unit;
}

TEST(Data, EveryFileHasRowsWithReasonsAndNoDuplicates) {
  for (const char* file :
       {"units.tsv", "currencies.tsv", "qualifiers.tsv", "names.tsv", "dimensions.tsv", "symbols.tsv"}) {
    std::set<std::string> seen;
    EXPECT_FALSE(rows(file).empty()) << file;
    for (const Row& row : rows(file)) {
      EXPECT_FALSE(row.back().empty()) << file << " " << row[0];
      EXPECT_TRUE(seen.insert(std::string(row[0]) + " " + std::string(row[1])).second)
          << file << ": " << row[0] << " stands twice";
    }
  }
}

TEST(Data, EveryUnitWordIsRead) {
  for (const Row& row : rows("units.tsv")) {
    const std::string word(row[0]);
    const Rational value = 7 * fraction(row[2]);
    const std::string kind(row[3]);
    if (kind == "scale") {
      EXPECT_TRUE(is_point(read(word + "7度"), 7, row[1])) << word;
    } else if (kind == "below") {
      EXPECT_TRUE(is_point(read("7(" + word + ")"), value, row[1])) << word;
    } else if (word.rfind("年", 0) == 0 || word == "季度" || word == "季") {
      EXPECT_TRUE(is_point(read("7(" + word + ")"), value, row[1])) << word;
    } else {
      EXPECT_TRUE(is_point(read("7" + word, "col=target"), value, row[1]))
          << word << " " << line("7" + word, "col=target");
    }
  }
}

TEST(Data, EveryCurrencyIsReadBeforeAndBehindTheNumber) {
  for (const Row& row : rows("currencies.tsv")) {
    const std::string word(row[0]);
    EXPECT_TRUE(is_point(read(word + "70"), 70, row[1])) << line(word + "70");
    const bool sign = static_cast<unsigned char>(word.back()) < 0x80 || word == "¥" || word == "€" || word == "£";
    if (!sign) {
      EXPECT_TRUE(is_point(read("70" + word), 70, row[1])) << line("70" + word);
    }
  }
}

TEST(Data, EveryComparatorIsRead) {
  for (const Row& row : rows("comparators.tsv")) {
    const std::string word(row[0]);
    const std::string text = row[1] == "before"  ? word + "70个"
                             : row[1] == "after" ? "70个" + word
                                                 : word + "70个" + std::string(row[3]);
    EXPECT_EQ(canonical(read(text)).comparator.value_or("-"), row[2]) << text << " " << line(text);
  }
}

TEST(Data, EveryQualifierIsRead) {
  for (const Row& row : rows("qualifiers.tsv")) {
    const std::string word(row[0]);
    const std::string role(row[1]);
    std::string text = word + "70个";
    std::string want;
    if (role == "approx") want = "quantity|approx|70|个|1|approx|-";
    if (role == "under") want = "quantity|approx|70|个|1|approx,under|-";
    if (role == "rise") want = "quantity|-|70|个|1|delta|-";
    if (role == "fall") want = "quantity|-|-70|个|1|delta|-";
    if (role == "lead") want = "quantity|-|70|个|1|-|-";
    if (role == "not") want = "none|-|-|-|-|unreadable|-";
    if (role == "level") text = "提高" + word + "70个", want = "quantity|-|70|个|1|-|-";
    if (role == "approx_after") text = "70个" + word, want = "quantity|approx|70|个|1|approx|-";
    if (role == "over") text = "70" + word + "个", want = "quantity|-|(70,80)|个|1|over|-";
    if (role == "tail") text = "70个" + word, want = "quantity|-|70|个|1|-|-";
    if (role == "include") text = "70个" + word + "以上", want = "quantity|ge|[70,+inf)|个|1|-|-";
    if (role == "exclude") text = "70个" + word + "以上", want = "quantity|gt|(70,+inf)|个|1|-|-";
    if (role == "whole") text = "70元" + word, want = "money|-|70|CNY|1|-|-";
    EXPECT_EQ(line(text), want) << text;
  }
}

TEST(Data, EveryNameIsNoValue) {
  for (const Row& row : rows("names.tsv")) {
    const std::string word(row[0]);
    const std::string role(row[1]);
    const std::string text = role == "before" ? word + "70" : role == "after" ? "70" + word : word;
    const Reading reading = read(text);
    EXPECT_TRUE(reading.is_none()) << text << " " << line(text);
    if (role == "null") {
      EXPECT_TRUE(reading.is_blank()) << text;
    }
    if (role == "name" || role == "before" || role == "after") {
      EXPECT_TRUE(reading.flags.has(Flag::kName)) << text;
    }
    if (role == "word") {
      EXPECT_TRUE(reading.flags.has(Flag::kQualitative)) << text;
    }
  }
}

TEST(Data, EveryDateWordIsRead) {
  for (const Row& row : rows("dates.tsv")) {
    const std::string word(row[0]);
    const std::string role(row[1]);
    const int value = std::stoi(std::string(row[2]));
    std::string text;
    std::string want;
    if (role == "year")
      text = word + "5月", want = std::to_string(2022 + value) + "-05-01," + std::to_string(2022 + value) + "-05-31";
    if (role == "third" || role == "edge")
      text = "5月" + word, want = value == 1   ? "05-01,2022-05-10"
                                  : value == 2 ? "05-11,2022-05-20"
                                               : "05-21,2022-05-31";
    if (role == "from") text = word + "5月1日至6月2日", want = "[2022-05-01,2022-06-02]";
    if (role == "until") text = word + "5月1日", want = "(-inf,2022-05-01]";
    if (role == "from_at") text = word + "5月1日", want = "[2022-05-01,+inf)";
    if (role == "before") text = "5月" + word, want = "(-inf,2022-05-01)";
    if (role == "until_after") text = "5月1日" + word, want = "(-inf,2022-05-01]";
    if (role == "after") text = "5月1日" + word, want = "(2022-05-01,+inf)";
    if (role == "from_after") text = "5月1日" + word, want = "[2022-05-01,+inf)";
    if (role == "half") text = word, want = value == 1 ? "[2022-01-01,2022-06-30]" : "[2022-07-01,2022-12-31]";
    if (role == "close") text = "5月" + word, want = "[2022-05-01,2022-05-31]";
    ASSERT_FALSE(want.empty()) << role;
    EXPECT_NE(canonical(read(text, "year=2022")).value.value_or("nothing").find(want), std::string::npos)
        << text << " " << line(text, "year=2022");
  }
}

TEST(Data, EverySymbolAndRadicalIsReplaced) {
  const auto utf8 = [](unsigned long c) {
    std::string text;
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
    return text;
  };
  for (const Row& row : rows("symbols.tsv")) {
    const unsigned long code = std::stoul(std::string(row[0]), nullptr, 16);
    const std::string raw =
        code < 0x800 ? std::string{static_cast<char>(0xC0 | (code >> 6)), static_cast<char>(0x80 | (code & 0x3F))}
                     : utf8(code);
    const NormalizedText text = normalize_text(raw);
    EXPECT_EQ(text.text, row[1]) << row[0];
    ASSERT_EQ(text.repairs.size(), 1U) << row[0];
    EXPECT_EQ(text.repairs[0].reason, row[2]);
  }
  for (const Row& row : rows("radicals.tsv")) {
    const NormalizedText text = normalize_text(utf8(std::stoul(std::string(row[0]), nullptr, 16)));
    ASSERT_EQ(text.repairs.size(), 1U) << row[0];
    EXPECT_EQ(text.repairs[0].reason, "radical");
  }
}

TEST(Data, EveryDimensionRowConverts) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  for (const Row& row : rows("dimensions.tsv"))
    for (const Row& other : rows("dimensions.tsv")) {
      const auto factor = conversion_factor(row[0], other[0], vocabulary);
      EXPECT_EQ(factor.has_value(), row[1] == other[1]) << row[0] << " " << other[0];
      if (factor) {
        EXPECT_EQ(*factor * fraction(other[2]), fraction(row[2])) << row[0] << " " << other[0];
      }
    }
}

}  // namespace
}  // namespace hebiao::testing
