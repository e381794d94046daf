#include "emit/words.h"

#include <fmt/core.h>

namespace hebiao::words {
namespace {

struct MemberWord {
  std::string_view member;
  std::string_view word;
};

constexpr MemberWord kMemberWords[] = {
    {"initial_budget", "年初预算数"},
    {"full_budget", "全年预算数"},
    {"executed", "全年执行数"},
    {"rate", "执行率"},
    {"weight", "分值"},
    {"score", "得分"},
    {"label", "名称"},
    {"name", "名称"},
    {"level1", "一级指标"},
    {"level2", "二级指标"},
    {"levels_at", "指标级别"},
    {"grade", "等次"},
    {"target", "指标值"},
    {"actual", "实际完成值"},
    {"deviation", "偏差原因"},
};

constexpr MemberWord kFormWords[] = {
    {"total.score", "总分"},  {"total.weight", "总分值"},  {"total.grade", "等次"},
    {"project", "项目名称"},  {"department", "主管部门"},  {"agency", "实施单位"},
    {"goal", "年度总体目标"}, {"outcome", "实际完成情况"}, {"year", "年度"},
};

constexpr MemberWord kReasons[] = {
    {"blank", "空白"},          {"missing", "缺少"},          {"absent", "表中没有"},
    {"unreadable", "无法读取"}, {"unit", "单位不明或不可比"}, {"words", "文字表述，无法计算"},
    {"ambiguous", "有两种读法"}};

std::string_view word_of(std::string_view member) {
  for (const auto& entry : kMemberWords) {
    if (entry.member == member) return entry.word;
  }
  return member;
}

// The row that `path` ("indicators[3].score") names, as its printed name.
std::string row_name(const Form& form, std::string_view path, std::string_view prefix) {
  const std::string owner(path.substr(0, path.find("].") + 2));
  const Field* name = find_field(form, owner + (prefix == "funds[" ? "label" : "name"));
  return name == nullptr || name->text.empty() ? std::string(path.substr(0, path.find('.'))) : name->text;
}

}  // namespace

std::string_view severity(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "错误";
    case Severity::kWarning:
      return "警告";
    case Severity::kNote:
      return "提示";
  }
  return "";
}

std::string_view severity(std::string_view name) {
  for (const Severity one : {Severity::kError, Severity::kWarning}) {
    if (name == severity_name(one)) return severity(one);
  }
  return severity(Severity::kNote);
}

std::string_view difference_class(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return "一致";
    case DifferenceClass::kRounding:
      return "舍入";
    case DifferenceClass::kChained:
      return "连算";
    case DifferenceClass::kTruncation:
      return "截位";
    case DifferenceClass::kReal:
      return "不符";
    case DifferenceClass::kSoft:
      return "存疑";
    case DifferenceClass::kUnchecked:
      return "未复核";
  }
  return "";
}

std::string_view class_meaning(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return "按四舍五入与原表完全一致";
    case DifferenceClass::kRounding:
      return "差异可由原表各数的四舍五入共同解释";
    case DifferenceClass::kChained:
      return "原表用已舍入的执行率再乘分值";
    case DifferenceClass::kTruncation:
      return "差异只能由去尾（不进位）解释";
    case DifferenceClass::kReal:
      return "任何舍入都解释不了的差异";
    case DifferenceClass::kSoft:
      return "算式成立，但裁量上可疑";
    case DifferenceClass::kUnchecked:
      return "缺数、不可读或单位不明，无法重算";
  }
  return "";
}

std::string field_label(const Form& form, std::string_view path) {
  if (path.empty()) return "整表";
  for (const auto& entry : kFormWords) {
    if (entry.member == path) return std::string(entry.word);
  }
  // A whole row: "indicators[3]".
  if (path.ends_with(']')) return field_label(form, std::string(path) + ".");
  const auto dot = path.find("].");
  if (dot == std::string_view::npos) return std::string(path);
  const std::string_view prefix = path.substr(0, path.find('[') + 1);
  const std::string name = row_name(form, path, prefix);
  return fmt::format("{}「{}」{}", prefix == "funds[" ? "资金" : "指标", name, word_of(path.substr(dot + 2)));
}

std::string unchecked_reason(std::string_view reason) {
  for (const auto& entry : kReasons) {
    if (entry.member == reason) return std::string(entry.word);
  }
  return std::string(reason);
}

std::string place(const SourceRef& at) {
  if (at.line > 0 && at.field > 0) return fmt::format("第{}行第{}栏", at.line, at.field);
  if (at.line > 0) return fmt::format("第{}行", at.line);
  return fmt::format("第{}页", at.page);
}

}  // namespace hebiao::words
