#include "tests/support/whole_way.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "extract/extract.h"
#include "model/model.h"
#include "normalize/normalize.h"

namespace hebiao::test {

Report audit_text(std::string_view text) {
  Report report;
  auto read = read_text(text, "test.txt", {});
  if (!read) {
    ADD_FAILURE() << read.error().problem.message.en;
    return report;
  }
  report.document = normalize_document(*std::move(read));
  auto built = build_forms(report.document, Dialects::shipped(), Vocabulary::shipped());
  if (!built) {
    ADD_FAILURE() << built.error().problem.message.en;
    return report;
  }
  for (Form& form : built->forms) {
    const Profile* profile = Profiles::shipped().find(form.profile);
    AuditedForm audited{std::move(form), profile != nullptr ? *profile : Profile{}, {}};
    audited.audit = recompute(audited.form, audited.profile, Vocabulary::shipped());
    report.forms.push_back(std::move(audited));
  }
  report.forms = with_truncations_weighed(std::move(report.forms));
  report.findings = recompute_report(report.forms, report.document);
  return report;
}

std::string acceptance_folder() {
  const char* folder = std::getenv("HEBIAO_ACCEPTANCE");
  return folder == nullptr ? std::string() : std::string(folder);
}

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace hebiao::test
