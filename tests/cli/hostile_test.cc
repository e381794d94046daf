// Files made to harm their reader, among good ones: each costs itself alone and ends in an outcome with a reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <cstdio>
#include <map>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using ::testing::HasSubstr;

std::string sample(const std::string& name) { return read_file(HEBIAO_SOURCE_DIR "/samples/" + name); }

std::string stream(const std::string& dictionary, const std::string& bytes) {
  return "<< " + dictionary + " /Length " + std::to_string(bytes.size()) + " >>\nstream\n" + bytes + "\nendstream";
}

std::string deflated(const std::string& bytes) {
  uLongf size = compressBound(bytes.size());
  std::string out(size, '\0');
  compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(), 1);
  out.resize(size);
  return out;
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

// A PDF of numbered objects; the first is its catalog. Offsets are right.
std::string pdf_of(const std::vector<std::string>& objects, const std::string& in_trailer = "") {
  std::string pdf = "%PDF-1.7\n";
  std::vector<std::size_t> offsets;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    offsets.push_back(pdf.size());
    pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t offset : offsets) {
    char entry[32];
    std::snprintf(entry, sizeof entry, "%010zu 00000 n \n", offset);
    pdf += entry;
  }
  return pdf + "trailer\n<< /Size " + std::to_string(objects.size() + 1) + " /Root 1 0 R " + in_trailer +
         " >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

std::vector<std::string> one_page(const std::string& content, const std::string& resources = "",
                                  const std::string& box = "0 0 595 842", const std::string& in_catalog = "") {
  return {"<< /Type /Catalog /Pages 2 0 R " + in_catalog + " >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
          "<< /Type /Page /Parent 2 0 R /MediaBox [" + box + "] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> " +
              resources + " >> >>",
          content, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
}

std::string bomb(const std::string& part, std::size_t bytes) {
  return pdf_of(one_page(stream("/Filter /FlateDecode", deflated(repeated(part, bytes / part.size())))));
}

// Each kind under the name of its file.
std::map<std::string, std::string> hostile_files() {
  std::map<std::string, std::string> files;
  files["01-empty.pdf"] = "";
  files["02-cut.pdf"] = sample("library-2023.pdf").substr(0, 20'000);
  files["03-noise.pdf"] = "%PDF-1.7\n" + repeated(std::string("\0\xFF\x80<<[(", 7), 3'000);
  files["04-encrypted.pdf"] =
      pdf_of(one_page(stream("", "x")), "/ID [(a) (a)] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (" +
                                            std::string(32, 'o') + ") /U (" + std::string(32, 'u') + ") >>");
  files["05-bomb-of-text.pdf"] = bomb("BT /F1 9 Tf (aaaaaaaa) Tj ET\n", 30'000'000);
  files["06-bomb-of-lines.pdf"] = bomb("1 1 9 9 re f\n", 30'000'000);
  files["07-bomb-of-spaces.pdf"] = bomb(std::string(1'000, ' '), 100'000'000);
  files["08-bomb-of-states.pdf"] = bomb("q ", 30'000'000);
  files["09-page-tree-loop.pdf"] =
      pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"});
  files["10-two-billion-pages.pdf"] =
      pdf_of({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 2000000000 >>"});
  std::vector<std::string> caller = one_page(stream("", "/X Do"), "/XObject << /X 6 0 R >>");
  caller.push_back(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
                          repeated("/X Do ", 50)));
  files["11-form-calls-itself.pdf"] = pdf_of(caller);
  files["12-nested-arrays.pdf"] = pdf_of(one_page(stream("", repeated("[", 1'000'000))));
  files["13-endless-xref.pdf"] = pdf_of(one_page(stream("", "x")), "/Prev 9");
  files["14-page-of-a-continent.pdf"] = pdf_of(one_page(stream("", "BT /F1 9 Tf (x) Tj ET"), "", "0 0 2e8 2e8"));
  files["15-launches-a-program.pdf"] =
      pdf_of(one_page(stream("", "BT /F1 9 Tf (x) Tj ET"), "", "0 0 595 842",
                      "/OpenAction << /S /Launch /F (/usr/bin/touch) /Win << /F (cmd.exe) >> >> /AA << /O << /S "
                      "/JavaScript /JS (app.launchURL\\('http://localhost/'\\)) >> >>"));
  files["16-neither-utf-8-nor-gb18030.txt"] = repeated("\xFF\xFF\xC0\x80 \xFE\n", 2'000);
  files["17-one-endless-line.txt"] = std::string(8'000'000, 'a');
  files["18-picture.pdf"] = std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + std::string(1'000, '\0');
  files["19-\x1B[31m\n.pdf"] = "%PDF-1.7\n%%EOF";
  return files;
}

std::map<std::string, std::string> good_outputs(const TemporaryFolder& out) {
  std::map<std::string, std::string> all;
  for (const std::string& name : out.files()) {
    if (name.starts_with("good")) all[name] = read_file(out.path() / name);
  }
  return all;
}

TEST(Hostile, files_cost_themselves_alone) {
  const TemporaryFolder in;
  for (const char* name : {"library-2023.txt", "library-2023.pdf", "sports-bureau-2023-errors.txt"}) {
    in.write(std::string("good-") + name, sample(name));
  }
  const auto convert = [&](const TemporaryFolder& out) {
    return run_program({"convert", in.path(), "-o", out.path(), "--formats", "xlsx,json,html", "--limit", "seconds=1",
                        "--limit", "cpu=2", "--limit", "wall=20", "--limit", "memory_bytes=700M"});
  };
  const TemporaryFolder alone;
  ASSERT_EQ(convert(alone).exit_code, 0);

  const std::map<std::string, std::string> hostile = hostile_files();
  for (const auto& [name, bytes] : hostile) in.write(name, bytes);
  const TemporaryFolder among;
  const Ran ran = convert(among);
  EXPECT_EQ(ran.exit_code, 20) << ran.err;
  EXPECT_EQ(good_outputs(among), good_outputs(alone));
  EXPECT_THAT(ran.out, HasSubstr(std::to_string(hostile.size() + 3) + " inputs: 3 done"));
  EXPECT_THAT(ran.out, HasSubstr("0 vanished, 0 left, 0 not reached"));
  for (const auto& [name, bytes] : hostile) {
    const std::string number = "  " + name.substr(0, 3);
    EXPECT_THAT(ran.out, HasSubstr(number)) << "every one is named with its reason";
  }
  EXPECT_EQ(ran.out.find("\x1B"), std::string::npos) << "a name colours no terminal";
  EXPECT_EQ(ran.out.find("[internal]"), std::string::npos) << ran.out;
  for (const std::string& name : among.files()) EXPECT_EQ(name.find(".part"), std::string::npos) << name;

  const Ran checked = run_program({"check", in.path(), "--format", "json", "--limit", "seconds=1", "--limit", "cpu=2",
                                   "--limit", "memory_bytes=700M"});
  EXPECT_EQ(checked.exit_code, 20);
  EXPECT_THAT(checked.out, HasSubstr("good-sports-bureau-2023-errors.txt")) << "check outlives them as well";
}

}  // namespace
}  // namespace hebiao
