// Which parts of a document are forms, and what is read of forms that lack something.
#include <gmock/gmock.h>

#include <chrono>

#include "tests/model/form_composer.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

const char kTargetsOnly[] =
    "项目支出绩效目标申报表\n(2023年度)\n项目名称\t城北泵站改造\n主管部门\t青石县水利局\n"
    "绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\n\t产出指标\t数量指标\t改造泵站\t≥2座\n\t\t质量指标\t合格率\t10"
    "0%\n";

const char kChecklist[] =
    "污水处理行业绩效指标体系\n一级指标\t二级指标\t三级指标\t指标解释\t分值\n产出指标\t数量指标\t处理水量\t全年处理污水"
    "量\t10\n";

std::vector<std::string> problem_codes(const std::vector<Problem>& problems) {
  std::vector<std::string> codes;
  for (const Problem& problem : problems) codes.emplace_back(problem_code_name(problem.code));
  return codes;
}

TEST(FormFinding, RefusesDocumentsWithoutAForm) {
  const std::pair<std::string, ProblemCode> cases[] = {
      {"关于做好绩效自评工作的通知\n各单位要高度重视，按时完成。\n", ProblemCode::kNoForm},
      {"2023年度项目支出绩效自评表\n（无项目）\n", ProblemCode::kNoForm},          // a title without a form
      {"序号\t姓名\t金额\n1\t张三\t20\n2\t李四\t30\n", ProblemCode::kNoForm},      // some other table
      {"1.项目支出绩效自评表\n2.部门整体支出绩效自评表\n", ProblemCode::kNoForm},  // a list of contents
      {kTargetsOnly, ProblemCode::kLookAlike},
      {kChecklist, ProblemCode::kLookAlike},
  };
  for (const auto& [text, code] : cases) {
    const auto built = try_forms(text);
    ASSERT_FALSE(built.has_value()) << text;
    EXPECT_EQ(built.error().problem.code, code) << text;
  }
}

TEST(FormFinding, TellsLookAlikesFromForms) {
  const BuiltForms built = forms_in(kTargetsOnly + as_tabs(composed_form()) + kChecklist);
  EXPECT_EQ(built.forms.size(), 1U);
  EXPECT_THAT(problem_codes(built.problems), testing::ElementsAre("look-alike", "look-alike"));
}

TEST(FormFinding, LeavesProseAlone) {
  const std::string prose =
      "一、绩效自评工作情况\n本年度共有2个项目开展绩效自评，自评得分均在90分以上。\n项目名称和得分见附表。\n\n";
  const BuiltForms built = forms_in(prose + as_tabs(composed_form()) + prose + as_tabs(composed_form()) + prose);
  ASSERT_EQ(built.forms.size(), 2U);
  for (const Form& form : built.forms) {
    EXPECT_EQ(form.indicators.size(), composed_form().indicators.size());
    EXPECT_TRUE(form.unplaced.empty());
    EXPECT_TRUE(form.repairs.empty());
  }
}

TEST(FormFinding, ReadsTheSameFormTwice) {
  EXPECT_EQ(forms_in(as_tabs(composed_form()) + as_tabs(composed_form())).forms.size(), 2U);
}

TEST(FormFinding, ReadsSeveralDozenForms) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    ComposedForm form = composed_form();
    form.project += std::to_string(i);
    text += as_tabs(form);
  }
  const BuiltForms built = forms_in(text);
  ASSERT_EQ(built.forms.size(), 60U);
  for (int i = 0; i < 60; ++i)
    EXPECT_EQ(built.forms[static_cast<std::size_t>(i)].project->text, composed_form().project + std::to_string(i));
}

TEST(FormFinding, ReadsFormsWithoutTitles) {
  const auto untitled = [](const ComposedForm& form) {
    const std::string text = as_tabs(form);
    return text.substr(text.find('\n') + 1);
  };
  ComposedForm second = composed_form();
  second.year = "2021";
  second.project = "老旧路灯改造";
  const BuiltForms built = forms_in(untitled(composed_form()) + untitled(second));
  ASSERT_EQ(built.forms.size(), 2U);
  EXPECT_EQ(built.forms[1].project->text, second.project);
  EXPECT_EQ(built.forms[1].year, 2021);
}

// A volume cut into files: the first page begins in the middle of a form.
TEST(FormFinding, ReadsTheRestOfAFormWhoseHeadsAreLost) {
  const std::string text = as_tabs(composed_form());
  const std::size_t middle = text.find("\t\t质量指标");
  const BuiltForms built = forms_in(text.substr(middle) + "\n" + as_tabs(composed_form()));
  ASSERT_EQ(built.forms.size(), 2U);
  const Form& rest = built.forms[0];
  EXPECT_EQ(rest.indicators.size(), 7U);
  EXPECT_EQ(rest.indicators[0].name->text, "植物成活率");
  EXPECT_EQ(rest.indicators[0].level1, "");
  EXPECT_EQ(rest.indicators[0].level2, "质量指标");
  EXPECT_EQ(rest.total.score->value->digits, "98.15");
  EXPECT_FALSE(rest.project.has_value());
}

TEST(FormFinding, ReadsTheRestOfAFormInLostColumnsToo) {
  for (auto render : {as_joined_lines, as_single_cells}) {
    const std::string text = render(composed_form());
    const std::size_t middle = text.find("质量指标");
    const BuiltForms built = forms_in(text.substr(middle) + render(composed_form()));
    ASSERT_EQ(built.forms.size(), 2U) << text.substr(middle);
    ASSERT_EQ(built.forms[0].indicators.size(), 7U);
    EXPECT_EQ(built.forms[0].indicators[0].name->text, "植物成活率");
    EXPECT_EQ(built.forms[0].total.score->value->digits, "98.15");
    EXPECT_EQ(built.forms[1].indicators.size(), 10U);
  }
}

// A register of projects has the same words in its heads, and no form below them.
TEST(FormFinding, TakesNoRegisterForAForm) {
  const std::string list =
      "2022年度项目支出绩效自评汇总表\n序号\t项目名称\t预算数\t执行数\t执行率\t自评得分\n1\t社区花园养护\t76.50\t70."
      "00\t91.50%\t98.15\n";
  const BuiltForms built = forms_in(list + as_tabs(composed_form()) + list);
  ASSERT_EQ(built.forms.size(), 1U);
  EXPECT_EQ(built.forms[0].project->text, composed_form().project);
  EXPECT_EQ(built.forms[0].indicators.size(), 10U);
  EXPECT_EQ(built.forms[0].funds.size(), 4U);
  EXPECT_EQ(built.forms[0].total.score->value->digits, "98.15");
  EXPECT_FALSE(try_forms(list).has_value());
}

TEST(FormFinding, TakesNoIndicatorForATitle) {
  for (auto render : {as_tabs, as_bars, as_joined_lines, as_single_cells}) {
    for (const char* name : {"项目绩效自评完成", "绩效自评表上报及时率", "建立绩效指标体系"}) {
      ComposedForm form = composed_form();
      form.indicators[2].name = name;
      const BuiltForms built = forms_in(render(form));
      ASSERT_EQ(built.forms.size(), 1U) << name;
      ASSERT_EQ(built.forms[0].indicators.size(), 10U) << name;
      EXPECT_EQ(built.forms[0].indicators[2].name->text, name);
    }
  }
}

// --- columns missing, doubled, swapped -----------------------------------------------------------------------------

// The indicator block with chosen columns of the nine, in a chosen order.
std::string with_columns(const std::vector<std::size_t>& columns) {
  const ComposedForm form = composed_form();
  std::string body;
  for (const TextRow& row : head_rows(form)) body += joined_by(padded(row, kIndicatorColumns), "\t") + "\n";
  std::vector<TextRow> block = {indicator_head()};
  for (const TextRow& row : indicator_rows(form)) block.push_back(row);
  for (const TextRow& row : block) {
    TextRow chosen;
    for (std::size_t column : columns) chosen.push_back(row[column]);
    body += joined_by(chosen, "\t") + "\n";
  }
  return titled(form, body);
}

TEST(OddColumns, MissingOnesAreAbsent) {
  const Form form = forms_in(with_columns({0, 1, 2, 3, 4, 5, 8})).forms.at(0);  // no points
  ASSERT_EQ(form.indicators.size(), 10U);
  EXPECT_FALSE(form.indicators[3].weight.has_value());
  EXPECT_FALSE(form.indicators[3].score.has_value());
  EXPECT_EQ(form.indicators[3].deviation->text, "夏季高温少雨，部分花灌木枯死");

  const Form no_actual = forms_in(with_columns({0, 1, 2, 3, 4, 6, 7, 8})).forms.at(0);
  ASSERT_EQ(no_actual.indicators.size(), 10U);
  EXPECT_FALSE(no_actual.indicators[0].actual.has_value());
  EXPECT_EQ(no_actual.indicators[3].score->value->digits, "9");
}

TEST(OddColumns, OfDoubledOnesTheFirstIsRead) {
  const Form form = forms_in(with_columns({0, 1, 2, 3, 4, 5, 6, 7, 7, 8})).forms.at(0);
  ASSERT_EQ(form.indicators.size(), 10U);
  EXPECT_EQ(form.indicators[3].score->value->digits, "9");
  ASSERT_EQ(form.indicators[3].other.size(), 1U);
  EXPECT_EQ(form.indicators[3].other[0].second.text, "9");
  EXPECT_EQ(form.indicators[3].deviation->text, "夏季高温少雨，部分花灌木枯死");
}

TEST(OddColumns, SwappedOnesAreReadByTheirHeads) {
  const Form form = forms_in(with_columns({0, 1, 2, 3, 6, 5, 4, 8, 7})).forms.at(0);
  ASSERT_EQ(form.indicators.size(), 10U);
  EXPECT_EQ(form.indicators[3].target->text, "≥95(%)");
  EXPECT_EQ(form.indicators[3].actual->text, "90%");
  EXPECT_EQ(form.indicators[3].weight->value->digits, "10");
  EXPECT_EQ(form.indicators[3].score->value->digits, "9");
}

TEST(OddColumns, MayNameTheYear) {
  std::string text = as_tabs(composed_form());
  const auto replace = [&](const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace("年度指标值", "2022年度指标值");
  replace("实际完成值", "2022年实际完成值");
  replace("全年预算数", "2022年预算数");
  const Form form = forms_in(text).forms.at(0);
  ASSERT_EQ(form.indicators.size(), 10U);
  EXPECT_EQ(form.indicators[0].target->text, "≥20(座)");
  EXPECT_EQ(form.indicators[0].actual->text, "20座");
  EXPECT_EQ(form.funds.at(0).full_budget->value->digits, "76.50");
}

TEST(OddForms, ReadATotalBeforeTheIndicators) {
  const ComposedForm composed = composed_form();
  std::string text = as_tabs(composed);
  const std::string total = joined_by(total_row(composed), "\t") + "\n";
  text.erase(text.find(total), total.size());
  text.insert(text.find("年度总体目标"), total);
  const Form form = forms_in(text).forms.at(0);
  EXPECT_EQ(form.total.weight->value->digits, "100");
  EXPECT_EQ(form.total.score->value->digits, "98.15");
  EXPECT_EQ(form.indicators.size(), 10U);
}

// A page break between the heads of the goals and their texts may have made one cell of each.
TEST(OddForms, TellGoalsFromTheHeadsBeforeThem) {
  const auto goals = [](const std::string& row) {
    std::string text = as_tabs(composed_form());
    const std::size_t begin = text.find("年度总体目标");
    text.replace(begin, text.find("绩效指标\t") - begin, row + "\n");
    return forms_in(text).forms.at(0);
  };
  const Form joined = goals("年度总体目标\t预期目标养护花园二十座。\t\t\t实际完成情况养护花园二十座。");
  EXPECT_EQ(joined.goal->text, "养护花园二十座。");
  EXPECT_EQ(joined.outcome->text, "养护花园二十座。");
  const Form own_words = goals("年度总体目标\t年度目标明确，养护花园二十座。");
  EXPECT_EQ(own_words.goal->text, "年度目标明确，养护花园二十座。");
  EXPECT_FALSE(own_words.outcome.has_value());
}

TEST(OddForms, DropAndCountTemplateRows) {
  const ComposedForm composed = composed_form();
  std::string text = as_tabs(composed);
  text.insert(text.find("总分"), "\t\t\t指标2：\t\t\t\t\t\n\t\t\t……\t\t\t\t\t\n");
  const Form form = forms_in(text).forms.at(0);
  EXPECT_EQ(form.indicators.size(), 10U);
  EXPECT_EQ(form.empty_rows_dropped, 2);
}

TEST(OddForms, TakeTheYearFromTheFormNotFromADate) {
  const std::pair<const char*, std::optional<int>> cases[] = {{"(2022年度)", 2022},
                                                              {"填报日期：2023年3月10日", std::nullopt},
                                                              {"2022 年度", 2022},
                                                              {"评价年度\t2021", 2021},
                                                              {"联系电话：20230101", std::nullopt}};
  for (const auto& [line, year] : cases) {
    std::string text = as_tabs(composed_form());
    text.replace(text.find("(2022年度)"), std::string("(2022年度)").size(), line);
    EXPECT_EQ(forms_in(text).forms.at(0).year, year) << line;
  }
}

TEST(OddForms, JoinAReasonCutByAPageBreak) {
  const ComposedForm composed = composed_form();
  std::string text = as_tabs(composed);
  text.insert(text.find("\t\t\t养护操作规范"), "\t\t\t\t\t\t\t\t，已补种\n");
  const Form form = forms_in(text).forms.at(0);
  ASSERT_EQ(form.indicators.size(), 10U);
  EXPECT_EQ(form.indicators[3].deviation->text, composed.indicators[3].reason + "，已补种");
}

struct FundCase {
  const char* row;
  const char* rate;  // digits, "" for unreadable
  int repairs;
  const char* reason;
};

TEST(Funds, SettleRates) {
  const FundCase cases[] = {
      {"年度资金总额\t100\t100\t95.8\t10\t95.80%\t9.58", "95.80", 0, "a sign, digits kept"},
      {"年度资金总额\t100\t100\t95.8\t10\t0.958\t9.58", "95.8", 1, "a fraction"},
      {"年度资金总额\t100\t100\t95.8\t10\t95.8\t9.58", "95.8", 0, "percent without a sign"},
      {"年度资金总额\t100\t100\t100\t10\t1\t10", "100", 1, "a whole as a fraction"},
      {"年度资金总额\t100\t100\t1\t10\t1\t0.1", "1", 0, "one percent without a sign"},
      {"年度资金总额\t100\t100\t0\t10\t0\t0", "0", 0, "nothing spent"},
      {"年度资金总额\t100\t\t\t10\t0.958\t9.58", "", 0, "nothing to decide by"},
      {"年度资金总额\t100\t7,00.0,77\t95.8\t10\t0.958\t9.58", "", 0, "a budget that cannot be read decides nothing"},
  };
  for (const FundCase& c : cases) {
    std::string text = as_tabs(composed_form());
    const std::size_t begin = text.find("年度资金总额");
    text.replace(begin, text.find('\n', begin) - begin, c.row);
    const Form form = forms_in(text).forms.at(0);
    const Field& rate = *form.funds.at(0).rate;
    EXPECT_EQ(rate.value ? rate.value->digits : "", c.rate) << c.reason;
    EXPECT_EQ(form.repairs.size(), static_cast<std::size_t>(c.repairs)) << c.reason;
    EXPECT_EQ(rate.state == FieldState::kUnreadable, *c.rate == '\0') << c.reason;
  }
}

TEST(Funds, TellBlankUnreadableAndAbsentApart) {
  std::string text = as_tabs(composed_form());
  const std::size_t begin = text.find("年度资金总额");
  text.replace(begin, text.find('\n', begin) - begin, "年度资金总额\t7,00.0,77\t—\t70.00\t10\t91.50%\t9.15");
  const FundLine line = forms_in(text).forms.at(0).funds.at(0);
  EXPECT_EQ(line.initial_budget->state, FieldState::kUnreadable);
  EXPECT_EQ(line.initial_budget->raw, "7,00.0,77");
  EXPECT_EQ(line.full_budget->state, FieldState::kBlank);
  EXPECT_EQ(line.executed->state, FieldState::kNumber);
}

TEST(Funds, DoNotCountPartsOfPartsTwice) {
  std::string text = as_tabs(composed_form());
  text.insert(text.find("\t上年结转资金"),
              "\t其中：中央资金\t60.00\t56.50\t50.00\t—\t88.50%\t—\n\t省级资金\t20.00\t20.00\t20.00\t—\t100%\t—\n");
  const std::vector<FundLine> funds = forms_in(text).forms.at(0).funds;
  std::vector<int> depths;
  for (const FundLine& line : funds) depths.push_back(line.depth);
  EXPECT_THAT(depths, testing::ElementsAre(0, 1, 2, 2, 1, 1));
}

// Linear: a form of 5,000 indicators takes less than five times as long as one of 2,000, in each shape.
TEST(OddForms, OfFiveThousandIndicatorsCostInProportion) {
  const auto composed = [](int count) {
    ComposedForm form = composed_form();
    const std::vector<ComposedIndicator> pattern = form.indicators;
    form.indicators.clear();
    for (int i = 0; i < count; ++i) {
      form.indicators.push_back(pattern[static_cast<std::size_t>(i) % pattern.size()]);
      form.indicators.back().name += std::to_string(i);
    }
    return form;
  };
  for (auto render : {as_tabs, as_joined_lines, as_single_cells}) {
    const auto seconds = [&](int count) {
      const std::string text = render(composed(count));
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_EQ(forms_in(text).forms.at(0).indicators.size(), static_cast<std::size_t>(count));
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    const double small = seconds(2000);
    EXPECT_LT(seconds(5000), 5 * small + 0.2);
  }
}

TEST(OddForms, OfNoDialectAreReadByTheGeneralVocabularyAndSaySo) {
  const Form form = forms_in(
                        "年度任务自评表\n（2023年）\n项目名称\t巷道照明\n主管部门\t青石县城管局\n"
                        "具体指标\t计划指标值\t实际完成数\t标准分\t实际得分\n更换路灯\t≥80盏\t82盏\t60\t60\n亮灯率\t≥98"
                        "%\t99%\t40\t40\n")
                        .forms.at(0);
  EXPECT_EQ(form.dialect, "general");
  ASSERT_EQ(form.indicators.size(), 2U);
  EXPECT_EQ(form.indicators[1].name->text, "亮灯率");
  EXPECT_EQ(form.indicators[1].score->value->digits, "40");
  ASSERT_FALSE(form.repairs.empty());
}

// Whatever the bytes, there is an answer.
TEST(FormFinding, SurvivesDamagedText) {
  const std::string text =
      as_tabs(composed_form()) + as_joined_lines(composed_form()) + as_single_cells(composed_form());
  for (std::size_t i = 0; i < 60; ++i) {
    std::string damaged = text;
    damaged.erase((i * 7919) % (damaged.size() - 40), 1 + i % 37);
    damaged.insert((i * 104729) % damaged.size(), std::string(1 + i % 3, "\t\n |：("[i % 6]));
    (void)try_forms(damaged);
  }
}

}  // namespace
}  // namespace hebiao
