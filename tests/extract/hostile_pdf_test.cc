// Files made to harm: bounded time and memory, a problem that names the limit, and the rest of the document still read.
// Time is that of this thread's CPU; the bounds are some ten times what a slow machine takes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>
#include <functional>

#include "extract/extract.h"
#include "tests/extract/document_dump.h"
#include "tests/extract/pdf_builder.h"

namespace hebiao {
namespace {

using ::testing::HasSubstr;

const std::vector<std::vector<std::string>> kRows = {{"指标", "目标", "实际"}, {"人次", "≥200(人)", "365"}};
constexpr const char* kFirstCell = "cell 0,0 1x1 page 1 指标";
constexpr const char* kLastCellOfPage2 = "cell 1,2 1x1 page 2 365";
constexpr double kMostSeconds = 30;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

double cpu_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

Result<Document> read_in_time(const std::string& bytes, const ExtractOptions& options = {}) {
  const double start = cpu_seconds();
  Result<Document> document = read_pdf(bytes, "hostile.pdf", options);
  EXPECT_LT(cpu_seconds() - start, kMostSeconds);
  return document;
}

void expect_conserved(const Document& d) {
  const Coverage& v = d.coverage;
  EXPECT_EQ(v.characters, v.in_cells + v.outside_tables + v.unplaced);
}

struct Bomb {
  const char* name;
  const char* limit;  // that its message names
  std::function<std::string()> operators;
  Limits limits = {};
};

class EveryBomb : public testing::TestWithParam<Bomb> {};

// A page with a table and then the bomb; a second page, whole, with the same table in other columns.
TEST_P(EveryBomb, IsMetByANamedLimitAndTheRestIsRead) {
  PdfBuilder pdf;
  pdf.compress().page().grid({.rows = kRows}).raw(GetParam().operators());
  pdf.page().grid({.left = 100, .width = 120, .rows = kRows});
  ExtractOptions options;
  options.limits = GetParam().limits;
  const Result<Document> d = read_in_time(pdf.bytes(), options);
  ASSERT_TRUE(d.has_value());
  ASSERT_EQ(d->problems.size(), 1U) << dump(*d).substr(0, 2000);
  EXPECT_EQ(d->problems[0].code, ProblemCode::kLimitExceeded);
  EXPECT_EQ(d->problems[0].at.page, 1);
  EXPECT_THAT(d->problems[0].message.en, HasSubstr(GetParam().limit));
  EXPECT_THAT(d->problems[0].message.zh, HasSubstr(GetParam().limit));
  ASSERT_GE(d->tables.size(), 2U);
  EXPECT_EQ(dump(d->tables.front().cells.front()), kFirstCell);
  EXPECT_EQ(dump(d->tables.back().cells.back()), kLastCellOfPage2);
  expect_conserved(*d);
}

INSTANTIATE_TEST_SUITE_P(
    Pdf, EveryBomb,
    testing::Values(
        Bomb{"states", "saved_states", [] { return repeated("q ", 2'000'000); }},
        Bomb{"states_and_forms", "saved_states", [] { return repeated("q 1 0 0 1 0 0 cm ", 100'000); }},
        Bomb{"one_long_path", "content_bytes", [] { return "0 0 m " + repeated("99 99 l ", 9'000'000); }},
        Bomb{"strokes", "steps_per_page", [] { return repeated("3 w S ", 300'000); }, {.steps_per_page = 20'000}},
        Bomb{"empty_texts",
             "steps_per_page",
             [] { return "BT /F1 9 Tf " + repeated("<> Tj ", 300'000) + "ET"; },
             {.steps_per_page = 20'000}},
        Bomb{"lines", "rulings_per_page", [] { return repeated("5 5 m 500 5 l S ", 110'000); }},
        Bomb{"boxes", "rulings_per_page", [] { return repeated("5 5 500 1 re f ", 110'000); }},
        Bomb{"one_long_text", "glyphs_per_page",
             [] { return "BT /F1 9 Tf 10 10 Td <" + repeated("75324E59", 150'000) + "> Tj ET"; }},
        Bomb{"many_texts", "glyphs_per_page",
             [] { return "BT /F1 9 Tf 10 10 Td " + repeated("<7532> Tj ", 210'000) + "ET"; }},
        Bomb{"blanks", "content_bytes", [] { return std::string(std::size_t{70} << 20, ' '); }}),
    [](const auto& test) { return test.param.name; });

TEST(HostilePdf, ReadsOnAfterTooManyLines) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kRows}).raw(repeated("5 5 m 500 5 l S ", 100'001)).text(60, 400, "末");
  const Result<Document> d = read_in_time(pdf.bytes());
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr("line 1 text 末"));
}

TEST(HostilePdf, FormsThatDrawThemselvesEnd) {
  PdfBuilder pdf;
  const int form = pdf.object(
      "<< /Type /XObject /Subtype /Form /BBox [ 0 0 9 9 ] /Resources << /XObject << /X 8 0 R >> >> /Length 11 >>\n"
      "stream\n/X Do /X Do\nendstream");
  ASSERT_EQ(form, 8);
  pdf.page(595, 842, "/Resources << /XObject << /X 8 0 R >> >>").raw(repeated("/X Do ", 1000));
  pdf.page().grid({.rows = kRows});
  const Result<Document> d = read_in_time(pdf.bytes());
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr(kLastCellOfPage2));
}

// 2³⁰ drawings of one glyph by thirty forms, each of which draws the next one twice.
TEST(HostilePdf, FormsThatMultiplyMeetALimit) {
  PdfBuilder pdf;
  for (int i = 0; i < 30; ++i) {
    const std::string body = i == 29 ? "BT /F1 9 Tf (x) Tj ET" : "/X Do /X Do";
    pdf.object(
        fmt::format("<< /Type /XObject /Subtype /Form /BBox [ 0 0 600 900 ] /Resources << /Font << /F1 << /Type /Font "
                    "/Subtype /Type1 /BaseFont /Helvetica >> >> /XObject << /X {} 0 R >> >> /Length {} "
                    ">>\nstream\n{}\nendstream",
                    9 + i, body.size(), body));
  }
  pdf.page(595, 842, "/Resources << /XObject << /X 8 0 R >> >>").raw("/X Do");
  pdf.page().grid({.rows = kRows});
  const Result<Document> d =
      read_in_time(pdf.bytes(), {.limits = {.glyphs_per_page = 5'000, .steps_per_page = 20'000}});
  ASSERT_TRUE(d.has_value());
  ASSERT_FALSE(d->problems.empty());
  EXPECT_EQ(d->problems[0].code, ProblemCode::kLimitExceeded);
  EXPECT_THAT(dump(*d), HasSubstr(kLastCellOfPage2));
}

TEST(HostilePdf, DeepArraysAreRead) {
  PdfBuilder pdf;
  pdf.page().grid({.rows = kRows}).raw(repeated("[", 200'000)).page().grid({.left = 100, .width = 120, .rows = kRows});
  const Result<Document> d = read_in_time(pdf.bytes());
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr(kLastCellOfPage2));
}

TEST(HostilePdf, HugePageBoxesAreReadAndNoted) {
  for (double side : {14'401.0, 200'000'000.0}) {
    PdfBuilder pdf;
    pdf.page(side, side).grid({.rows = kRows}).page(14'400, 14'400).grid({.rows = kRows});
    const Result<Document> d = read_in_time(pdf.bytes());
    ASSERT_TRUE(d.has_value()) << side;
    ASSERT_EQ(d->problems.size(), 1U) << side;
    EXPECT_THAT(d->problems[0].message.en, HasSubstr("page 1: "));
    EXPECT_THAT(d->problems[0].message.en, HasSubstr("page_points"));
    EXPECT_THAT(dump(*d), HasSubstr(kFirstCell));
    expect_conserved(*d);
  }
}

TEST(HostilePdf, TwentyThousandPagesAreTheMost) {
  PdfBuilder pdf;
  for (int i = 0; i < 20'001; ++i) pdf.page().text(60, 100, "页");
  const Result<Document> d = read_in_time(pdf.bytes());
  ASSERT_TRUE(d.has_value());
  EXPECT_EQ(d->pages.size(), 20'000U);
  EXPECT_EQ(d->coverage.outside_tables, 20'000U);
  ASSERT_EQ(d->problems.size(), 1U);
  EXPECT_THAT(d->problems[0].message.en, HasSubstr("20000 (pages)"));
}

// ---- files that go round in circles, or stop short

std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

const std::string kWhole = PdfBuilder().page().grid({.rows = kRows}).page().grid({.rows = kRows}).bytes();

TEST(HostilePdf, PageTreesThatLoopEnd) {
  // The second page's place is taken by the root of the tree.
  const Result<Document> d = read_in_time(with(kWhole, "/Kids [ 8 0 R 10 0 R ]", "/Kids [ 8 0 R  2 0 R ]"));
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr(kFirstCell));
  ASSERT_FALSE(d->problems.empty()) << "two pages are declared and one is there";
  EXPECT_EQ(d->problems[0].code, ProblemCode::kPdfDamaged);
}

TEST(HostilePdf, CountsThatLieEnd) {
  const Result<Document> d = read_in_time(with(kWhole, "/Count 2 ", "/Count 2000000000 "));
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr(kFirstCell));
  EXPECT_FALSE(d->problems.empty());
}

TEST(HostilePdf, CrossReferencesThatLoopEnd) {
  const std::size_t start = kWhole.rfind("xref\n0 ");
  const Result<Document> d = read_in_time(with(kWhole, "trailer << ", fmt::format("trailer << /Prev {} ", start)));
  ASSERT_TRUE(d.has_value());
  EXPECT_THAT(dump(*d), HasSubstr(kFirstCell));
}

TEST(HostilePdf, APageTreeThatIsGoneIsBuiltAnew) {
  const std::string cut = kWhole.substr(0, kWhole.find("trailer"));
  for (const std::string& damaged : {cut, with(cut, "/Type /Catalog", "/Type /Gone"),
                                     with(with(cut, "/Type /Catalog", "/Type /Gone"), "/Type /Pages", "/Type /Gone")}) {
    const Result<Document> d = read_in_time(damaged);
    ASSERT_TRUE(d.has_value());
    EXPECT_THAT(dump(*d), HasSubstr(kFirstCell));
    EXPECT_THAT(dump(*d), HasSubstr("cell 2,2 1x1 page 2 365")) << "joined with the first page's table";
    ASSERT_FALSE(d->problems.empty());
    EXPECT_EQ(d->problems[0].code, ProblemCode::kPdfDamaged);
  }
}

TEST(HostilePdf, TruncatedFilesAreRefusedOrReadWithAProblem) {
  int read = 0;
  for (std::size_t tenth = 1; tenth < 20; ++tenth) {
    const std::string cut = kWhole.substr(0, kWhole.size() * tenth / 20);
    const Result<Document> d = read_in_time(cut);
    if (!d) {
      EXPECT_EQ(d.error().problem.code, ProblemCode::kPdfDamaged) << tenth;
      continue;
    }
    ++read;
    ASSERT_FALSE(d->problems.empty()) << tenth << "/20 of a file";
    EXPECT_EQ(d->problems[0].code, ProblemCode::kPdfDamaged) << tenth;
    expect_conserved(*d);
  }
  EXPECT_GT(read, 0) << "a file cut behind its first page still gives that page";
}

}  // namespace
}  // namespace hebiao
