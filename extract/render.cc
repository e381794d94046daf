#include "extract/render.h"

#include <Object.h>
#include <PDFDoc.h>
#include <SplashOutputDev.h>
#include <Stream.h>
#include <splash/SplashBitmap.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <fstream>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

#include "extract/pdf_capture.h"
#include "extract/pdf_salvage.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

constexpr double kPointsPerInch = 72;

// CPU time, which a busy machine does not shorten. Poppler asks between two drawing operations.
class Deadline {
 public:
  explicit Deadline(double seconds) : end_(std::clock() + static_cast<std::clock_t>(seconds * CLOCKS_PER_SEC)) {}
  bool passed() const { return std::clock() > end_; }
  static bool passed_callback(void* deadline) { return static_cast<const Deadline*>(deadline)->passed(); }

 private:
  std::clock_t end_;
};

struct PageSize {
  double width = 0;  // points, as displayed
  double height = 0;
};

std::optional<PageSize> displayed_size(PDFDoc& pdf, int page) {
  if (page < 1 || page > pdf.getNumPages() || pdf.getPage(page) == nullptr) return std::nullopt;
  PageSize size{pdf.getPageCropWidth(page), pdf.getPageCropHeight(page)};
  if (pdf.getPageRotate(page) % 180 != 0) std::swap(size.width, size.height);
  if (!std::isfinite(size.width) || !std::isfinite(size.height) || size.width <= 0 || size.height <= 0)
    return std::nullopt;
  return size;
}

double affordable_dpi(const PageSize& size, const RenderLimits& limits) {
  const double width = size.width / kPointsPerInch;
  const double height = size.height / kPointsPerInch;
  const double by_area = std::sqrt(limits.pixels_per_page / width / height);
  const double by_side = limits.pixels_per_side / std::max(width, height);
  return std::min({limits.dots_per_inch, by_area, by_side});
}

PagePicture undrawn(int page, Message why) {
  return {.page = page, .width = 0, .height = 0, .png = {}, .missing = std::move(why)};
}

std::string tight_pixels(const SplashBitmap& bitmap) {
  const auto width = static_cast<std::size_t>(bitmap.getWidth());
  const auto height = static_cast<std::size_t>(bitmap.getHeight());
  std::string pixels;
  pixels.reserve(width * height);
  const auto* row = reinterpret_cast<const char*>(bitmap.getDataPtr());
  for (std::size_t y = 0; y < height; ++y, row += bitmap.getRowSize()) pixels.append(row, width);
  return pixels;
}

class Renderer {
 public:
  Renderer(PDFDoc& pdf, const RenderLimits& limits)
      : pdf_(pdf), limits_(limits), deadline_(limits.seconds), device_(splashModeMono8, 1, false, paper_) {
    device_.setFontAntialias(true);
    device_.setVectorAntialias(true);
    device_.startDoc(&pdf_);
  }

  PagePicture draw(int page) {
    const std::optional<PageSize> size = displayed_size(pdf_, page);
    if (!size)
      return undrawn(page, {"该页不存在或页面尺寸无效，无法绘制。", "The page is missing or has no valid size."});
    if (deadline_.passed()) return undrawn(page, too_slow());
    const double dpi = affordable_dpi(*size, limits_);
    pdf_.displayPage(&device_, page, dpi, dpi, 0, false, true, false, Deadline::passed_callback, &deadline_);
    if (deadline_.passed()) return undrawn(page, too_slow());
    return as_picture(page);
  }

 private:
  Message too_slow() const {
    return {"绘制超过时限，该页没有图片。", "Drawing took longer than allowed; the page has no picture."};
  }

  PagePicture as_picture(int page) {
    const SplashBitmap* bitmap = device_.getBitmap();
    if (bitmap == nullptr || bitmap->getWidth() <= 0 || bitmap->getHeight() <= 0 || bitmap->getDataPtr() == nullptr)
      return undrawn(page, {"该页无法绘制。", "The page could not be drawn."});
    PagePicture picture{page, bitmap->getWidth(), bitmap->getHeight(), {}, {}};
    picture.png = grey_png(tight_pixels(*bitmap), picture.width, picture.height);
    return picture;
  }

  PDFDoc& pdf_;
  const RenderLimits& limits_;
  Deadline deadline_;
  SplashColor paper_ = {255, 0, 0, 0};
  SplashOutputDev device_;
};

// A document and the bytes that it reads from: a file whose end is gone is given one, as the reader does.
class OpenPdf {
 public:
  explicit OpenPdf(std::string_view bytes) {
    open(bytes);
    for (const Salvage how : {Salvage::kKeepCatalog, Salvage::kNewPageTree}) {
      if (has_pages()) return;
      std::optional<std::string> whole = salvaged(bytes, how);
      if (!whole) continue;
      pdf_.reset();
      salvaged_ = *std::move(whole);
      open(salvaged_);
    }
  }
  bool has_pages() const { return pdf_->isOk() && pdf_->getNumPages() > 0; }
  PDFDoc& document() { return *pdf_; }

 private:
  void open(std::string_view bytes) {
    // The document owns the stream.
    pdf_ =
        std::make_unique<PDFDoc>(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)));
  }
  std::string salvaged_;
  std::unique_ptr<PDFDoc> pdf_;
};

Result<std::string> read_whole(const std::filesystem::path& path, std::size_t limit) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (error)
    return failure(ProblemCode::kFileUnreadable,
                   {"源文件已不在原处，或无法读取。", "The source file is gone or unreadable."}, path.string());
  if (size > limit)
    return failure(ProblemCode::kFileUnreadable, {"源文件过大。", "The source file is too large."}, path.string());
  std::string bytes(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in.read(bytes.data(), static_cast<std::streamsize>(size)))
    return failure(ProblemCode::kFileUnreadable, {"源文件无法读取。", "The source file cannot be read."},
                   path.string());
  return bytes;
}

}  // namespace

Result<std::vector<PagePicture>> render_pages(std::string_view bytes, const std::vector<int>& pages,
                                              const RenderLimits& limits) {
  start_pdf();  // the reader's start: it also owns Poppler's one error callback, which is silent outside of a reading
  OpenPdf pdf(bytes);
  if (!pdf.has_pages())
    return failure(ProblemCode::kPdfDamaged, {"源文件无法作为 PDF 打开。", "The source cannot be opened as a PDF."});
  std::vector<PagePicture> pictures;
  Renderer renderer(pdf.document(), limits);
  for (const int page : pages) pictures.push_back(renderer.draw(page));
  return pictures;
}

Result<std::vector<PagePicture>> render_file(const std::filesystem::path& path, std::string_view sha256,
                                             const std::vector<int>& pages, const RenderLimits& limits) {
  Result<std::string> bytes = read_whole(path, limits.file_bytes);
  if (!bytes) return tl::make_unexpected(bytes.error());
  if (sha256_hex(*bytes) != sha256)
    return failure(ProblemCode::kFileUnreadable,
                   {"源文件在核对之后已被更改。", "The source file has changed since it was audited."}, path.string());
  return render_pages(*bytes, pages, limits);
}

}  // namespace hebiao
