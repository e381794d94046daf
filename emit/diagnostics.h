// What `hebiao check` prints: findings as a good compiler prints its diagnostics.
//
//   reports/a.txt:1:47: warning: 「领导干部外向型培训人次」… [score.ratio]
//       数量指标 | 领导干部外向型培训人次 | ≥110(人) | 10人 | 5 | 1 | …
//                                                               ^
//       = basis: 财预〔2020〕10号
// The place is file:page:row: the line of a text, the row of the form's table in a PDF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "emit/severity_counts.h"
#include "extract/message.h"
#include "model/report.h"

namespace hebiao {

struct DiagnosticStyle {
  Language language = Language::kEnglish;
  bool colour = false;  // ANSI escapes
};

// One finding, with the row it speaks of and a mark under the printed text where the row is known. `form` is null for
// a finding about the report as a whole.
std::string diagnostic(const Finding& finding, const AuditedForm* form, std::string_view file,
                       const DiagnosticStyle& style);

// A problem of the source, in the same shape: file:page:row: problem: message [code].
std::string diagnostic(const Problem& problem, std::string_view file, const DiagnosticStyle& style);

// The row that `file:page:row` names, from 1.
int diagnostic_row(const Finding& finding, const AuditedForm* form);

}  // namespace hebiao
