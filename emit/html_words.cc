#include "emit/html_words.h"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace hebiao {
namespace {

using Word = std::pair<std::string_view, std::string_view>;

constexpr Word kMembers[] = {{"label", "名称"},
                             {"initial_budget", "年初预算数"},
                             {"full_budget", "全年预算数"},
                             {"executed", "全年执行数"},
                             {"weight", "分值"},
                             {"rate", "执行率"},
                             {"score", "得分"},
                             {"name", "三级指标"},
                             {"target", "年度指标值"},
                             {"actual", "实际完成值"},
                             {"deviation", "偏差原因"},
                             {"grade", "等次"}};

constexpr Word kFormFields[] = {{"project", "项目名称"},  {"department", "主管部门"},  {"agency", "实施单位"},
                                {"goal", "年度总体目标"}, {"outcome", "实际完成情况"}, {"year", "年度"},
                                {"total.score", "总分"},  {"total.weight", "总分值"},  {"total.grade", "等次"}};

constexpr Word kReasons[] = {{"blank", "空白"},          {"missing", "缺少"},          {"absent", "表中没有"},
                             {"unreadable", "无法读取"}, {"unit", "单位不明或不可比"}, {"words", "文字表述，无法计算"},
                             {"ambiguous", "有两种读法"}};

template <std::size_t N>
std::optional<std::string_view> find(const Word (&words)[N], std::string_view key) {
  for (const auto& [name, word] : words) {
    if (name == key) return word;
  }
  return std::nullopt;
}

// What the form prints for the row: the indicator's name or the fund line's label.
std::string row_words(const Form& form, std::string_view list_item, std::string_view kind,
                      std::string_view name_member) {
  const Field* name = find_field(form, fmt::format("{}.{}", list_item, name_member));
  if (name == nullptr) return std::string(kind);
  return fmt::format("{}「{}」", kind, name->text.empty() ? name->raw : name->text);
}

}  // namespace

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "错误";
    case Severity::kWarning:
      return "警告";
    case Severity::kNote:
      break;
  }
  return "提示";
}

std::string_view class_word(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return "一致";
    case DifferenceClass::kRounding:
      return "舍入可解释";
    case DifferenceClass::kChained:
      return "按印出的比率计算";
    case DifferenceClass::kTruncation:
      return "截尾可解释";
    case DifferenceClass::kReal:
      return "真实差异";
    case DifferenceClass::kSoft:
      return "判断性";
    case DifferenceClass::kUnchecked:
      break;
  }
  return "未核对";
}

std::string_view class_explanation(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact:
      return "重新计算的结果四舍五入后与印出的数一致";
    case DifferenceClass::kRounding:
      return "印出的金额都经过舍入，存在使各数同时成立的原始金额";
    case DifferenceClass::kChained:
      return "得分由已经舍入的比率再计算而来";
    case DifferenceClass::kTruncation:
      return "只有按截去尾数（不进位）才能解释";
    case DifferenceClass::kReal:
      return "任何舍入方式都不能解释";
    case DifferenceClass::kSoft:
      return "各数之间没有矛盾，但不合一项判断性规则";
    case DifferenceClass::kUnchecked:
      break;
  }
  return "缺少可计算的数";
}

std::string unchecked_word(std::string_view reason) { return std::string(find(kReasons, reason).value_or(reason)); }

std::string field_words(const Form& form, std::string_view path) {
  if (path.empty()) return {};
  if (const auto word = find(kFormFields, path)) return std::string(*word);
  const std::size_t close = path.find(']');
  if (close == std::string_view::npos) return std::string(path);
  const std::string_view item = path.substr(0, close + 1);
  const std::string_view member = close + 2 <= path.size() ? path.substr(close + 2) : std::string_view();
  const bool is_fund = path.substr(0, 6) == "funds[";
  const std::string row = is_fund ? row_words(form, item, "资金", "label") : row_words(form, item, "指标", "name");
  if (member.empty()) return row;
  return fmt::format("{} · {}", row, find(kMembers, member).value_or(member));
}

std::string place_words(const SourceRef& at) {
  if (at.line == 0) return fmt::format("第 {} 页", at.page);
  if (at.field == 0) return fmt::format("第 {} 行", at.line);
  return fmt::format("第 {} 行第 {} 栏", at.line, at.field);
}

}  // namespace hebiao
