#include "tests/extract/truth.h"

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

namespace hebiao {
namespace {

std::string folded(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  icu::UnicodeString in = icu::UnicodeString::fromUTF8(text);
  icu::UnicodeString out;
  for (int32_t i = 0; i < in.length(); i = in.moveIndex32(i, 1)) {
    UChar32 c = in.char32At(i);
    icu::UnicodeString one(c);
    bool radical = 0x2F00 <= c && c <= 0x2FDF;
    out += radical ? nfkc->normalize(one, status) : one;
  }
  std::string utf8;
  out.toUTF8String(utf8);
  return utf8;
}

TrueTable plain(const Table& table) {
  TrueTable cells;
  for (const Cell& c : table.cells) cells.push_back({c.row, c.column, c.row_span, c.column_span, folded(c.raw)});
  return cells;
}

using Facts = std::multiset<std::string>;

Facts cell_facts(const TrueTable& table) {
  Facts facts;
  for (const TrueCell& c : table) facts.insert(fmt::format("{},{} {}", c.row, c.column, c.text));
  return facts;
}
Facts span_facts(const TrueTable& table) {
  Facts facts;
  for (const TrueCell& c : table) facts.insert(fmt::format("{},{} {}x{}", c.row, c.column, c.row_span, c.column_span));
  return facts;
}
Facts adjacency_facts(const TrueTable& table) {
  std::map<std::pair<int, int>, const TrueCell*> at;
  for (const TrueCell& c : table) {
    for (int r = c.row; r < c.row + c.row_span; ++r) {
      for (int k = c.column; k < c.column + c.column_span; ++k) at[{r, k}] = &c;
    }
  }
  std::set<std::tuple<const TrueCell*, const TrueCell*, char>> pairs;
  for (auto& [place, cell] : at) {
    for (auto [dr, dc, name] : {std::tuple{0, 1, '>'}, std::tuple{1, 0, 'v'}}) {
      auto next = at.find({place.first + dr, place.second + dc});
      if (next != at.end() && next->second != cell) pairs.insert({cell, next->second, name});
    }
  }
  Facts facts;
  for (auto& [a, b, name] : pairs) facts.insert(fmt::format("{} {} {}", a->text, name, b->text));
  return facts;
}

Count compare(const Facts& found, const Facts& wanted) {
  std::vector<std::string> both;
  std::set_intersection(found.begin(), found.end(), wanted.begin(), wanted.end(), std::back_inserter(both));
  return {both.size(), found.size(), wanted.size()};
}

std::string first_missing(const Facts& found, const Facts& wanted) {
  std::vector<std::string> missing;
  std::set_difference(wanted.begin(), wanted.end(), found.begin(), found.end(), std::back_inserter(missing));
  return missing.empty() ? "" : missing.front();
}

int rows_of(const TrueTable& table) {
  int rows = 0;
  for (const TrueCell& c : table) rows = std::max(rows, c.row + c.row_span);
  return rows;
}

void add_pair(Score& total, const TrueTable& found, const TrueTable& wanted) {
  Facts cells = cell_facts(wanted);
  total.cells += compare(cell_facts(found), cells);
  Facts spans = span_facts(wanted);
  total.spans += compare(span_facts(found), spans);
  total.adjacency += compare(adjacency_facts(found), adjacency_facts(wanted));
  if (total.first_difference.empty()) total.first_difference = first_missing(cell_facts(found), cells);
  if (total.first_difference.empty()) total.first_difference = first_missing(span_facts(found), spans);
}

}  // namespace

Count& Count::operator+=(const Count& other) {
  right += other.right;
  found += other.found;
  wanted += other.wanted;
  return *this;
}

Score& Score::operator+=(const Score& other) {
  cells += other.cells;
  spans += other.spans;
  adjacency += other.adjacency;
  joins += other.joins;
  if (first_difference.empty()) first_difference = other.first_difference;
  return *this;
}

std::vector<TrueTable> read_truth(const std::string& path) {
  std::vector<TrueTable> tables;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    if (line == "table") {
      tables.emplace_back();
      continue;
    }
    TrueCell c;
    int length = 0;
    if (std::sscanf(line.c_str(), "cell %d,%d %dx%d%n", &c.row, &c.column, &c.row_span, &c.column_span, &length) != 4) {
      continue;
    }
    std::size_t begin = static_cast<std::size_t>(length) + 1;
    c.text = begin < line.size() ? folded(line.substr(begin)) : "";
    tables.back().push_back(c);
  }
  return tables;
}

Score score(const Document& document, const std::vector<TrueTable>& truth) {
  std::vector<TrueTable> found;
  for (const Table& t : document.tables) found.push_back(plain(t));
  Score total;
  std::vector<bool> taken(found.size(), false);
  for (std::size_t i = 0; i < truth.size(); ++i) {
    std::size_t best = found.size();
    std::size_t best_right = 0;
    for (std::size_t k = 0; k < found.size(); ++k) {
      if (taken[k]) continue;
      std::size_t right =
          found.size() == truth.size() ? (k == i ? 1 : 0) : compare(cell_facts(found[k]), cell_facts(truth[i])).right;
      if (right > best_right) best = k, best_right = right;
    }
    TrueTable none;
    const TrueTable& match = best < found.size() ? found[best] : none;
    if (best < found.size()) taken[best] = true;
    add_pair(total, match, truth[i]);
    bool whole = rows_of(match) == rows_of(truth[i]);
    total.joins.wanted += 1;
    total.joins.found += match.empty() ? 0 : 1;
    total.joins.right += whole ? 1 : 0;
  }
  for (std::size_t k = 0; k < found.size(); ++k) {
    if (taken[k]) continue;
    add_pair(total, found[k], {});
    total.joins.found += 1;
  }
  return total;
}

}  // namespace hebiao
