// Pages whose text is turned: most of the text decides which way is up.
#pragma once

#include "extract/page_capture.h"

namespace hebiao {

// How a page was turned to bring its text upright; maps boxes of the upright page back to the page as displayed.
struct Turn {
  Heading from = Heading::kRight;  // where the text headed before
  double width = 0;                // of the page as displayed
  double height = 0;

  Box back(const Box& upright) const;
};

// The heading of most visible glyphs; kRight for a page without text.
Heading main_heading(const PageCapture& page);

// Turns everything that `page` draws so that text of heading `from` becomes upright.
Turn turn_upright(PageCapture& page, Heading from);

}  // namespace hebiao
