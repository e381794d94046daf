#include "model/dialect_choice.h"

#include <algorithm>
#include <set>
#include <string>

#include "model/slots.h"

namespace hebiao {
namespace {

constexpr std::size_t kLongestCaption = 120;
// Evidence is counted in parts of a word, so that it can be shared among any number of dialects without rounding much.
constexpr int kWord = 2520;
constexpr int kTitle = 3;            // a title is worth this many words of its own
constexpr int kOrder = kWord;        // the columns stand in the dialect's order
constexpr int kMissing = kWord / 2;  // a column of the dialect that the form lacks, or the reverse

// The words of a form's heads and labels.
struct Evidence {
  std::set<std::string> titles;
  std::set<std::string> indicator_heads;
  std::set<std::string> fund_words;
  std::set<std::string> labels;
  std::vector<std::string> indicator_order;
};

// The heads of the indicator block that begins at row r, in the order in which they are read.
void gather_heads(const std::vector<Row>& rows, std::size_t r, const FormSegment& segment, const Lexicon& all,
                  Evidence& evidence) {
  for (const Slot& slot : indicator_slots(rows, r, indicator_head_rows(rows, r, segment.end, all), all)) {
    std::string key = all.tables().key(slot.label);
    const Role role = all.indicator_column(key);
    if (role == Role::kNone || role == Role::kIndicatorCaption) continue;
    evidence.indicator_order.push_back(key);
    evidence.indicator_heads.insert(std::move(key));
  }
}

// Rows of indicators say nothing of the dialect.
Evidence gather(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
                const Lexicon& all) {
  Evidence evidence;
  const Dialects::Tables& tables = all.tables();
  bool in_indicators = false;
  for (std::size_t r = segment.begin; r < segment.end; ++r) {
    if (facts[r].indicator_head) {
      gather_heads(rows, r, segment, all, evidence);
      in_indicators = true;
    }
    if (in_indicators) continue;
    for (const RowCell& cell : rows[r].cells) {
      if (cell.empty() || cell.text.size() > kLongestCaption) continue;
      std::string key = tables.key(cell.text);
      std::string with_brackets = tables.key.with_brackets(cell.text);
      if (facts[r].title) evidence.titles.insert(with_brackets);
      if (all.fund_column(key) != Role::kNone || all.fund_row(key)) evidence.fund_words.insert(key);
      evidence.labels.insert(std::move(key));
      evidence.labels.insert(std::move(with_brackets));
    }
  }
  return evidence;
}

// How many dialects know the word, the general vocabulary not counted.
template <class Knows>
int worth(const Dialects::Tables& tables, Knows knows) {
  std::size_t count = 0;
  for (std::size_t d = 1; d < tables.dialects.size(); ++d) count += knows(tables.dialects[d]) ? 1 : 0;
  return count == 0 ? 0 : kWord / static_cast<int>(count);
}

bool knows_fund_word(const DialectWords& dialect, const std::string& key) {
  return find_word(dialect.fund_columns, key) != nullptr || find_word(dialect.fund_rows, key) != nullptr;
}

int words_for(const Evidence& evidence, const DialectWords& dialect, const Dialects::Tables& tables) {
  int score = 0;
  for (const std::string& key : evidence.indicator_heads)
    if (find_word(dialect.indicator_columns, key) != nullptr)
      score += worth(tables, [&](const DialectWords& d) { return find_word(d.indicator_columns, key) != nullptr; });
  for (const std::string& key : evidence.fund_words)
    if (knows_fund_word(dialect, key))
      score += worth(tables, [&](const DialectWords& d) { return knows_fund_word(d, key); });
  for (const std::string& key : evidence.labels) {
    if (find_word(dialect.labels, key) != nullptr)
      score += worth(tables, [&](const DialectWords& d) { return find_word(d.labels, key) != nullptr; });
    for (const std::string& word : dialect.evidence)
      if (key.find(word) != std::string::npos) score += kWord;
  }
  return score;
}

int title_for(const Evidence& evidence, const DialectWords& dialect, const Dialects::Tables& tables) {
  int best = 0;
  for (const std::string& title : evidence.titles)
    for (const std::string& word : dialect.titles)
      if (title.find(word) != std::string::npos)
        best = std::max(best, kTitle * worth(tables, [&](const DialectWords& d) {
                                return std::find(d.titles.begin(), d.titles.end(), word) != d.titles.end();
                              }));
  return best;
}

// The dialect's columns against the form's: which are there, and in which order.
int columns_for(const Evidence& evidence, const DialectWords& dialect) {
  std::vector<Role> seen;
  for (const std::string& key : evidence.indicator_order)
    if (const Role* role = find_word(dialect.indicator_columns, key))
      if (std::find(seen.begin(), seen.end(), *role) == seen.end()) seen.push_back(*role);
  int score = 0;
  std::vector<Role> expected;
  for (Role role : dialect.column_order) {
    if (std::find(seen.begin(), seen.end(), role) == seen.end()) {
      score -= kMissing;
    } else {
      expected.push_back(role);
    }
  }
  for (const std::string& key : evidence.indicator_heads)
    if (find_word(dialect.indicator_columns, key) == nullptr) score -= kMissing;
  if (seen.size() > 3 && seen == expected) score += kOrder;
  return score;
}

// Offices share titles and labels, and with them would share profiles; the columns tell their forms apart. At least as
// many of them must be the dialect's as are not: heads that it does not know, and columns of its own that are missing.
bool columns_agree(const Evidence& evidence, const DialectWords& dialect) {
  std::set<Role> seen;
  std::size_t known = 0;
  for (const std::string& key : evidence.indicator_heads) {
    const Role* role = find_word(dialect.indicator_columns, key);
    if (role == nullptr) continue;
    ++known;
    seen.insert(*role);
  }
  const auto missing = std::count_if(dialect.column_order.begin(), dialect.column_order.end(),
                                     [&](Role role) { return seen.count(role) == 0; });
  return known >= evidence.indicator_heads.size() - known + static_cast<std::size_t>(missing);
}

// Where points stand, in a column of weights or elsewhere, and whether there are any at all, is what rules are about.
bool points_agree(const Evidence& evidence, const DialectWords& dialect, const Lexicon& all) {
  if (evidence.indicator_heads.empty()) return true;
  const auto printed = [&](Role role) {
    return std::any_of(evidence.indicator_heads.begin(), evidence.indicator_heads.end(),
                       [&](const std::string& key) { return all.indicator_column(key) == role; });
  };
  const auto expected = [&](Role role) {
    return std::find(dialect.column_order.begin(), dialect.column_order.end(), role) != dialect.column_order.end();
  };
  return printed(Role::kWeight) == expected(Role::kWeight) && printed(Role::kScore) == expected(Role::kScore);
}

}  // namespace

const DialectWords& choose_dialect(const std::vector<Row>& rows, const std::vector<RowFacts>& facts,
                                   const FormSegment& segment, const Lexicon& all) {
  const Dialects::Tables& tables = all.tables();
  const Evidence evidence = gather(rows, facts, segment, all);
  const DialectWords* best = &tables.general();
  int best_score = 0;
  for (std::size_t d = 1; d < tables.dialects.size(); ++d) {
    const DialectWords& dialect = tables.dialects[d];
    const int words = words_for(evidence, dialect, tables) + title_for(evidence, dialect, tables);
    if (words <= 0 || !points_agree(evidence, dialect, all) || !columns_agree(evidence, dialect)) continue;
    const int score = words + columns_for(evidence, dialect);
    if (score <= best_score) continue;
    best_score = score;
    best = &dialect;
  }
  return *best;
}

}  // namespace hebiao
