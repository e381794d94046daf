#include "extract/text_encoding.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <memory>
#include <vector>

namespace hebiao {
namespace {

// A file with more than this share of undecodable sequences is in some other encoding, not a damaged one: a text cut in
// the middle of a character, or a byte lost in transfer, has one or two in thousands.
constexpr std::size_t kDecodedPerFault = 100;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

struct ConverterCloser {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

const char* icu_name(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::kUtf16Le:
      return "UTF-16LE";
    case TextEncoding::kUtf16Be:
      return "UTF-16BE";
    case TextEncoding::kGb18030:
      return "gb18030";
    case TextEncoding::kUtf8:
      break;
  }
  return "UTF-8";
}

DecodedText decode_as(std::string_view bytes, TextEncoding encoding) {
  DecodedText result;
  result.encoding = encoding;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, ConverterCloser> converter(ucnv_open(icu_name(encoding), &status));
  if (U_FAILURE(status)) {
    result.undecodable = bytes.size();
    return result;
  }
  // ICU's own substitution character is U+FFFD for each undecodable sequence.
  std::vector<UChar> units(bytes.size() + 1);
  const int32_t length = ucnv_toUChars(converter.get(), units.data(), static_cast<int32_t>(units.size()), bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) {
    result.undecodable = bytes.size();
    return result;
  }
  icu::UnicodeString(false, units.data(), length).toUTF8String(result.utf8);
  for (std::size_t at = 0; (at = result.utf8.find(kReplacement, at)) != std::string::npos; at += kReplacement.size())
    if (result.undecodable++ == 0) result.first_undecodable = at;
  return result;
}

// Length of the well-formed UTF-8 sequence at `at`; 0 if there is none.
std::size_t sequence_length(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.size()) return 0;
  for (std::size_t i = at + 1; i < at + length; ++i)
    if ((byte(i) & 0xC0) != 0x80) return 0;
  const unsigned second = byte(at + 1);
  const bool overlong = (lead == 0xE0 && second < 0xA0) || (lead == 0xF0 && second < 0x90);
  const bool outside = (lead == 0xED && second > 0x9F) || (lead == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = sequence_length(bytes, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

bool is_mostly_decoded(const DecodedText& text) { return text.undecodable * kDecodedPerFault * 3 <= text.utf8.size(); }

DecodedText decode_by_content(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) bytes.remove_prefix(3);
  if (bytes.starts_with("\xFF\xFE"sv)) return decode_as(bytes.substr(2), TextEncoding::kUtf16Le);
  if (bytes.starts_with("\xFE\xFF"sv)) return decode_as(bytes.substr(2), TextEncoding::kUtf16Be);
  if (is_valid_utf8(bytes)) {
    DecodedText text;
    text.utf8 = std::string(bytes);
    return text;
  }
  DecodedText utf8 = decode_as(bytes, TextEncoding::kUtf8);
  if (is_mostly_decoded(utf8)) return utf8;
  return decode_as(bytes, TextEncoding::kGb18030);
}

}  // namespace

std::string_view text_encoding_name(TextEncoding encoding) {
  return encoding == TextEncoding::kGb18030 ? "GB18030" : icu_name(encoding);
}

Result<DecodedText> decode_text(std::string_view bytes, std::string_view name) {
  DecodedText text = decode_by_content(bytes);
  if (const std::size_t nul = text.utf8.find('\0'); nul != std::string::npos) {
    return failure(
        ProblemCode::kFormatUnknown,
        {fmt::format("{} 既不是 PDF 也不是文本：第 {} 个字节处是二进制内容；可读 PDF 和 TXT", name, nul + 1),
         fmt::format("{} is neither PDF nor text: binary data at byte {}; PDF and TXT can be read", name, nul + 1)},
        std::string(name));
  }
  if (!is_mostly_decoded(text)) {
    return failure(ProblemCode::kTextUndecodable,
                   {fmt::format("{} 的文字编码无法识别：既不是 UTF-8、UTF-16，也不是 GB18030", name),
                    fmt::format("{} is in an encoding that is neither UTF-8, UTF-16 nor GB18030", name)},
                   std::string(name));
  }
  return text;
}

}  // namespace hebiao
