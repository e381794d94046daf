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

std::optional<NumberCell> number_cell(std::string_view printed) {
  std::string_view rest = printed;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  const bool percent = rest.ends_with('%');
  if (percent) rest.remove_suffix(1);
  const auto point = rest.find('.');
  const std::string_view whole = rest.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? std::string_view() : rest.substr(point + 1);
  if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
  for (const char byte : decimals) {
    if (!is_digit(byte)) return std::nullopt;
  }
  const auto digits = ungrouped(whole);
  if (!digits || digits->size() + decimals.size() > static_cast<std::size_t>(xlsx::kMaxDigits)) return std::nullopt;

  std::string plain = (negative ? "-" : "") + *digits;
  if (!decimals.empty()) plain += "." + std::string(decimals);
  const auto number = parse_decimal(plain);
  if (!number || (negative && *number == 0)) return std::nullopt;

  NumberCell cell;
  cell.percent_scale = percent ? 100 : 1;
  cell.exact = *number / cell.percent_scale;
  cell.value = parsed(percent ? plain + "e-2" : plain);
  cell.format = whole.find(',') != std::string_view::npos ? "#,##0" : "0";
  if (!decimals.empty()) cell.format += "." + std::string(decimals.size(), '0');
  if (percent) cell.format += "%";
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
