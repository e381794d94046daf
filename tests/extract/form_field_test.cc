// Fillable fields: what they say is read, whoever is to draw it.
#include <gtest/gtest.h>

#include "extract/extract.h"
#include "tests/extract/document_dump.h"
#include "tests/extract/pdf_builder.h"

namespace hebiao {
namespace {

// Two cells, the second of which is a field.
struct Field {
  std::string value;       // into the field's dictionary
  std::string appearance;  // operators of its appearance, none if empty
  std::string form;        // into the /AcroForm dictionary
};

std::string read_field(const Field& field) {
  PdfBuilder pdf;
  const int appearance = pdf.object(fmt::format(
      "<< /Type /XObject /Subtype /Form /BBox [ 0 0 84 18 ] /Resources 3 0 R /Length {} >>\nstream\n{}\nendstream",
      field.appearance.size(), field.appearance));
  const int widget = pdf.object(
      fmt::format("<< /Type /Annot /Subtype /Widget /FT /Tx /T (score) /Rect [ 168 740 252 758 ] /F 4 {} {} >>",
                  field.value, field.appearance.empty() ? "" : fmt::format("/AP << /N {} 0 R >>", appearance)));
  pdf.catalog(fmt::format("/AcroForm << /Fields [ {} 0 R ] /DA (/Helv 0 Tf 0 g) {} >>", widget, field.form));
  pdf.page(595, 842, fmt::format("/Annots [ {} 0 R ]", widget)).grid({.rows = {{"得分", ""}}});
  const std::string bytes = pdf.bytes();
  const Result<Document> d = read_pdf(bytes, "field.pdf", {});
  EXPECT_TRUE(d.has_value());
  if (!d || d->tables.size() != 1 || d->tables[0].cells.size() != 2) return d ? dump(*d) : "";
  EXPECT_EQ(d->coverage.unplaced, 0U);
  EXPECT_TRUE(d->problems.empty()) << dump(*d);
  return d->tables[0].cells[1].raw;
}

// 优 is U+4F18, 良 U+826F.
constexpr const char* kGoodDrawn = "BT /F1 9 Tf 2 5 Td <826F> Tj ET";

struct FieldCase {
  const char* name;
  Field field;
  const char* expected;
};

class EveryField : public testing::TestWithParam<FieldCase> {};

TEST_P(EveryField, IsReadIntoItsCell) { EXPECT_EQ(read_field(GetParam().field), GetParam().expected); }

INSTANTIATE_TEST_SUITE_P(
    Pdf, EveryField,
    testing::Values(FieldCase{"drawn_by_the_file", {"/V <FEFF826F>", kGoodDrawn, ""}, "良"},
                    FieldCase{"without_appearance", {"/V <FEFF4F18826F>", "", ""}, "优良"},
                    FieldCase{"appearance_is_stale", {"/V <FEFF4F18>", kGoodDrawn, "/NeedAppearances true"}, "优"},
                    FieldCase{"in_latin", {"/V (98.01)", "", "/NeedAppearances true"}, "98.01"},
                    FieldCase{"two_lines", {"/V <FEFF4F18000D826F>", "", ""}, "优良"},
                    FieldCase{"empty", {"", "", "/NeedAppearances true"}, ""},
                    FieldCase{"hidden", {"/F 2 /V <FEFF4F18>", "", ""}, ""},
                    FieldCase{"choice", {"/FT /Ch /Ff 131072 /Opt [ (A) <FEFF4F18> ] /V <FEFF4F18>", "", ""}, "优"}),
    [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace hebiao
