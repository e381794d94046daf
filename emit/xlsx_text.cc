#include "emit/xlsx_text.h"

#include <utf8proc.h>

#include <cctype>
#include <charconv>
#include <cstdint>

namespace hebiao::xlsx {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

struct Decoded {
  char32_t code = kReplacement;
  std::size_t bytes = 1;
};

// The character that begins at `at`; a broken byte is U+FFFD, one byte long.
Decoded decode(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (length <= 0) return {};
  return {static_cast<char32_t>(code), static_cast<std::size_t>(length)};
}

void append(std::string& to, char32_t code) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  to.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t units_of(char32_t code) { return code > 0xFFFF ? 2 : 1; }

bool is_xml_character(char32_t code) {
  if (code < 0x20) return code == '\t' || code == '\n';
  return code != 0xFFFE && code != 0xFFFF;
}

// Is there `_xHHHH_` at `at`?
bool is_escape(std::string_view text, std::size_t at) {
  if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return false;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    if (std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

enum class Escapes { kNone, kEscaped };

bool is_continuation(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
}

// Nearly all texts: printable ASCII without _, and sequences of two or three bytes in the blocks from U+0080 to U+07FF
// and U+1000 to U+CFFF, which hold no surrogate and no forbidden character. Anything else takes the careful way.
bool is_plain(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
      if (byte < 0x20 || byte == '_') return false;
      ++at;
    } else if (byte >= 0xC2 && byte <= 0xDF) {
      if (!is_continuation(text, at + 1)) return false;
      at += 2;
    } else if (byte >= 0xE1 && byte <= 0xEC) {
      if (!is_continuation(text, at + 1) || !is_continuation(text, at + 2)) return false;
      at += 3;
    } else {
      return false;
    }
  }
  return true;
}

std::string filtered(std::string_view text, Escapes escapes) {
  if (is_plain(text)) return std::string(text);
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const char byte = text[at];
    if (byte >= ' ' && byte != 0x7F && byte != '_') {
      result += byte;
      ++at;
      continue;
    }
    if (byte == '_') {
      result += escapes == Escapes::kEscaped && is_escape(text, at) ? "_x005F_" : "_";
      ++at;
      continue;
    }
    if (byte == '\r') {
      if (at + 1 == text.size() || text[at + 1] != '\n') result += '\n';
      ++at;
      continue;
    }
    const Decoded next = decode(text, at);
    append(result, is_xml_character(next.code) ? next.code : kReplacement);
    at += next.bytes;
  }
  return result;
}

std::string doubled(std::string_view text, char quote) {
  std::string result;
  for (const char byte : text) {
    if (byte == quote) result += quote;
    result += byte;
  }
  return result;
}

std::string folded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    append(result, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(next.code))));
    at += next.bytes;
  }
  return result;
}

std::string without_quotes_at_ends(std::string text) {
  while (!text.empty() && (text.front() == '\'' || text.front() == ' ')) text.erase(0, 1);
  while (!text.empty() && (text.back() == '\'' || text.back() == ' ')) text.pop_back();
  return text;
}

// At most `units`, the cut marked by an ellipsis.
std::string shortened(const std::string& text, std::size_t units) {
  if (utf16_units(text) <= units) return text;
  return without_quotes_at_ends(split_text(text, units - 1).front()) + "\u2026";
}

std::string mended_sheet_name(std::string_view wanted) {
  std::string name;
  for (const char byte : plain_text(wanted)) {
    const bool forbidden = std::string_view("[]:*?/\\\n\t").find(byte) != std::string_view::npos;
    name += forbidden ? '_' : byte;
  }
  // A name that holds _x0041_ is another when it is read back, and formulas would not find it.
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (is_escape(name, at)) name[at] = '-';
  }
  name = without_quotes_at_ends(name);
  if (name.empty()) name = "_";
  return shortened(name, kMaxSheetNameUnits);
}

}  // namespace

bool Range::overlaps(const Range& other) const {
  return first.row <= other.last.row && other.first.row <= last.row && first.column <= other.last.column &&
         other.first.column <= last.column;
}

std::string column_name(int column) {
  std::string name;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return name;
}

std::string cell_name(Address at) { return column_name(at.column) + std::to_string(at.row + 1); }

std::string fixed_cell_name(Address at) { return "$" + column_name(at.column) + "$" + std::to_string(at.row + 1); }

std::string range_name(const Range& range) {
  if (range.is_cell()) return cell_name(range.first);
  return cell_name(range.first) + ":" + cell_name(range.last);
}

std::string fixed_range_name(const Range& range) {
  return fixed_cell_name(range.first) + ":" + fixed_cell_name(range.last);
}

std::string sheet_prefix(std::string_view sheet_name) { return "'" + doubled(sheet_name, '\'') + "'!"; }

std::string formula_string(std::string_view text) { return "\"" + doubled(text, '"') + "\""; }

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    units += units_of(next.code);
    at += next.bytes;
  }
  return units;
}

std::string cell_text(std::string_view text) { return filtered(text, Escapes::kEscaped); }

std::string plain_text(std::string_view text) { return filtered(text, Escapes::kNone); }

std::string unescaped_text(std::string_view text) {
  constexpr std::size_t kEscape = 7;  // _xHHHH_
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_escape(text, at)) {
      result += text[at++];
      continue;
    }
    std::uint32_t code = 0;
    std::from_chars(text.data() + at + 2, text.data() + at + 6, code, 16);
    append(result, code);
    at += kEscape;
  }
  return result;
}

std::vector<std::string> split_text(std::string_view text, std::size_t units) {
  std::vector<std::string> pieces;
  std::size_t begin = 0;
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    if (used + units_of(next.code) > units) {
      pieces.emplace_back(text.substr(begin, at - begin));
      begin = at;
      used = 0;
    }
    used += units_of(next.code);
    at += next.bytes;
  }
  pieces.emplace_back(text.substr(begin));
  return pieces;
}

std::string SheetNames::take(std::string_view wanted) {
  const std::string base = mended_sheet_name(wanted);
  std::string name = base;
  for (int number = 2; folded(name) == "history" || taken_.contains(folded(name)); ++number) {
    const std::string suffix = " (" + std::to_string(number) + ")";
    name = shortened(base, kMaxSheetNameUnits - suffix.size()) + suffix;
  }
  taken_.insert(folded(name));
  return name;
}

}  // namespace hebiao::xlsx
