#include "model/rules/sense.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "model/rules/case.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool ends_with_word(std::string_view text, std::string_view list) {
  const std::vector<std::string>& known = words(list);
  return std::any_of(known.begin(), known.end(), [&](const std::string& word) { return ends_with(text, word); });
}

// 投诉, 投诉次数, 安全事故发生率; not 投诉处理率 and not 故障工单闭环率.
bool counts_something_bad(std::string_view name) {
  if (mentions(name, "turns-sense")) return false;
  if (ends_with_word(name, "less-is-better")) return true;
  const std::vector<std::string>& measures = words("measure");
  return std::any_of(measures.begin(), measures.end(), [&](const std::string& measure) {
    return ends_with(name, measure) && ends_with_word(name.substr(0, name.size() - measure.size()), "less-is-better");
  });
}

// 单位养护成本 ≤2.5万元: a cost by its name, or by its group where money is asked; no rate (成本控制率).
bool is_a_cost(const Indicator& row, std::string_view name) {
  const Value& value = row.target->reading.values.front();
  if (value.kind == ReadingKind::kPercent || mentions(name, "saves")) return false;
  const bool in_cost_group = mentions(row.level2, "cost-group") || mentions(row.level1, "cost-group");
  return mentions(name, "cost-word") || (in_cost_group && value.kind == ReadingKind::kMoney);
}

std::string name_of_row(const Indicator& row) { return folded(row.name ? row.name->text : std::string()); }

}  // namespace

bool counts_something_bad(const Indicator& row) { return counts_something_bad(name_of_row(row)); }

Sense sense_of(const Indicator& row) {
  const std::string name = name_of_row(row);
  const bool satisfaction = mentions(name, "satisfaction") && row.target->reading.kind == ReadingKind::kPercent;
  if (satisfaction || ends_with_word(name, "more-is-better"))
    return mentions(name, "turns-good") ? Sense::kNeutral : Sense::kMore;
  return is_a_cost(row, name) || counts_something_bad(name) ? Sense::kLess : Sense::kNeutral;
}

}  // namespace hebiao::audit_rules
