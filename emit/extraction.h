// What `hebiao extract` prints: the tables as the document draws them, before any meaning.
#pragma once

#include <string>

#include "extract/document.h"

namespace hebiao {

// {"pages": [...], "tables": [...], "problems": [...]}: rows and columns from 0, boxes in points from the top left.
std::string extraction_json(const Document& document);

// A row of the table a record (RFC 4180, CRLF); a spanning cell stands in its first place, the places it covers are
// empty. Tables follow each other after an empty record; the text is the printed one, verbatim.
std::string extraction_csv(const Document& document);

// One self-contained page: each table with its spans, lines outside tables between them, no script, nothing loaded.
std::string extraction_html(const Document& document);

// For the eye: a cell's text in aligned columns, holes left open, lines outside tables between the tables.
std::string extraction_text(const Document& document);

// What was found, drawn: the pages one under the other in points, a frame a cell (blue by rulings, orange by alignment,
// purple where a page break cut it) with its row and column, a grey frame a line. Text input has no boxes and so no
// frames.
std::string extraction_svg(const Document& document);

}  // namespace hebiao
