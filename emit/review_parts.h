// What the parts of a review page share. Internal to emit/.
#pragma once

#include <string>
#include <vector>

#include "emit/review_page.h"
#include "model/finding.h"
#include "model/form.h"
#include "model/report.h"

namespace hebiao {

// A finding on its way to the page.
struct ReviewMark {
  int number = 1;  // as framed and listed, from 1 in reading order
  std::string id;  // the fingerprint, made unique within the page
  const Finding* finding = nullptr;
  const AuditedForm* form = nullptr;  // nullptr: about the report as a whole
  std::vector<SourceRef> questioned;  // the cell, and its pieces behind page breaks; empty if no place is meant
  std::vector<SourceRef> used;        // the cells that the recomputation used, without the questioned one
};

// Forms in order, then the findings about the report.
std::vector<ReviewMark> review_marks(const Report& report);

// A class name of the style sheet: "error" "warning" "note".
inline std::string_view mark_class(const ReviewMark& mark) { return severity_name(mark.finding->severity); }

// A browser takes seconds to make elements of ten thousand findings and their cells. What lies behind the first few
// hundred findings, and the first pages or stretches of the source, is folded into texts, of which the script makes
// elements when they come into sight or are asked for.
inline constexpr int kUnfoldedFindings = 500;
inline constexpr int kUnfoldedPages = 25;      // of a PDF, with frames
inline constexpr int kUnfoldedStretches = 10;  // of a text, each up to 120 lines
std::string folded(const std::string& markup);

// Markup of the two halves of the page.
std::string review_source_pdf(const Report& report, const SourcePictures& pictures,
                              const std::vector<ReviewMark>& marks);
std::string review_source_text(const Report& report, const std::vector<ReviewMark>& marks);
std::string review_findings(const Report& report, const std::vector<ReviewMark>& marks, const Decisions& decisions);

}  // namespace hebiao
