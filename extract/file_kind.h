// What a file is, by its first bytes, never by its name.
#pragma once

#include <string_view>

#include "extract/message.h"

namespace hebiao {

enum class FileKind { kPdf, kText, kOther };

struct FileKindFinding {
  FileKind kind = FileKind::kText;
  Message other;  // kOther only: what it is, as the middle of a sentence
};

// A PDF header may stand within the first 1,024 bytes (PDF 1.7, annex H). Bytes that are neither a PDF nor a format
// known here are text as long as they hold no NUL outside UTF-16 text.
FileKindFinding file_kind(std::string_view bytes);

}  // namespace hebiao
