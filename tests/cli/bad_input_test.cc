// What cannot be read is refused with one clear sentence: which file, what was seen, what would be accepted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A page that is one grey picture: what a scanner makes.
constexpr std::string_view kScan = "q 595 0 0 842 0 0 cm\nBI /W 2 /H 2 /BPC 8 /CS /G ID\n\x80\x80\x80\x80\nEI Q";

struct BadInput {
  std::string name;
  std::string bytes;
  std::vector<std::string> sentence;  // what it must speak of
};

std::vector<BadInput> bad_inputs() {
  return {
      {"empty.pdf", "", {"empty"}},
      {"blanks.txt", " \n\t\n  \n", {"blanks"}},
      {"scan.pdf", one_page_pdf(kScan), {"scan"}},
      {"word.pdf",
       std::string("PK\x03\x04\x14\x00\x06\x00", 8) + std::string(200, 'x') + "word/document.xml",
       {"PDF", "text"}},
      {"old-word.pdf", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(600, '\0'), {"PDF", "text"}},
      {"picture.pdf", std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16) + std::string(100, '\0'), {"PDF", "text"}},
      {"letter.txt", "Dear colleague,\nthe minutes of the meeting follow.\n", {"form"}},
      {"cut.pdf", one_page_pdf("BT /F1 12 Tf 72 700 Td (x) Tj ET").substr(0, 40), {"PDF"}},
  };
}

class EachBadInput : public ::testing::TestWithParam<BadInput> {};

TEST_P(EachBadInput, check_says_one_sentence_and_ends_with_65) {
  const TemporaryFolder folder;
  const std::string path = folder.write(GetParam().name, GetParam().bytes);
  const Ran ran = run_program({"check", path});
  EXPECT_EQ(ran.exit_code, 65) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr(GetParam().name));
  for (const std::string& word : GetParam().sentence) EXPECT_THAT(ran.err, HasSubstr(word));
  EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
}

TEST_P(EachBadInput, convert_says_one_sentence_and_writes_no_workbook) {
  const TemporaryFolder folder;
  const TemporaryFolder out;
  const std::string path = folder.write(GetParam().name, GetParam().bytes);
  const Ran ran = run_program({"convert", path, "-o", out.path().string()});
  EXPECT_EQ(ran.exit_code, 65) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr(GetParam().name));
  for (const std::string& word : GetParam().sentence) EXPECT_THAT(ran.err, HasSubstr(word));
  for (const std::string& file : out.files()) {
    EXPECT_THAT(file, Not(HasSubstr(GetParam().name + ".xlsx")));
    EXPECT_THAT(file, Not(HasSubstr(".part")));
  }
}

INSTANTIATE_TEST_SUITE_P(bad, EachBadInput, ::testing::ValuesIn(bad_inputs()), [](const auto& test) {
  std::string name = test.param.name;
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(BadInputs, an_encrypted_pdf_asks_for_its_password) {
  const TemporaryFolder folder;
  const std::string plain = folder.write("plain.pdf", one_page_pdf("BT /F1 12 Tf 72 700 Td (secret) Tj ET"));
  const std::string path = (folder.path() / "encrypted.pdf").string();
  if (run_command({"qpdf", "--encrypt", "user", "owner", "256", "--", plain, path}).exit_code == 127) {
    GTEST_SKIP() << "qpdf is not installed";
  }
  const Ran ran = run_program({"check", path});
  EXPECT_EQ(ran.exit_code, 65);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("encrypted.pdf"), HasSubstr("password")));
}

TEST(BadInputs, a_file_that_does_not_exist_is_named) {
  for (const char* command : {"check", "extract"}) {
    const Ran ran = run_program({command, "/nonexistent/report.pdf"});
    EXPECT_EQ(ran.exit_code, 65) << command;
    EXPECT_THAT(ran.err, HasSubstr("/nonexistent/report.pdf")) << command;
  }
}

// A folder is no unusable input: what it holds is told, and the run is done.
TEST(BadInputs, a_folder_without_reports_is_said_to_hold_none) {
  const TemporaryFolder empty;
  const TemporaryFolder letters;
  letters.write("letter.txt", "Dear colleague,\n");
  letters.write("empty.txt", "");
  const std::vector<std::pair<std::string, std::string>> cases{{empty.path(), "no file"},
                                                               {letters.path(), "in the 2 files seen"}};
  for (const auto& [folder, sentence] : cases) {
    const Ran checked = run_program({"check", folder});
    EXPECT_EQ(checked.exit_code, 0);
    EXPECT_THAT(checked.err, HasSubstr(sentence));
    const TemporaryFolder out;
    const Ran converted = run_program({"convert", folder, "-o", out.path()});
    EXPECT_EQ(converted.exit_code, 0);
    EXPECT_THAT(converted.err, HasSubstr(sentence));
  }
}

TEST(BadInputs, several_files_that_hold_no_form_are_unsupported) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a.txt", "Dear colleague,\n");
  const std::string b = folder.write("b.txt", "");
  EXPECT_EQ(run_program({"check", a, b}).exit_code, 0);
  const TemporaryFolder out;
  EXPECT_EQ(run_program({"convert", a, b, "-o", out.path()}).exit_code, 0);
}

// What could not be read may hold a form: such a file failed, and the reason is what stood in the way, not the form.
TEST(BadInputs, a_scan_in_a_folder_failed_for_being_a_scan) {
  const TemporaryFolder folder;
  folder.write("scan.pdf", one_page_pdf(kScan));
  folder.write("letter.txt", "Dear colleague,\n");
  const Ran checked = run_program({"check", folder.path()});
  EXPECT_EQ(checked.exit_code, 20);
  EXPECT_THAT(checked.err, AllOf(HasSubstr("scan.pdf: page 1: "), HasSubstr("[no-text-layer]"), HasSubstr("letter.txt"),
                                 HasSubstr("[no-form]")));

  const TemporaryFolder out;
  const Ran first = run_program({"convert", folder.path(), "-o", out.path()});
  EXPECT_EQ(first.exit_code, 20);
  EXPECT_THAT(first.out, AllOf(HasSubstr("1 failed"), HasSubstr("1 unsupported"), HasSubstr("scan.pdf: page 1: "),
                               HasSubstr("[no-text-layer]")));
  const Ran second = run_program({"convert", folder.path(), "-o", out.path()});
  EXPECT_EQ(second.exit_code, 0) << "reported again, but no longer new";
  EXPECT_THAT(second.out, AllOf(HasSubstr("1 quarantined"), HasSubstr("[no-text-layer]")));
}

TEST(BadInputs, the_sentence_comes_in_chinese_too) {
  const TemporaryFolder folder;
  const Ran ran = run_program({"--lang", "zh", "check", folder.write("empty.txt", "")});
  EXPECT_EQ(ran.exit_code, 65);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("错误"), HasSubstr("空")));
}

TEST(BadInputs, one_broken_file_in_a_folder_does_not_hide_the_others) {
  const TemporaryFolder folder;
  folder.write("a-broken.pdf", "%PDF-1.7\nnothing more");
  folder.write("b-letter.txt", "Dear colleague,\n");
  folder.write("c-good.txt", read_file(std::string(HEBIAO_SOURCE_DIR) + "/samples/library-2023.txt"));
  const Ran ran = run_program({"check", folder.path().string()});
  EXPECT_EQ(ran.exit_code, 20) << ran.err;
  EXPECT_THAT(ran.err, AllOf(HasSubstr("a-broken.pdf"), HasSubstr("b-letter.txt")));
  EXPECT_THAT(ran.out, HasSubstr("2 forms"));
}

TEST(BadInputs, a_full_disk_under_the_results_ends_with_73) {
  const Ran ran = run_program({"rules"}, {}, "/dev/full");
  EXPECT_EQ(ran.exit_code, 73);
  EXPECT_THAT(ran.err, HasSubstr("standard output"));
}

}  // namespace
}  // namespace hebiao
