#include "model/rules/prose_amounts.h"

#include <algorithm>
#include <utility>

#include "model/interval_arithmetic.h"
#include "model/printed_number.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

constexpr int kYearDigits = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The figure that begins at `begin`: digits with commas between threes, and one point.
struct Figure {
  std::size_t end = 0;
  std::optional<PrintedNumber> number;
};

Figure figure_at(std::string_view text, std::size_t begin) {
  std::size_t end = begin;
  std::string digits;
  while (end < text.size() && (is_digit(text[end]) || text[end] == ',' || text[end] == '.')) {
    if (text[end] != ',') digits += text[end];
    ++end;
  }
  return {end, plain_number(std::move(digits))};
}

// The longest money unit that `text` begins with.
std::string_view unit_at(std::string_view text) {
  std::string_view longest;
  for (std::string_view unit : {"money-unit:8", "money-unit:4", "money-unit:3", "money-unit:0"})
    for (const std::string& word : words(unit))
      if (text.substr(0, word.size()) == word && word.size() > longest.size()) longest = word;
  return longest;
}

}  // namespace

std::optional<Rational> yuan_per(std::string_view unit) {
  for (int exponent : {8, 4, 3, 0}) {
    const std::vector<std::string>& names = words("money-unit:" + std::to_string(exponent));
    if (std::find(names.begin(), names.end(), unit) != names.end()) return power_of_ten(exponent);
  }
  return std::nullopt;
}

std::vector<ProseAmount> prose_amounts(std::string_view text) {
  std::vector<ProseAmount> amounts;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    const Figure figure = figure_at(text, i);
    std::size_t after = figure.end;
    while (after < text.size() && text[after] == ' ') ++after;
    const std::string_view unit = unit_at(text.substr(after));
    if (figure.number && !unit.empty()) {
      const std::size_t end = after + unit.size();
      const Rational scale = *yuan_per(unit);
      amounts.push_back({i, end, std::string(text.substr(i, end - i)), figure.number->number * scale,
                         scaled(measured(*figure.number, Printing::kRounded), scale)});
    }
    i = std::max(i, figure.end - 1);
  }
  return amounts;
}

std::vector<int> written_years(std::string_view text) {
  std::vector<int> years;
  for (std::size_t i = 0; i + kYearDigits < text.size(); ++i) {
    if (i > 0 && is_digit(text[i - 1])) continue;
    const std::string_view digits = text.substr(i, kYearDigits);
    if (!std::all_of(digits.begin(), digits.end(), is_digit)) continue;
    const std::string_view rest = text.substr(i + kYearDigits);
    const std::vector<std::string>& marks = words("after-year");
    if (std::none_of(marks.begin(), marks.end(),
                     [&](const std::string& mark) { return rest.substr(0, mark.size()) == mark; }))
      continue;
    const int year = std::stoi(std::string(digits));
    if (year >= 1949 && year <= 2100) years.push_back(year);
  }
  return years;
}

std::vector<Sentence> sentences(std::string_view text) {
  std::vector<Sentence> pieces;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t end = text.size();
    std::size_t skip = 0;
    for (const std::string& stop : words("sentence-end")) {
      const std::size_t found = text.find(stop, begin);
      if (found < end) end = found, skip = stop.size();
    }
    end = std::min(end, text.find('\n', begin));
    if (end > begin) pieces.push_back({begin, text.substr(begin, end - begin)});
    begin = end + std::max<std::size_t>(skip, 1);
  }
  return pieces;
}

}  // namespace hebiao::audit_rules
