// The same forms, as text and as ruled tables on pages, are the same forms: every field, value and level.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "model/dump.h"
#include "tests/model/form_testing.h"

namespace hebiao {
namespace {

constexpr int kNotInstalled = 3;

Result<BuiltForms> forms_of(Result<Document> document) {
  if (!document) return tl::make_unexpected(document.error());
  return build_forms(normalize_document(std::move(*document)), Dialects::shipped(), Vocabulary::shipped());
}

// Repairs are of what one of the two got wrong; the rest of a dump is what is printed.
std::string without_repairs(const std::string& dump) {
  std::istringstream lines(dump);
  std::string kept;
  for (std::string line; std::getline(lines, line);)
    if (!line.starts_with("repair")) kept += line + "\n";
  return kept;
}

TEST(TextAndPdf, SayTheSameInEveryDialect) {
  const std::string folder = std::string(HEBIAO_SOURCE_DIR) + "/tests/model/";
  const std::filesystem::path out = std::filesystem::temp_directory_path() / "hebiao-every-dialect";
  const std::string draw =
      "python3 '" + folder + "draw_forms.py' '" + folder + "data/every-dialect.grid' '" + out.string() + "'";
  const int status = std::system(draw.c_str());
  if (WEXITSTATUS(status) == kNotInstalled) GTEST_SKIP() << "weasyprint is not installed";
  ASSERT_EQ(status, 0) << draw;
  const auto from_text = forms_of(read_text(read_file(out.string() + ".txt"), "forms.txt", {}));
  const auto from_pdf = forms_of(read_pdf(read_file(out.string() + ".pdf"), "forms.pdf", {}));
  ASSERT_TRUE(from_text.has_value() && from_pdf.has_value());
  ASSERT_EQ(from_pdf->forms.size(), from_text->forms.size());
  EXPECT_EQ(from_text->forms.size(), 18U);
  for (std::size_t f = 0; f < from_text->forms.size(); ++f) {
    const std::string text = without_repairs(dump_form(from_text->forms[f], DumpPlaces::kWithout));
    EXPECT_EQ(text, without_repairs(dump_form(from_pdf->forms[f], DumpPlaces::kWithout)));
  }
  for (const char* suffix : {".txt", ".html", ".pdf"}) std::filesystem::remove(out.string() + suffix);
}

}  // namespace
}  // namespace hebiao
