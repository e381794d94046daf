// PdfFile: opens the document, hands each page to Poppler's interpreter with the capture device behind it, and stops
// the interpreter where a limit is met.
#include "extract/pdf_capture.h"

#include <malloc.h>
#include <poppler/Annot.h>
#include <poppler/Error.h>
#include <poppler/ErrorCodes.h>
#include <poppler/Form.h>
#include <poppler/Gfx.h>
#include <poppler/GlobalParams.h>
#include <poppler/PDFDoc.h>
#include <poppler/Page.h>

#include <algorithm>
#include <ctime>
#include <mutex>
#include <optional>
#include <utility>

#include "extract/pdf_content.h"
#include "extract/pdf_device.h"
#include "extract/pdf_salvage.h"

namespace hebiao {
namespace {

constexpr std::size_t kAbortStride = 32;  // operators between two looks at the clock
constexpr int kMissingPagesInARow = 64;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

// Poppler reports through one callback without context; a thread's messages go to the page that it is reading.
thread_local bool* cmap_missing_of_this_thread = nullptr;

void on_poppler_message(ErrorCategory, Goffset, const char* message) {
  std::string_view text = message;
  bool missing = text.find("Missing language pack") != text.npos || text.find("Unknown CMap") != text.npos ||
                 text.find("Unknown character collection") != text.npos;
  if (missing && cmap_missing_of_this_thread != nullptr) *cmap_missing_of_this_thread = true;
}

// A page's worth of memory is taken and freed for every page. Left alone, malloc returns it to the system each time,
// and the page faults of getting it back cost a tenth of the whole run.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kKept = 64 << 20;
  mallopt(M_TRIM_THRESHOLD, kKept);
  mallopt(M_MMAP_THRESHOLD, kKept / 2);  // the largest that glibc takes is 32 MiB
  mallopt(M_TOP_PAD, 256 << 10);
#endif
}

// One character by each of the two encodings that Chinese forms name for fonts that are not embedded.
constexpr std::string_view kWarmUpPdf =
    "%PDF-1.4\n"
    "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
    "2 0 obj << /Type /Pages /Kids [ 3 0 R ] /Count 1 >> endobj\n"
    "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [ 0 0 99 99 ] /Contents 4 0 R /Resources << /Font <<\n"
    "/U << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ 5 0 R ] >>\n"
    "/G << /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [ 5 0 R ] >>\n"
    ">> >> >> endobj\n"
    "4 0 obj << /Length 56 >> stream\n"
    "BT 9 9 Td 1 0 0 rg /U 9 Tf <7532> Tj /G 9 Tf <D2D2> Tj ET\n"
    "endstream endobj\n"
    "5 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 0 >> >> endobj\n"
    "trailer << /Root 1 0 R >>\nstartxref\n0\n%%EOF\n";

// What the interpreter asks between operators: go on?
struct Watch {
  const CaptureDevice* device = nullptr;
  double end = 0;  // of the CPU time of this thread
  std::size_t step_limit = 0;
  std::size_t steps = 0;  // on this page
  bool late = false;
};

bool should_stop(void* data) {
  auto& watch = *static_cast<Watch*>(data);
  if (++watch.steps % kAbortStride == 0 && !watch.late) watch.late = thread_seconds() > watch.end;
  return watch.late || watch.steps > watch.step_limit || watch.device->wants_to_stop();
}

std::u32string text_of(const GooString* string) {
  std::u32string text = string != nullptr ? decode_text_string(string->toStr()) : std::u32string{};
  std::u32string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\r' && i + 1 < text.size() && text[i + 1] == U'\n') continue;
    lines.push_back(text[i] == U'\r' ? U'\n' : text[i]);
  }
  return lines;
}

std::u32string choices_of(const FormWidgetChoice& widget) {
  std::u32string text = text_of(widget.getEditChoice());
  for (int i = 0; i < widget.getNumChoices(); ++i) {
    if (!widget.isSelected(i)) continue;
    if (!text.empty()) text += U'\n';
    text += text_of(widget.getChoice(i));
  }
  return text;
}

// What a form field says if its file leaves the drawing to the viewer (no appearance, or /NeedAppearances). Poppler
// would draw it anew and lose Chinese text on the way.
std::optional<std::u32string> undrawn_value(Form* form, const Annot& annotation) {
  if (annotation.getType() != Annot::typeWidget || form == nullptr) return std::nullopt;
  FormWidget* widget = form->findWidgetByRef(annotation.getRef());
  if (widget == nullptr) return std::nullopt;
  if (!form->getNeedAppearances() && annotation.getAppearance().isStream()) return std::nullopt;
  if (widget->getType() == formText) {
    const auto& field = static_cast<const FormWidgetText&>(*widget);
    return field.isPassword() ? std::u32string{} : text_of(field.getContent());
  }
  if (widget->getType() == formChoice) return choices_of(static_cast<const FormWidgetChoice&>(*widget));
  return std::nullopt;
}

bool is_shown(const Annot& annotation) {
  return (annotation.getFlags() & (Annot::flagHidden | Annot::flagNoView)) == 0;
}

}  // namespace

struct PdfFile::Impl {
  Limits limits;
  std::string salvaged_bytes;  // what `document` reads from if the file itself could not be opened
  std::unique_ptr<PDFDoc> document;
  bool repaired = false;
  FontCache fonts;
  std::unique_ptr<CaptureDevice> device;
  Watch watch;
  int missing_pages = 0;

  bool has_pages() const { return document->isOk() && document->getNumPages() > 0; }

  // pre: `bytes` outlive the document.
  void open(std::string_view bytes) {
    auto* stream = new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull));
    document = std::make_unique<PDFDoc>(stream, std::optional<GooString>{}, std::optional<GooString>{}, nullptr,
                                        [this] { repaired = true; });
  }
  void open_salvaged(std::string_view bytes, Salvage how) {
    std::optional<std::string> whole = salvaged(bytes, how);
    if (!whole) return;
    document.reset();
    salvaged_bytes = *std::move(whole);
    open(salvaged_bytes);
    repaired = true;
  }

  // What Page::display does, with the content uncompressed beforehand.
  void draw(Page& page, PageCapture& capture) {
    std::unique_ptr<Gfx> gfx(
        page.createGfx(device.get(), 72, 72, 0, false, true, -1, -1, -1, -1, false, should_stop, &watch));
    PageContent content(page.getContents(), limits.content_bytes);
    if (content.cut()) capture.limits_met.insert(CaptureLimit::kContent);
    if (!content.object().isNull()) {
      gfx->saveState();
      gfx->display(&content.object());
      gfx->restoreState();
    }
    for (Annot* annotation : page.getAnnots()->getAnnots()) {
      if (should_stop(&watch)) break;
      draw_annotation(*gfx, *annotation);
    }
    if (watch.steps > watch.step_limit) capture.limits_met.insert(CaptureLimit::kSteps);
  }

  void draw_annotation(Gfx& gfx, Annot& annotation) {
    if (!is_shown(annotation)) return;
    std::optional<std::u32string> value = undrawn_value(document->getCatalog()->getForm(), annotation);
    if (!value) return annotation.draw(&gfx, false);
    const PDFRectangle& box = annotation.getRect();
    device->write_field(gfx.getState(), {box.x1, box.y1, box.x2, box.y2}, *value);
  }
};

PdfFile::PdfFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
PdfFile::PdfFile(PdfFile&&) noexcept = default;
PdfFile& PdfFile::operator=(PdfFile&&) noexcept = default;
PdfFile::~PdfFile() = default;

Result<PdfFile> PdfFile::open(std::string_view bytes, const Limits& limits) {
  start_pdf();
  auto impl = std::make_unique<Impl>();
  impl->limits = limits;
  impl->watch.end = thread_seconds() + limits.seconds;
  impl->watch.step_limit = limits.steps_per_page;
  impl->open(bytes);
  if (impl->document->getErrorCode() == errEncrypted) {
    return failure(ProblemCode::kPdfEncrypted,
                   {"该 PDF 已加密，需要口令才能打开（已尝试空口令）；请提供无口令的文件",
                    "the PDF is encrypted and needs a password (an empty one was tried); supply a file without one"});
  }
  for (Salvage how : {Salvage::kKeepCatalog, Salvage::kNewPageTree}) {
    if (!impl->has_pages()) impl->open_salvaged(bytes, how);
  }
  if (!impl->has_pages()) {
    return failure(ProblemCode::kPdfDamaged,
                   {"该 PDF 已损坏，找不到任何页面，无法修复；请重新导出或重新下载该文件",
                    "the PDF is damaged beyond repair: no page was found; export or download it again"});
  }
  impl->device = std::make_unique<CaptureDevice>(impl->limits, impl->fonts, impl->document->getXRef());
  impl->watch.device = impl->device.get();
  return PdfFile(std::move(impl));
}

int PdfFile::pages() const { return impl_->document->getNumPages(); }
bool PdfFile::repaired() const { return impl_->repaired; }

PageCapture PdfFile::capture(int number) {
  PageCapture capture;
  capture.number = number;
  if (impl_->missing_pages >= kMissingPagesInARow) {
    capture.broken = true;
    return capture;
  }
  Page* page = impl_->document->getPage(number);
  impl_->missing_pages = page == nullptr ? impl_->missing_pages + 1 : 0;
  if (page == nullptr) {
    capture.broken = true;
    return capture;
  }
  capture.rotation = page->getRotate();
  impl_->device->begin_page(capture);
  impl_->watch.steps = 0;
  cmap_missing_of_this_thread = &capture.cmap_missing;
  impl_->draw(*page, capture);
  cmap_missing_of_this_thread = nullptr;
  capture.timed_out = impl_->watch.late;
  bool huge = std::max(capture.width, capture.height) > impl_->limits.page_points;
  if (huge) capture.limits_met.insert(CaptureLimit::kPageSize);
  return capture;
}

void start_pdf() {
  static std::once_flag once;
  std::call_once(once, [] {
    keep_freed_memory();
    if (!globalParams) globalParams = std::make_unique<GlobalParams>();
    setErrorCallback(on_poppler_message);
  });
}

void warm_up_pdf() {
  if (Result<PdfFile> file = PdfFile::open(kWarmUpPdf, Limits{})) file->capture(1);
}

}  // namespace hebiao
