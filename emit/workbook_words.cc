#include "emit/workbook_words.h"

#include <fmt/core.h>

#include <charconv>
#include <optional>

namespace hebiao::words {
namespace {

struct MemberWord {
  std::string_view member;
  std::string_view word;
};

constexpr MemberWord kMemberWords[] = {
    {"initial_budget", "年初预算数"}, {"full_budget", "全年预算数"}, {"executed", "全年执行数"}, {"rate", "执行率"},
    {"weight", "分值"},               {"score", "得分"},             {"label", "名称"},           {"name", "名称"},
    {"level1", "一级指标"},           {"level2", "二级指标"},      {"levels_at", "指标级别"},
    {"target", "指标值"},             {"actual", "实际完成值"},      {"deviation", "偏差原因"},
};

constexpr MemberWord kFormWords[] = {
    {"total.score", "总分"},        {"total.weight", "总分值"}, {"total.grade", "等次"},         {"project", "项目名称"},
    {"department", "主管部门"},     {"agency", "实施单位"},     {"goal", "年度总体目标"},        {"outcome", "实际完成情况"},
    {"year", "年度"},
};

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
    case Severity::kError: return "错误";
    case Severity::kWarning: return "警告";
    case Severity::kNote: return "提示";
  }
  return "";
}

std::string_view difference_class(DifferenceClass difference_class) {
  switch (difference_class) {
    case DifferenceClass::kExact: return "一致";
    case DifferenceClass::kRounding: return "舍入";
    case DifferenceClass::kChained: return "连算";
    case DifferenceClass::kTruncation: return "截位";
    case DifferenceClass::kReal: return "不符";
    case DifferenceClass::kSoft: return "存疑";
    case DifferenceClass::kUnchecked: return "未复核";
  }
  return "";
}

std::string_view fund_kind(FundKind kind) {
  switch (kind) {
    case FundKind::kTotal: return "资金总额";
    case FundKind::kCurrent: return "当年财政拨款";
    case FundKind::kCarriedOver: return "上年结转资金";
    case FundKind::kFiscal: return "财政资金";
    case FundKind::kSpecialAccount: return "财政专户管理资金";
    case FundKind::kOwn: return "单位资金";
    case FundKind::kLocal: return "地方资金";
    case FundKind::kCentral: return "中央补助";
    case FundKind::kOther: return "其他资金";
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

std::string place(const SourceRef& at) {
  if (at.line > 0 && at.field > 0) return fmt::format("第{}行第{}栏", at.line, at.field);
  if (at.line > 0) return fmt::format("第{}行", at.line);
  return fmt::format("第{}页", at.page);
}

xlsx::OverflowWords overflow() {
  return {"长文本", {"工作表", "单元格", "第几段", "续文"}, "……（未完，续见工作表「长文本」第 {} 行）"};
}

}  // namespace hebiao::words
