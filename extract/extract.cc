#include "extract/extract.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include "extract/file_kind.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

Result<std::string> read_bytes(const std::filesystem::path& path, const Limits& limits) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return failure(ProblemCode::kFileUnreadable,
                   {"这是一个文件夹，需要的是 PDF 或文本文件", "this is a folder; a PDF or a text file is expected"});
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    const char* reason = std::strerror(errno);
    return failure(ProblemCode::kFileUnreadable,
                   {fmt::format("无法打开文件：{}", reason), fmt::format("the file cannot be opened: {}", reason)});
  }
  // Its size is a hint only: pipes have none, and a file may change while it is read.
  std::string bytes;
  const std::uintmax_t size = std::filesystem::file_size(path, error);
  if (!error) bytes.reserve(static_cast<std::size_t>(std::min<std::uintmax_t>(size, limits.file_bytes)));
  std::vector<char> block(std::size_t{1} << 16);
  while (file && bytes.size() <= limits.file_bytes) {
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    bytes.append(block.data(), static_cast<std::size_t>(file.gcount()));
  }
  if (file.bad()) {
    return failure(ProblemCode::kFileUnreadable, {"读取文件时出错", "the file could not be read to its end"});
  }
  if (bytes.size() > limits.file_bytes) {
    std::size_t megabytes = limits.file_bytes >> 20;
    return failure(ProblemCode::kLimitExceeded,
                   {fmt::format("文件超过 {} MB 的上限（file_bytes）", megabytes),
                    fmt::format("the file is larger than the limit of {} MB (file_bytes)", megabytes)});
  }
  return bytes;
}

bool is_blank_file(std::string_view bytes) {
  if (bytes.substr(0, 3) == "\xEF\xBB\xBF") bytes.remove_prefix(3);
  return bytes.find_first_not_of(" \t\r\n\f\v\x1A") == bytes.npos;
}

tl::unexpected<Error> unknown_format(const Message& seen) {
  return failure(
      ProblemCode::kFormatUnknown,
      {fmt::format("文件内容是{}，不是 PDF 或文本；请另存为带文字的 PDF，或制表符分隔的文本", seen.zh),
       fmt::format("the content is {}, neither PDF nor text; save it as a PDF with text, or as tab-separated text",
                   seen.en)});
}

Result<Document> read_by_kind(std::string_view bytes, std::string name, const ExtractOptions& options) {
  FileKindFinding found = file_kind(bytes);
  if (found.kind == FileKind::kOther) return unknown_format(found.other);
  return found.kind == FileKind::kPdf ? read_pdf(bytes, std::move(name), options)
                                      : read_text(bytes, std::move(name), options);
}

}  // namespace

Result<Document> extract_document(const std::filesystem::path& path, std::string name, const ExtractOptions& options) {
  auto named = [&](Error error) {
    error.path = path.string();
    return tl::make_unexpected(std::move(error));
  };
  Result<std::string> bytes = read_bytes(path, options.limits);
  if (!bytes) return named(std::move(bytes.error()));
  if (is_blank_file(*bytes)) {
    return named(Error{{ProblemCode::kFileEmpty,
                        {bytes->empty() ? "文件是空的（0 字节）" : "文件只有空白",
                         bytes->empty() ? "the file is empty (0 bytes)" : "the file holds nothing but blanks"},
                        {}},
                       {}});
  }
  Result<Document> document = read_by_kind(*bytes, std::move(name), options);
  if (!document) return named(std::move(document.error()));
  document->sha256 = sha256_hex(*bytes);
  return document;
}

}  // namespace hebiao
