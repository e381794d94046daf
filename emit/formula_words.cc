#include "emit/formula_words.h"

#include "model/model.h"

namespace hebiao {

std::string_view formula_words(std::string_view rule) {
  const RuleInfo* info = find_rule(rule);
  return info != nullptr ? std::string_view(info->formula.zh) : std::string_view();
}

}  // namespace hebiao
