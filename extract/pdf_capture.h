// Opens a PDF and captures its pages: glyphs, lines, fills and images in one pass of Poppler's interpreter.
//
// The files pdf_*.cc and render.cc are the only ones that know Poppler. Its private API is pinned to Debian 12 (22.12);
// it gives what the public one does not: ruling lines, render modes, and boxes that fit Type 3 fonts.
#pragma once

#include <memory>
#include <string_view>

#include "extract/limits.h"
#include "extract/page_capture.h"
#include "extract/result.h"

namespace hebiao {

class PdfFile {
 public:
  // `bytes` must outlive the object. Refuses: kPdfEncrypted if the empty password does not open it, kPdfDamaged if
  // neither the cross-reference table nor a scan of the file yields a page.
  static Result<PdfFile> open(std::string_view bytes, const Limits& limits);

  PdfFile(PdfFile&&) noexcept;
  PdfFile& operator=(PdfFile&&) noexcept;
  ~PdfFile();

  int pages() const;      // as the file declares; may exceed Limits::pages
  bool repaired() const;  // the cross-reference table had to be rebuilt
  // Reads one page, from 1. A page that cannot be read comes back empty with `broken` set.
  PageCapture capture(int page);

 private:
  struct Impl;
  explicit PdfFile(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

// Sets Poppler's globals up, once a process. Reading does it by itself.
void start_pdf();

// Reads a tiny page that needs what the first Chinese PDF of a process needs (character maps for fonts that are not
// embedded, colour profiles), so that processes forked afterwards share it and threads do not race for it.
void warm_up_pdf();

}  // namespace hebiao
