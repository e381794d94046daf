// The stage: bytes of a PDF or a text file -> Document.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "extract/limits.h"
#include "extract/result.h"

namespace hebiao {

struct ExtractOptions {
  Limits limits;
  // Told the ruling lines that were found on each page of a PDF, as thin boxes: for drawing what was found. May be
  // empty.
  std::function<void(int page, std::vector<Box> rulings)> on_rulings = {};
};

// Reads a file, found by content (never by its name) to be PDF or text. `name` is what the document is called in
// results. Refuses with an Error: unreadable, empty, neither PDF nor text, encrypted, damaged beyond repair,
// undecodable. A PDF all of whose pages are images is a Document with problems, not an Error.
Result<Document> extract_document(const std::filesystem::path& path, std::string name, const ExtractOptions& options);

// The two readers behind it, for callers that hold the bytes. `bytes` must outlive the call only.
Result<Document> read_pdf(std::string_view bytes, std::string name, const ExtractOptions& options);
Result<Document> read_text(std::string_view bytes, std::string name, const ExtractOptions& options);

}  // namespace hebiao
