// Which dialect a form is written in.
#pragma once

#include <vector>

#include "model/form_segments.h"
#include "model/lexicon.h"
#include "model/rows.h"

namespace hebiao {

// `all`: the words of all dialects. The dialect for which the form's heads, labels and titles speak most; a word that
// many dialects share says little, a word of its own says much. The general vocabulary where nothing speaks for any.
const DialectWords& choose_dialect(const std::vector<Row>& rows, const std::vector<RowFacts>& facts,
                                   const FormSegment& segment, const Lexicon& all);

}  // namespace hebiao
