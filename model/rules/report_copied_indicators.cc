// report.copied-indicators. Basis: what reviewers look for (indicators and figures taken over from another form).
#include <fmt/core.h>

#include <unordered_map>

#include "model/rules/case.h"
#include "model/rules/report_finding.h"
#include "model/rules/rules.h"

namespace hebiao::audit_rules::report_copied_indicators {
namespace {

constexpr std::string_view kId = "report.copied-indicators";

std::vector<Finding> check(const ReportCase& report) {
  std::vector<Finding> findings;
  std::unordered_map<std::string, std::size_t> seen;
  for (std::size_t i = 0; i < report.forms.size(); ++i) {
    const Form& form = report.forms[i].form;
    const std::string text = indicators_signature(form);
    if (text.empty()) continue;
    const auto [entry, is_new] = seen.emplace(text, i);
    if (is_new) continue;
    const Form& first = report.forms[entry->second].form;
    const Message copy = form_name(form);
    const Message original = form_name(first);
    const OptionalField& name = form.indicators.front().name;
    Finding finding = report_finding(
        kId, Severity::kWarning, DifferenceClass::kSoft,
        {fmt::format("{}与{}的 {} 项指标及数值完全相同", copy.zh, original.zh, form.indicators.size()),
         fmt::format("{} has the same {} indicators and figures as {}", copy.en, form.indicators.size(), original.en)},
        name ? name->at : SourceRef{}, form_identity(form));
    finding.because = {report_path(i, "indicators"), report_path(entry->second, "indicators")};
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kWarning,
       {"两张表的指标及数值完全相同", "two forms have the same indicators and figures"},
       kReviewPractice,
       {"两张表的指标、目标和实际值不应全部相同",
        "names, targets and actual values of two forms with three or more indicators differ somewhere"},
       {"警告：两个项目的 12 项指标、目标、完成值逐字相同；无：目标值不同",
        "warning: the 12 indicators, targets and actual values of two projects are the same; none: the targets differ"},
       {"同一项目分单位填报、指标本应一致时",
        "where one project is reported by several units with the same indicators"}},
      nullptr,
      BasisOf::kRule,
      check};
}

}  // namespace hebiao::audit_rules::report_copied_indicators
