// Reading one segment of rows as a form.
#pragma once

#include <vector>

#include "model/form.h"
#include "model/form_segments.h"
#include "model/lexicon.h"
#include "model/rows.h"
#include "normalize/vocabulary.h"

namespace hebiao {

// `facts` are those of `rows`; the lexicon is that of the form's dialect.
Form read_form(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
               const Lexicon& lexicon, const Vocabulary& vocabulary);

}  // namespace hebiao
