#include "emit/xlsx_check.h"

#include <algorithm>
#include <string_view>

#include "emit/xlsx_reader.h"

namespace hebiao::xlsx {
namespace {

void count_row(pugi::xml_node row, SheetCounts& counts) {
  for (const auto& cell : row.children("c")) {
    const std::string_view type = cell.attribute("t").value();
    if (cell.child("f")) {
      ++counts.formulas;
    } else if (type == "s" || type == "inlineStr") {
      ++counts.texts;
    } else if (cell.child("v")) {
      ++counts.numbers;
    } else {
      ++counts.blanks;
    }
  }
}

std::size_t count_children(pugi::xml_node parent) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& child : parent.children()) ++count;
  return count;
}

Result<SheetCounts> count_sheet(const Package& package, const SheetPart& sheet) {
  SheetCounts counts;
  counts.name = sheet.name;
  auto rest = package.rows(sheet.part, [&counts](pugi::xml_node row) { count_row(row, counts); });
  if (!rest) return tl::unexpected(rest.error());
  counts.merges = count_children(rest->child("worksheet").child("mergeCells"));
  counts.links = count_children(rest->child("worksheet").child("hyperlinks"));
  auto notes = related_part(package, sheet.part, "comments");
  if (!notes) return tl::unexpected(notes.error());
  if (!notes->empty()) {
    auto comments = package.document(*notes);
    if (!comments) return tl::unexpected(comments.error());
    counts.notes = count_children(comments->child("comments").child("commentList"));
  }
  return counts;
}

bool is_sheet(std::string_view part) { return part.starts_with("xl/worksheets/sheet"); }

std::string counted(const SheetCounts& counts) {
  return std::to_string(counts.texts) + "/" + std::to_string(counts.numbers) + "/" + std::to_string(counts.formulas) +
         "/" + std::to_string(counts.blanks) + "/" + std::to_string(counts.notes) + "/" +
         std::to_string(counts.merges) + "/" + std::to_string(counts.links);
}

tl::unexpected<Error> differs(const std::filesystem::path& path, const SheetCounts& written, const SheetCounts& found) {
  return failure(ProblemCode::kOutputUnwritable,
                 {"写出的工作簿与模型不符，工作表「" + written.name + "」应有（文本/数字/公式/空格式/批注/合并/链接）" +
                      counted(written) + "，实有" + counted(found) + "；多为磁盘已满",
                  "the workbook written differs from the model: sheet 「" + written.name +
                      "」 should hold (texts/numbers/formulas/blanks/notes/merges/links) " + counted(written) +
                      ", holds " + counted(found) + "; a full disk is the usual cause"},
                 path.string());
}

}  // namespace

Result<std::vector<SheetCounts>> count_sheets(const std::filesystem::path& path) {
  auto package = Package::open(path, PackageOrigin::kOurs);
  if (!package) return tl::unexpected(package.error());
  for (const std::string& part : package->parts()) {
    if (is_sheet(part) || part.ends_with(".png")) continue;
    if (auto document = package->document(part); !document) return tl::unexpected(document.error());
  }
  auto sheets = sheet_parts(*package);
  if (!sheets) return tl::unexpected(sheets.error());
  std::vector<SheetCounts> counts;
  for (const SheetPart& sheet : *sheets) {
    auto counted_sheet = count_sheet(*package, sheet);
    if (!counted_sheet) return tl::unexpected(counted_sheet.error());
    counts.push_back(std::move(*counted_sheet));
  }
  return counts;
}

Result<void> check_workbook(const std::filesystem::path& path, const std::vector<SheetCounts>& written) {
  auto found = count_sheets(path);
  if (!found) return tl::unexpected(found.error());
  const SheetCounts nothing;
  for (std::size_t i = 0; i < std::max(written.size(), found->size()); ++i) {
    const SheetCounts& wanted = i < written.size() ? written[i] : nothing;
    const SheetCounts& sheet = i < found->size() ? (*found)[i] : nothing;
    if (sheet != wanted) return differs(path, wanted, sheet);
  }
  return {};
}

}  // namespace hebiao::xlsx
