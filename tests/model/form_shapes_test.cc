// One form in every shape in which it may reach us must be read alike.
#include <gmock/gmock.h>

#include <random>

#include "tests/model/form_composer.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

std::string text_of(const OptionalField& field) {
  if (!field || field->state == FieldState::kBlank) return "";
  return field->state == FieldState::kUnreadable ? "(unreadable) " + field->text : field->text;
}

void expect_head(const Form& form, const ComposedForm& composed, const std::string& shape) {
  SCOPED_TRACE(shape);
  EXPECT_EQ(form.title, composed.title);
  EXPECT_EQ(form.year, std::stoi(composed.year));
  EXPECT_EQ(text_of(form.project), composed.project);
  EXPECT_EQ(text_of(form.department), composed.department);
  EXPECT_EQ(text_of(form.agency), composed.agency);
  EXPECT_EQ(form.money_unit, "万元");
  EXPECT_EQ(text_of(form.goal), composed.goal);
  EXPECT_EQ(text_of(form.outcome), composed.outcome);
  EXPECT_EQ(text_of(form.total.weight), composed.total_weight);
  EXPECT_EQ(text_of(form.total.score), composed.total_score);
}

void expect_funds(const Form& form, const ComposedForm& composed, const std::string& shape) {
  SCOPED_TRACE(shape);
  const auto dash = [](const std::string& text) { return text == "—" ? std::string() : text; };
  ASSERT_EQ(form.funds.size(), composed.funds.size());
  for (std::size_t i = 0; i < form.funds.size(); ++i) {
    EXPECT_EQ(text_of(form.funds[i].label), composed.funds[i][0]);
    EXPECT_EQ(text_of(form.funds[i].initial_budget), composed.funds[i][1]);
    EXPECT_EQ(text_of(form.funds[i].full_budget), composed.funds[i][2]);
    EXPECT_EQ(text_of(form.funds[i].executed), composed.funds[i][3]);
    EXPECT_EQ(text_of(form.funds[i].weight), dash(composed.funds[i][4]));
    EXPECT_EQ(text_of(form.funds[i].rate), composed.funds[i][5]);
    EXPECT_EQ(text_of(form.funds[i].score), dash(composed.funds[i][6]));
  }
}

void expect_indicators(const Form& form, const ComposedForm& composed, const std::string& shape) {
  SCOPED_TRACE(shape);
  ASSERT_EQ(form.indicators.size(), composed.indicators.size());
  for (std::size_t i = 0; i < form.indicators.size(); ++i) {
    const Indicator& read = form.indicators[i];
    const ComposedIndicator& expected = composed.indicators[i];
    SCOPED_TRACE(expected.name);
    EXPECT_EQ(read.level1, expected.level1);
    EXPECT_EQ(read.level2, expected.level2);
    EXPECT_EQ(text_of(read.name), expected.name);
    EXPECT_EQ(text_of(read.target), expected.target);
    EXPECT_EQ(text_of(read.actual), expected.actual);
    EXPECT_EQ(text_of(read.weight), expected.weight);
    EXPECT_EQ(text_of(read.score), expected.score);
    EXPECT_EQ(text_of(read.deviation), expected.reason);
  }
}

void expect_form(const std::string& text, const ComposedForm& composed, const std::string& shape) {
  const BuiltForms built = forms_in(text);
  ASSERT_EQ(built.forms.size(), 1U) << shape << "\n" << text;
  expect_head(built.forms[0], composed, shape);
  expect_funds(built.forms[0], composed, shape);
  expect_indicators(built.forms[0], composed, shape);
  EXPECT_TRUE(built.forms[0].unplaced.empty()) << shape << ": " << built.forms[0].unplaced.front().raw;
}

TEST(FormShapes, ReadsTabs) { expect_form(as_tabs(composed_form()), composed_form(), "tabs"); }
TEST(FormShapes, ReadsBars) { expect_form(as_bars(composed_form()), composed_form(), "bars"); }
TEST(FormShapes, ReadsLinesJoinedByBlanks) { expect_form(as_joined_lines(composed_form()), composed_form(), "joined"); }
TEST(FormShapes, ReadsOneCellALine) {
  expect_form(as_single_cells(composed_form()), composed_form(), "one cell a line");
}

TEST(FormShapes, ReadsSeveralFormsInAFile) {
  ComposedForm second = composed_form();
  second.project = "老旧路灯改造";
  for (auto render : {as_tabs, as_bars, as_joined_lines, as_single_cells}) {
    const BuiltForms built =
        forms_in("附件：\n" + render(composed_form()) + "以上为自评情况。\n—1—\n" + render(second));
    ASSERT_EQ(built.forms.size(), 2U);
    expect_indicators(built.forms[0], composed_form(), "first");
    expect_indicators(built.forms[1], second, "second");
    EXPECT_EQ(text_of(built.forms[1].project), second.project);
    EXPECT_EQ(built.forms[1].index, 2);
  }
}

// --- ragged rows: what happens to tables between Word and the web --------------------------------------------------

using Random = std::mt19937;

bool chance(Random& random, unsigned one_in) { return random() % one_in == 0; }

TextRow without_leading_empties(const TextRow& row) {
  TextRow result = row;
  while (!result.empty() && result.front().empty()) result.erase(result.begin());
  return padded(result, kIndicatorColumns);
}

TextRow shifted_right(const TextRow& row) {
  TextRow result = row;
  result.insert(result.begin(), "");
  return result;
}

TextRow shifted_left(const TextRow& row) {
  if (!row.front().empty()) return row;
  TextRow result(row.begin() + 1, row.end());
  return padded(result, kIndicatorColumns);
}

// Only the level-2 name moves one column to the left, as 质量指标 in the sample.
TextRow level_moved_left(const TextRow& row) {
  if (!row[1].empty() || row[2].empty()) return row;
  TextRow result = row;
  std::swap(result[1], result[2]);
  return result;
}

// The name in the first column, the values one column to the left: as in the sample's satisfaction rows.
TextRow name_moved_first(const TextRow& row) {
  if (!row[1].empty() || !row[2].empty()) return row;
  TextRow result = {row[3], "", "", row[4], row[5], row[6], row[7], row[8]};
  return padded(result, kIndicatorColumns);
}

struct Mutation {
  const char* reason;
  TextRow (*apply)(const TextRow&);
};

const Mutation kMutations[] = {
    {"leading empties lost", without_leading_empties}, {"one column to the right", shifted_right},
    {"one column to the left", shifted_left},          {"level-2 name one column to the left", level_moved_left},
    {"name in the first column", name_moved_first},
};

std::string with_rows(const ComposedForm& form, const std::vector<TextRow>& rows) {
  std::string body;
  for (const TextRow& row : head_rows(form)) body += joined_by(padded(row, kIndicatorColumns), "\t") + "\n";
  body += joined_by(indicator_head(), "\t") + "\n";
  for (const TextRow& row : rows) body += joined_by(row, "\t") + "\n";
  return titled(form, body + joined_by(total_row(form), "\t") + "\n");
}

TEST(RaggedRows, AreMendedOneKindAtATime) {
  const ComposedForm form = composed_form();
  for (const Mutation& mutation : kMutations) {
    std::vector<TextRow> rows = indicator_rows(form);
    int changed = 0;
    for (TextRow& row : rows) {
      const TextRow mutated = mutation.apply(row);
      changed += mutated != row;
      row = mutated;
    }
    ASSERT_GT(changed, 0) << mutation.reason;
    expect_form(with_rows(form, rows), form, mutation.reason);
    EXPECT_EQ(forms_in(with_rows(form, rows)).forms.at(0).repairs.size(), static_cast<std::size_t>(changed))
        << mutation.reason;
  }
}

TEST(RaggedRows, AreMendedInAnyMixture) {
  for (unsigned seed = 1; seed <= 200; ++seed) {
    Random random(seed);
    const ComposedForm form = composed_form();
    std::vector<TextRow> rows = indicator_rows(form);
    for (TextRow& row : rows)
      if (chance(random, 2)) row = kMutations[random() % std::size(kMutations)].apply(row);
    expect_form(with_rows(form, rows), form, "seed " + std::to_string(seed));
    if (testing::Test::HasFailure()) return;
  }
}

TEST(RaggedRows, LeaveCleanFormsAlone) { EXPECT_TRUE(forms_in(as_tabs(composed_form())).forms.at(0).repairs.empty()); }

TEST(RaggedRows, GoOnAfterABlankLineWithTheGroupsRepeated) {
  const ComposedForm form = composed_form();
  const std::vector<TextRow> rows = indicator_rows(form);
  for (std::size_t cut = 1; cut < rows.size(); ++cut) {
    std::string text = as_tabs(form);
    TextRow again = rows[cut];
    again[0] = "绩效指标";
    again[1] = form.indicators[cut].level1;
    again[2] = form.indicators[cut].level2;
    const std::string old_line = joined_by(rows[cut], "\t");
    text.replace(text.find(old_line), old_line.size(), "\n" + joined_by(again, "\t"));
    expect_form(text, form, "cut before row " + std::to_string(cut));
  }
}

TEST(RaggedRows, GoOnAfterAPageBreakWithTheHeadsRepeated) {
  const ComposedForm form = composed_form();
  const std::vector<TextRow> rows = indicator_rows(form);
  for (auto separator : {"\t", " | "}) {
    std::string text = separator == std::string("\t") ? as_tabs(form) : as_bars(form);
    const std::string line = joined_by(rows[4], separator);
    text.replace(text.find(line), line.size(), "\n—2—\n" + joined_by(indicator_head(), separator) + "\n" + line);
    expect_form(text, form, "heads repeated");
  }
}

// A level-2 name of another group in front of the row's own: the row takes the nearest, the rows below inherit theirs.
TEST(RaggedRows, WithThreeLevelNamesTakeTheNearest) {
  ComposedForm form = composed_form();
  form.indicators.push_back({"满意度指标", "服务对象满意度指标", "投诉办结率", "=100(%)", "100%", "5", "5", ""});
  std::vector<TextRow> rows = indicator_rows(form);
  TextRow& row = rows[rows.size() - 2];
  row = {"", "满意度指标", "服务对象满意度指标", "可持续影响指标", "居民满意度", "≥90(%)", "96%", "10", "10"};
  form.indicators[form.indicators.size() - 2].level2 = "可持续影响指标";
  expect_form(with_rows(form, rows), form, "three level names");
}

}  // namespace
}  // namespace hebiao
