// read.repaired. Basis: the reading itself. Says which rows were put together by meaning, so that a person may look.
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::read_repaired {
namespace {

constexpr std::string_view kId = "read.repaired";

bool same_row(const RowRepair& a, const RowRepair& b) {
  return a.field == b.field && a.at.page == b.at.page && a.at.line == b.at.line && a.at.box == b.at.box;
}

// One note a row, however many mendings it took.
Outcome check(const Case& c) {
  Outcome outcome;
  const std::vector<RowRepair>& repairs = c.form.repairs;
  for (std::size_t i = 0; i < repairs.size(); ++i) {
    const auto before = repairs.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::any_of(repairs.begin(), before, [&](const RowRepair& other) { return same_row(other, repairs[i]); }))
      continue;
    Message message = repairs[i].what;
    for (std::size_t j = i + 1; j < repairs.size(); ++j) {
      if (!same_row(repairs[i], repairs[j])) continue;
      message = {message.zh + "；" + repairs[j].what.zh, message.en + "; " + repairs[j].what.en};
    }
    Finding found = finding(c.form, kId, Severity::kNote, DifferenceClass::kSoft, repairs[i].field, std::move(message));
    found.printed.reset();
    found.at = repairs[i].at;
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kNote,
           {"某行的栏目系按含义重新对齐", "a row was mended by meaning"},
           kLegibility,
           {"单元格没有对准列名的一行，各记一条", "one note for each row whose cells did not stand under their heads"},
           {"提示：一级指标写在二级指标栏；无：各格与表头对齐",
            "note: a level-1 name stands in the level-2 column; none: every cell stands under its head"},
           {"对照原文确认无误后", "once it was compared with the source"}},
          check};
}

}  // namespace hebiao::audit_rules::read_repaired
