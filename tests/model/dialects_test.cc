// Reports of our own composition in every dialect, in several shapes. The dumps were compared with the reports by
// people; HEBIAO_REBASE=1 writes them anew, and then the test fails on purpose.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <sstream>

#include "model/dump.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

std::string data_folder() { return std::string(HEBIAO_SOURCE_DIR) + "/tests/model/data/"; }

struct Report {
  const char* file;
  const char* dialect;
};

const Report kReports[] = {
    {"mof-base-1", "mof-base"},
    {"mof-base-2", "mof-base"},
    {"mof-base-anhui-1", "mof-base-anhui"},
    {"mof-base-anhui-2", "mof-base-anhui"},
    {"yunnan-1", "yunnan"},
    {"yunnan-2", "yunnan"},
    {"sichuan-1", "sichuan"},
    {"sichuan-2", "sichuan"},
    {"hubei-1", "hubei"},
    {"hubei-2", "hubei"},
    {"hubei-guangshui-1", "hubei-guangshui"},
    {"hubei-guangshui-2", "hubei-guangshui"},
    {"wuhan-1", "wuhan"},
    {"wuhan-2", "wuhan"},
    {"chongqing-1", "chongqing"},
    {"chongqing-2", "chongqing"},
    {"yinchuan-1", "yinchuan"},
    {"yinchuan-2", "yinchuan"},
    {"transfer-1", "transfer"},
    {"transfer-2", "transfer"},
    {"rural-1", "rural"},
    {"rural-2", "rural"},
    {"county-1", "county"},
    {"county-2", "county"},
    {"whole-department-1", "whole-department"},
    {"whole-department-2", "whole-department"},
    {"mof-base-3", "mof-base"},
    {"yunnan-3", "yunnan"},  // sign, value and unit below one head, in other words
    {"yunnan-4", "yunnan"},
    {"sichuan-3", "sichuan"},
    {"hubei-3", "hubei"},
    {"chongqing-3", "chongqing"},
    {"yinchuan-3", "yinchuan"},
    {"transfer-3", "transfer"},  // the layout since 2021, with 资金管理情况 below the funds
    {"rural-3", "rural"},
    {"whole-department-3", "whole-department"},  // the parts of the money in cells of their own
    {"whole-department-4", "whole-department"},  // 投入, 过程, 效果 and a column of standards; no money
    {"general-1", "general"},                    // 预算数 and 执行数 behind their labels, no points
    {"general-2", "general"},                    // the same three abreast, and the execution rate as an indicator
    {"general-3", "general"},
    {"mof-base-5", "mof-base"},              // rows numbered, a column of adjustments
    {"general-4", "general"},                // units behind every figure, the year in words, the total behind its label
    {"general-5", "general"},                // 资金名称, 用款单位, 下达资金
    {"mof-base-anhui-3", "mof-base-anhui"},  // columns swapped: executed before budget, actual before target
    {"mof-base-4", "mof-base"},              // 元 in each head
    {"hubei-4", "hubei"},                    // two goals, the heads repeated
    {"whole-department-5", "whole-department"},  // money by task
    {"whole-department-6", "whole-department"},  // 投入管理, 履职
};

class DialectReports : public testing::TestWithParam<Report> {
 protected:
  std::string text() const { return read_file(data_folder() + GetParam().file + ".txt"); }
};

TEST_P(DialectReports, AreReadAsTheirDumpsSay) {
  const BuiltForms built = forms_in(text());
  ASSERT_EQ(built.forms.size(), 1U);
  EXPECT_EQ(built.forms[0].dialect, GetParam().dialect);
  const std::string dump = dump_form(built.forms[0], DumpPlaces::kWithout);
  const std::string path = data_folder() + GetParam().file + ".dump";
  if (std::getenv("HEBIAO_REBASE") != nullptr) {
    std::ofstream(path) << dump;
    FAIL() << path << " was written anew: look at the difference, then run without HEBIAO_REBASE";
  }
  EXPECT_EQ(dump, read_file(path));
}

// --- the same report in other shapes -------------------------------------------------------------------------------

using TextRows = std::vector<std::vector<std::string>>;

TextRows rows_of_text(const std::string& text) {
  TextRows rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    rows.emplace_back();
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, '\t');) rows.back().push_back(field);
  }
  return rows;
}

std::string rendered(const TextRows& rows, const std::string& separator, bool keep_empty) {
  std::string text;
  for (const auto& row : rows) {
    std::string line;
    for (const std::string& field : row) {
      if (field.empty() && !keep_empty) continue;
      line += (line.empty() && !keep_empty ? "" : &field == &row.front() ? "" : separator) + field;
    }
    text += line + "\n";
  }
  return text;
}

struct Tally {
  int same = 0;
  int unreadable = 0;  // or not read at all
  int wrong = 0;
};

bool is_blank(const OptionalField& field) { return !field || field->state == FieldState::kBlank; }

std::string without_blanks(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
  return text;
}

void count(Tally& tally, const OptionalField& expected, const OptionalField& read, const std::string& what) {
  if (is_blank(expected) && is_blank(read)) return;
  if (!is_blank(read) && read->state != FieldState::kUnreadable) {
    const bool same = !is_blank(expected) && without_blanks(expected->text) == without_blanks(read->text);
    ++(same ? tally.same : tally.wrong);
    if (!same)
      ADD_FAILURE() << what << ": read 「" << read->text << "」, printed 「" << (expected ? expected->text : "")
                    << "」";
  } else {
    ++tally.unreadable;
  }
}

Tally compare_forms(const Form& expected, const Form& read) {
  Tally tally;
  count(tally, expected.project, read.project, "project");
  count(tally, expected.agency, read.agency, "agency");
  count(tally, expected.department, read.department, "department");
  count(tally, expected.goal, read.goal, "goal");
  count(tally, expected.outcome, read.outcome, "outcome");
  EXPECT_EQ(expected.funds.size(), read.funds.size());
  for (std::size_t i = 0; i < std::min(expected.funds.size(), read.funds.size()); ++i) {
    const FundLine& a = expected.funds[i];
    const FundLine& b = read.funds[i];
    const std::string what = "funds[" + std::to_string(i) + "]";
    count(tally, a.initial_budget, b.initial_budget, what + ".initial_budget");
    count(tally, a.full_budget, b.full_budget, what + ".full_budget");
    count(tally, a.executed, b.executed, what + ".executed");
    count(tally, a.weight, b.weight, what + ".weight");
    count(tally, a.rate, b.rate, what + ".rate");
    count(tally, a.score, b.score, what + ".score");
  }
  EXPECT_EQ(expected.indicators.size(), read.indicators.size());
  for (std::size_t i = 0; i < std::min(expected.indicators.size(), read.indicators.size()); ++i) {
    const Indicator& a = expected.indicators[i];
    const Indicator& b = read.indicators[i];
    const std::string what = "indicators[" + std::to_string(i) + "]";
    EXPECT_EQ(a.level1, b.level1) << what;
    EXPECT_EQ(a.level2, b.level2) << what;
    count(tally, a.name, b.name, what + ".name");
    count(tally, a.target, b.target, what + ".target");
    count(tally, a.actual, b.actual, what + ".actual");
    count(tally, a.weight, b.weight, what + ".weight");
    count(tally, a.score, b.score, what + ".score");
    count(tally, a.deviation, b.deviation, what + ".deviation");
  }
  count(tally, expected.total.weight, read.total.weight, "total.weight");
  count(tally, expected.total.score, read.total.score, "total.score");
  return tally;
}

TEST_P(DialectReports, AreReadAlikeInOtherShapes) {
  const Form expected = forms_in(text()).forms.at(0);
  const TextRows rows = rows_of_text(text());
  const std::pair<const char*, std::string> shapes[] = {{"bars", rendered(rows, " | ", true)},
                                                        {"joined by blanks", rendered(rows, " ", false)},
                                                        {"one cell a line", rendered(rows, "\n", false)}};
  for (const auto& [shape, shaped] : shapes) {
    SCOPED_TRACE(shape);
    const BuiltForms built = forms_in(shaped);
    ASSERT_EQ(built.forms.size(), 1U) << shaped;
    EXPECT_EQ(built.forms[0].dialect, expected.dialect);
    EXPECT_EQ(built.forms[0].year, expected.year);
    const Tally tally = compare_forms(expected, built.forms[0]);
    EXPECT_EQ(tally.wrong, 0);
    // Where columns are gone a few figures cannot be told apart.
    EXPECT_LE(tally.unreadable * 10, tally.same) << tally.same << " same, " << tally.unreadable << " unreadable";
    RecordProperty(std::string(shape) + " unreadable", tally.unreadable);
    if (std::getenv("HEBIAO_TALLY") != nullptr)
      std::cout << GetParam().file << " " << shape << ": " << tally.same << " same, " << tally.unreadable
                << " unreadable\n";
  }
}

INSTANTIATE_TEST_SUITE_P(Composed, DialectReports, testing::ValuesIn(kReports),
                         [](const testing::TestParamInfo<Report>& tested) {
                           std::string name = tested.param.file;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// --- the data files themselves -------------------------------------------------------------------------------------

TEST(Dialects, AllOfTheDomainAreShipped) {
  EXPECT_THAT(Dialects::shipped().ids(),
              testing::UnorderedElementsAre("general", "mof-base", "mof-base-anhui", "yunnan", "sichuan", "hubei",
                                            "hubei-guangshui", "wuhan", "chongqing", "yinchuan", "transfer", "rural",
                                            "county", "whole-department"));
}

// Offices share titles and labels; the columns tell their forms apart. Under the title of a dialect with other rules a
// form keeps its own dialect, or is read by the general vocabulary.
TEST(Dialects, TitlesOfOthersDoNotChangeTheRulesOfAForm) {
  std::map<std::string, std::string> titles;  // of one report of each dialect
  std::map<std::string, std::string> profiles;
  for (const Report& report : kReports) {
    const Form form = forms_in(read_file(data_folder() + report.file + ".txt")).forms.at(0);
    titles.try_emplace(form.dialect, form.title);
    profiles.try_emplace(form.dialect, form.profile);
  }
  for (const Report& report : kReports) {
    std::string text = read_file(data_folder() + report.file + ".txt");
    const Form form = forms_in(text).forms.at(0);
    for (const auto& [other, title] : titles) {
      // The title of a whole department says what the form is about, whatever its layout.
      if (profiles[other] == form.profile || other == "whole-department") continue;
      std::string renamed = text;
      renamed.replace(renamed.find(form.title), form.title.size(), title);
      const Form read = forms_in(renamed).forms.at(0);
      EXPECT_TRUE(read.dialect == form.dialect || read.dialect == "general" || read.profile == form.profile)
          << report.file << " under 「" << title << "」 is taken for " << read.dialect;
    }
  }
}

TEST(Dialects, EachFileLoads) {
  for (const auto& entry : std::filesystem::directory_iterator(std::string(HEBIAO_SOURCE_DIR) + "/model/dialects")) {
    const auto loaded = Dialects::shipped().with(read_file(entry.path().string()), entry.path().filename().string());
    EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : loaded.error().problem.message.en);
  }
}

TEST(Dialects, RefuseWhatTheyDoNotKnow) {
  const std::pair<const char*, const char*> cases[] = {
      {"id = 'x'\ntitle = 'x'\nprofile = 'p'\nwords = ['a']\n", "unknown key 'words'"},
      {"id = 'x'\ntitle = 'x'\nprofile = 'p'\n[indicators.columns]\nlevel3 = ['a']\n", "unknown key 'level3'"},
      {"id = 'x'\ntitle = 'x'\n", "'profile' is missing"},
      {"id = 'x'\ntitle = 'x'\nprofile = 'p'\n[funds.rows]\ntotal = 'a'\n", "'total' must be a list"},
  };
  for (const auto& [toml, says] : cases) {
    const auto loaded = Dialects::shipped().with(toml, "x.toml");
    ASSERT_FALSE(loaded.has_value()) << toml;
    EXPECT_THAT(loaded.error().problem.message.en, testing::HasSubstr(says));
  }
}

TEST(Dialects, MayBeAddedAtRunTime) {
  const auto dialects = Dialects::shipped().with(
      "id = 'island'\ntitle = 'x'\nprofile = 'mof-base'\ntitles = ['海岛事务自评表']\n"
      "[indicators.columns]\nname = ['事项']\ntarget = ['应达']\nactual = ['已达']\nweight = ['满分值']\nscore = "
      "['所得']\n",
      "island.toml");
  ASSERT_TRUE(dialects.has_value());
  auto document = read_text(
      "海岛事务自评表\n项目名称\t灯塔\n事项\t应达\t已达\t满分值\t所得\n灯塔巡检\t≥12次\t12次\t100\t100\n", "a.txt", {});
  const auto built = build_forms(normalize_document(std::move(*document)), *dialects, Vocabulary::shipped());
  ASSERT_TRUE(built.has_value());
  EXPECT_EQ(built->forms.at(0).dialect, "island");
  EXPECT_EQ(built->forms.at(0).indicators.at(0).score->value->digits, "100");
}

}  // namespace
}  // namespace hebiao
