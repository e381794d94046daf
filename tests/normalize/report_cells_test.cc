// Every cell of a report is read, or is rightly a phrase: the project's samples, and the sample report if it is at hand
// (HEBIAO_ACCEPTANCE).
//
// The oracle is a slow, obvious reader of `sign figure unit` with a table of units, a list of the other cells that hold
// a value, read by a person, and of the cells in which a digit is part of a sentence or of a name. A cell without a
// digit holds no value in these reports.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

// Cells of another shape than `sign figure unit`, in 2023: kind|comparator|value|unit.
const std::map<std::string, std::string>& other_values() {
  static const std::map<std::string, std::string> kRead = {
      {"(2023年度)", "date|-|[2023-01-01,2023-12-31]|-"},
      {"300-400(人)", "range|-|[300,400]|人"},
      {"1小时内响应，3小时内抵达现场", "multi|le ; le|(-inf,1] ; (-inf,3]|h ; h"},
      {"1小时内响应，3小时内到场", "multi|le ; le|(-inf,1] ; (-inf,3]|h ; h"},
      {"分别4月底及12月底前完成", "multi|le ; le|(-inf,2023-04-30] ; (-inf,2023-12-31]|- ; -"},
      {"每月5日前", "date|-|XXXX-XX-05|-"},
      {"10月18日", "date|-|2023-10-18|-"},
      {"11月20日", "date|-|2023-11-20|-"},
      {"10月底", "date|-|[2023-10-21,2023-10-31]|-"},
      {"11月底", "date|-|[2023-11-21,2023-11-30]|-"},
      {"10月前", "date|lt|(-inf,2023-10-01)|-"},
      {"12月前", "date|lt|(-inf,2023-12-01)|-"},
      {"3月底前", "date|le|(-inf,2023-03-31]|-"},
      {"4月底前", "date|le|(-inf,2023-04-30]|-"},
      {"6月底前", "date|le|(-inf,2023-06-30]|-"},
      {"9月底前", "date|le|(-inf,2023-09-30]|-"},
      {"11月底前", "date|le|(-inf,2023-11-30]|-"},
      {"12月底前", "date|le|(-inf,2023-12-31]|-"},
  };
  return kRead;
}

// What marks a cell in which a digit belongs to a sentence or a name; a cell of so many bytes is a paragraph.
constexpr std::size_t kParagraph = 300;
constexpr const char* kWithinWords[] = {"“2+X”", "举办1期", "3个职位", "超过1小时未", "2024年预算"};

bool has_digit(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string canonical_unit(const std::string& word) {
  static const std::map<std::string, std::string> kOther = {{"小时", "h"}, {"分钟", "min"},    {"天", "d"},
                                                            {"元", "CNY"}, {"条/周", "条/wk"}, {"", "-"}};
  const auto found = kOther.find(word);
  return found == kOther.end() ? word : found->second;
}

// The digits with the point moved right, and without what a plain decimal has not.
std::string plain(std::string digits, std::size_t moved) {
  digits.erase(std::remove(digits.begin(), digits.end(), ','), digits.end());
  std::size_t point = digits.find('.');
  std::string decimals = point == std::string::npos ? "" : digits.substr(point + 1);
  std::string whole = digits.substr(0, point);
  for (; moved > 0; --moved) {
    whole += decimals.empty() ? '0' : decimals.front();
    if (!decimals.empty()) decimals.erase(0, 1);
  }
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  return decimals.empty() ? whole : whole + "." + decimals;
}

// comparator|value|unit of `sign figure unit`; empty for any other shape.
std::string obvious_reading(const std::string& text) {
  static const std::regex kShape("(≥|≤|=)? ?([0-9][0-9,]*(?:\\.[0-9]+)?) ?(?:\\(|（)?(万)?([^0-9()]*?)(?:\\)|）)?");
  std::smatch match;
  if (!std::regex_match(text, match, kShape)) return "";
  const std::string number = plain(match[2], match[3].matched ? 4 : 0);
  const std::string unit = canonical_unit(match[4]);
  if (match[1] == "≥") return "ge|[" + number + ",+inf)|" + unit;
  if (match[1] == "≤") return "le|(-inf," + number + "]|" + unit;
  return (match[1] == "=" ? "eq|" : "-|") + number + "|" + unit;
}

std::set<std::string> cells_of(const std::string& path) {
  std::ifstream file(path);
  std::set<std::string> cells;
  for (std::string line; std::getline(file, line);) {
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, '\t');) {
      const std::string text = normalize_text(cell).text;
      if (!text.empty()) cells.insert(text);
    }
  }
  return cells;
}

void check(const std::string& cell) {
  const Reading reading = read(cell, "year=2023");
  const CanonicalReading got = canonical(reading);
  const std::string rest = got.comparator.value_or("-") + "|" + got.value.value_or("-") + "|" + got.unit.value_or("-");
  const auto within = [&](const char* mark) { return cell.find(mark) != std::string::npos; };
  if (!has_digit(cell)) {
    EXPECT_TRUE(reading.is_none() && !reading.is_unreadable()) << "「" << cell << "」 " << got.kind << "|" << rest;
  } else if (cell.size() >= kParagraph || std::any_of(std::begin(kWithinWords), std::end(kWithinWords), within)) {
    EXPECT_TRUE(reading.is_none()) << "「" << cell << "」 " << got.kind << "|" << rest;
  } else if (const auto other = other_values().find(cell); other != other_values().end()) {
    EXPECT_EQ(got.kind + "|" + rest, other->second) << "「" << cell << "」";
  } else {
    EXPECT_EQ(rest, obvious_reading(cell)) << "「" << cell << "」";
  }
}

TEST(ReportCells, OfTheSamplesAreReadOrRightlyPhrases) {
  for (const char* name : {"information-centre-2023.txt", "library-2023.txt", "sports-bureau-2023-errors.txt"}) {
    const std::set<std::string> cells = cells_of(std::string(HEBIAO_SAMPLES) + "/" + name);
    EXPECT_GT(cells.size(), 100U) << name;
    for (const std::string& cell : cells) check(cell);
  }
}

TEST(ReportCells, OfTheSampleReportAreReadOrRightlyPhrases) {
  const char* folder = std::getenv("HEBIAO_ACCEPTANCE");
  if (folder == nullptr) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
  const std::set<std::string> cells = cells_of(std::string(folder) + "/samples/shanghai-2023-self-evaluation.txt");
  EXPECT_GT(cells.size(), 390U);
  for (const std::string& cell : cells) check(cell);
}

}  // namespace
}  // namespace hebiao::testing
