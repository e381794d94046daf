#include "batch/audit.h"

#include <algorithm>
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

// Was something of the document left unread, or read so that nobody can trust it?
bool left_unread(const Problem& problem) {
  switch (problem.code) {
    case ProblemCode::kPdfDamaged:
    case ProblemCode::kNoTextLayer:
    case ProblemCode::kFontUndecodable:
    case ProblemCode::kCmapMissing:
    case ProblemCode::kTextUndecodable:
    case ProblemCode::kLimitExceeded:
      return true;
    default:
      return false;
  }
}

// Where nothing was left unread, there is no form. Otherwise there may be one in what could not be read: that, and not
// the missing form, is what to tell.
Error why_no_form(const Document& document, Error error) {
  const auto unread = std::find_if(document.problems.begin(), document.problems.end(), left_unread);
  if (unread == document.problems.end()) return error;
  error.problem = *unread;
  error.problem.message.zh += "；读出的部分中没有找到绩效自评表";
  error.problem.message.en += "; no self-evaluation form was found in what could be read";
  return error;
}

}  // namespace

bool holds_no_form(ProblemCode code) {
  return code == ProblemCode::kNoForm || code == ProblemCode::kLookAlike || code == ProblemCode::kFormatUnknown ||
         code == ProblemCode::kFileEmpty;
}

Result<Report> audit(const std::filesystem::path& path, std::string name, const AuditOptions& options) {
  Result<Document> extracted = extract_document(path, std::move(name), options.extract);
  if (!extracted) return tl::make_unexpected(extracted.error());
  Report report{.document = normalize_document(*std::move(extracted)), .forms = {}, .findings = {}, .problems = {}};

  Result<BuiltForms> built = build_forms(report.document, options.dialects, options.vocabulary);
  if (!built) return tl::make_unexpected(why_no_form(report.document, built.error()));
  for (Form& form : built->forms) report.forms.push_back(recompute_form(std::move(form), options));
  report.forms = with_truncations_weighed(std::move(report.forms));

  report.findings = recompute_report(report.forms, report.document);
  report.problems = report.document.problems;
  report.problems.insert(report.problems.end(), built->problems.begin(), built->problems.end());
  return report;
}

}  // namespace hebiao
