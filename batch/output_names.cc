#include "batch/output_names.h"

#include <fmt/format.h>

namespace hebiao {

std::vector<std::string> output_suffixes(const std::vector<OutputFormat>& formats) {
  std::vector<std::string> suffixes;
  for (const OutputFormat format : formats) {
    switch (format) {
      case OutputFormat::kXlsx:
        suffixes.emplace_back(".xlsx");
        break;
      case OutputFormat::kJson:
        suffixes.emplace_back(".json");
        break;
      case OutputFormat::kCsv:
        suffixes.emplace_back(".indicators.csv");
        suffixes.emplace_back(".findings.csv");
        break;
      case OutputFormat::kExcelCsv:
        suffixes.emplace_back(".indicators.excel.csv");
        suffixes.emplace_back(".findings.excel.csv");
        break;
      case OutputFormat::kHtml:
        suffixes.emplace_back(".html");
        break;
    }
  }
  return suffixes;
}

std::string new_name(std::string_view name, std::string_view suffix, int ordinal) {
  const std::string_view stem = name.substr(0, name.size() - suffix.size());
  return ordinal == 1 ? fmt::format("{}.new{}", stem, suffix) : fmt::format("{}.new-{}{}", stem, ordinal, suffix);
}

}  // namespace hebiao
