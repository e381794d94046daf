// A written workbook as a test looks at it: sheets by name, cells by their name.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "emit/xlsx_reader.h"

namespace hebiao::test {

struct CellView {
  std::string value;    // text, or the digits of a number
  std::string formula;  // without =
  bool is_number = false;
};

struct SheetView {
  std::map<std::string, CellView> cells;
  std::vector<std::string> merges;

  CellView at(const std::string& name) const {
    const auto found = cells.find(name);
    return found == cells.end() ? CellView{} : found->second;
  }
  // The name of the first cell that shows `value`; empty if none does.
  std::string find(const std::string& value) const {
    for (const auto& [name, cell] : cells) {
      if (cell.value == value) return name;
    }
    return {};
  }
  // How many cells show it.
  std::size_t count(const std::string& value) const {
    return static_cast<std::size_t>(
        std::count_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.second.value == value; }));
  }
};

class WorkbookView {
 public:
  explicit WorkbookView(const std::filesystem::path& path) : path_(path) {
    auto package = xlsx::Package::open(path, xlsx::PackageOrigin::kOurs);
    if (!package) return;
    auto strings = xlsx::shared_strings(*package);
    auto parts = xlsx::sheet_parts(*package);
    if (!strings || !parts) return;
    for (const auto& part : *parts) {
      names.push_back(part.name);
      SheetView& sheet = sheets[part.name];
      auto rest = package->rows(part.part, [&](pugi::xml_node row) {
        for (const auto& cell : row.children("c")) {
          CellView view{xlsx::cell_value(cell, *strings), cell.child("f").text().get(), false};
          const std::string_view type = cell.attribute("t").value();
          view.is_number = (type.empty() || type == "n") && cell.child("v");
          sheet.cells[cell.attribute("r").value()] = std::move(view);
        }
      });
      if (!rest) continue;
      for (const auto& merge : rest->child("worksheet").child("mergeCells").children()) {
        sheet.merges.emplace_back(merge.attribute("ref").value());
      }
    }
  }

  const SheetView& sheet(const std::string& name) const {
    static const SheetView kNone;
    const auto found = sheets.find(name);
    EXPECT_NE(found, sheets.end()) << "no sheet " << name;
    return found == sheets.end() ? kNone : found->second;
  }

  // The XML of a part; empty if there is none.
  std::string part(const std::string& name) const {
    auto package = xlsx::Package::open(path_, xlsx::PackageOrigin::kOurs);
    auto document = package ? package->document(name) : tl::unexpected(package.error());
    if (!document) return {};
    std::ostringstream xml;
    document->save(xml, "", pugi::format_raw);
    return xml.str();
  }

  std::vector<std::string> names;
  std::map<std::string, SheetView> sheets;

 private:
  std::filesystem::path path_;
};

}  // namespace hebiao::test
