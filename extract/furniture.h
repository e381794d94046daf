// Page numbers and running heads: what stands on page after page and belongs to none of them.
#pragma once

#include "extract/page_layout.h"

namespace hebiao {

// Marks lines of `page` as LineKind::kPageNumber: numbers alone in the margins, and lines in the margins that a
// neighbouring page prints at the same place, digits apart. A title above a table that begins like the table of the
// neighbour under the same title is no running head: that page simply begins with a new form.
// `before` and `after` may be null.
void mark_furniture(PageLayout& page, const PageLayout* before, const PageLayout* after);

}  // namespace hebiao
