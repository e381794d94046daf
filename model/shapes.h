// Tables that reach us as lines: cells joined by blanks, or one cell a line. Their cells are found again here, so that
// the rest of model/ sees rows with columns whatever the shape was.
#pragma once

#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

// Replaces lines that hold a form's heads, labels, figures or indicators by rows of cells; every other line stays as it
// is. A cell whose place cannot be told with certainty is marked so (RowCell::certain), its text kept.
DocumentRows recover_columns(DocumentRows rows, const Lexicon& lexicon);

}  // namespace hebiao
