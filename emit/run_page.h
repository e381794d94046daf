// The front page of a run: its units and projects in a table that sorts and filters, and the year in pictures. Every
// mark leads to the report that it stands for, or to the rows of the table where it stands for several.
//
// One file without a server or a network (emit/html.h); it stands as index.html in the output folder, beside the review
// pages `<report name>.html`, to which it links.
#pragma once

#include <string>
#include <string_view>

#include "emit/run_table.h"

namespace hebiao {

struct RunPageOptions {
  std::string title = "绩效自评表核对结果";
  // What is appended to a report's name to make the file that a row leads to: ".html", or ".xlsx" in a run without
  // pages.
  std::string_view link_suffix = ".html";
};

// The same table gives the same bytes.
std::string run_page(const RunTable& table, const RunPageOptions& options);

}  // namespace hebiao
