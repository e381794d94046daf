// Sentences that the rules share: what a field is called, where it stands, and what was printed there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/finding.h"
#include "model/form.h"
#include "model/rules/case.h"

namespace hebiao::audit_rules {

// 全年执行数「284.27」（第9行） / executed amount 「284.27」 (line 9); for a row's field with the row's own name before
// it where `with_row`.
enum class Naming { kFieldOnly, kWithRow };
Message cite(const Form& form, std::string_view path, Naming naming = Naming::kFieldOnly);

// 年度资金总额·执行率 / "rate of the total row", without the printed text.
Message name_of(const Form& form, std::string_view path, Naming naming = Naming::kFieldOnly);

// 第9行 / line 9; 第2页 / page 2.
Message place(const SourceRef& at);

// A finding about the field at `path`: its place and what was printed are filled in; the registry adds the basis.
Finding finding(const Form& form, std::string_view rule, Severity severity, DifferenceClass difference_class,
                std::string path, Message message);

// A relation that could not be recomputed, because the field at `culprit` is blank, unreadable, …
Check unchecked(const Form& form, std::string_view rule, std::string path, std::string_view reason,
                std::string_view culprit);

// A relation that was recomputed.
Check checked(std::string_view rule, std::string path, DifferenceClass difference_class, Relation relation,
              std::vector<std::string> because, std::optional<Rational> recomputed, int decimals = 2);

}  // namespace hebiao::audit_rules
