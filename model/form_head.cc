#include "model/form_head.h"

#include <algorithm>

#include "model/utf8.h"

namespace hebiao {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;

// 3月 of 2023年3月.
bool begins_with_month(std::string_view text, const Dialects::Tables& tables) {
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  return digits > 0 && std::any_of(tables.months.begin(), tables.months.end(),
                                   [&](const std::string& month) { return text.substr(digits).starts_with(month); });
}

// The number of the first four characters; nullopt if one of them is no digit.
std::optional<int> four_digits(std::string_view text) {
  int number = 0;
  for (char digit : text.substr(0, kYearDigits)) {
    if (!is_digit(digit)) return std::nullopt;
    number = number * 10 + (digit - '0');
  }
  return number;
}

}  // namespace

namespace {

// 二〇二二年 as 2022年, digit for digit: what follows another such character is no year.
std::string with_digits(std::string_view text, const std::vector<std::string>& year_digits) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = utf8_character(text, at);
    at += character.size();
    const auto digit = std::find_if(year_digits.begin(), year_digits.end(), [&](const std::string& characters) {
      return characters.find(character) != std::string::npos;
    });
    result += digit == year_digits.end() ? std::string(character) : std::to_string(digit - year_digits.begin());
  }
  return result;
}

std::optional<int> year_in_digits(std::string_view text, const Dialects::Tables& tables) {
  for (std::size_t at = 0; at + kYearDigits <= text.size(); ++at) {
    if (at > 0 && is_digit(text[at - 1])) continue;
    const auto year = four_digits(text.substr(at));
    if (!year || *year < kFirstYear || *year > kLastYear) continue;
    std::string_view rest = text.substr(at + kYearDigits);
    while (rest.starts_with(" ")) rest.remove_prefix(1);
    const bool named = std::any_of(tables.years.begin(), tables.years.end(), [&](const std::string& word) {
      return rest.starts_with(word) && !begins_with_month(rest.substr(word.size()), tables);
    });
    if (named) return year;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> year_in(std::string_view text, const Dialects::Tables& tables) {
  const auto year = year_in_digits(text, tables);
  return year ? year : year_in_digits(with_digits(text, tables.year_digits), tables);
}

std::string money_unit_behind_label(std::string_view text, const Dialects::Tables& tables) {
  constexpr std::size_t kMostBetween = 3;  // bytes: one character, the colon
  for (const std::string& label : tables.money_unit_labels) {
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos) continue;
    const std::string rest = tables.key(text.substr(at + label.size()));
    for (const std::string& unit : tables.money_units)
      if (rest.ends_with(unit) && rest.size() <= unit.size() + kMostBetween) return unit;
  }
  return {};
}

}  // namespace hebiao
