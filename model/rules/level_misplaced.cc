// level.misplaced. Basis: 财预〔2020〕10号 (which level-2 group belongs to which level-1 group).
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::level_misplaced {
namespace {

constexpr std::string_view kId = "level.misplaced";

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    const Indicator& row = c.form.indicators[i];
    const std::vector<std::string>& homes = level1_of(row.level2);
    if (homes.empty() || words("level2:" + row.level1).empty()) continue;  // a group that the rules do not know
    if (std::find(homes.begin(), homes.end(), row.level1) != homes.end()) continue;
    std::string home;
    for (const std::string& group : homes) home += (home.empty() ? "" : " / ") + group;
    const std::string name_path = c.indicators[i].field("name");
    const Message name = cite(c.form, name_path);
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, c.indicators[i].field("level2"),
                            {fmt::format("{}属“{}”，却列在“{}”之下，应归“{}”", name.zh, row.level2, row.level1, home),
                             fmt::format("{} is of “{}” but stands under “{}”; it belongs to “{}”", name.en, row.level2,
                                         row.level1, home)});
    found.printed = row.level1 + " / " + row.level2;
    found.expected = home;
    if (const Field* field = find_field(c.form, name_path)) found.at = field->at;
    found.because = {name_path};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"二级指标应列在所属的一级指标之下", "a level-2 group stands under the level-1 group that it belongs to"},
           kMeasures2020,
           {"数量、质量、时效、成本属产出；经济、社会、生态效益和可持续影响属效益；服务对象满意度属满意度；"
            "经济、社会、生态环境成本属成本",
            "数量 质量 时效 成本 → 产出; 经济 社会 生态效益, 可持续影响 → 效益; 服务对象满意度 → 满意度; 经济 社会 "
            "生态环境成本 → 成本"},
           {"警告：可持续影响指标列在满意度指标之下；无：成本指标列在产出指标之下",
            "warning: 可持续影响指标 under 满意度指标; none: 成本指标 under 产出指标"},
           {"本地体系另有归类时", "where the place groups them otherwise"}},
          check};
}

}  // namespace hebiao::audit_rules::level_misplaced
