// The parts of a workbook file, read by libzip and pugixml.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "extract/result.h"

namespace hebiao::xlsx {

// What one part may hold when unpacked: a guard against archives that unpack without end. The sheet XML of a full
// sheet of ours (1,048,576 rows) is below it.
inline constexpr std::size_t kMaxPartBytes = std::size_t{2} << 30;
// What one row, and a part that is read whole (strings, notes, drawings), may hold.
inline constexpr std::size_t kMaxWholePartBytes = std::size_t{256} << 20;

// Ours: checked to be consistent to the last byte. Theirs: whatever program a person saved it with.
enum class PackageOrigin { kOurs, kTheirs };

class Package {
 public:
  static Result<Package> open(const std::filesystem::path& path, PackageOrigin origin);

  const std::vector<std::string>& parts() const { return parts_; }
  bool has(std::string_view part) const;

  // The part as a parsed document.
  Result<pugi::xml_document> document(const std::string& part) const;

  // A sheet: `on_row` for each <row> of its <sheetData>, in order; the rest (columns, merges, links) is returned as
  // one document without rows.
  Result<pugi::xml_document> rows(const std::string& part, const std::function<void(pugi::xml_node)>& on_row) const;

  ~Package();
  Package(Package&&) noexcept;
  Package& operator=(Package&&) noexcept;

 private:
  struct Archive;
  Package(std::filesystem::path path, std::unique_ptr<Archive> archive, std::vector<std::string> parts);

  std::filesystem::path path_;
  std::unique_ptr<Archive> archive_;
  std::vector<std::string> parts_;
};

// One sheet of the workbook: its name and part ("xl/worksheets/sheet1.xml"), in the order of the tabs.
struct SheetPart {
  std::string name;
  std::string part;
};
Result<std::vector<SheetPart>> sheet_parts(const Package& package);

// The texts of a workbook's cells by their index; empty where there is no such part.
Result<std::vector<std::string>> shared_strings(const Package& package);

// What a cell shows as text: strings and cached strings with the format's escapes undone, numbers as their digits.
std::string cell_value(pugi::xml_node cell, const std::vector<std::string>& strings);

// The part that `part` is related to by a type that ends with `/type` ("comments"); empty if none.
Result<std::string> related_part(const Package& package, const std::string& part, std::string_view type);

}  // namespace hebiao::xlsx
