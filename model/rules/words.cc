#include "model/rules/words.h"

#include <algorithm>
#include <map>
#include <span>

#include "extract/embedded.h"

namespace hebiao::embedded {
std::span<const EmbeddedFile> rule_words();  // words.tsv
}

namespace hebiao::audit_rules {
namespace {

constexpr std::string_view kLevelPrefix = "level2:";

using Lists = std::map<std::string, std::vector<std::string>, std::less<>>;

Lists read_lists(std::string_view text) {
  Lists lists;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos || line.front() == '#') continue;
    lists[std::string(line.substr(0, tab))].emplace_back(line.substr(tab + 1));
  }
  return lists;
}

const Lists& lists() {
  static const Lists all = read_lists(embedded::rule_words().front().text);
  return all;
}

const std::vector<std::string>& found_in(const Lists& lists, std::string_view name) {
  static const std::vector<std::string> none;
  const auto found = lists.find(name);
  return found == lists.end() ? none : found->second;
}

// 数量指标 -> 产出指标
Lists groups_by_member() {
  Lists groups;
  for (const auto& [list, members] : lists()) {
    if (list.compare(0, kLevelPrefix.size(), kLevelPrefix) != 0) continue;
    for (const std::string& member : members) groups[member].push_back(list.substr(kLevelPrefix.size()));
  }
  return groups;
}

}  // namespace

const std::vector<std::string>& words(std::string_view list) { return found_in(lists(), list); }

bool mentions(std::string_view text, std::string_view list) {
  const std::vector<std::string>& known = words(list);
  return std::any_of(known.begin(), known.end(),
                     [&](const std::string& word) { return text.find(word) != std::string_view::npos; });
}

const std::vector<std::string>& level1_of(std::string_view level2) {
  static const Lists homes = groups_by_member();
  return found_in(homes, level2);
}

}  // namespace hebiao::audit_rules
