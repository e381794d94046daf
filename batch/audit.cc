#include "batch/audit.h"

#include <utility>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

AuditedForm recompute_form(Form form, const AuditOptions& options) {
  const Profile* profile = options.profiles.find(options.profile.value_or(form.profile));
  AuditedForm audited{std::move(form), profile != nullptr ? *profile : Profile{}, {}};
  audited.audit = recompute(audited.form, audited.profile, options.vocabulary);
  return audited;
}

}  // namespace

Result<Report> audit(const std::filesystem::path& path, std::string name, const AuditOptions& options) {
  Result<Document> extracted = extract_document(path, std::move(name), options.extract);
  if (!extracted) return tl::make_unexpected(extracted.error());
  Report report{.document = normalize_document(*std::move(extracted)), .forms = {}, .findings = {}, .problems = {}};

  Result<BuiltForms> built = build_forms(report.document, options.dialects, options.vocabulary);
  if (!built) return tl::make_unexpected(built.error());
  for (Form& form : built->forms) report.forms.push_back(recompute_form(std::move(form), options));

  report.findings = recompute_report(report.forms, report.document);
  report.problems = report.document.problems;
  report.problems.insert(report.problems.end(), built->problems.begin(), built->problems.end());
  return report;
}

}  // namespace hebiao
