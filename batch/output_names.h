// What the outputs of one input are called.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "batch/convert.h"

namespace hebiao {

// ".xlsx"; ".json"; ".indicators.csv" and ".findings.csv"; the same with ".excel.csv"; ".html". In the order of
// `formats`.
std::vector<std::string> output_suffixes(const std::vector<OutputFormat>& formats);

// Where an output goes when what stands at `name` is a person's work: "a.pdf.xlsx" -> "a.pdf.new.xlsx", and from the
// second on "a.pdf.new-2.xlsx". `suffix` is the part of `name` that the format adds.
std::string new_name(std::string_view name, std::string_view suffix, int ordinal);

}  // namespace hebiao
