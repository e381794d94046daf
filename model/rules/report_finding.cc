#include "model/rules/report_finding.h"

#include <fmt/core.h>

#include <utility>

#include "model/fingerprint.h"

namespace hebiao::audit_rules {
namespace {

std::string text_of(const OptionalField& field) { return field ? field->text : std::string(); }

}  // namespace

Message form_name(const Form& form) {
  const std::string project = form.project ? form.project->text : form.title;
  return {fmt::format("“{}”（第{}张表）", project, form.index), fmt::format("“{}” (form {})", project, form.index)};
}

std::string unit_of(const Form& form) {
  const std::string agency = text_of(form.agency);
  return agency.empty() ? text_of(form.department) : agency;
}

std::optional<std::size_t> total_row(const Form& form) {
  for (std::size_t i = 0; i < form.funds.size(); ++i)
    if (form.funds[i].kind == FundKind::kTotal) return i;
  return form.funds.size() == 1 ? std::optional<std::size_t>(0) : std::nullopt;
}

std::string report_path(std::size_t form, std::string_view path) { return fmt::format("forms[{}].{}", form, path); }

std::string form_identity(const Form& form) {
  return unit_of(form) + "/" + text_of(form.project) + "/" + (form.year ? std::to_string(*form.year) : std::string());
}

Finding report_finding(std::string_view rule, Severity severity, DifferenceClass difference_class, Message message,
                       SourceRef at, std::string_view identity) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.difference_class = difference_class;
  finding.message = std::move(message);
  finding.at = std::move(at);
  finding.fingerprint = report_fingerprint(rule, identity);
  return finding;
}

}  // namespace hebiao::audit_rules
