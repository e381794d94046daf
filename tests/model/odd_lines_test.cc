// Lines as they come out of Word and PDF: broken, glued together, labels beside labels. A case is a text, the lines of
// the form's dump that it must yield, and words that must not stand in the dump.
#include <gmock/gmock.h>

#include "model/dump.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

struct Case {
  const char* reason;
  std::string text;
  std::vector<std::string> lines;
  std::vector<std::string> absent = {};
};

const std::string kHead =
    "项目支出绩效自评表\n（2023年度）\n项目名称 河道保洁\n主管部门 青石县水利局 实施单位 青石县河道所\n"
    "项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分\n"
    "年度资金总额 60.00 60.00 57.00 10 95.00% 9.5\n";
const std::string kColumns =
    "绩效指标 一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施\n";

std::string joined(const std::string& rows) { return kHead + kColumns + rows + "总分 100 99.5\n"; }

const Case kCases[] = {
    {"a name broken over two lines below the names of its levels",
     joined("产出指标 数量指标 完成农村水系连通及河道\n日常保洁长度 ≥30公里 31公里 50 50\n质量指标 保洁合格率 ≥95% 96% "
            "40 40\n"),
     {"indicators[0].name = \"完成农村水系连通及河道日常保洁长度\"", "indicators[0].score = #50",
      "indicators[1].name = \"保洁合格率\""}},
    {"a row broken between name and target",
     joined("产出指标 数量指标 保洁长度\n≥30公里 31公里 50 50\n质量指标 保洁合格率 ≥95% 96% 40 40\n"),
     {"indicators[0].name = \"保洁长度\"", "indicators[0].actual = \"31公里\" [quantity 31 km]"}},
    {"a row broken before its points",
     joined("产出指标 数量指标 保洁长度 ≥30公里 31公里\n50 50\n质量指标 保洁合格率 ≥95% 96% 40 40\n"),
     {"indicators[0].weight = #50", "indicators[1].weight = #40"}},
    {"a reason that goes on before a row of another group",
     joined("产出指标 数量指标 保洁长度 ≥30公里 27公里 50 45 汛期较长\n，作业天数减少\n质量指标 保洁合格率 ≥95% 96% 40 "
            "40\n"),
     {"indicators[0].deviation = \"汛期较长，作业天数减少\"", "indicators[1].name = \"保洁合格率\""}},
    {"words between two rows of one group may be a reason's end or a name's beginning: neither is read",
     joined("产出指标 数量指标 保洁长度 ≥30公里 27公里 50 45 汛期较长\n，作业天数减少\n打捞水草 ≥20吨 22吨 40 40\n"),
     {"indicators[0].deviation = ?\"汛期较长\"", "indicators[1].name = ?\"打捞水草\"", "indicators[1].score = #40"}},
    {"the name of a level that is a label elsewhere",
     joined("决策 绩效目标 绩效目标合理性 合理 合理 10 10\n绩效目标 绩效指标明确性 明确 明确 80 80\n"),
     {"indicators[1] = 决策 / 绩效目标", "indicators[1].name = \"绩效指标明确性\"", "indicators[1].score = #80"}},
    {"heads broken inside a head and between two",
     "项目支出绩效自评表\n（2023年度）\n项目名称 河道保洁\n项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 "
     "执行\n率（B/A） 得分\n"
     "年度资金总额 60.00 60.00 57.00 10 95.00% 9.5\n绩效指标 一级指标 二级指标 三级指标 年度指标值\n实际完成值 分值 "
     "得分 偏差原因\n分析及改进措施\n"
     "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"funds[0].rate = #95.00", "funds[0].score = #9.5", "indicators[0].actual = \"31公里\" [quantity 31 km]",
      "indicators[0].score = #90"}},
    {"a row of the funds broken between its figures",
     kHead + "其中：当年财政拨款 60.00 60.00 57.00\n— 95.00% —\n" + kColumns +
         "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"funds[1] = current depth 1", "funds[1].executed = #57.00", "funds[1].rate = #95.00"},
     {"funds[2]"}},
    {"a row of the funds broken inside a figure, perhaps: none of its figures is read",
     kHead + "其中：当年财政拨款 60.00 60.00 5\n7.00 95.00%\n" + kColumns +
         "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"funds[1].full_budget = ?\"60.00\"", "funds[1].executed = ?\"5\""},
     {"funds[2]"}},
    {"a name of a unit broken over two lines",
     "项目支出绩效自评表\n（2023年度）\n项目名称 河道保洁\n主管部门 青石县水利局 实施单位 青石县河道\n管理所\n" +
         kColumns + "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"department = \"青石县水利局\"", "agency = ?\"青石县河道管理所\""}},
    {"headings and sentences below the form",
     joined("产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n") +
         "三、其他重要事项的情况说明\n机关运行经费支出120.5万元，比上年减少5.2万元，下降4.14%。\n第五部分 名词解释\n",
     {"indicators[0].score = #90", "total.score = #99.5"},
     {"unplaced", "indicators[1]"}},
    {"the same, below a form without points and without a total",
     "中央对地方转移支付绩效目标自评表\n（2020年度）\n专项名称 河道整治\n一级指标 二级指标 三级指标 指标值 "
     "全年实际完成值\n"
     "产出指标 数量指标 整治长度 ≥30公里 "
     "31公里\n三、其他重要事项\n机关运行经费支出120.5万元，比上年减少5.2万元。\n第五部分 名词解释\n",
     {"indicators[0].actual = \"31公里\" [quantity 31 km]"},
     {"unplaced", "indicators[1]"}},
    {"figures of the funds without the name of a row",
     "2023年度项目支出绩效自评表\n项目名称 校舍维修 自评总分（分） 100\n主管部门 青石区教委 实施单位 青石区教委\n"
     "项目资金（万元） 年初预算数 全年(调整)预算数 全年执行数 执行率(%) 执行率权重 执行率得分\n"
     "800.00 760.00 760.00 100 10 10\n"
     "绩效指标 指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数(%) 指标权重 指标得分 是否核心指标\n"
     "维修面积 平方米 ≥ 20000 20000 21000 100 90 90 是\n",
     {"funds[0] = total depth 0", "funds[0].initial_budget = #800.00", "funds[0].rate = #100", "funds[0].score = #10",
      "total.score = #100"}},
    {"a part of the money of which only three columns are printed",
     kHead + "其中：当年财政拨款 15,754,899.39 15,754,899.39 14,967,154.42\n" + kColumns +
         "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"funds[1].initial_budget = #15754899.39", "funds[1].executed = #14967154.42"}},
    {"a row of the funds that is blank",
     kHead + "其他资金\n" + kColumns + "产出指标 数量指标 保洁长度 ≥30公里 31公里 90 90\n总分 100 99.5\n",
     {"funds[1] = other depth 1", "funds[1].executed = -"}},
    {"several labels in one line",
     "2020年度河道保洁项目自评表\n单位名称：青石县水利局 填报日期：2021-03-10 总分：98.6\n"
     "项目名称\t河道保洁\n一级指标\t二级指标\t三级指标\t年初目标值\t实际完成值\t得分\n"
     "产出指标\t数量指标\t保洁长度\t≥30公里\t31公里\t80\n",
     {"agency = \"青石县水利局\"", "total.score = #98.6", "other[填报日期] = \"2021-03-10\""}},
    {"a value that begins with a bracket",
     "项目支出绩效自评表\n（2023年度）\n项目名称 河道保洁\n主管部门 [219]青石县水利局 实施单位 青石县河道所\n" +
         kColumns + "产出指标 数量指标 保洁长度 ≥30 (公里) 31公里 90 90\n总分 100 99.5\n",
     {"department = \"[219]青石县水利局\"", "indicators[0].target = \"≥30 (公里)\" [quantity [30,+inf) km]"}},
    {"a row without figures beside the columns' heads is a label with its value",
     "项目支出绩效自评表\n（2023年度）\n项目名称\t河道保洁\n一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值"
     "\t得分\n"
     "产出指标\t数量指标\t保洁长度\t≥30公里\t31公里\t90\t90\n其他需要说明事项\t无\n总分\t\t\t\t\t100\t99\n",
     {"total.score = #99"},
     {"indicators[1]"}},
    {"the head of the row labels may be called like a budget",
     "部门预算项目支出绩效自评表\n（2023年度）\n项目名称\t河道保洁\n预算执行情况\t年度预算（万元）\t年初预算\t调整后预"
     "算数\t预算执行数\t预算执行率\n"
     "\t总额\t350.00\t360.00\t342.00\t95.00%"
     "\n绩效指标\t三级指标\t指标值\t完成值\t权重\t得分\n\t保洁长度\t≥30公里\t31公里\t90\t90\n",
     {"funds[0].initial_budget = #350.00", "funds[0].full_budget = #360.00", "funds[0].executed = #342.00"}},
    {"income and expenditure of a whole department are the same money: one side is summed",
     "部门整体支出绩效自评表\n（2022年度）\n部门名称\t青石县水利局\n"
     "年度预算申请（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
     "\t年度资金总额\t900\t1000\t980\t10\t98%\t9.8\n\t按收入性质分：一般公共预算\t700\t800\t790\t—\t98.75%\t—\n"
     "\t其他资金\t200\t200\t190\t—\t95%\t—\n\t按支出性质分：基本支出\t600\t600\t600\t—\t100%\t—\n"
     "\t项目支出\t300\t400\t380\t—\t95%\t—\n一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
     "产出指标\t保洁长度\t≥30公里\t31公里\t90\t90\n",
     {"funds[1] = fiscal depth 1", "funds[2] = other depth 1", "funds[3] = other depth 2", "funds[4] = other depth 2"}},
    {"what basic expenditure is made of is not summed beside it",
     "部门整体支出绩效自评表\n（2022年度）\n部门名称\t青石县水利局\n"
     "年度预算申请（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n"
     "\t年度资金总额\t900\t1000\t980\t10\t98%\t9.8\n\t基本支出\t600\t600\t600\t—\t100%\t—\n"
     "\t人员经费\t500\t500\t500\t—\t100%\t—\n\t公用经费\t100\t100\t100\t—\t100%\t—\n"
     "\t项目支出\t300\t400\t380\t—\t95%\t—\n一级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\n"
     "产出指标\t保洁长度\t≥30公里\t31公里\t90\t90\n",
     {"funds[1] = other depth 1", "funds[2] = other depth 2", "funds[3] = other depth 2", "funds[4] = other depth 1"}},
    {"the total of the head and that of the row, where both are printed",
     "2023年市本级部门项目支出绩效自评表\n项目名称\t河道保洁\n自评得分\t96\t财政审定评分\t\n"
     "一级指标\t二级指标\t三级指标\t分值\t指标值\t全年实际值\t得分\n产出指标\t数量指标\t保洁长度\t100\t≥30公里\t31公里"
     "\t97\n"
     "总分\t\t\t100\t\t\t97\n",
     {"total.score = #97", "other[自评得分] = #96"}},
    {"the goal as set and the goal as adjusted",
     "2023年度项目支出绩效自评表\n项目名称\t河道保洁\n当年绩效目标\t年初绩效目标\t全年（调整）绩效目标\t全年目标实际完"
     "成情况\n"
     "\t保洁二十公里\t保洁三十公里\t保洁三十一公里\n指标名称\t年度指标值\t实际完成值\t分值\t得分\n保洁长度\t≥30公里\t31"
     "公里\t90\t90\n",
     {"goal = \"保洁三十公里\"", "outcome = \"保洁三十一公里\"", "other[年初绩效目标] = \"保洁二十公里\""}},
};

TEST(OddLines, AreReadOrMarked) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.reason);
    const BuiltForms built = forms_in(c.text);
    ASSERT_EQ(built.forms.size(), 1U);
    const std::string dump = dump_form(built.forms[0], DumpPlaces::kWithout);
    for (const std::string& line : c.lines) EXPECT_THAT("\n" + dump, testing::HasSubstr("\n" + line + "\n"));
    for (const std::string& words : c.absent) EXPECT_THAT(dump, testing::Not(testing::HasSubstr(words)));
  }
}

}  // namespace
}  // namespace hebiao
