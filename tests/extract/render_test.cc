// The truth of these pictures is known because the test draws the PDF: black rectangles at known places.

#include "extract/render.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <png.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "extract/extract.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

struct DrawnPage {
  std::string media_box;  // "0 0 595 842"
  std::string extra;      // "/Rotate 90"
  std::string content;    // "100 700 50 20 re f"
};

std::string pdf_of(const std::vector<DrawnPage>& pages) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", ""};
  std::string kids;
  for (const DrawnPage& page : pages) {
    const std::size_t number = objects.size() + 1;
    kids += fmt::format("{} 0 R ", number);
    objects.push_back(fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [{}] {} /Contents {} 0 R >>", page.media_box,
                                  page.extra, number + 1));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", page.content.size(), page.content));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size());
  std::string pdf = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format("{}{}trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", pdf, table, objects.size() + 1,
                     pdf.size());
}

struct Pixels {
  int width = 0;
  int height = 0;
  std::vector<png_byte> grey;
  int at(double x_share, double y_share) const {
    const auto x = static_cast<std::size_t>(x_share * width);
    const auto y = static_cast<std::size_t>(y_share * height);
    return grey[y * static_cast<std::size_t>(width) + x];
  }
};

Pixels decode(const std::string& png) {
  png_image image{};
  image.version = PNG_IMAGE_VERSION;
  Pixels pixels;
  if (png_image_begin_read_from_memory(&image, png.data(), png.size()) == 0) return pixels;
  image.format = PNG_FORMAT_GRAY;
  pixels.grey.resize(PNG_IMAGE_SIZE(image));
  png_image_finish_read(&image, nullptr, pixels.grey.data(), 0, nullptr);
  pixels.width = static_cast<int>(image.width);
  pixels.height = static_cast<int>(image.height);
  return pixels;
}

constexpr int kBlack = 0;
constexpr int kWhite = 255;

// Each page draws one rectangle; as displayed, its middle lies at (x, y) of the page, which has that size in points.
struct PlaceCase {
  const char* why;
  DrawnPage page;
  double width, height;
  double x, y;
};

TEST(Render, DrawsWhatStandsThereWhereBoxesSayItStands) {
  const PlaceCase cases[] = {
      {"plain A4: PDF counts from the bottom, boxes from the top",
       {"0 0 595 842", "", "100 700 50 20 re f"},
       595,
       842,
       125,
       132},
      {"an origin that is not zero moves with the page",
       {"10 20 605 862", "", "110 720 50 20 re f"},
       595,
       842,
       125,
       132},
      {"the crop box is what is displayed",
       {"0 0 800 1000", "/CropBox [100 100 500 900]", "200 700 50 20 re f"},
       400,
       800,
       125,
       190},
      {"turned by 90 degrees: width and height change places",
       {"0 0 595 842", "/Rotate 90", "100 700 50 20 re f"},
       842,
       595,
       710,
       125},
      {"turned by 180", {"0 0 595 842", "/Rotate 180", "100 700 50 20 re f"}, 595, 842, 470, 710},
  };
  for (const PlaceCase& c : cases) {
    SCOPED_TRACE(c.why);
    const auto pictures = render_pages(pdf_of({c.page}), {1}, {});
    ASSERT_TRUE(pictures);
    ASSERT_EQ(pictures->size(), 1U);
    const Pixels pixels = decode(pictures->front().png);
    EXPECT_EQ(pictures->front().width, pixels.width);
    EXPECT_EQ(pictures->front().height, pixels.height);
    EXPECT_NEAR(pixels.width, c.width * 100 / 72, 1.5);
    EXPECT_NEAR(pixels.height, c.height * 100 / 72, 1.5);
    EXPECT_EQ(pixels.at(c.x / c.width, c.y / c.height), kBlack);
    EXPECT_EQ(pixels.at(0.97, 0.97), kWhite);
    EXPECT_EQ(pixels.at(c.x / c.width, (c.y - 30) / c.height), kWhite);
  }
}

TEST(Render, DrawsOnlyThePagesAskedForInThatOrder) {
  const std::string pdf = pdf_of({{"0 0 100 100", "", ""}, {"0 0 200 100", "", ""}, {"0 0 300 100", "", ""}});
  const auto pictures = render_pages(pdf, {3, 1}, {});
  ASSERT_TRUE(pictures);
  ASSERT_EQ(pictures->size(), 2U);
  EXPECT_EQ((*pictures)[0].page, 3);
  EXPECT_EQ((*pictures)[0].width, 417);
  EXPECT_EQ((*pictures)[1].page, 1);
  EXPECT_TRUE(render_pages(pdf, {}, {})->empty());
}

// Pictures cost memory in proportion to their pixels, whatever the page says of itself.
TEST(Render, CapsPixelsOfHugePages) {
  for (const char* media_box : {"0 0 14400 14400", "0 0 200000000 200000000", "0 0 14400 20", "0 0 3 14400"}) {
    SCOPED_TRACE(media_box);
    const auto pictures = render_pages(pdf_of({{media_box, "", "0 0 5000 5000 re f"}}), {1}, {});
    ASSERT_TRUE(pictures);
    const PagePicture& picture = pictures->front();
    EXPECT_LE(1.0 * picture.width * picture.height, 4'100'000);
    EXPECT_LE(picture.width, 10'001);
    EXPECT_LE(picture.height, 10'001);
    EXPECT_FALSE(picture.png.empty()) << picture.missing.zh;
  }
}

TEST(Render, APageThatIsNotThereSaysSo) {
  const auto pictures = render_pages(pdf_of({{"0 0 100 100", "", ""}}), {0, 2, -1, 1}, {});
  ASSERT_TRUE(pictures);
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE((*pictures)[static_cast<std::size_t>(i)].png.empty());
    EXPECT_FALSE((*pictures)[static_cast<std::size_t>(i)].missing.zh.empty());
  }
  EXPECT_FALSE((*pictures)[3].png.empty());
}

TEST(Render, StopsAtItsTimeLimitAndSaysSo) {
  std::string content;
  for (int i = 0; i < 200'000; ++i) content += "0 0 m 500 500 l 3 700 l S\n";
  const auto pictures = render_pages(pdf_of({{"0 0 595 842", "", content}}), {1}, {.seconds = 0.05});
  ASSERT_TRUE(pictures);
  EXPECT_TRUE(pictures->front().png.empty());
  EXPECT_FALSE(pictures->front().missing.en.empty());
}

TEST(Render, DrawsTheRestOfAFileThatWasCutShort) {
  const std::string whole = pdf_of({{"0 0 200 100", "", "20 30 100 40 re f"}, {"0 0 200 100", "", "0 0 200 100 re f"}});
  const std::string cut = whole.substr(0, whole.find("xref\n0"));
  ASSERT_LT(cut.size(), whole.size());
  const auto pictures = render_pages(cut, {1, 2}, {});
  const auto expected = render_pages(whole, {1, 2}, {});
  ASSERT_TRUE(pictures) << pictures.error().problem.message.en;
  ASSERT_TRUE(expected);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_FALSE((*pictures)[i].png.empty());
    EXPECT_EQ((*pictures)[i].png, (*expected)[i].png) << "page " << i + 1;
  }
}

TEST(Render, RefusesWhatIsNoPdf) {
  for (const char* bytes : {"", "no PDF at all", "%PDF-1.4\n%%EOF\n"}) {
    const auto pictures = render_pages(bytes, {1}, {});
    ASSERT_FALSE(pictures) << bytes;
    EXPECT_EQ(pictures.error().problem.code, ProblemCode::kPdfDamaged);
  }
}

// A page whose font asks for a character map that no data package has.
std::string pdf_with_unknown_map() {
  return pdf_of({{"0 0 300 300",
                  "/Resources << /Font << /F << /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /No-Such-Map-H "
                  "/DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 /BaseFont /X /CIDSystemInfo "
                  "<< /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >> ] >> >> >>",
                  "BT /F 12 Tf 20 200 Td <4E2D56FD> Tj ET"}});
}

bool says_map_is_missing(const std::string& pdf) {
  const Result<Document> document = read_pdf(pdf, "a.pdf", {});
  if (!document) return false;
  return std::any_of(document->problems.begin(), document->problems.end(),
                     [](const Problem& problem) { return problem.code == ProblemCode::kCmapMissing; });
}

// Poppler has one error callback for the whole process, and it belongs to the reader.
TEST(Render, LeavesTheReaderItsOnlySignOfAMissingMap) {
  const std::string pdf = pdf_with_unknown_map();
  ASSERT_TRUE(says_map_is_missing(pdf));
  ASSERT_TRUE(render_pages(pdf, {1}, {}));
  EXPECT_TRUE(says_map_is_missing(pdf));
}

class RenderFile : public testing::Test {
 protected:
  void SetUp() override {
    path_ = std::filesystem::temp_directory_path() /
            fmt::format("hebiao-render-{}-{}.pdf", ::getpid(),
                        testing::UnitTest::GetInstance()->current_test_info()->name());
    pdf_ = pdf_of({{"0 0 100 100", "", "10 10 20 20 re f"}});
    std::ofstream(path_, std::ios::binary) << pdf_;
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::filesystem::path path_;
  std::string pdf_;
};

TEST_F(RenderFile, DrawsTheFileThatWasRead) {
  const auto pictures = render_file(path_, sha256_hex(pdf_), {1}, {});
  ASSERT_TRUE(pictures);
  EXPECT_FALSE(pictures->front().png.empty());
}

TEST_F(RenderFile, RefusesAnotherContentAMissingAndAnOversizedFile) {
  const auto changed = render_file(path_, sha256_hex("other bytes"), {1}, {});
  ASSERT_FALSE(changed);
  EXPECT_EQ(changed.error().problem.code, ProblemCode::kFileUnreadable);
  EXPECT_NE(changed.error().problem.message.zh.find("更改"), std::string::npos);
  EXPECT_FALSE(render_file(path_, sha256_hex(pdf_), {1}, {.file_bytes = 10}));
  std::filesystem::remove(path_);
  const auto gone = render_file(path_, sha256_hex(pdf_), {1}, {});
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().problem.code, ProblemCode::kFileUnreadable);
}

TEST(GreyPng, KeepsTheNearestOfSixteenShades) {
  std::string pixels;
  for (int i = 0; i < 15; ++i) pixels += static_cast<char>(i * 18);  // 3 rows of 5: odd rows end in half a byte
  const Pixels decoded = decode(grey_png(pixels, 5, 3));
  ASSERT_EQ(decoded.grey.size(), 15U);
  for (int i = 0; i < 15; ++i) EXPECT_NEAR(decoded.grey[static_cast<std::size_t>(i)], i * 18, 8.5) << i;
}

}  // namespace
}  // namespace hebiao
