// The sample report: facts read off the page by people, not by this program.
#include <gmock/gmock.h>

#include "normalize/rational.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

using testing::ElementsAre;

class SampleForms : public testing::Test {
 protected:
  void SetUp() override {
    if (acceptance_folder().empty()) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
    text_ = read_file(acceptance_folder() + "/samples/shanghai-2023-self-evaluation.txt");
    forms_ = forms_in(text_).forms;
    ASSERT_EQ(forms_.size(), 8U);
  }

  std::string text_;
  std::vector<Form> forms_;
};

TEST_F(SampleForms, CountsTheIndicators) {
  std::vector<std::size_t> counts;
  for (const Form& form : forms_) counts.push_back(form.indicators.size());
  EXPECT_THAT(counts, ElementsAre(13, 17, 29, 9, 10, 13, 14, 23));
}

TEST_F(SampleForms, ReadsTheHeadOfEachForm) {
  const char* projects[] = {
      "党组织建设和党员教育管理工作经费", "干部教育工作经费", "公务员管理工作经费", "机关服务费",
      "基层党建及队伍教育管理",           "信息化建设项目",   "信息化运维项目",     "组织部门建设和管理工作经费"};
  const char* budgets[] = {"312.73", "1329.20", "1218.15", "276.00", "700.50", "118.07", "288.25", "921.16"};
  const char* totals[] = {"99.09", "95.68", "99.66", "99.8", "99.69", "99.83", "94.99", "98.01"};
  for (std::size_t i = 0; i < forms_.size(); ++i) {
    const Form& form = forms_[i];
    EXPECT_EQ(form.project->text, projects[i]);
    EXPECT_EQ(form.agency->text, "中共上海市委组织部");
    EXPECT_EQ(form.department->text, "中共上海市委组织部");
    EXPECT_EQ(form.year, 2023);
    EXPECT_EQ(form.money_unit, "万元");
    EXPECT_EQ(form.dialect, "mof-base");
    ASSERT_EQ(form.funds.size(), 4U);
    EXPECT_EQ(form.funds[0].full_budget->value->digits, budgets[i]);
    EXPECT_EQ(form.funds[0].kind, FundKind::kTotal);
    EXPECT_EQ(form.funds[1].kind, FundKind::kCurrent);
    EXPECT_EQ(form.funds[2].kind, FundKind::kCarriedOver);
    EXPECT_EQ(form.funds[3].kind, FundKind::kOther);
    EXPECT_EQ(form.funds[1].weight->state, FieldState::kBlank);
    EXPECT_EQ(form.total.score->value->digits, totals[i]);
    EXPECT_EQ(form.total.weight->value->digits, "100");
    EXPECT_TRUE(form.goal && form.outcome);
    EXPECT_TRUE(form.unplaced.empty());
  }
}

// The printed totals and weights add up in every form: a figure in a wrong column would show.
TEST_F(SampleForms, AddsUp) {
  for (const Form& form : forms_) {
    Rational weights = form.funds[0].weight->value->number;
    Rational scores = form.funds[0].score->value->number;
    for (const Indicator& indicator : form.indicators) {
      ASSERT_TRUE(indicator.name && indicator.target && indicator.actual && indicator.weight && indicator.score);
      weights += indicator.weight->value->number;
      scores += indicator.score->value->number;
    }
    EXPECT_EQ(weights, 100);
    EXPECT_EQ(scores, form.total.score->value->number);
  }
}

struct Group {
  const char* level1;
  const char* level2;
  int count;
};

TEST_F(SampleForms, NamesTheLevels) {
  const char* o = "产出指标";
  const char* e = "效益指标";
  const char* s = "满意度指标";
  const char* q = "服务对象满意度指标";
  const char* social = "社会效益指标";
  const char* lasting = "可持续影响指标";
  const std::vector<std::vector<Group>> expected = {
      {{o, "数量指标", 3}, {o, "质量指标", 2}, {o, "时效指标", 3}, {e, social, 2}, {e, lasting, 2}, {s, q, 1}},
      {{o, "数量指标", 6}, {o, "质量指标", 2}, {o, "时效指标", 1}, {e, lasting, 4}, {s, q, 4}},
      {{o, "数量指标", 11}, {o, "质量指标", 7}, {o, "时效指标", 2}, {e, social, 4}, {e, lasting, 2}, {s, q, 3}},
      {{o, "数量指标", 2}, {o, "质量指标", 1}, {o, "时效指标", 2}, {o, "成本指标", 1}, {e, social, 2}, {s, q, 1}},
      {{o, "数量指标", 3}, {o, "质量指标", 3}, {o, "时效指标", 2}, {e, social, 1}, {s, q, 1}},
      {{o, "数量指标", 4}, {o, "质量指标", 2}, {o, "时效指标", 3}, {e, lasting, 3}, {s, q, 1}},
      {{o, "数量指标", 3}, {o, "质量指标", 1}, {o, "时效指标", 3}, {o, "成本指标", 1}, {e, lasting, 4}, {s, q, 2}},
      {{o, "数量指标", 7}, {o, "质量指标", 5}, {o, "时效指标", 4}, {e, social, 4}, {s, lasting, 1}, {s, q, 2}},
  };
  for (std::size_t f = 0; f < forms_.size(); ++f) {
    std::size_t next = 0;
    for (const Group& group : expected[f]) {
      for (int i = 0; i < group.count; ++i, ++next) {
        ASSERT_LT(next, forms_[f].indicators.size());
        EXPECT_EQ(forms_[f].indicators[next].level1, group.level1) << "form " << f + 1 << " indicator " << next;
        EXPECT_EQ(forms_[f].indicators[next].level2, group.level2) << "form " << f + 1 << " indicator " << next;
      }
    }
    EXPECT_EQ(next, forms_[f].indicators.size());
  }
}

TEST_F(SampleForms, ReadsRowsThatBeginInTheWrongColumn) {
  struct Row {
    std::size_t form;
    std::size_t indicator;
    const char* name;
    const char* target;
    const char* actual;
    const char* weight;
    const char* score;
  };
  const Row rows[] = {
      {1, 14, "市委党校主体班学员满意度", "≥90(%)", "98%", "2.5", "2.5"},
      {2, 10, "初任培训课堂教学学时", "≥90(学时)", "204学时", "3", "3"},
      {2, 11, "公务员交流、招录、培训方法", "适合", "适合", "3", "3"},
      {3, 5, "相关支出标准符合财政规定", "符合", "符合", "10", "10"},
      {5, 10, "是否提升全市组织工作开展的质量", "是", "是", "10", "10"},
      {7, 20, "援派干部培训", "持续提高对口支援工作质效", "受援地区对上海选派干部人才认可度进一步提升", "6", "6"},
  };
  for (const Row& row : rows) {
    const Indicator& indicator = forms_[row.form].indicators[row.indicator];
    EXPECT_EQ(indicator.name->text, row.name);
    EXPECT_EQ(indicator.target->text, row.target);
    EXPECT_EQ(indicator.actual->text, row.actual);
    EXPECT_EQ(indicator.weight->value->digits, row.weight);
    EXPECT_EQ(indicator.score->value->digits, row.score);
  }
}

// Each field's place leads back to its very characters.
TEST_F(SampleForms, CitesPlacesThatHoldTheRawText) {
  std::vector<std::vector<std::string>> lines;
  std::istringstream stream(text_);
  for (std::string line; std::getline(stream, line);) {
    lines.emplace_back();
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, '\t');) lines.back().push_back(field);
  }
  for (const Form& form : forms_) {
    for (const Indicator& indicator : form.indicators) {
      for (const OptionalField& field :
           {indicator.name, indicator.target, indicator.actual, indicator.weight, indicator.score}) {
        const auto& line = lines.at(static_cast<std::size_t>(field->at.line - 1));
        EXPECT_EQ(line.at(static_cast<std::size_t>(field->at.field - 1)), field->raw);
        EXPECT_EQ(form.sheet.cells.at(field->cell).raw, field->raw);
      }
    }
  }
}

}  // namespace
}  // namespace hebiao
