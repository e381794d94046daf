// Pictures of chosen pages of a PDF, for people to look at.
//
// render.cc is the second and last file that knows Poppler (the first reads). It draws with Splash in grey and writes
// PNG of 16 shades at a low compression level: text stays as legible as in 256 shades, the file is half as large.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "extract/message.h"
#include "extract/result.h"

namespace hebiao {

struct RenderLimits {
  double dots_per_inch = 100;          // small print of a form (9 points) is read without zooming
  double pixels_per_page = 4'000'000;  // A3 at 100 dpi has 1.9 million; a larger page is drawn at fewer dpi
  double pixels_per_side = 10'000;     // a strip of 14,400 by 20 points has few pixels and one long side
  double seconds = 20;                 // CPU time for all pages of one document; the rest stays undrawn
  std::size_t file_bytes = std::size_t{512} << 20;
};

// One page as it is displayed (crop box, /Rotate applied), so that a point at (x, y) of the page's Box coordinates lies
// at (x / page width, y / page height) of the picture.
struct PagePicture {
  int page = 1;     // from 1
  int width = 0;    // pixels
  int height = 0;   // pixels
  std::string png;  // empty if the page could not be drawn
  Message missing;  // then: why
};

// Draws `pages` (numbers from 1, in any order) of the PDF in `bytes`. One picture for each number asked, in that order;
// a page that cannot be drawn, or not in time, has no PNG and says why. An Error only where the file as a whole cannot
// be opened. Not safe to call from two threads (Poppler's globals); hostile files belong in a worker process.
Result<std::vector<PagePicture>> render_pages(std::string_view bytes, const std::vector<int>& pages,
                                              const RenderLimits& limits);

// The same for a file, which must still be the one that was read: `sha256` is that of its bytes, lower-case hex.
// Another content, a missing or an oversized file is an Error kFileUnreadable: pictures of something else would be a
// lie.
Result<std::vector<PagePicture>> render_file(const std::filesystem::path& path, std::string_view sha256,
                                             const std::vector<int>& pages, const RenderLimits& limits);

// 8-bit grey pixels, row by row without padding, as a PNG of 16 shades. pre: pixels.size() == width × height, both > 0.
std::string grey_png(std::string_view pixels, int width, int height);

}  // namespace hebiao
