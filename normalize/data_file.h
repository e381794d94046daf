// The rows of a tab-separated data file: `#` lines are comments, the first other line names the columns.
#pragma once

#include <string_view>
#include <vector>

namespace hebiao {

// Views into `text`. Rows with another number of fields than the header are an assertion failure: the files are ours.
std::vector<std::vector<std::string_view>> data_rows(std::string_view text);

// The text of a compiled-in data file of normalize/data/; pre: it exists.
std::string_view data_file(std::string_view name);

}  // namespace hebiao
