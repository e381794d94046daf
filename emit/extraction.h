// What `hebiao extract` prints: the tables as the document draws them, before any meaning. The text is the canonical
// one (radicals and widths folded, punctuation left alone): pre: normalize_document has run.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/render.h"

namespace hebiao {

// {"pages": [...], "tables": [...], "problems": [...]}: rows and columns from 0, boxes in points from the top left. A
// line or a cell has `raw`, the source's own code points, where they differ from `text`.
using TextSink = std::function<void(std::string_view piece)>;
void write_extraction_json(const Document& document, const TextSink& sink);  // in pieces: a volume's would be megabytes

// A row of the table a record (RFC 4180, CRLF); a spanning cell stands in its first place, the places it covers are
// empty. Tables follow each other after an empty record; no text is escaped against formulas.
std::string extraction_csv(const Document& document);

// One self-contained page: each table with its spans, lines outside tables between them, no script, nothing loaded.
std::string extraction_html(const Document& document);

// For the eye: a cell's text in aligned columns, holes left open, lines outside tables between the tables.
std::string extraction_text(const Document& document);

// What lies under a drawing of what was found, by page number; a page without a picture is drawn as an empty sheet.
struct Underlay {
  std::vector<PagePicture> pictures;
  std::map<int, std::vector<Box>> rulings;  // see ExtractOptions::on_rulings
};

// What was found, drawn over the pages, which stand one under the other in points: the ruling lines (red), a frame a
// cell (blue by rulings, orange by alignment, purple where a page break cut it) with its row and column, a grey frame a
// line, and the reading order: numbered dots joined by a green line. `pictures` are of any of its pages; a page without
// one is drawn as an empty sheet. Text input has no boxes and so no frames.
std::string extraction_svg(const Document& document, const Underlay& underlay);

}  // namespace hebiao
