// fund.low-rate. Basis: 财预〔2020〕10号 (a low execution rate needs a reason), with the floor of the profile.
#include <fmt/core.h>

#include <algorithm>

#include "model/interval_arithmetic.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::fund_low_rate {
namespace {

constexpr std::string_view kId = "fund.low-rate";

bool explains(const std::pair<std::string, Field>& labelled) {
  const std::string text = folded(labelled.second.text);
  const std::vector<std::string>& none = words("no-reason");
  return mentions(labelled.first, "reason-label") && !text.empty() && labelled.second.state != FieldState::kBlank &&
         std::find(none.begin(), none.end(), text) == none.end();
}

// A reason beside the amounts, or in a block of the form that is meant for it (未完成原因, 存在问题).
bool reason_given(const Form& form) {
  for (const FundLine& line : form.funds)
    if (std::any_of(line.other.begin(), line.other.end(), explains)) return true;
  return std::any_of(form.other.begin(), form.other.end(), explains);
}

Outcome check(const Case& c) {
  Outcome outcome;
  if (!c.profile.low_rate_percent || !c.total_row) return outcome;
  const FundLine& line = c.form.funds[*c.total_row];
  const PrintedNumber* budget = number_of(line.full_budget);
  const PrintedNumber* executed = number_of(line.executed);
  const PrintedNumber* printed = number_of(line.rate);
  if (budget != nullptr && sgn(budget->number) <= 0) return outcome;
  Rational rate;
  if (printed != nullptr) {
    rate = printed->number;
  } else if (budget != nullptr && executed != nullptr) {
    rate = 100 * executed->number / budget->number;
  } else {
    return outcome;
  }
  if (rate >= *c.profile.low_rate_percent || reason_given(c.form)) return outcome;
  const std::string path = fund_path(*c.total_row, printed != nullptr ? "rate" : "executed");
  const Message cited = cite(c.form, path, Naming::kWithRow);
  const std::string floor = canonical_number(*c.profile.low_rate_percent);
  Finding found = finding(c.form, kId, Severity::kWarning, DifferenceClass::kSoft, path,
                          {fmt::format("{}：执行率 {}% 低于 {}%，表中未说明原因", cited.zh, approximate(rate), floor),
                           fmt::format("{}: the execution rate {}% is below {}% and the form gives no reason", cited.en,
                                       approximate(rate), floor)});
  found.low = floor;
  found.because = {fund_path(*c.total_row, "executed"), fund_path(*c.total_row, "full_budget")};
  outcome.add(std::move(found));
  return outcome;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"执行率低于下限应说明原因", "a low execution rate needs a reason"},
           kMeasures2020,
           {"执行率 ≥ 下限（80%，或当地规定），否则应说明原因",
            "rate ≥ floor (80 %, or the profile's), or a reason is given"},
           {"警告：执行率 62.30%，无说明；无：执行率 62.30%，资金栏写明原因；无：执行率 80.00%",
            "warning: 62.30% without a word; none: 62.30% with a reason beside the amounts; none: 80.00%"},
           {"原因写在表外的报告正文中时", "where the reason stands in the report's text outside the form"}},
          check,
          BasisOf::kProfile};
}

}  // namespace hebiao::audit_rules::fund_low_rate
