#include "emit/formula_words.h"

#include <utility>

namespace hebiao {
namespace {

constexpr std::pair<std::string_view, std::string_view> kFormulas[] = {
    {"fund.rate", "执行率 = 全年执行数 ÷ 全年预算数"},
    {"fund.score", "得分 = 分值 × min(1, 执行率)"},
    {"fund.parts", "年度资金总额 = 其下各项之和（三列金额分别核对）"},
    {"fund.overspent", "全年执行数 ≤ 全年预算数"},
    {"fund.zero-budget", "全年预算数为 0 时，执行数、执行率和得分都应为 0"},
    {"fund.low-rate", "执行率 ≥ 下限（80%，或当地规定），否则应说明原因"},
    {"weight.total", "各项分值之和（执行率的分值计一次）= 印出的合计 = 100"},
    {"weight.groups", "各一级指标的分值合计应合规定的分配，例如执行率 10、产出 50、效益 30、满意度 10"},
    {"score.total", "总分 = 印出的各项得分之和（含执行率得分）"},
    {"score.bounds", "0 ≤ 得分 ≤ 分值"},
    {"score.ratio", "达到目标得满分；未达到时按实际值与目标值之比计分"},
    {"score.unsupported", "目标已达到，或实际完成值就是目标的原话，应得满分"},
    {"score.band", "达成得分值的 80%–100%，部分达成 60%–80%，未达成 0–60%（或当地规定）"},
    {"score.grade", "优 ≥ 90，良 ≥ 80，中 ≥ 60，差 < 60（或当地规定）"},
    {"score.ahead-of-money", "（指标得分率 − 执行率）÷ 指标得分率 ≤ 5%；指标得分率 = 指标得分之和 ÷ 指标分值之和"},
    {"target.deadline", "完成时间不晚于目标期限，才得满分"},
    {"target.exceeded", "实际值 ≤ 目标值的 150%（超过 130% 提示）"},
    {"target.unit", "实际完成值的单位可换算为目标值的单位"},
    {"target.direction", "成本、投诉、事故、响应时间不用 ≥；满意度、合格率、完成率不用 ≤"},
    {"actual.missing", "有得分，就应有实际完成值和目标值"},
    {"actual.words", "目标是数值，实际完成值也应是数值"},
    {"actual.echo", "实际完成值不应连同符号照抄目标值"},
    {"reason.missing", "未达到目标或扣了分，应说明偏差原因"},
    {"level.misplaced",
     "数量、质量、时效、成本属产出；经济、社会、生态效益和可持续影响属效益；服务对象满意度属满意度；"
     "经济、社会、生态环境成本属成本"},
    {"level.missing", "规定的一级指标都应出现"},
    {"indicator.duplicate", "没有两项指标名称与分组相同，或名称与目标相同"},
    {"goal.copied", "实际完成情况不应照抄年度总体目标（空格、标点不计）"},
    {"report.all-full-marks", "一个单位有两个以上项目时，不应全部为满分"},
    {"report.copied-indicators", "两张表的指标、目标和实际值不应全部相同"},
    {"report.year-conflict", "目标或实际完成值中写出的年份应含本表的年度"},
    {"report.department-total", "部门合计 = 各项目年度资金总额之和（三列金额）"},
    {"report.narrative-sum", "文字中的金额 = 表中对应的金额；「其中」之前的金额 = 其后各金额之和"},
    {"read.repaired", "单元格没有对准列名的一行，各记一条"},
    {"read.unreadable", "此处应为数值，而印出的文字不能读作数值"},
    {"read.unplaced", "表中的文字都应属于某个栏目"},
    {"read.suspect", "疑为 ≥xx 误作 2xx 的百分数；应为百分数处写作小数"},
};

}  // namespace

std::string_view formula_words(std::string_view rule) {
  for (const auto& [id, words] : kFormulas) {
    if (id == rule) return words;
  }
  return {};
}

}  // namespace hebiao
