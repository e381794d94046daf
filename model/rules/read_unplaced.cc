// read.unplaced. Basis: the reading itself. Nothing that the form prints is dropped silently.
#include <fmt/core.h>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::read_unplaced {
namespace {

constexpr std::string_view kId = "read.unplaced";

Outcome check(const Case& c) {
  Outcome outcome;
  for (const Unplaced& text : c.form.unplaced) {
    const Message where = place(text.at);
    Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kUnchecked, "",
                            {fmt::format("文字「{}」（{}）不在任何栏目之内", text.raw, where.zh),
                             fmt::format("the text 「{}」 ({}) stands in no field", text.raw, where.en)});
    found.printed = text.raw;
    found.at = text.at;
    outcome.add(std::move(found));
  }
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"有文字不属于任何栏目", "text lies outside every field"},
           kLegibility,
           {"表中的文字都应属于某个栏目", "every text of the form stands in a field"},
           {"警告：表内散落的文字「见附件」；无：全部文字均有归属",
            "warning: a stray 「见附件」 in the form; none: every text has its field"},
           {"该文字为页眉页脚或批注时", "where the text is a page mark or a remark"}},
          check};
}

}  // namespace hebiao::audit_rules::read_unplaced
