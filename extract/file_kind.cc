#include "extract/file_kind.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace hebiao {
namespace {

constexpr std::size_t kHeaderReach = 1024;

struct Signature {
  std::string_view bytes;
  std::size_t offset;
  std::string_view zh;
  std::string_view en;
};

using namespace std::string_view_literals;

constexpr std::array kSignatures{
    Signature{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, 0, "旧版 Word/Excel 文件（OLE2，.doc/.xls/.wps）",
              "an old Word or Excel file (OLE2: .doc, .xls, .wps)"},
    Signature{"{\\rtf"sv, 0, "RTF 文件", "an RTF file"},
    Signature{"Rar!\x1A\x07"sv, 0, "RAR 压缩包", "a RAR archive"},
    Signature{"7z\xBC\xAF\x27\x1C"sv, 0, "7z 压缩包", "a 7z archive"},
    Signature{"\x1F\x8B"sv, 0, "gzip 压缩文件", "a gzip file"},
    Signature{"\x89PNG\r\n\x1A\n"sv, 0, "PNG 图片", "a PNG image"},
    Signature{"\xFF\xD8\xFF"sv, 0, "JPEG 图片", "a JPEG image"},
    Signature{"GIF8"sv, 0, "GIF 图片", "a GIF image"},
    Signature{"II*\0"sv, 0, "TIFF 图片", "a TIFF image"},
    Signature{"MM\0*"sv, 0, "TIFF 图片", "a TIFF image"},
    Signature{"BM"sv, 0, "BMP 图片", "a BMP image"},
    Signature{"WEBP"sv, 8, "WebP 图片", "a WebP image"},
    Signature{"%!PS"sv, 0, "PostScript 文件", "a PostScript file"},
    Signature{"AT&TFORM"sv, 0, "DjVu 文件", "a DjVu file"},
    Signature{"\x7F"
              "ELF"sv,
              0, "可执行程序", "a program"},
    Signature{"MZ\x90"sv, 0, "可执行程序", "a program"},
    Signature{"SQLite format 3\0"sv, 0, "SQLite 数据库", "an SQLite database"},
};

// ZIP is the envelope of many formats; the names inside tell which.
FileKindFinding zip_kind(std::string_view bytes) {
  auto holds = [&](std::string_view name) { return bytes.find(name) != bytes.npos; };
  if (holds("word/document.xml")) return {FileKind::kOther, {"Word 文件（.docx）", "a Word file (.docx)"}};
  if (holds("xl/workbook.xml")) return {FileKind::kOther, {"Excel 文件（.xlsx）", "an Excel file (.xlsx)"}};
  if (holds("ppt/presentation.xml"))
    return {FileKind::kOther, {"PowerPoint 文件（.pptx）", "a PowerPoint file (.pptx)"}};
  if (holds("OFD.xml")) return {FileKind::kOther, {"OFD 版式文件", "an OFD file"}};
  if (holds("opendocument")) return {FileKind::kOther, {"OpenDocument 文件", "an OpenDocument file"}};
  return {FileKind::kOther, {"ZIP 压缩包", "a ZIP archive"}};
}

bool looks_like_html(std::string_view bytes) {
  std::string_view head = bytes.substr(0, kHeaderReach);
  while (!head.empty() && (head.substr(0, 3) == "\xEF\xBB\xBF" || std::isspace(static_cast<unsigned char>(head[0])))) {
    head.remove_prefix(head.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 1);
  }
  auto starts = [&](std::string_view word) {
    return head.size() >= word.size() && std::equal(word.begin(), word.end(), head.begin(), [](char a, char b) {
             return a == std::tolower(static_cast<unsigned char>(b));
           });
  };
  return starts("<!doctype html") || starts("<html") || starts("<head") || starts("<?xml");
}

bool is_utf16(std::string_view bytes) { return bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF"; }

}  // namespace

FileKindFinding file_kind(std::string_view bytes) {
  for (const Signature& s : kSignatures) {
    if (bytes.size() < s.offset + s.bytes.size() || bytes.substr(s.offset, s.bytes.size()) != s.bytes) continue;
    return {FileKind::kOther, {std::string(s.zh), std::string(s.en)}};
  }
  if (bytes.substr(0, 4) == "PK\x03\x04" || bytes.substr(0, 4) == "PK\x05\x06") return zip_kind(bytes);
  if (bytes.substr(0, kHeaderReach + 5).find("%PDF-") != bytes.npos) return {FileKind::kPdf, {}};
  if (looks_like_html(bytes)) return {FileKind::kOther, {"网页或 XML 文件", "a web page or an XML file"}};
  bool binary = !is_utf16(bytes) && bytes.substr(0, kHeaderReach * 8).find('\0') != bytes.npos;
  if (binary) return {FileKind::kOther, {"无法识别的二进制文件", "a binary file of unknown kind"}};
  return {FileKind::kText, {}};
}

}  // namespace hebiao
