// Tables that stand around the forms in published final accounts, or look like them: none is a form, in no shape, alone
// or before one, and none of their figures becomes a form's.
#include <gtest/gtest.h>

#include <sstream>

#include "tests/model/form_composer.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

struct OtherTable {
  const char* what;
  const char* tabs;
};

const OtherTable kTables[] = {
    {"a declaration of goals",
     "项目支出绩效目标申报表\n（2024年度）\n项目名称\t果园滴灌\n主管部门\t远山县农业农村局\t\t实施单位\t远山县果业站\n"
     "项目资金（万元）\t年度资金总额\t120\n\t其中：财政拨款\t120\n绩效指标\t一级指标\t二级指标\t三级指标\t指标值\t分值"
     "\n"
     "\t产出指标\t数量指标\t示范园\t≥3个\t20\n\t满意度指标\t服务对象满意度指标\t果农满意度\t≥90%\t10\n"},
    {"goals in three cells",
     "项目绩效目标表\n项目名称\t校舍维修\n绩效指标\t一级指标\t二级指标\t三级指标\t指标性质\t指标值\t度量单位\t权重\n"
     "\t产出指标\t数量指标\t维修校舍\t≥\t12\t栋\t30\n\t\t质量指标\t验收合格率\t＝\t100\t%\t20\n"},
    {"a system of indicators",
     "农村供水项目绩效评价指标体系\n一级指标\t二级指标\t三级指标\t分值\t指标解释\t评分标准\n"
     "决策\t项目立项\t立项依据充分性\t5\t是否符合法规\t符合得满分\n过程\t资金管理\t预算执行率\t10\t支出与预算之比\t执行"
     "率×10\n"},
    {"standards of scoring",
     "绩效自评评分标准\n一级指标\t二级指标\t三级指标\t权重\t评分标准\n产出指标\t数量指标\t完成率\t20\t每低1%扣1分\n"},
    {"a checklist",
     "行业绩效指标审核清单\n序号\t一级指标\t二级指标\t三级指标\t是否填报\n1\t产出指标\t数量指标\t培训人次\t是\n"},
    {"final accounts",
     "财政拨款收入支出决算总表\n公开04表\n部门：远山县水利局\t金额单位：万元\n项目\t金额\t项目\t年初预算数\t全年预算数"
     "\t决算数\n"
     "一般公共预算\t1234.50\t教育支出\t1000.00\t1100.00\t1050.00\n政府性基金\t0.00\t社会保障支出\t234.50\t240.00\t238."
     "12\n"},
    {"expenditure by subject",
     "一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n205\t教育支出\t1000\t800\t200\n"
     "208\t社会保障支出\t200\t200\t0\n213\t农林水支出\t88\t80\t8\n"},
    {"a register of projects",
     "附件2：部门预算项目绩效自评结果汇总\n序号\t项目名称\t主管部门\t全年预算数\t全年执行数\t执行率\t自评得分\n"
     "1\t渠道清淤\t远山县水利局\t100\t98\t98%\t97.5\n2\t水库除险\t远山县水利局\t200\t200\t100%\t99\n"},
    {"a table of the year's first half",
     "项目支出绩效运行监控表\n项目名称\t路灯改造\n绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t1-"
     "6月执行情况\t全年预计完成情况\n"
     "\t产出指标\t数量指标\t改造路灯\t≥300盏\t120盏\t300盏\n"},
};

// The other shapes in which the same rows arrive.
std::vector<std::string> shapes_of(const std::string& tabs) {
  std::vector<std::string> shapes = {tabs, "", "", ""};
  std::istringstream lines(tabs);
  for (std::string line; std::getline(lines, line);) {
    TextRow row;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, '\t');) row.push_back(field);
    shapes[1] += joined_by(row, " | ") + "\n";
    shapes[2] += joined_by(filled(row), " ") + "\n";
    shapes[3] += joined_by(filled(row), "\n") + "\n";
  }
  return shapes;
}

TEST(OtherTables, AreNoForms) {
  for (const OtherTable& table : kTables)
    for (const std::string& text : shapes_of(table.tabs)) {
      const auto built = try_forms(text);
      EXPECT_FALSE(built.has_value()) << table.what << ":\n" << text;
    }
}

TEST(OtherTables, BeforeAFormAddNothingToIt) {
  const ComposedForm form = composed_form();
  const std::vector<std::string> forms = {as_tabs(form), as_bars(form), as_joined_lines(form), as_single_cells(form)};
  for (const OtherTable& table : kTables) {
    const std::vector<std::string> shapes = shapes_of(table.tabs);
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
      const BuiltForms built = forms_in(shapes[shape] + forms[shape]);
      ASSERT_EQ(built.forms.size(), 1U) << table.what << " in shape " << shape;
      EXPECT_EQ(built.forms[0].project->text, form.project) << table.what << " in shape " << shape;
      EXPECT_EQ(built.forms[0].funds.size(), form.funds.size()) << table.what << " in shape " << shape;
      EXPECT_EQ(built.forms[0].indicators.size(), form.indicators.size()) << table.what << " in shape " << shape;
    }
  }
}

}  // namespace
}  // namespace hebiao
