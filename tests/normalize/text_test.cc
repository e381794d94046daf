// Canonical text: what is folded, what is left, what is mended.

#include <gtest/gtest.h>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

struct Case {
  const char* raw;
  const char* text;
  const char* repairs;  // reasons, joined by a blank
  const char* why;
};

std::string reasons(const NormalizedText& normalized) {
  std::string joined;
  for (const TextRepair& repair : normalized.repairs) joined += (joined.empty() ? "" : " ") + repair.reason;
  return joined;
}

constexpr Case kCases[] = {
    {"４５６．７％", "456.7%", "", "width forms of figures fold without being a mending"},
    {"（万元），合计：", "（万元），合计：", "", "Chinese punctuation keeps its width"},
    {"10²", "10²", "", "a superscript is no digit"},
    {"5①", "5①", "", "a circled digit is no digit"},
    {"½", "½", "", "a fraction stays"},
    {"㎡", "㎡", "", "the unit sign stays; the vocabulary knows it"},
    {"\xEF\x82\xB3"
     "90%",
     "≥90%", "private-use", "Symbol font ≥"},
    {"\xEF\x82\xA3"
     "5",
     "≤5", "private-use", "Symbol font ≤"},
    {"≧3", "≥3", "look-alike", "input-method twin"},
    {"═5", "=5", "look-alike", "box drawing for ="},
    {"》90%", "≥90%", "look-alike", "》 typed for ≥"},
    {"《办法》90", "《办法》90", "", "》 that closes a title is no sign"},
    {"⽬标", "目标", "radical", "Kangxi radical from a PDF font"},
    {"⻚", "页", "radical", "radical of the Supplement block"},
    {"\xEF\xA4\x80", "豈", "", "CJK compatibility ideograph, canonically the same"},
    {"1\xE2\x80\x8B"
     "00",
     "100", "invisible", "zero-width space"},
    {"\xEF\xBB\xBF"
     "5",
     "5", "invisible", "byte order mark"},
    {"\xE2\x80\xAE"
     "12",
     "12", "invisible", "bidi override"},
    {"<p>≥90%</p>", "≥90%", "tag tag", "known tags"},
    {"a<br/>b", "a b", "tag", "a line break leaves a blank"},
    {"3<x<5", "3<x<5", "", "no tag"},
    {"<p万元", "<p万元", "", "no tag"},
    {"<script>5</script>", "<script>5</script>", "", "not a known tag of forms"},
    {"&lt;5&nbsp;个", "<5 个", "entity entity", "known entities"},
    {"&foo;5", "&foo;5", "", "unknown entity"},
    {"&#8805;90", "≥90", "entity", "numeric entity"},
    {"&amp;lt;p&gt;5", "5", "entity entity tag entity", "what mending completes is mended too"},
    {"<p 《>》90%", "≥90%", "tag look-alike", "a tag takes the 《 inside it away"},
    {"<<b>b>5", "5", "tag tag", "nested remnants"},
    {" \xE3\x80\x80 a \xC2\xA0\n\t b ", "a b", "", "blanks collapse"},
    {"=\xCC\xB8"
     "5",
     "≠5", "", "a combining mark composes"},
    {"5\xFF"
     "6",
     "5\xEF\xBF\xBD"
     "6",
     "invalid-utf8", "a byte that is no UTF-8"},
    {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "invalid-utf8 invalid-utf8 invalid-utf8",
     "a lone surrogate"},
    {"可持續影响", "可持續影响", "", "traditional characters are never converted"},
    {"", "", "", "nothing"},
};

TEST(NormalizeText, Cases) {
  for (const Case& one : kCases) {
    const NormalizedText got = normalize_text(one.raw);
    EXPECT_EQ(got.text, one.text) << one.why;
    EXPECT_EQ(reasons(got), one.repairs) << one.why;
    EXPECT_EQ(normalize_text(got.text).text, got.text) << "idempotence: " << one.why;
    EXPECT_TRUE(normalize_text(got.text).repairs.empty() || got.text.find("\xEF\xBF\xBD") != std::string::npos)
        << one.why;
  }
}

TEST(NormalizeText, EveryCodePointFoldsOnce) {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string raw = "a";
    if (c < 0x80)
      raw += static_cast<char>(c);
    else if (c < 0x800)
      raw += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
    else if (c < 0x10000)
      raw += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
              static_cast<char>(0x80 | (c & 0x3F))};
    else
      raw += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 0x3F)),
              static_cast<char>(0x80 | (c >> 6 & 0x3F)), static_cast<char>(0x80 | (c & 0x3F))};
    raw += "b";
    const std::string once = normalize_text(raw).text;
    ASSERT_EQ(normalize_text(once).text, once) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(NormalizeText, RepairsNameTheirRawBytes) {
  const std::string raw = "甲<p>5&nbsp;≧6";
  const NormalizedText got = normalize_text(raw);
  ASSERT_EQ(got.repairs.size(), 3U);
  EXPECT_EQ(raw.substr(got.repairs[0].begin, got.repairs[0].end - got.repairs[0].begin), "<p>");
  EXPECT_EQ(raw.substr(got.repairs[1].begin, got.repairs[1].end - got.repairs[1].begin), "&nbsp;");
  EXPECT_EQ(raw.substr(got.repairs[2].begin, got.repairs[2].end - got.repairs[2].begin), "≧");
}

TEST(RawRange, LeadsBackToTheBytes) {
  const std::string raw = "<p>≧９0</p>";
  const std::string text = normalize_text(raw).text;
  ASSERT_EQ(text, "≥90");
  const ByteRange nine = raw_range(raw, {3, 4});
  EXPECT_EQ(raw.substr(nine.begin, nine.end - nine.begin), "９");
  const ByteRange all = raw_range(raw, {0, text.size()});
  EXPECT_EQ(raw.substr(all.begin, all.end - all.begin), "≧９0");
}

TEST(MatchKey, FoldsSimplifiesAndDropsBlanksAndBrackets) {
  EXPECT_EQ(match_key("全年 預算數（A）"), match_key("全年预算数(A)"));
  EXPECT_EQ(match_key("产出指标（50分）", Brackets::kDropContent), "产出指标");
  EXPECT_EQ(match_key("可持續影响指标"), "可持续影响指标");
  EXPECT_NE(match_key("数量指标"), match_key("质量指标"));
}

}  // namespace
}  // namespace hebiao
