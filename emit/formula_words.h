// The formulas of the rules in the words of the form, for pages in Chinese.
#pragma once

#include <string_view>

namespace hebiao {

// Empty for a rule that is not in the registry.
std::string_view formula_words(std::string_view rule);

}  // namespace hebiao
