// Turns what was odd about pages into the problems that a reader must know, one per kind of trouble and run of pages.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "extract/limits.h"
#include "extract/page_capture.h"
#include "extract/page_layout.h"
#include "extract/result.h"

namespace hebiao {

class PdfProblems {
 public:
  void note_repair();
  void note_page_limit(int pages, int limit);
  void note_capture(const PageCapture& page, const Limits& limits);
  void note_layout(const PageLayout& page);

  // All of them, by first page.
  std::vector<Problem> take();

 private:
  struct Kind {
    ProblemCode code;
    std::string zh;
    std::string en;
    auto operator<=>(const Kind&) const = default;
  };
  void note(int page, ProblemCode code, std::string zh, std::string en);

  std::map<Kind, std::vector<int>> pages_;  // kind of trouble -> pages, ascending
};

}  // namespace hebiao
