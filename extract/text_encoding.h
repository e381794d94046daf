// Bytes of a text file -> UTF-8, the encoding found by content.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/result.h"

namespace hebiao {

enum class TextEncoding { kUtf8, kUtf16Le, kUtf16Be, kGb18030 };
std::string_view text_encoding_name(TextEncoding encoding);  // "UTF-8" "UTF-16LE" "UTF-16BE" "GB18030"

struct DecodedText {
  std::string utf8;  // without byte order mark; each undecodable sequence is U+FFFD
  TextEncoding encoding = TextEncoding::kUtf8;
  std::size_t undecodable = 0;        // how many sequences
  std::size_t first_undecodable = 0;  // offset into `utf8` of the first one
};

// A byte order mark decides; else valid UTF-8 is UTF-8; else whichever of UTF-8 and GB18030 leaves next to nothing
// undecodable. Refuses (kTextUndecodable) what neither explains, and (kFormatUnknown) what holds NUL bytes: no text.
Result<DecodedText> decode_text(std::string_view bytes, std::string_view name);

}  // namespace hebiao
