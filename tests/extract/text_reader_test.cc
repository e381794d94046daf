#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "extract/extract.h"

namespace hebiao {
namespace {

using testing::ElementsAre;

Result<Document> read(std::string_view bytes) { return read_text(bytes, "a.txt", {}); }

std::vector<std::string> cells_of(const Document& document) {
  std::vector<std::string> result;
  for (const Table& table : document.tables)
    for (const Cell& cell : table.cells) result.push_back(cell.raw);
  return result;
}

std::vector<std::string> lines_of(const Document& document) {
  std::vector<std::string> result;
  for (const Line& line : document.pages.front().lines) result.push_back(line.raw);
  return result;
}

std::string convert(const std::string& utf8, const char* encoding) {
  UErrorCode status = U_ZERO_ERROR;
  std::string result(utf8.size() * 4 + 8, '\0');
  const int32_t length = ucnv_convert(encoding, "UTF-8", result.data(), static_cast<int32_t>(result.size()),
                                      utf8.data(), static_cast<int32_t>(utf8.size()), &status);
  EXPECT_TRUE(U_SUCCESS(status));
  result.resize(static_cast<std::size_t>(length));
  return result;
}

TEST(TextReader, FindsTheEncodingByContent) {
  const std::string text = "项目名称\t社区花园养护\n说明：≥90(%) 㐀";
  const std::pair<const char*, std::string> cases[] = {
      {"UTF-8", text},
      {"UTF-8 with byte order mark", "\xEF\xBB\xBF" + text},
      {"UTF-16LE with byte order mark", std::string("\xFF\xFE") + convert(text, "UTF-16LE")},
      {"UTF-16BE with byte order mark", std::string("\xFE\xFF") + convert(text, "UTF-16BE")},
      {"GB18030, with a four-byte character", convert(text, "gb18030")},
  };
  for (const auto& [reason, bytes] : cases) {
    const auto document = read(bytes);
    ASSERT_TRUE(document.has_value()) << reason;
    EXPECT_THAT(cells_of(*document), ElementsAre("项目名称", "社区花园养护")) << reason;
    EXPECT_THAT(lines_of(*document), ElementsAre("说明：≥90(%) 㐀")) << reason;
    EXPECT_TRUE(document->problems.empty()) << reason;
  }
}

TEST(TextReader, KeepsEmptyFieldsOfRows) {
  struct Case {
    const char* line;
    std::vector<std::string> fields;
    const char* reason;
  };
  const Case cases[] = {
      {"a\tb", {"a", "b"}, "tabs"},
      {"\ta\t\tb\t", {"", "a", "", "b", ""}, "leading, inner and trailing empties"},
      {"a | b |  | ", {"a", "b", "", ""}, "bars with trailing empties"},
      {"x | y\n | a | ", {"x", "y", "", "a", ""}, "empty at both ends, in a text without frames"},
      {"| a | b |", {"a", "b"}, "a frame on both sides"},
      {"|a | b|", {"a", "b"}, "a frame that touches the cells"},
      {"|a|b||", {"a", "b", ""}, "a tight frame"},
      {"a|b\tc", {"a|b", "c"}, "a tab wins over a bar"},
      {" a | b", {"a", "b"}, "an indented row"},
  };
  for (const Case& c : cases) {
    const auto document = read(c.line);
    ASSERT_TRUE(document.has_value()) << c.reason;
    EXPECT_EQ(cells_of(*document), c.fields) << c.reason;
  }
}

TEST(TextReader, LeavesOtherLinesAlone) {
  for (const char* line : {"a b c", "绝对值|x|很小", "a  b"}) {
    const auto document = read(line);
    ASSERT_TRUE(document.has_value()) << line;
    EXPECT_TRUE(document->tables.empty()) << line;
    EXPECT_THAT(lines_of(*document), ElementsAre(line));
  }
}

TEST(TextReader, CountsLinesThroughAnyLineEnd) {
  const auto document = read("a\r\nb\rc\n\nd\te\n");
  ASSERT_TRUE(document.has_value());
  const auto& lines = document->pages.front().lines;
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1].at.line, 2);
  EXPECT_EQ(lines[2].at.line, 3);
  const Cell& last = document->tables.at(0).cells.at(1);
  EXPECT_EQ(last.at.line, 5);
  EXPECT_EQ(last.at.field, 2);
}

TEST(TextReader, EndsATableAtABlankLineOrALine) {
  const auto document = read("a\tb\nc\td\n\ne\tf\nprose\ng\th\n");
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->tables.size(), 3U);
  EXPECT_EQ(document->tables[0].rows, 2);
  EXPECT_EQ(document->flow.size(), 4U);
}

TEST(TextReader, KnowsPageMarks) {
  const std::pair<const char*, LineKind> cases[] = {
      {"—1—", LineKind::kPageNumber},
      {"- 12 -", LineKind::kPageNumber},
      {"－ 3 －", LineKind::kPageNumber},
      {"12", LineKind::kText},
      {"—", LineKind::kText},
      {"-5", LineKind::kText},
      {"—一—", LineKind::kText},
  };
  for (const auto& [line, kind] : cases) {
    const auto document = read(line);
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(document->pages.front().lines.at(0).kind, kind) << line;
  }
}

TEST(TextReader, ConservesCharacters) {
  for (const char* text : {"a\tb c\nd | e |\nprose　x\n", "| a | b |\n---|---\n—1—\n"}) {
    const auto document = read(text);
    ASSERT_TRUE(document.has_value());
    const Coverage& c = document->coverage;
    EXPECT_EQ(c.characters, c.in_cells + c.outside_tables + c.unplaced) << text;
  }
}

TEST(TextReader, RefusesWhatIsNoText) {
  const std::pair<std::string, ProblemCode> cases[] = {
      {"", ProblemCode::kFileEmpty},
      {" \n\t\n", ProblemCode::kFileEmpty},
      {std::string("PK\x03\x04\0\0ab", 8), ProblemCode::kFormatUnknown},  // an archive
      {"\xFF\x80\xFF\x80\xFF\x80\xFF\x80 abc", ProblemCode::kTextUndecodable},
  };
  for (const auto& [bytes, code] : cases) {
    const auto document = read(bytes);
    ASSERT_FALSE(document.has_value());
    EXPECT_EQ(document.error().problem.code, code) << problem_code_name(document.error().problem.code);
    EXPECT_EQ(document.error().path, "a.txt");
  }
}

TEST(TextReader, SurvivesADamagedByte) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "花园养护面积\n";
  const auto document = read(text + "\xE8\x8A\n完");
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->problems.size(), 1U);
  EXPECT_EQ(document->problems[0].code, ProblemCode::kTextUndecodable);
  EXPECT_EQ(document->problems[0].at.line, 401);
}

TEST(TextReader, BoundsTheCellsOfATable) {
  ExtractOptions options;
  options.limits.cells_per_table = 4;
  const auto document = read_text("a\tb\nc\td\ne\tf\n", "a.txt", options);
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->tables.size(), 2U);
  ASSERT_EQ(document->problems.size(), 1U);
  EXPECT_EQ(document->problems[0].code, ProblemCode::kLimitExceeded);
}

// 21 MB without a line break: the named limit answers, not the memory of the stages behind.
TEST(TextReader, HandsAnEndlessLineOutInPieces) {
  std::string line;
  while (line.size() < std::size_t{21} << 20) line += "全年培训人数\t≥200(人)\t365\t";
  const Result<Document> document = read_text("项目名称\t甲\n" + line + "\n末行\n", "long.txt", {});
  ASSERT_TRUE(document.has_value());
  ASSERT_EQ(document->problems.size(), 1U);
  EXPECT_EQ(document->problems[0].code, ProblemCode::kLimitExceeded);
  EXPECT_NE(document->problems[0].message.en.find("text_line_bytes"), std::string::npos);
  EXPECT_EQ(document->problems[0].at.line, 2);
  ASSERT_EQ(document->tables.size(), 1U) << "the row before it";
  const std::vector<Line>& lines = document->pages.front().lines;
  std::string together;
  for (const Line& piece : lines) {
    EXPECT_LE(piece.raw.size(), std::size_t{64} << 10);
    if (piece.at.line == 2) together += piece.raw;
  }
  EXPECT_EQ(together, line);
  EXPECT_EQ(lines.back().raw, "末行");
  const Coverage& v = document->coverage;
  EXPECT_EQ(v.characters, v.in_cells + v.outside_tables + v.unplaced);
}

}  // namespace
}  // namespace hebiao
