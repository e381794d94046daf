#include "emit/number_cell.h"

#include <charconv>

#include "emit/xlsx_text.h"

namespace hebiao {
namespace {

bool is_digit(char byte) { return byte >= '0' && byte <= '9'; }

// The integer part, "1,563" or "1563", without its commas; nullopt if it is not written as a number format writes it.
std::optional<std::string> ungrouped(std::string_view text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool comma_due = (text.size() - i) % 4 == 0;
    if (text[i] == ',') {
      if (i == 0 || !comma_due) return std::nullopt;
      continue;
    }
    if (!is_digit(text[i])) return std::nullopt;
    digits += text[i];
  }
  const bool grouped = digits.size() != text.size();
  if (digits.empty() || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  if (grouped && text.size() != digits.size() + (digits.size() - 1) / 3) return std::nullopt;
  return digits;
}

// Decimal text with an exponent, such as "90.90e-2".
double parsed(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

namespace {

// A printed number in its parts.
struct Parts {
  std::string plain;  // "-1563.92": sign, digits, decimals
  std::size_t decimals = 0;
  bool grouped = false;
  bool percent = false;
};

bool is_zero(const Parts& parts) { return parts.plain.find_first_of("123456789") == std::string::npos; }

std::optional<Parts> parts_of(std::string_view printed) {
  Parts parts;
  const bool negative = printed.starts_with('-');
  if (negative) printed.remove_prefix(1);
  parts.percent = printed.ends_with('%');
  if (parts.percent) printed.remove_suffix(1);
  const auto point = printed.find('.');
  const std::string_view whole = printed.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? std::string_view() : printed.substr(point + 1);
  if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
  for (const char byte : decimals) {
    if (!is_digit(byte)) return std::nullopt;
  }
  const auto digits = ungrouped(whole);
  if (!digits || digits->size() + decimals.size() > static_cast<std::size_t>(xlsx::kMaxDigits)) return std::nullopt;
  parts.grouped = whole.find(',') != std::string_view::npos;
  parts.decimals = decimals.size();
  parts.plain = (negative ? "-" : "") + *digits;
  if (!decimals.empty()) parts.plain.append(".").append(decimals);
  // A format would show -0.00 as 0.00.
  if (negative && is_zero(parts)) return std::nullopt;
  return parts;
}

NumberFace face_of(const Parts& parts) {
  NumberFace face;
  face.value = parsed(parts.percent ? parts.plain + "e-2" : parts.plain);
  face.format = parts.grouped ? "#,##0" : "0";
  if (parts.decimals > 0) face.format += "." + std::string(parts.decimals, '0');
  if (parts.percent) face.format += "%";
  return face;
}

}  // namespace

std::optional<NumberFace> number_face(std::string_view printed) {
  const auto parts = parts_of(printed);
  return parts ? std::optional(face_of(*parts)) : std::nullopt;
}

std::optional<NumberCell> number_cell(std::string_view printed) {
  const auto parts = parts_of(printed);
  if (!parts) return std::nullopt;
  NumberFace face = face_of(*parts);
  NumberCell cell;
  cell.value = face.value;
  cell.format = std::move(face.format);
  cell.percent_scale = parts->percent ? 100 : 1;
  cell.exact = *parse_decimal(parts->plain) / cell.percent_scale;
  return cell;
}

double nearest_double(const Rational& number) {
  const std::string text = canonical_number(number);
  if (text.find('/') == std::string::npos) return parsed(text);
  // Twenty significant digits are more than a double holds.
  constexpr int kDecimals = 20;
  return parsed(format_fixed(number, kDecimals));
}

}  // namespace hebiao
