#include "model/form_segments.h"

#include <algorithm>
#include <bitset>

#include "model/cell_shape.h"
#include "model/utf8.h"

namespace hebiao {
namespace {

constexpr std::size_t kTitleLength = 60;  // characters: a longer line is a sentence
constexpr std::size_t kHeadBytes = 120;   // a column head with notes in it: 偏差原因分析及改进措施（…）
constexpr std::size_t kRowsUnderTitle = 8;    // year, unit, date … stand between a title and the form
constexpr std::size_t kRowsAboveLabels = 3;   // the same, above a form without a title
constexpr std::size_t kFewestHeads = 3;       // column heads of an indicator block
constexpr std::size_t kFewestMoneyHeads = 2;  // of a fund block

using RoleSet = std::bitset<64>;

bool has(const RoleSet& roles, Role role) { return roles.test(static_cast<std::size_t>(role)); }
void add(RoleSet& roles, Role role) { roles.set(static_cast<std::size_t>(role)); }

bool contains_any(std::string_view text, const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

// A number or a letter may follow (自评表2); more makes it the name of something else (自评表上报及时率).
bool ends_with_any(std::string_view text, const std::vector<std::string>& words) {
  constexpr std::size_t kFewCharacters = 3;
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    const std::size_t at = text.rfind(word);
    return at != std::string_view::npos && utf8_length(text.substr(at + word.size())) <= kFewCharacters;
  });
}

void read_title(const Row& row, const Dialects::Tables& tables, RowFacts& facts) {
  const RowCell* only = row.only_cell();
  if (only == nullptr || utf8_length(only->text) > kTitleLength) return;
  const std::string key = tables.key.with_brackets(only->text);
  if (contains_any(key, tables.look_alike_titles)) {
    facts.look_alike_title = true;
  } else if (ends_with_any(tables.key(only->text), tables.all.titles) && !contains_any(key, tables.not_titles)) {
    facts.title = true;
  }
}

bool is_named(const RoleSet& roles) {
  return has(roles, Role::kName) || has(roles, Role::kLevel1) || has(roles, Role::kLevel2);
}

bool is_valued(const RoleSet& roles) {
  return has(roles, Role::kTarget) || has(roles, Role::kActual) || has(roles, Role::kScore) ||
         has(roles, Role::kWeight) || has(roles, Role::kInitialTarget);
}

std::size_t money_heads(const RoleSet& roles) {
  return std::size_t{has(roles, Role::kInitialBudget)} + has(roles, Role::kFullBudget) + has(roles, Role::kExecuted) +
         has(roles, Role::kRate);
}

}  // namespace

RowFacts facts_of(const Row& row, const Lexicon& lexicon) {
  RowFacts facts;
  const Dialects::Tables& tables = lexicon.tables();
  read_title(row, tables, facts);
  RoleSet fund_roles;
  RoleSet indicator_roles;
  bool numbers = false;
  bool begins_with_total = false;
  bool first = true;
  for (const RowCell& cell : row.cells) {
    if (cell.empty()) continue;
    if (cell.text.size() > kHeadBytes) {
      first = false;
      continue;
    }
    const std::string key = tables.key(cell.text);
    const Role label = lexicon.label(key);
    const Role fund = lexicon.fund_column(key);
    const Role indicator = lexicon.indicator_column(key);
    // 2023年度指标值 begins with digits and is a head all the same.
    numbers = numbers || (is_digit(cell.text.front()) && fund == Role::kNone && indicator == Role::kNone);
    facts.project = facts.project || label == Role::kProject;
    begins_with_total = begins_with_total || (first && label == Role::kTotal);
    add(fund_roles, fund);
    add(indicator_roles, indicator);
    first = false;
  }
  fund_roles.reset(static_cast<std::size_t>(Role::kNone));
  indicator_roles.reset(static_cast<std::size_t>(Role::kNone));
  indicator_roles.reset(static_cast<std::size_t>(Role::kIndicatorCaption));
  facts.total = begins_with_total && numbers;
  if (numbers) return facts;
  const bool heads = is_valued(indicator_roles) && indicator_roles.count() >= kFewestHeads;
  facts.indicator_head = heads && is_named(indicator_roles);
  facts.value_head = heads && !facts.indicator_head && has(indicator_roles, Role::kActual);
  facts.reports = heads && (has(indicator_roles, Role::kActual) || has(indicator_roles, Role::kScore));
  facts.fund_head = !facts.indicator_head && !facts.value_head && money_heads(fund_roles) >= kFewestMoneyHeads;
  if (facts.fund_head) facts.project = false;  // a register of projects, one a row
  return facts;
}

std::vector<RowFacts> facts_of_rows(const std::vector<Row>& rows, const Lexicon& lexicon) {
  std::vector<RowFacts> facts;
  facts.reserve(rows.size());
  for (const Row& row : rows) facts.push_back(facts_of(row, lexicon));
  for (std::size_t r = 0; r + 1 < facts.size(); ++r) {
    if (!facts[r].value_head || !facts[r + 1].indicator_head) continue;
    facts[r].indicator_head = true;
    facts[r].reports = facts[r].reports || facts[r + 1].reports;
    facts[r + 1].indicator_head = false;
  }
  return facts;
}

namespace {

// A segment while it is being gathered.
struct Draft {
  FormSegment segment;
  std::size_t last_title = 0;
  bool titled = false;
  bool project = false;
  bool funds = false;
  bool indicators = false;
  bool reports = false;
  bool total = false;
  std::size_t table_rows = 0;
  std::string project_name;

  bool is_named() const { return titled || project || funds; }
  bool has_body() const { return project || funds || indicators; }
};

std::string project_name(const Row& row, const Lexicon& lexicon) {
  bool next = false;
  for (const RowCell& cell : row.cells) {
    if (cell.empty()) continue;
    if (next) return lexicon.tables().key.with_brackets(cell.text);
    next = lexicon.label(lexicon.tables().key(cell.text)) == Role::kProject;
  }
  return {};
}

class Segmenter {
 public:
  Segmenter(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const Lexicon& lexicon)
      : rows_(rows), facts_(facts), lexicon_(lexicon) {}

  std::vector<FormSegment> run() {
    for (std::size_t r = 0; r < rows_.size(); ++r) read_row(r);
    close(rows_.size());
    std::vector<FormSegment> result = rest_of_a_form();
    for (const Draft& draft : drafts_) {
      const bool goes_on = !result.empty() && draft.segment.begin < result.front().end;  // the rest, its heads repeated
      if (goes_on || (!is_form(draft) && !is_look_alike(draft))) continue;
      result.push_back(draft.segment);
      result.back().look_alike = !is_form(draft);
    }
    return result;
  }

 private:
  // Rows of indicators before the first form: the document begins in the middle of one. Its heads are lost; those of
  // the first form that follows in the same kind of table stand in for them.
  std::vector<FormSegment> rest_of_a_form() const {
    const std::size_t end = drafts_.empty() ? 0 : drafts_.front().segment.begin;
    std::size_t head = end;
    while (head < rows_.size() && !facts_[head].indicator_head) ++head;
    if (head == rows_.size()) return {};
    const int table = last_table_of_indicators(end);
    for (std::size_t r = 0; r < end; ++r) {
      if (rows_[r].is_line || rows_[r].table != table || !holds_values(rows_[r])) continue;
      FormSegment segment;
      segment.begin = r;
      segment.end = drafts_.front().is_named() ? end : drafts_.front().segment.end;
      segment.borrowed_head = head;
      return {segment};
    }
    return {};
  }

  // Tables of budgets and accounts stand before forms as well; only rows of indicators name levels. The last table
  // before `end` that does; kNoTable if none does.
  int last_table_of_indicators(std::size_t end) const {
    constexpr int kNoTable = -2;  // -1 is that of lines
    for (std::size_t r = end; r > 0; --r) {
      const Row& row = rows_[r - 1];
      const bool named = std::any_of(row.cells.begin(), row.cells.end(),
                                     [&](const RowCell& cell) { return shape_of(cell.text, lexicon_).is_level(); });
      if (named && !row.is_line && holds_values(row)) return row.table;
    }
    return kNoTable;
  }

  // At least two cells that are values, and one of words.
  bool holds_values(const Row& row) const {
    std::size_t values = 0;
    std::size_t words = 0;
    for (const RowCell& cell : row.cells) {
      const Shape shape = shape_of(cell.text, lexicon_).shape;
      values +=
          shape == Shape::kNumber || shape == Shape::kPercent || shape == Shape::kCompared || shape == Shape::kWithUnit
              ? 1
              : 0;
      words += shape == Shape::kText ? 1 : 0;
    }
    return values >= 2 && words >= 1;
  }

  Draft* current() { return open_ ? &drafts_.back() : nullptr; }

  void read_row(std::size_t r) {
    const RowFacts& facts = facts_[r];
    if (facts.title || facts.look_alike_title) read_title(r);
    if (facts.project) read_project(r);
    if (facts.fund_head && current() != nullptr && current()->funds && current()->indicators) start(r);
    if ((facts.fund_head || facts.indicator_head) && current() == nullptr) start(r);
    Draft* draft = current();
    if (draft == nullptr) return;
    draft->funds = draft->funds || facts.fund_head;
    draft->indicators = draft->indicators || facts.indicator_head;
    draft->reports = draft->reports || facts.reports;
    draft->total = draft->total || (facts.total && draft->indicators);
    if (rows_[r].cells.size() > 1) ++draft->table_rows;
  }

  void read_title(std::size_t r) {
    Draft* draft = current();
    const bool same_heading =
        draft != nullptr && draft->titled && !draft->has_body() && r - draft->last_title <= kRowsUnderTitle;
    if (!same_heading) start(r);
    current()->titled = true;
    current()->last_title = r;
    current()->segment.look_alike = facts_[r].look_alike_title;
  }

  // The label of the project's name opens a form, unless it stands under a title, or repeats the name of a form that
  // goes on over a page break.
  void read_project(std::size_t r) {
    const std::string name = project_name(rows_[r], lexicon_);
    Draft* draft = current();
    const bool goes_on =
        draft != nullptr && draft->project && !draft->total && !name.empty() && draft->project_name == name;
    if (draft == nullptr || (draft->project && (draft->indicators || draft->funds) && !goes_on)) {
      start(first_row_above(r));
      draft = current();
    }
    draft->project = true;
    draft->project_name = name;
  }

  // A short line with a year above the labels belongs to the form below it.
  std::size_t first_row_above(std::size_t r) const {
    std::size_t first = r;
    const std::size_t lowest = std::max(r > kRowsAboveLabels ? r - kRowsAboveLabels : 0,
                                        drafts_.empty() ? 0 : drafts_.back().segment.begin + 1);
    for (std::size_t above = r; above > lowest; --above) {
      const RowCell* only = rows_[above - 1].only_cell();
      if (only == nullptr || utf8_length(only->text) > kTitleLength / 2) break;
      if (contains_any(only->text, lexicon_.tables().years)) first = above - 1;
    }
    return first;
  }

  void start(std::size_t r) {
    close(r);
    drafts_.emplace_back();
    drafts_.back().segment.begin = r;
    open_ = true;
  }

  void close(std::size_t r) {
    if (!open_) return;
    drafts_.back().segment.end = r;
    open_ = false;
    if (drafts_.size() < 2 || !continues(drafts_[drafts_.size() - 2], drafts_.back())) return;
    Draft& whole = drafts_[drafts_.size() - 2];
    whole.segment.end = r;
    whole.total = whole.total || drafts_.back().total;
    drafts_.pop_back();
  }

  // A page that repeats the title, and perhaps the labels, of a form that is not finished.
  static bool continues(const Draft& before, const Draft& after) {
    if (!before.indicators || before.total || after.funds || before.segment.look_alike != after.segment.look_alike)
      return false;
    if (after.project) return !after.project_name.empty() && after.project_name == before.project_name;
    return after.indicators || after.total;
  }

  static bool is_form(const Draft& draft) {
    if (draft.reports) return true;
    return !draft.segment.look_alike && draft.funds && (!draft.project_name.empty() || draft.indicators);
  }

  static bool is_look_alike(const Draft& draft) {
    constexpr std::size_t kFewestRows = 3;
    return draft.indicators || (draft.segment.look_alike && draft.table_rows >= kFewestRows);
  }

  const std::vector<Row>& rows_;
  const std::vector<RowFacts>& facts_;
  const Lexicon& lexicon_;
  std::vector<Draft> drafts_;
  bool open_ = false;
};

}  // namespace

std::vector<FormSegment> find_segments(const std::vector<Row>& rows, const std::vector<RowFacts>& facts,
                                       const Lexicon& lexicon) {
  return Segmenter(rows, facts, lexicon).run();
}

}  // namespace hebiao
