// The words that workbooks and pages show for names of the interface: Chinese, for the people who hold them. One place,
// so that a term is one term everywhere.
#pragma once

#include <string>
#include <string_view>

#include "extract/source_ref.h"
#include "model/finding.h"
#include "model/form.h"

namespace hebiao::words {

std::string_view severity(Severity severity);                         // 错误 警告 提示
std::string_view severity(std::string_view name);                     // of "error" "warning" "note"
std::string_view difference_class(DifferenceClass difference_class);  // 一致 舍入 连算 截位 不符 存疑 未复核
std::string_view class_meaning(DifferenceClass difference_class);  // what that says, in a clause

// 指标「全年培训人数」得分, 资金「年度资金总额」执行率, 总分 …: what a path of the JSON is called on the form. 整表 for
// none.
std::string field_label(const Form& form, std::string_view path);

// Why a check could not be made, for a word of Check::unchecked_reason; the word itself if it is a new one.
std::string unchecked_reason(std::string_view reason);

// 第3页 or 第12行第4栏.
std::string place(const SourceRef& at);

}  // namespace hebiao::words
