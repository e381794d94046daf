// The review page of one report: the pages of the source with the questioned cells framed and numbered, beside the
// findings. One file that opens from a file share without a server or a network (emit/html.h).
//
// Every finding has the address #fingerprint (#fingerprint-2 for the second of equal ones). For a PDF the pages with
// findings are pictures; a page whose picture is missing (the source is gone or has changed, drawing took too long,
// there are too many) is drawn from what was read, and says so. For text the lines stand as in the source.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "emit/accepted.h"
#include "extract/render.h"
#include "extract/result.h"
#include "model/report.h"

namespace hebiao {

struct SourcePictures {
  std::vector<PagePicture> pages;
  Message missing;  // why there are none at all; empty if that needs no reason
};

// Pages on which a finding stands or whose figures one was computed from; those with graver findings first.
std::vector<int> pages_to_picture(const Report& report);

struct PictureLimits {
  RenderLimits render;
  std::size_t pages = 400;  // at 50 KB each a page of 27 MB, which a browser still opens in a second
};

// Draws those pages of the file that `report` was read from. Never fails: what could not be drawn says why.
SourcePictures source_pictures(const Report& report, const std::filesystem::path& source, const PictureLimits& limits);

// What a page knows besides its report.
struct ReviewContext {
  Decisions decisions;     // what people decided about findings: shown with them, the accepted ones set back
  std::string front_page;  // path of the run's front page from this page's folder, '/' between its parts; empty: none
  std::string workbook;    // the same of the report's workbook
};

// The same report, pictures and context give the same bytes.
std::string review_page(const Report& report, const SourcePictures& pictures, const ReviewContext& context = {});

}  // namespace hebiao
