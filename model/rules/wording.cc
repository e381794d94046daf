#include "model/rules/wording.h"

#include <fmt/core.h>

#include <utility>

namespace hebiao::audit_rules {
namespace {

struct FieldName {
  std::string_view member;
  std::string_view zh;
  std::string_view en;
};

constexpr FieldName kFieldNames[] = {
    {"initial_budget", "年初预算数", "initial budget"},
    {"full_budget", "全年预算数", "full-year budget"},
    {"executed", "全年执行数", "executed amount"},
    {"rate", "执行率", "execution rate"},
    {"target", "年度指标值", "target"},
    {"actual", "实际完成值", "actual value"},
    {"deviation", "偏差原因", "deviation reason"},
    {"name", "指标名称", "indicator"},
    {"level2", "二级指标", "level-2 group"},
    {"total.weight", "总分值", "total weight"},
    {"total.score", "总分", "total score"},
    {"total.grade", "等次", "grade"},
    {"goal", "年度总体目标", "goal"},
    {"outcome", "实际完成情况", "outcome"},
    {"project", "项目名称", "project"},
    {"department", "主管部门", "department"},
    {"agency", "实施单位", "agency"},
    {"year", "年度", "year"},
    {"weight", "分值", "weight"},
    {"score", "得分", "score"},
    {"label", "资金来源", "source of money"},
};

std::string_view member_of(std::string_view path) {
  if (path.substr(0, 6) == "total.") return path;
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

// The row's own name: 全年培训人数, 年度资金总额; empty for fields without a row.
std::string row_name(const Form& form, std::string_view path) {
  const std::size_t end = path.find("].");
  if (end == std::string_view::npos) return {};
  const std::string row(path.substr(0, end + 2));
  const Field* field = find_field(form, row + (row[0] == 'f' ? "label" : "name"));
  return field != nullptr ? field->text : std::string();
}

struct Reason {
  std::string_view word;
  std::string_view zh;
  std::string_view en;
};

constexpr Reason kReasons[] = {
    {"missing", "表中没有这一栏", "the form has no such cell"},
    {"blank", "未填", "it is blank"},
    {"words", "是文字，无法计算", "it holds words, which cannot be computed"},
    {"unreadable", "无法识读为数字", "it cannot be read as a number"},
    {"unit", "计量单位不可比", "the units cannot be compared"},
    {"several", "含多个数值，无法逐一对应", "it holds several values that cannot be paired"},
    {"negative", "为负数，比例没有意义", "it is negative, so a proportion has no meaning"},
    {"suspect", "疑似误读", "it looks misread"},
    {"ambiguous", "有两种都说得通的读法", "it has two defensible readings"},
    {"signless", "没有比较符号，越小越好的指标可能意为“不超过”",
     "it has no comparator, and less is better: it may mean “at most”"},
    {"zero-budget", "预算为零，没有比例可言", "the budget is zero, so there is no ratio"},
    {"not-one-figure", "不是单一数值", "it is not a single figure"},
    {"open-date", "日期不完整", "the date is incomplete"},
    {"not-a-date", "不是日期", "it is not a date"},
    {"out-of-bounds", "得分超出应有范围，见 score.bounds", "the score is out of bounds, see score.bounds"},
    {"no-proportion", "没有比例可言（日期或多项条件）", "it has no proportion (a date, or several conditions)"},
    {"lone-part", "只列了一个来源，未必是全部资金", "only one source is listed, which need not be all of the money"},
    {"unknown-grade", "等次名称不在本地规则之内", "the profile knows no such grade"},
    {"not-equal-to", "目标是“不等于”，没有比例可言", "the target says “not equal to”, which has no proportion"},
};

}  // namespace

Message place(const SourceRef& at) {
  if (at.box) return {fmt::format("第{}页", at.page), fmt::format("page {}", at.page)};
  if (at.line > 0 && at.page > 1)
    return {fmt::format("第{}页第{}行", at.page, at.line), fmt::format("page {}, line {}", at.page, at.line)};
  if (at.line > 0) return {fmt::format("第{}行", at.line), fmt::format("line {}", at.line)};
  return {fmt::format("第{}页", at.page), fmt::format("page {}", at.page)};
}

Message name_of(const Form& form, std::string_view path, Naming naming) {
  const std::string_view member = member_of(path);
  Message name{std::string(member), std::string(member)};
  for (const FieldName& known : kFieldNames) {
    if (known.member != member) continue;
    name = {std::string(known.zh), std::string(known.en)};
    break;
  }
  const std::string row = naming == Naming::kWithRow ? row_name(form, path) : std::string();
  if (row.empty()) return name;
  return {fmt::format("“{}”的{}", row, name.zh), fmt::format("{} of “{}”", name.en, row)};
}

Message cite(const Form& form, std::string_view path, Naming naming) {
  const Message name = name_of(form, path, naming);
  const Field* field = find_field(form, path);
  if (field == nullptr) return {name.zh + "（表中无此栏）", name.en + " (not in the form)"};
  const Message where = place(field->at);
  return {fmt::format("{}「{}」（{}）", name.zh, field->raw, where.zh),
          fmt::format("{} 「{}」 ({})", name.en, field->raw, where.en)};
}

Finding finding(const Form& form, std::string_view rule, Severity severity, DifferenceClass difference_class,
                std::string path, Message message) {
  Finding result;
  result.rule = rule;
  result.severity = severity;
  result.difference_class = difference_class;
  result.message = std::move(message);
  if (const Field* field = find_field(form, path)) {
    result.at = field->at;
    result.printed = field->value ? field->value->digits : field->raw;
  }
  result.field = std::move(path);
  return result;
}

Check unchecked(const Form& form, std::string_view rule, std::string path, std::string_view reason,
                std::string_view culprit) {
  Check check;
  check.rule = rule;
  check.difference_class = DifferenceClass::kUnchecked;
  check.field = std::move(path);
  check.unchecked_reason = reason;
  for (const Reason& known : kReasons) {
    if (known.word != reason) continue;
    const Message cited = cite(form, culprit);
    check.unchecked_message = {fmt::format("未核：{}{}", cited.zh, known.zh),
                               fmt::format("not checked: {}: {}", cited.en, known.en)};
  }
  return check;
}

Check checked(std::string_view rule, std::string path, DifferenceClass difference_class, Relation relation,
              std::vector<std::string> because, std::optional<Rational> recomputed, int decimals) {
  Check check;
  check.rule = rule;
  check.difference_class = difference_class;
  check.field = std::move(path);
  check.relation = relation;
  check.because = std::move(because);
  check.recomputed = std::move(recomputed);
  check.decimals = decimals;
  return check;
}

}  // namespace hebiao::audit_rules
