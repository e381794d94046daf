// A workbook that was written is opened again, by another library, before anyone else may open it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "extract/result.h"

namespace hebiao::xlsx {

// What one sheet holds, as counted while writing and as found in the file.
struct SheetCounts {
  std::string name;
  std::size_t texts = 0;  // cells with a string
  std::size_t numbers = 0;
  std::size_t formulas = 0;
  std::size_t blanks = 0;  // cells with a style alone
  std::size_t notes = 0;
  std::size_t merges = 0;
  std::size_t links = 0;
  friend bool operator==(const SheetCounts&, const SheetCounts&) = default;
};

// Opens the file, parses every part of it, and counts the sheets in their order. Sheets are parsed a row at a time:
// memory does not grow with them. An Error (kOutputUnwritable) names the part that is missing, cut off or no XML.
Result<std::vector<SheetCounts>> count_sheets(const std::filesystem::path& path);

// An Error that says which sheet differs in what.
Result<void> check_workbook(const std::filesystem::path& path, const std::vector<SheetCounts>& written);

}  // namespace hebiao::xlsx
