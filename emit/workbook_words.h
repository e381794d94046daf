// The words that workbooks show: Chinese, for the people who hold them. One place, so that a term is one term everywhere.
#pragma once

#include <string>
#include <string_view>

#include "emit/xlsx_writer.h"
#include "model/finding.h"
#include "model/form.h"

namespace hebiao::words {

inline constexpr std::string_view kConclusion = "结论";
inline constexpr std::string_view kFindings = "发现";
inline constexpr std::string_view kAccepted = "已接受";
inline constexpr std::string_view kChecks = "复核底稿";
inline constexpr std::string_view kIndicators = "指标明细";
inline constexpr std::string_view kData = "数据";
inline constexpr std::string_view kLegend = "规则与图例";

inline constexpr std::string_view kReportFile = "报告文件";  // label on 结论

// Headings of 发现 that a person fills in, and the one by which rows are found again.
inline constexpr std::string_view kDecision = "处理决定";
inline constexpr std::string_view kReviewer = "复核人";
inline constexpr std::string_view kReviewDate = "复核日期";
inline constexpr std::string_view kRemark = "备注";
inline constexpr std::string_view kFingerprint = "指纹";
inline constexpr std::string_view kRule = "规则";
inline constexpr std::string_view kPrinted = "原文";

std::string_view severity(Severity severity);                     // 错误 警告 提示
std::string_view difference_class(DifferenceClass difference_class);  // 一致 舍入 连算 截位 不符 存疑 未复核
std::string_view fund_kind(FundKind kind);                        // used where a row has no label

// 「全年培训人数」得分, 资金「年度资金总额」执行率, 总分 …: what a path of the JSON is called on the form.
std::string field_label(const Form& form, std::string_view path);

// 第3页 or 第12行第4栏.
std::string place(const SourceRef& at);

xlsx::OverflowWords overflow();

}  // namespace hebiao::words
