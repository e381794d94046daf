#include "emit/extraction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

namespace hebiao {
namespace {

using testing::HasSubstr;
using Json = nlohmann::ordered_json;

Cell cell(int row, int column, int row_span, int column_span, const std::string& text) {
  Cell made;
  made.row = row;
  made.column = column;
  made.row_span = row_span;
  made.column_span = column_span;
  made.raw = "raw " + text;
  made.text = text;
  made.at = {.page = 1, .line = 0, .field = 0, .box = Box{1, 2, 3, 4.125}};
  return made;
}

// A title, then a table: a head over two columns, a tall cell, a hole.
//   | a           | b |
//   | tall | =1+1 |   |
//   |      | "q", |(hole)
std::string json_of(const Document& document) {
  std::string json;
  write_extraction_json(document, [&](std::string_view piece) { json += piece; });
  return json;
}

Document small_document() {
  Document document;
  document.name = "a<b>.pdf";
  Line title;
  title.raw = title.text = "标题 & more";
  title.at = {.page = 1, .line = 0, .field = 0, .box = std::nullopt};
  document.pages.push_back({.number = 1, .width = 595.5, .height = 842, .rotation = 0, .lines = {title}});
  document.tables.push_back({.pages = {1},
                             .found_by = FoundBy::kRulings,
                             .rows = 3,
                             .columns = 3,
                             .repeated_header_rows = 0,
                             .cells = {cell(0, 0, 1, 2, "a"), cell(0, 2, 1, 1, "b"), cell(1, 0, 2, 1, "tall"),
                                       cell(1, 1, 1, 1, "=1+1"), cell(1, 2, 1, 1, ""), cell(2, 1, 1, 1, "\"q\",\nx")}});
  document.flow = {LineIndex{0, 0}, TableIndex{0}};
  return document;
}

TEST(ExtractionJson, GivesCellsWithSpansAndFoldedText) {
  const Json json = Json::parse(json_of(small_document()));
  EXPECT_EQ(json["pages"][0]["width"], 595.5);
  EXPECT_EQ(json["pages"][0]["lines"][0]["text"], "标题 & more");
  EXPECT_EQ(json["pages"][0]["lines"][0]["kind"], "text");
  EXPECT_TRUE(json["pages"][0]["lines"][0]["box"].is_null());
  const Json& table = json["tables"][0];
  EXPECT_EQ(table["pages"], Json::parse("[1]"));
  EXPECT_EQ(table["found_by"], "rulings");
  ASSERT_EQ(table["cells"].size(), 6U);
  EXPECT_EQ(table["cells"][0]["column_span"], 2);
  EXPECT_EQ(table["cells"][2]["row_span"], 2);
  EXPECT_EQ(table["cells"][2]["text"], "tall");
  EXPECT_EQ(table["cells"][2]["raw"], "raw tall");
  EXPECT_FALSE(json["pages"][0]["lines"][0].contains("raw")) << "nothing was folded";
  EXPECT_EQ(table["cells"][0]["box"], Json::parse("[1.0, 2.0, 3.0, 4.13]"));
  EXPECT_TRUE(json["problems"].is_array());
}

// The writer is this program's own: another parser must read back what it was given.
TEST(ExtractionJson, EscapesWhateverATextHolds) {
  Document document = small_document();
  Cell& cell = document.tables[0].cells[0];
  cell.text = "\"\\/\b\n\t\x01 <&> \xE4\xB8 ≥𠮷\x7F";
  cell.at.box = Box{-1.005, 0, 1e300, 2.5};
  cell.more_at = {{.page = 2, .line = 0, .field = 0, .box = Box{0, 0.1, 0.01, 10}}};
  document.problems.push_back({ProblemCode::kGridOpen, {"「\"」", "\"x\""}, cell.at});
  const Json json = Json::parse(json_of(document));
  const Json& read = json["tables"][0]["cells"][0];
  EXPECT_EQ(read["text"], "\"\\/\b\n\t\x01 <&> \xEF\xBF\xBD\xEF\xBF\xBD ≥𠮷\x7F");
  EXPECT_EQ(read["box"], Json::parse("[-1.0, 0.0, null, 2.5]"));
  EXPECT_EQ(read["continued"][0]["box"], Json::parse("[0.0, 0.1, 0.01, 10.0]"));
  EXPECT_EQ(json["problems"][0]["message_en"], "\"x\"");
  EXPECT_EQ(json["problems"][0]["at"]["page"], 1);
}

TEST(ExtractionCsv, IsVerbatimAndQuoted) {
  EXPECT_EQ(extraction_csv(small_document()), "a,,b\r\ntall,=1+1,\r\n,\"\"\"q\"\",\nx\",\r\n");
}

TEST(ExtractionCsv, PutsAnEmptyRecordBetweenTables) {
  Document document = small_document();
  document.tables.push_back(document.tables[0]);
  EXPECT_THAT(extraction_csv(document), HasSubstr("x\",\r\n\r\na,,b"));
}

TEST(ExtractionHtml, KeepsSpansAndFillsHoles) {
  const std::string html = extraction_html(small_document());
  EXPECT_THAT(html, HasSubstr("<p class=\"text\">标题 &amp; more</p>"));
  EXPECT_THAT(html, HasSubstr("<tr><td colspan=\"2\">a</td><td>b</td></tr>"));
  EXPECT_THAT(html, HasSubstr("<tr><td rowspan=\"2\">tall</td><td>=1+1</td><td></td></tr>"));
  EXPECT_THAT(html, HasSubstr("<tr><td>&quot;q&quot;,\nx</td><td></td></tr>"));
  EXPECT_THAT(html, HasSubstr("<title>a&lt;b&gt;.pdf</title>"));
}

TEST(ExtractionText, AlignsColumnsByWidth) {
  EXPECT_EQ(extraction_text(small_document()),
            "标题 & more\n"
            "| a             | b |\n"
            "| tall | =1+1   |  |\n"
            "       | \"q\", x |\n");
}

TEST(ExtractionSvg, DrawsPageRulingsCellsAndReadingOrder) {
  Document document = small_document();
  document.pages[0].lines[0].at.box = Box{5, 6, 50, 16};
  const Underlay underlay{{{.page = 1, .width = 1, .height = 1, .png = "PNG", .missing = {}}}, {{1, {{1, 2, 3, 2}}}}};
  const std::string svg = extraction_svg(document, underlay);
  EXPECT_THAT(svg, HasSubstr("<image x=\"0\" y=\"20.00\" width=\"595.50\""));
  EXPECT_THAT(svg, HasSubstr("data:image/png;base64,UE5H"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"rule\" x=\"1.00\" y=\"22.00\" width=\"2.00\" height=\"0.40\"/>"));
  EXPECT_THAT(svg, HasSubstr("<rect class=\"rulings\" x=\"1.00\" y=\"22.00\""));
  EXPECT_THAT(svg, HasSubstr("points=\"5.00,26.00 1.00,22.00 \"")) << "the title before the table";
  EXPECT_THAT(svg, HasSubstr(">2</text>"));
}

TEST(Extraction, OfNothingIsEmpty) {
  EXPECT_EQ(extraction_csv({}), "");
  EXPECT_EQ(extraction_text({}), "");
  EXPECT_EQ(Json::parse(json_of({}))["tables"], Json::array());
}

}  // namespace
}  // namespace hebiao
