// The names of a workbook's sheets and of the columns by which it is read back.
#pragma once

#include <string_view>

#include "emit/words.h"
#include "emit/xlsx_writer.h"

namespace hebiao::words {

inline constexpr std::string_view kConclusion = "结论";
inline constexpr std::string_view kFindings = "发现";
inline constexpr std::string_view kAccepted = "已接受";
inline constexpr std::string_view kGone = "已消失";  // of the last run's findings
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

xlsx::OverflowWords overflow();

}  // namespace hebiao::words
