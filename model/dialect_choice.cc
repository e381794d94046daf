#include "model/dialect_choice.h"

#include <algorithm>
#include <set>
#include <string>

namespace hebiao {
namespace {

constexpr std::size_t kHeadBytes = 120;
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

Evidence gather(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
                const Lexicon& all) {
  Evidence evidence;
  const Dialects::Tables& tables = all.tables();
  bool in_indicators = false;
  for (std::size_t r = segment.begin; r < segment.end; ++r) {
    const bool head = facts[r].indicator_head;
    if (in_indicators && !head && !facts[r].total) {
      // Heads may take two rows; indicator rows say nothing of the dialect.
      if (!facts[r - 1].indicator_head) continue;
    }
    in_indicators = in_indicators || head;
    for (const RowCell& cell : rows[r].cells) {
      if (cell.empty() || cell.text.size() > kHeadBytes) continue;
      std::string key = tables.key(cell.text);
      if (facts[r].title) evidence.titles.insert(tables.key.with_brackets(cell.text));
      if (in_indicators) {
        if (all.indicator_column(key) == Role::kNone) continue;
        evidence.indicator_order.push_back(key);
        evidence.indicator_heads.insert(std::move(key));
        continue;
      }
      if (all.fund_column(key) != Role::kNone || all.fund_row(key)) evidence.fund_words.insert(key);
      evidence.labels.insert(std::move(key));
      evidence.labels.insert(tables.key.with_brackets(cell.text));
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

bool knows_most_heads(const Evidence& evidence, const DialectWords& dialect) {
  const auto known =
      std::count_if(evidence.indicator_heads.begin(), evidence.indicator_heads.end(),
                    [&](const std::string& key) { return find_word(dialect.indicator_columns, key) != nullptr; });
  return static_cast<std::size_t>(known) * 2 >= evidence.indicator_heads.size();
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
    if (words <= 0 || !knows_most_heads(evidence, dialect)) continue;
    const int score = words + columns_for(evidence, dialect);
    if (score <= best_score) continue;
    best_score = score;
    best = &dialect;
  }
  return *best;
}

}  // namespace hebiao
