// Properties over many inputs, with oracles that are not the grammar: ICU's spellout, arithmetic, the data files.

#include <gtest/gtest.h>
#include <unicode/rbnf.h>

#include <array>
#include <chrono>
#include <random>

#include "normalize/data_file.h"
#include "normalize/plain.h"
#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

// Numbers of every shape below ICU's 兆, which is no number word in forms.
std::vector<long> numbers() {
  std::vector<long> all;
  for (long n = 0; n <= 2100; ++n) all.push_back(n);
  for (long step :
       {10L, 100L, 1000L, 10'000L, 100'000L, 1'000'000L, 10'000'000L, 100'000'000L, 1'000'000'000L, 100'000'000'000L})
    for (long k = 1; k <= 9; ++k)
      for (long rest : {0L, 1L, 5L, 10L, 11L, 20L, 101L, 1001L, 1010L, 10'001L, 20'030L, 1'000'010L})
        if (rest < step) all.push_back(k * step + rest);
  std::mt19937_64 random(20230704);
  for (int i = 0; i < 2000; ++i) all.push_back(static_cast<long>(random() % 999'999'999'999UL));
  return all;
}

TEST(Numerals, WhatIcuSpellsOutIsReadAsTheSameNumber) {
  UErrorCode status = U_ZERO_ERROR;
  icu::RuleBasedNumberFormat format(icu::URBNF_SPELLOUT, icu::Locale("zh"), status);
  ASSERT_TRUE(U_SUCCESS(status));
  for (const char* rules :
       {"%spellout-numbering", "%spellout-cardinal", "%spellout-cardinal-financial", "%spellout-cardinal-alternate2"}) {
    UErrorCode known = U_ZERO_ERROR;
    format.setDefaultRuleSet(icu::UnicodeString(rules), known);
    ASSERT_TRUE(U_SUCCESS(known)) << rules;
    for (long n : numbers()) {
      icu::UnicodeString spelled;
      format.format(static_cast<std::int64_t>(n), spelled);
      std::string text;
      spelled.toUTF8String(text);
      const CanonicalReading reading = canonical(read(text));
      ASSERT_EQ(reading.value.value_or("nothing"), std::to_string(n)) << rules << " 「" << text << "」";
    }
  }
}

TEST(ReadValue, EveryPrintedNumberIsReadBack) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 3000; ++i) {
    const int decimals = static_cast<int>(random() % 5);
    const Rational number = Rational(static_cast<long>(random() % 100'000'000) - 50'000'000) * power_of_ten(-decimals);
    const std::string printed = format_fixed(number, decimals);
    const Reading reading = read(printed + "万元");
    ASSERT_EQ(reading.values.size(), 1U) << printed;
    const auto& interval = std::get<Interval>(reading.values[0].extent);
    ASSERT_TRUE(interval.is_point()) << printed;
    ASSERT_EQ(interval.low->value, number * 10'000) << printed;
    ASSERT_EQ(reading.values[0].quantum.at(0), power_of_ten(4 - decimals)) << printed;
  }
}

TEST(ReadValue, EveryDayIsReadBack) {
  // Oracle: the civil calendar of the standard library.
  using namespace std::chrono;
  for (sys_days day = 2019y / January / 1; day <= sys_days(2025y / December / 31); day += days(1)) {
    const year_month_day date(day);
    char iso[32];
    std::snprintf(iso, sizeof iso, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    const std::string chinese = std::to_string(static_cast<int>(date.year())) + "年" +
                                std::to_string(static_cast<unsigned>(date.month())) + "月" +
                                std::to_string(static_cast<unsigned>(date.day())) + "日";
    ASSERT_EQ(canonical(read(chinese)).value.value_or(""), iso);
    ASSERT_EQ(canonical(read(iso)).value.value_or(""), iso);
  }
}

TEST(Plain, TheShortWayReadsAsTheGrammarDoes) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  int taken = 0;
  for (const auto& row : data_rows(data_file("units.tsv"))) {
    const std::string word(row[0]);
    for (const std::string figure : {"0", "7", "365", "2023", "1,563.92", "4.00", "0.5", "12", "1234567"})
      for (const std::string& text :
           {figure + word, "≥" + figure + "(" + word + ")", "=" + figure + " （" + word + "）", "≤" + figure + word})
        for (const Column column : {Column::kNone, Column::kTarget, Column::kActual}) {
          ValueContext context;
          context.column = column;
          const auto plain = read_plain(text, context, vocabulary.tables());
          if (!plain) continue;
          ++taken;
          ASSERT_EQ(line_of(*plain), line_of(read_by_grammar(text, context, vocabulary))) << text;
        }
  }
  EXPECT_GT(taken, 30'000);
}

TEST(Plain, LeavesToTheGrammarWhatIsNotPlain) {
  for (const char* text : {"365人左右", "3-5天", "12月", "2023年", "90分", "5成", "1,23", "1.2.3", "3个半月", "5万元",
                           "", "人", "≥", "5(个", "5 个 项目"})
    EXPECT_FALSE(read_plain(text, {}, Vocabulary::shipped().tables()).has_value()) << text;
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

TEST(ReadValue, HostileTextIsReadInLinearTimeAndSaysSo) {
  constexpr std::size_t kMegabyte = 1U << 20U;
  constexpr std::size_t kLongCell = 60'000;  // still read by the grammar
  for (const std::string_view piece : {"9",
                                       "万",
                                       "1万",
                                       "(",
                                       "（",
                                       "1,",
                                       "一",
                                       "零",
                                       "1-",
                                       "≥",
                                       "年",
                                       "1月",
                                       "“",
                                       "<",
                                       "&",
                                       "<p",
                                       "</p>",
                                       "&lt;",
                                       "\xFF",
                                       "\xED\xA0\x80",
                                       "\xE2\x80\xAE",
                                       "\xE2\x80\x8B",
                                       "1 ",
                                       "。",
                                       "每",
                                       "至少",
                                       "分之",
                                       "》1",
                                       "=\xCC\xB8",
                                       "\xCC\xB8",
                                       "个"}) {
    const std::string text = repeated(piece, kMegabyte);
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_TRUE(read(text).is_unreadable()) << piece;
    EXPECT_TRUE(read(repeated(piece, kLongCell)).is_none()) << piece;
    (void)normalize_text(text);
    const auto spent = std::chrono::steady_clock::now() - begin;
    // A quadratic pass over a megabyte takes many minutes; a linear one well under a second, ten on a busy machine.
    EXPECT_LT(spent, std::chrono::seconds(20)) << piece;
  }
  EXPECT_TRUE(read(repeated("9", kLongCell)).is_unreadable());
}

TEST(ReadValue, ShortHostileTextIsNoValue) {
  for (const char* text : {"\xED\xA0\x80"
                           "5",
                           "5\xFF", "\xFF\xFE", "1万万万万万万万万万", "9.9亿亿亿亿亿", "((((5", "5))))",
                           "一二三四五六七八九一二三四五六七八九一二三", "99999999亿亿"})
    EXPECT_TRUE(read(text).is_none()) << text;
}

TEST(NormalizeText, IsIdempotentAndItsOffsetsLeadBack) {
  constexpr std::array<std::string_view, 30> kPieces = {
      "９", "5",        "万",           "（",           ")",    "<p>", "</p>",
      "<",  ">",        "&lt;",         "&amp;",        "amp;", ";",   "》",
      "《", " ",        "\xE3\x80\x80", "\xE2\x80\x8B", "⽬",   "≧",   "\xEF\x82\xB3",
      "=",  "\xCC\xB8", "\xFF",         "中",           "p",    "b",   "/",
      "\n", "續"};
  std::mt19937 random(5);
  for (int round = 0; round < 20'000; ++round) {
    std::string raw;
    for (std::size_t n = random() % 12; n > 0; --n) raw += kPieces[random() % kPieces.size()];
    const NormalizedText once = normalize_text(raw);
    ASSERT_EQ(normalize_text(once.text).text, once.text) << raw;
    for (const TextRepair& repair : once.repairs) {
      ASSERT_LT(repair.begin, repair.end) << raw;
      ASSERT_LE(repair.end, raw.size()) << raw;
    }
    // Each range of the text comes from a range of raw bytes; the ranges follow one another.
    std::size_t last = 0;
    for (std::size_t i = 0; i < once.text.size(); ++i) {
      const ByteRange range = raw_range(raw, {i, i + 1});
      ASSERT_LE(last, range.begin) << raw;
      ASSERT_LT(range.begin, range.end) << raw;
      ASSERT_LE(range.end, raw.size()) << raw;
      last = range.begin;
    }
  }
}

}  // namespace
}  // namespace hebiao::testing
