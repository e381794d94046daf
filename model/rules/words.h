// The words that rules go by (words.tsv): data, so that code holds none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hebiao::audit_rules {

// The words of a list ("no-reason", "level2:产出指标", …), in the file's order; empty for a list that is not there.
const std::vector<std::string>& words(std::string_view list);

// Is one of the list's words in `text`?
bool mentions(std::string_view text, std::string_view list);

// The level-1 groups to which a level-2 name may belong; empty if the name is unknown.
const std::vector<std::string>& level1_of(std::string_view level2);

}  // namespace hebiao::audit_rules
