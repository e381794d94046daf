// Reports and runs composed by hand for the tests of the pages: every cell's place is known because it was put there.
#pragma once

#include <string>
#include <vector>

#include "emit/digest.h"
#include "emit/run_table.h"
#include "model/report.h"

namespace hebiao::test {

// What a project may be called by someone who tries to break a page.
inline constexpr const char* kHostileName =
    "</script><script>document.title='run'</script><img src=x onerror=\"document.title='run'\">'\"&lt;\xFF\x01\u202E";

struct SampleReport {
  SourceFormat format = SourceFormat::kPdf;
  int forms = 1;        // one a page
  int indicators = 12;  // rows of a form
  int findings = 3;     // of each form: on the score of the execution rate, then on one indicator's score each
  double page_width = 595;
  double page_height = 842;
  std::string project = "干部教育工作经费";
};

// A report as the stages before would hand it on; for PDF with boxes, for text with lines and fields.
Report sample_report(const SampleReport& sample);

// A PDF that draws the cells of `report` at their boxes (texts that are not ASCII as dots).
std::string drawn_pdf(const Report& report);

// The digests of a run of `forms` forms, one a report, of `units` units, over the years 2021 to 2023, with findings on
// one in three; always the same.
std::vector<ReportDigest> sample_run(int forms, int units);
RunTable table_of(const std::vector<ReportDigest>& digests);

}  // namespace hebiao::test
