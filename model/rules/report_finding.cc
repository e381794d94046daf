#include "model/rules/report_finding.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "model/fingerprint.h"
#include "model/rules/case.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

constexpr std::size_t kFewestIndicators = 3;

std::string text_of(const OptionalField& field) { return field ? field->text : std::string(); }

std::string folded_text(const OptionalField& field) { return folded(text_of(field)); }

}  // namespace

Message form_name(const Form& form) {
  const std::string project = form.project ? form.project->text : form.title;
  return {fmt::format("“{}”（第{}张表）", project, form.index), fmt::format("“{}” (form {})", project, form.index)};
}

std::string unit_of(const Form& form) {
  const std::string agency = text_of(form.agency);
  return agency.empty() ? text_of(form.department) : agency;
}

std::string report_path(std::size_t form, std::string_view path) { return fmt::format("forms[{}].{}", form, path); }

std::string form_identity(const Form& form) {
  return unit_of(form) + "/" + text_of(form.project) + "/" + (form.year ? std::to_string(*form.year) : std::string());
}

std::string indicators_signature(const Form& form) {
  if (form.indicators.size() < kFewestIndicators) return {};
  std::vector<std::string> rows;
  for (const Indicator& row : form.indicators)
    rows.push_back(folded_text(row.name) + "\t" + folded_text(row.target) + "\t" + folded_text(row.actual) + "\n");
  std::sort(rows.begin(), rows.end());
  std::string all;
  for (const std::string& row : rows) all += row;
  return all;
}

bool at_full_marks(const AuditedForm& audited) {
  const PrintedNumber* score = number_of(audited.form.total.score);
  return score != nullptr && score->number == audited.profile.total_weight;
}

bool is_whole_department(const Form& form) {
  return form.dialect == "whole-department" || mentions(form.title, "whole-department");
}

std::optional<std::size_t> projects_row(const Form& form) {
  for (std::size_t i = 0; i < form.funds.size(); ++i)
    if (form.funds[i].label && mentions(form.funds[i].label->text, "projects-row")) return i;
  return std::nullopt;
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
