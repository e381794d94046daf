// Named limits on what one document may cost. A loop over untrusted input is bounded by one of these.
#pragma once

#include <cstddef>

namespace hebiao {

// Reaching a limit is a problem `limit-exceeded` that names the limit; what was read before it is kept.
struct Limits {
  std::size_t file_bytes = std::size_t{512} << 20;  // the largest published volume seen is under 60 MB
  int pages = 20'000;
  std::size_t glyphs_per_page = 200'000;              // a dense A3 page of 5-point text holds about 30,000
  std::size_t rulings_per_page = 100'000;             // a form has 30 to 400
  std::size_t content_bytes = std::size_t{64} << 20;  // of a page's operators; a form has under 1 MB
  std::size_t saved_states = 1'000;        // graphics states one inside the other: PDF 1.7, annex C allows 28
  std::size_t steps_per_page = 1'000'000;  // texts, strokes and fills, and every tenth of the other operators
  std::size_t cells_per_table = 400'000;
  std::size_t text_line_bytes = std::size_t{4} << 20;
  double page_points = 14'400;  // PDF 1.7, annex C: the largest page side; a larger page is read, and noted
  double seconds = 60;          // CPU time for one document in extract/
};

}  // namespace hebiao
