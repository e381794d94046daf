// The words that pages show for names of the interface. Pages are in Chinese, as the workbooks are.
#pragma once

#include <string>
#include <string_view>

#include "extract/source_ref.h"
#include "model/finding.h"
#include "model/form.h"

namespace hebiao {

std::string_view severity_word(Severity severity);               // 错误 警告 提示
std::string_view class_word(DifferenceClass difference_class);   // 舍入可解释 …
std::string_view class_explanation(DifferenceClass difference_class);  // what that means, in a clause

// Why a check could not be made, for a word of Check::unchecked_reason; the word itself if it is a new one.
std::string unchecked_word(std::string_view reason);

// "资金「年度资金总额」的得分", "指标「培训人次」的实际完成值", "总分": the field that a path of the JSON names, by what the
// form calls it. Empty for an empty path.
std::string field_words(const Form& form, std::string_view path);

// "第 3 页", or for text input "第 12 行第 5 栏".
std::string place_words(const SourceRef& at);

}  // namespace hebiao
