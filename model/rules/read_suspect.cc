// read.suspect. Basis: the reading itself. A value that looks misread is reported, never corrected; what depends on it
// is unchecked.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/suspect.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::read_suspect {
namespace {

constexpr std::string_view kId = "read.suspect";

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) {
    if (!c.indicators[i].suspect) continue;
    const Suspicion suspected = *suspicion(c.form.indicators[i]);
    const std::string path = c.indicators[i].field(suspected.member);
    const Message cited = cite(c.form, path, Naming::kWithRow);
    Finding found = finding(
        c.form, kId, Severity::kWarning, DifferenceClass::kUnchecked, path,
        {fmt::format("{}疑似误读，可能原为“{}”，请对照原文", cited.zh, suspected.likely),
         fmt::format("{} looks misread, it may have been “{}”: compare the source", cited.en, suspected.likely)});
    found.because = {path};
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"数值疑似误读", "a value looks misread"},
           kLegibility,
           {"疑为 ≥xx 误作 2xx 的百分数；应为百分数处写作小数",
            "a bare percentage 2xx where ≥xx is likely; a fraction where a percentage is asked"},
           {"警告：目标 290%，实际 98%；警告：目标 ≥90%，实际 0.98；无：目标 ≥90%",
            "warning: target 290%, actual 98%; warning: 0.98 for ≥90%; none: ≥90%"},
           {"对照原文确认无误后", "once it was compared with the source"}},
          check};
}

}  // namespace hebiao::audit_rules::read_suspect
