#include "emit/xlsx_text.h"

#include <gtest/gtest.h>

namespace hebiao::xlsx {
namespace {

struct Case {
  const char* why;
  std::string in;
  std::string out;
};

TEST(CellText, IsWhatEveryReaderOfTheFormatTakes) {
  const Case cases[] = {
      {"Chinese, ≥ and emoji are themselves", "≥4.00(次)🙂", "≥4.00(次)🙂"},
      {"a formula is text", "=1+1", "=1+1"},
      {"tab and line feed stay", "a\tb\nc", "a\tb\nc"},
      {"a carriage return is a line feed", "a\rb\r\nc\r", "a\nb\nc\n"},
      {"NUL, bell, escape", std::string("a\0\x07\x1B", 4), "a\uFFFD\uFFFD\uFFFD"},
      {"U+FFFE and U+FFFF are no characters of XML", "\uFFFE\uFFFF", "\uFFFD\uFFFD"},
      {"broken UTF-8: each byte", "a\xE4\xB8z\xFF", "a\uFFFD\uFFFDz\uFFFD"},
      {"an escape of the format is escaped", "_x0041_", "_x005F_x0041_"},
      {"lower-case digits too, twice", "_x00e4_x0041_", "_x005F_x00e4_x005F_x0041_"},
      {"no escape: too short, wrong letter, no digit", "_x004_ _y0041_ _x00G1_ _", "_x004_ _y0041_ _x00G1_ _"},
      {"nothing", "", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(cell_text(c.in), c.out) << c.why;
}

TEST(Utf16Units, CountAsExcelCounts) {
  EXPECT_EQ(utf16_units(""), 0U);
  EXPECT_EQ(utf16_units("a核"), 2U);
  EXPECT_EQ(utf16_units("🙂"), 2U) << "a surrogate pair";
  EXPECT_EQ(utf16_units("\xFF"), 1U) << "becomes U+FFFD";
}

TEST(SplitText, CutsBetweenCharactersAndLosesNone) {
  EXPECT_EQ(split_text("", 3), (std::vector<std::string>{""}));
  EXPECT_EQ(split_text("核表核表", 3), (std::vector<std::string>{"核表核", "表"}));
  EXPECT_EQ(split_text("a🙂b", 2), (std::vector<std::string>{"a", "🙂", "b"})) << "a pair is not torn";
  std::string joined;
  const std::string text = "一🙂二\n三🙂🙂四";
  for (const std::string& piece : split_text(text, 2)) joined += piece;
  EXPECT_EQ(joined, text);
}

TEST(Names, OfCellsColumnsAndSheets) {
  EXPECT_EQ(column_name(0), "A");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(701), "ZZ");
  EXPECT_EQ(column_name(702), "AAA");
  EXPECT_EQ(column_name(kMaxColumns - 1), "XFD");
  EXPECT_EQ(cell_name({11, 27}), "AB12");
  EXPECT_EQ(range_name({{1, 0}, {1, 0}}), "A2") << "one cell";
  EXPECT_EQ(fixed_range_name({{1, 0}, {8, 1}}), "$A$2:$B$9");
  EXPECT_EQ(sheet_prefix("it's"), "'it''s'!");
  EXPECT_EQ(formula_string("a\"b"), "\"a\"\"b\"");
}

TEST(SheetNames, AreMendedToWhatExcelAccepts) {
  const Case cases[] = {
      {"as wanted", "表1 党建", "表1 党建"},
      {"forbidden characters", "a/b\\c?d*e[f]g:h", "a_b_c_d_e_f_g_h"},
      {"a quote at either end", "'quoted'", "quoted"},
      {"reserved by Excel, in any case", "history", "history (2)"},
      {"nothing", "", "_"},
      {"quotes alone", "'''", "_"},
      {"what would be read back as another name", "1_x0041_x00e9_x", "1-x0041-x00e9_x"},
      {"no escape", "_x004_ _y0041_", "_x004_ _y0041_"},
      {"a control character", "a\tb\x01", "a_b\uFFFD"},
      {"31 units stay", std::string(31, 'x'), std::string(31, 'x')},
      {"32 are cut, and show it", std::string(32, 'y'), std::string(30, 'y') + "…"},
      {"an emoji is two units: sixteen of them are 32",
       "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
       "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂…"},
  };
  for (const Case& c : cases) {
    SheetNames names;
    EXPECT_EQ(names.take(c.in), c.out) << c.why;
  }
}

TEST(SheetNames, AreUniqueWithoutRegardToCase) {
  SheetNames names;
  EXPECT_EQ(names.take("Plan"), "Plan");
  EXPECT_EQ(names.take("PLAN"), "PLAN (2)");
  EXPECT_EQ(names.take("plan"), "plan (3)");
  EXPECT_EQ(names.take("Ｐ"), "Ｐ");
  EXPECT_EQ(names.take("ｐ"), "ｐ (2)") << "full-width letters have case too";
  const std::string longest(31, 'z');
  EXPECT_EQ(names.take(longest), longest);
  EXPECT_EQ(names.take(longest), std::string(26, 'z') + "… (2)");
}

}  // namespace
}  // namespace hebiao::xlsx
