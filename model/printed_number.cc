#include "model/printed_number.h"

#include <utility>

#include "model/utf8.h"

namespace hebiao {
namespace {

constexpr std::string_view kCommas[] = {",", "\xEF\xBC\x8C"};  // , ，

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank_character(utf8_character(text, 0)))
    text.remove_prefix(utf8_character(text, 0).size());
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// What is left after the digits: nothing, a unit, or a unit in brackets.
std::string_view without_brackets(std::string_view text) {
  if (text.empty() || !is_opening_bracket(utf8_character(text, 0))) return text;
  text.remove_prefix(utf8_character(text, 0).size());
  const std::size_t last = text.size() >= 3 && static_cast<unsigned char>(text.back()) >= 0x80 ? 3 : 1;
  if (text.size() < last || !is_closing_bracket(text.substr(text.size() - last))) return text;
  text.remove_suffix(last);
  return trimmed(text);
}

struct Digits {
  std::string digits;
  int decimals = 0;
  std::size_t length = 0;  // bytes read
};

std::size_t comma_at(std::string_view text, std::size_t at) {
  for (std::string_view comma : kCommas)
    if (text.substr(at).starts_with(comma)) return comma.size();
  return 0;
}

// Groups after the first comma must have exactly three digits, the first one to three.
std::optional<Digits> read_digits(std::string_view text) {
  Digits result;
  std::size_t group = 0;  // digits since the last comma
  bool grouped = false;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_digit(text[at])) {
      result.digits += text[at++];
      ++group;
      continue;
    }
    const std::size_t comma = comma_at(text, at);
    if (comma == 0) break;
    if (group == 0 || group > 3 || (grouped && group != 3)) return std::nullopt;
    grouped = true;
    group = 0;
    at += comma;
  }
  if (result.digits.empty() || (grouped && group != 3)) return std::nullopt;
  if (at < text.size() && text[at] == '.') {
    result.digits += text[at++];
    for (; at < text.size() && is_digit(text[at]); ++at, ++result.decimals) result.digits += text[at];
    if (result.decimals == 0) return std::nullopt;
  }
  result.length = at;
  return result;
}

bool is_one_of(std::string_view text, const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (word == text) return true;
  return false;
}

}  // namespace

std::optional<PrintedFigure> read_figure(std::string_view text, const std::vector<std::string>& percent_marks,
                                         const std::vector<std::string>& units) {
  text = trimmed(text);
  const bool negative = text.starts_with("-");
  if (negative) text.remove_prefix(1);
  const auto digits = read_digits(text);
  if (!digits) return std::nullopt;
  PrintedFigure figure;
  figure.number.digits = negative ? "-" + digits->digits : digits->digits;
  figure.number.decimals = digits->decimals;
  const auto exact = parse_decimal(figure.number.digits);
  if (!exact) return std::nullopt;
  figure.number.number = *exact;

  const std::string_view rest = without_brackets(trimmed(text.substr(digits->length)));
  if (rest.empty()) return figure;
  if (is_one_of(rest, percent_marks)) {
    figure.percent = true;
    return figure;
  }
  if (!is_one_of(rest, units)) return std::nullopt;
  figure.unit = std::string(rest);
  return figure;
}

std::optional<PrintedNumber> plain_number(std::string digits) {
  const std::optional<Rational> number = parse_decimal(digits);
  if (!number) return std::nullopt;
  const std::size_t point = digits.find('.');
  const int decimals = point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1);
  return PrintedNumber{std::move(digits), *number, decimals};
}

PrintedNumber times_hundred(const PrintedNumber& number) {
  const bool negative = number.digits.starts_with("-");
  std::string digits = negative ? number.digits.substr(1) : number.digits;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole = digits.substr(0, point);
  std::string fraction = point < digits.size() ? digits.substr(point + 1) : std::string();
  fraction.append(fraction.size() < 2 ? 2 - fraction.size() : 0, '0');
  whole += fraction.substr(0, 2);
  fraction.erase(0, 2);
  const std::size_t first = std::min(whole.find_first_not_of('0'), whole.size() - 1);
  whole.erase(0, first);

  PrintedNumber result;
  result.digits = (negative ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
  result.decimals = static_cast<int>(fraction.size());
  result.number = number.number * 100;
  return result;
}

}  // namespace hebiao
