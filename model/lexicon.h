// What words mean in a form, loaded from model/dialects/*.toml: the tables behind Dialects. Known to model/ only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "model/dialect.h"
#include "model/form.h"
#include "model/toml_loader.h"
#include "normalize/vocabulary.h"

namespace hebiao {

// What a cell is for. The Chinese words of each role stand in the dialects.
enum class Role : unsigned char {
  kNone,
  // Labels outside the two blocks; their value stands in the next cell.
  kProject,
  kDepartment,
  kAgency,
  kFiller,  // who fills in the form
  kYear,
  kGoalCaption,
  kGoal,
  kOutcome,
  kGoalOther,  // a third column beside goal and outcome: 总体完成率
  kTotal,
  kTotalScore,
  kGrade,
  kNote,
  kOtherLabel,
  // Columns of the fund block.
  kFundCaption,
  kFundLabel,
  kInitialBudget,
  kFullBudget,
  kExecuted,
  kRate,
  // Columns of either block.
  kWeight,
  kScore,
  kDeviation,
  kRemark,  // 备注, 说明: the reasons, where no other column holds them
  // Columns of the indicator block.
  kIndicatorCaption,
  kLevel1,
  kLevel2,
  kName,
  kSign,
  kTarget,
  kInitialTarget,
  kUnit,
  kActual,
  kSequence,  // the row's number
  kYesNo,
  kFigure,
  kOther,
};

inline bool is_goal_head(Role role) {
  return role == Role::kGoalCaption || role == Role::kGoal || role == Role::kOutcome || role == Role::kGoalOther;
}

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

template <class T>
using WordTable = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

template <class T>
const T* find_word(const WordTable<T>& table, std::string_view key) {
  const auto it = table.find(key);
  return it == table.end() ? nullptr : &it->second;
}

struct LevelName {
  std::string name;                  // canonical spelling
  std::vector<std::string> parents;  // canonical level-1 names; empty for level 1
};

// The words of one dialect, or of the general vocabulary.
struct DialectWords {
  std::string id;
  std::string title;
  std::string profile;
  std::vector<std::string> titles;    // parts of title lines; keys
  std::vector<std::string> evidence;  // further words that speak for this dialect; keys
  bool points = true;                 // false: the dialect has neither weights nor scores
  WordTable<Role> labels;
  WordTable<Role> fund_columns;
  WordTable<FundKind> fund_rows;
  WordTable<Role> indicator_columns;
  std::vector<Role> column_order;  // of the indicator block, as the file lists them
};

// A word as it is compared: folded from traditional, without blanks, brackets and their content, numbering, final
// colon.
class KeyMaker {
 public:
  KeyMaker() = default;
  KeyMaker(WordTable<std::string> fold, std::string numerals)
      : fold_(std::move(fold)), numerals_(std::move(numerals)) {}
  std::string operator()(std::string_view text) const;
  // As above, brackets and their content kept.
  std::string with_brackets(std::string_view text) const;

 private:
  std::string folded(std::string_view text) const;
  std::string_view without_numbering(std::string_view text) const;

  WordTable<std::string> fold_;
  std::string numerals_;
};

struct Dialects::Tables {
  KeyMaker key;
  std::vector<DialectWords> dialects;  // the first is the general vocabulary
  DialectWords all;                    // the words of all of them; where they disagree the earlier one speaks
  // Words of the general vocabulary that are no dialect's business.
  std::vector<std::string> look_alike_titles;
  std::vector<std::string> not_titles;
  std::vector<std::string> years;
  std::vector<std::string> months;
  std::vector<std::string> year_digits;  // of 0 to 9, each the characters that write it
  std::vector<std::string> score_words;  // a total with one of them is a total of scores
  std::vector<std::string> parts;
  std::vector<std::string> section_leads;  // 第 of 第五部分
  std::vector<std::string> section_ends;   // what stands behind the numeral of a heading
  std::string numerals;
  std::vector<std::string> sides;     // keys
  WordTable<bool> expenditure;        // rows of the fund block that say what money was spent on, not where it came from
  WordTable<bool> expenditure_parts;  // and what those are made of
  std::string note_label;             // what a text below the form without a label of its own is called
  std::vector<std::string> grades;
  std::vector<std::string> money_units;  // longest first
  std::vector<std::string> money_unit_labels;
  std::vector<std::string> points_units;
  std::vector<std::string> percent_marks;
  std::vector<std::string> signs;
  std::vector<std::string> kinds;
  WordTable<bool> blanks;
  WordTable<bool> blank_reasons;
  WordTable<bool> templates;
  std::vector<std::pair<std::string, Role>> indicator_contains;
  WordTable<LevelName> level1;
  WordTable<LevelName> level2;

  const DialectWords& general() const { return dialects.front(); }
  const DialectWords* find(std::string_view id) const;
};

// The label of a fund row without the marks of a part and of a side: 其中：当年财政拨款 -> 当年财政拨款,
// 按支出性质分：基本支出 -> 基本支出.
struct PartLabel {
  std::string key;
  bool marked = false;
};
PartLabel part_label(std::string_view key, const Dialects::Tables& tables);

// Reads one dialect, or (id "general") the general vocabulary, into the tables.
Result<void> load_dialect(std::string_view toml, std::string_view origin, Dialects::Tables& tables);

// Role lookups. `own` is the dialect of the form; where it is silent the general vocabulary speaks, and then, so that
// a form is recognized before its dialect is known, the words of all dialects.
class Lexicon {
 public:
  Lexicon(const Dialects::Tables& tables, const DialectWords& own, const Vocabulary& vocabulary)
      : tables_(tables), own_(own), vocabulary_(vocabulary) {}

  const Dialects::Tables& tables() const { return tables_; }
  const Vocabulary& vocabulary() const { return vocabulary_; }
  const DialectWords& own() const { return own_; }
  Role label(std::string_view key) const { return find(key, &DialectWords::labels); }
  Role fund_column(std::string_view key) const { return find(key, &DialectWords::fund_columns); }
  Role indicator_column(std::string_view key) const;
  std::optional<FundKind> fund_row(std::string_view key) const;
  // Does the key name a row of the fund block: a known one, or any part (其中：…)?
  bool is_fund_label(std::string_view key) const;
  // Does the text begin as the headings around the forms do (三、…, 第五部分 …), and is it no word of a form?
  bool is_section(std::string_view text) const;

 private:
  Role find(std::string_view key, WordTable<Role> DialectWords::*table) const;

  const Dialects::Tables& tables_;
  const DialectWords& own_;
  const Vocabulary& vocabulary_;
};

}  // namespace hebiao
