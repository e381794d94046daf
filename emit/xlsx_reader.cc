// A sheet's XML is `head <sheetData> row… </sheetData> tail`. Rows are parsed one batch at a time as fragments, head
// and tail as one small document, so a sheet of a gigabyte costs no more memory than its longest row.

#include "emit/xlsx_reader.h"

#include <zip.h>

#include <algorithm>

#include "emit/xlsx_text.h"

namespace hebiao::xlsx {
namespace {

constexpr std::string_view kDataOpen = "<sheetData>";
constexpr std::string_view kDataClose = "</sheetData>";
constexpr std::string_view kRowClose = "</row>";
// Small enough that a batch's tree stays below the size at which the allocator gives memory back to the system.
constexpr std::size_t kChunk = std::size_t{1} << 14;

tl::unexpected<Error> damaged(const std::filesystem::path& path, const std::string& part, const std::string& what) {
  return failure(ProblemCode::kOutputUnwritable,
                 {"工作簿部件「" + part + "」不完整或无法解析：" + what, "workbook part 「" + part + "」: " + what},
                 path.string());
}

struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using OpenPart = std::unique_ptr<zip_file_t, CloseFile>;

std::string folder_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return slash == std::string::npos ? "" : part.substr(0, slash + 1);
}

// `target` of a relationship of `part`, as a part name.
std::string resolved(const std::string& part, std::string target) {
  if (target.starts_with('/')) return target.substr(1);
  std::string folder = folder_of(part);
  while (target.starts_with("../")) {
    target.erase(0, 3);
    folder.pop_back();
    folder = folder_of(folder);
  }
  return folder + target;
}

std::string relations_part(const std::string& part) {
  const std::string folder = folder_of(part);
  return folder + "_rels/" + part.substr(folder.size()) + ".rels";
}

}  // namespace

struct Package::Archive {
  zip_t* handle = nullptr;
  ~Archive() { zip_discard(handle); }
};

Package::Package(std::filesystem::path path, std::unique_ptr<Archive> archive, std::vector<std::string> parts)
    : path_(std::move(path)), archive_(std::move(archive)), parts_(std::move(parts)) {}
Package::~Package() = default;
Package::Package(Package&&) noexcept = default;
Package& Package::operator=(Package&&) noexcept = default;

Result<Package> Package::open(const std::filesystem::path& path, PackageOrigin origin) {
  int code = 0;
  const int checks = origin == PackageOrigin::kOurs ? ZIP_CHECKCONS : 0;
  auto archive = std::make_unique<Archive>();
  archive->handle = zip_open(path.c_str(), ZIP_RDONLY | checks, &code);
  if (archive->handle == nullptr) return damaged(path, "zip", "zip error " + std::to_string(code));
  std::vector<std::string> parts;
  const auto count = zip_get_num_entries(archive->handle, 0);
  for (zip_int64_t i = 0; i < count; ++i) {
    const char* name = zip_get_name(archive->handle, static_cast<zip_uint64_t>(i), 0);
    parts.emplace_back(name == nullptr ? "" : name);
  }
  return Package(path, std::move(archive), std::move(parts));
}

bool Package::has(std::string_view part) const { return std::find(parts_.begin(), parts_.end(), part) != parts_.end(); }

Result<pugi::xml_document> Package::document(const std::string& part) const {
  zip_stat_t stat;
  zip_stat_init(&stat);
  if (zip_stat(archive_->handle, part.c_str(), 0, &stat) != 0) return damaged(path_, part, "missing");
  if (stat.size > kMaxWholePartBytes) return damaged(path_, part, "too large");
  const OpenPart file(zip_fopen(archive_->handle, part.c_str(), 0));
  if (!file) return damaged(path_, part, "cannot be opened");
  std::string bytes(stat.size, '\0');
  const auto read = zip_fread(file.get(), bytes.data(), bytes.size());
  // Reading on past the end makes libzip compare the checksum.
  char past_end = 0;
  if (read < 0 || static_cast<zip_uint64_t>(read) != stat.size || zip_fread(file.get(), &past_end, 1) != 0) {
    return damaged(path_, part, "cut off");
  }
  pugi::xml_document document;
  const auto parsed =
      document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
  if (!parsed) return damaged(path_, part, parsed.description());
  return document;
}

Result<pugi::xml_document> Package::rows(const std::string& part,
                                         const std::function<void(pugi::xml_node)>& on_row) const {
  const OpenPart file(zip_fopen(archive_->handle, part.c_str(), 0));
  if (!file) return damaged(path_, part, "missing");
  enum class Stage { kHead, kRows, kTail };
  Stage stage = Stage::kHead;
  std::string buffer;
  std::string rest;  // head and tail
  std::size_t total = 0;
  const auto parse_rows = [&](std::size_t end) -> std::string {
    pugi::xml_document fragment;
    const auto parsed = fragment.load_buffer_inplace(
        buffer.data(), end, pugi::parse_default | pugi::parse_ws_pcdata_single | pugi::parse_fragment);
    if (!parsed) return parsed.description();
    for (const auto& node : fragment.children()) {
      if (std::string_view(node.name()) != "row") return "not a row";
      on_row(node);
    }
    buffer.erase(0, end);
    return {};
  };
  std::string chunk(kChunk, '\0');
  for (;;) {
    const auto read = zip_fread(file.get(), chunk.data(), chunk.size());
    if (read < 0) return damaged(path_, part, "cut off");
    if (read == 0) break;
    total += static_cast<std::size_t>(read);
    buffer.append(chunk, 0, static_cast<std::size_t>(read));
    if (total > kMaxPartBytes || buffer.size() > kMaxWholePartBytes) return damaged(path_, part, "too large");
    if (stage == Stage::kHead) {
      const auto open = buffer.find(kDataOpen);
      if (open == std::string::npos) continue;
      rest = buffer.substr(0, open + kDataOpen.size());
      buffer.erase(0, open + kDataOpen.size());
      stage = Stage::kRows;
    }
    if (stage == Stage::kRows) {
      const auto close = buffer.find(kDataClose);
      const auto last = buffer.rfind(kRowClose, close);
      if (last != std::string::npos) {
        if (const auto trouble = parse_rows(last + kRowClose.size()); !trouble.empty()) {
          return damaged(path_, part, trouble);
        }
      }
      if (close != std::string::npos) stage = Stage::kTail;
    }
  }
  pugi::xml_document document;
  rest += buffer;
  const auto parsed = document.load_buffer(rest.data(), rest.size());
  if (!parsed) return damaged(path_, part, parsed.description());
  return document;
}

Result<std::vector<SheetPart>> sheet_parts(const Package& package) {
  const std::string workbook_part = "xl/workbook.xml";
  auto workbook = package.document(workbook_part);
  if (!workbook) return tl::unexpected(workbook.error());
  auto relations = package.document(relations_part(workbook_part));
  if (!relations) return tl::unexpected(relations.error());
  std::vector<SheetPart> sheets;
  for (const auto& sheet : workbook->child("workbook").child("sheets").children("sheet")) {
    const auto relation =
        relations->child("Relationships").find_child_by_attribute("Id", sheet.attribute("r:id").value());
    sheets.push_back({sheet.attribute("name").value(), resolved(workbook_part, relation.attribute("Target").value())});
  }
  return sheets;
}

namespace {

// <si> or <is>: plain, or runs of differently formatted text.
std::string joined_text(pugi::xml_node node) {
  std::string text = node.child("t").text().get();
  for (const auto& run : node.children("r")) text += run.child("t").text().get();
  return unescaped_text(text);
}

}  // namespace

Result<std::vector<std::string>> shared_strings(const Package& package) {
  const std::string part = "xl/sharedStrings.xml";
  std::vector<std::string> strings;
  if (!package.has(part)) return strings;
  auto document = package.document(part);
  if (!document) return tl::unexpected(document.error());
  for (const auto& item : document->child("sst").children("si")) strings.push_back(joined_text(item));
  return strings;
}

std::string cell_value(pugi::xml_node cell, const std::vector<std::string>& strings) {
  const std::string_view type = cell.attribute("t").value();
  if (type == "inlineStr") return joined_text(cell.child("is"));
  const std::string value = cell.child("v").text().get();
  if (type == "str") return unescaped_text(value);
  if (type != "s") return value;
  const auto index = cell.child("v").text().as_ullong(strings.size());
  return index < strings.size() ? strings[index] : std::string();
}

Result<std::string> related_part(const Package& package, const std::string& part, std::string_view type) {
  if (!package.has(relations_part(part))) return std::string();
  auto relations = package.document(relations_part(part));
  if (!relations) return tl::unexpected(relations.error());
  const std::string ending = "/" + std::string(type);
  for (const auto& relation : relations->child("Relationships").children("Relationship")) {
    if (!std::string_view(relation.attribute("Type").value()).ends_with(ending)) continue;
    return resolved(part, relation.attribute("Target").value());
  }
  return std::string();
}

}  // namespace hebiao::xlsx
