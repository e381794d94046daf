// The command line itself: help, versions, mistakes, languages, completions.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>

#include "tests/cli/program.h"

namespace hebiao {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::array kCommands{"convert", "check", "extract", "normalize", "rules", "explain", "merge", "retry"};

TEST(Usage, help_and_version_go_to_standard_output_and_end_with_0) {
  for (const char* command : kCommands) {
    const Ran help = run_program({command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.out, AllOf(HasSubstr("Usage:"), HasSubstr("--lang"), HasSubstr("--version"))) << command;
    EXPECT_THAT(help.err, IsEmpty()) << command;
    const Ran version = run_program({command, "--version"});
    EXPECT_EQ(version.exit_code, 0) << command;
    EXPECT_THAT(version.out, HasSubstr("hebiao ")) << command;
  }
  EXPECT_EQ(run_program({"--help"}).exit_code, 0);
  EXPECT_EQ(run_program({"--version"}).exit_code, 0);
}

TEST(Usage, help_speaks_chinese_where_it_is_asked_to) {
  EXPECT_THAT(run_program({"--lang", "zh", "--help"}).out, AllOf(HasSubstr("用法"), HasSubstr("工作簿")));
  EXPECT_THAT(run_program({"convert", "--lang=zh", "--help"}).out, HasSubstr("输出文件夹"));
  EXPECT_THAT(run_program({"--help"}).out, Not(HasSubstr("用法")));
}

struct Mistake {
  std::vector<std::string> arguments;
  std::string reason;
};

TEST(Usage, mistakes_end_with_64_and_say_what_was_wrong) {
  const std::vector<Mistake> mistakes{
      {{}, "subcommand"},
      {{"frobnicate"}, "frobnicate"},
      {{"check"}, "PATH"},
      {{"check", "x", "--format", "yaml"}, "yaml"},
      {{"check", "x", "--fail-on", "fatal"}, "fatal"},
      {{"convert", "x"}, "--output"},
      {{"convert", "x", "-o", "out", "--formats", "docx"}, "docx"},
      {{"convert", "x", "-o", "out", "--formats", ""}, "output format"},
      {{"convert", "x", "-o", "out", "--shard", "9/8"}, "9/8"},
      {{"convert", "x", "-o", "out", "--jobs", "0"}, "jobs"},
      {{"extract"}, "FILE"},
      {{"extract", "a", "b"}, "b"},
      {{"explain"}, "RULE"},
      {{"explain", "fund.scores"}, "fund.score"},
      {{"normalize", "3\tcolour=red"}, "colour"},
      {{"--lang", "fr", "rules"}, "fr"},
      {{"check", "--no-such-option", "x"}, "--no-such-option"},
  };
  for (const Mistake& mistake : mistakes) {
    const Ran ran = run_program(mistake.arguments);
    EXPECT_EQ(ran.exit_code, 64) << mistake.reason << "\n" << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(mistake.reason));
    EXPECT_THAT(ran.out, IsEmpty());
  }
}

TEST(Usage, equal_names_of_paths_are_a_mistake) {
  const TemporaryFolder folder;
  const std::string a = folder.write("a/report.txt", "x");
  const std::string b = folder.write("b/report.txt", "x");
  EXPECT_EQ(run_program({"check", a, b}).exit_code, 64);
  EXPECT_EQ(run_program({"convert", a, b, "-o", (folder.path() / "out").string()}).exit_code, 64);
}

TEST(Usage, bad_profiles_and_dialects_end_with_78) {
  const TemporaryFolder folder;
  const std::string report = folder.write("report.txt", "x");
  const std::string shipped = read_file(HEBIAO_SOURCE_DIR "/model/profiles/mof-base.toml");
  const std::string wrong_key = folder.write("wrong.toml", "no_such_key = 1\n" + shipped);
  const std::string no_toml = folder.write("broken.toml", "id = \n");
  for (const std::string& profile : {std::string("no-such-profile"), wrong_key, no_toml}) {
    const Ran ran = run_program({"check", report, "--profile", profile});
    EXPECT_EQ(ran.exit_code, 78) << profile << "\n" << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(profile));
  }
  EXPECT_THAT(run_program({"check", report, "--profile", wrong_key}).err, HasSubstr("no_such_key"));
  EXPECT_EQ(run_program({"check", report, "--dialects", "/nonexistent"}).exit_code, 78);
  const TemporaryFolder without;
  EXPECT_EQ(run_program({"check", report, "--dialects", without.path().string()}).exit_code, 78);
}

// Every option that --help shows is completed, and no other: a completion that lags behind is noticed here.
std::set<std::string> options_of_help(const std::string& command) {
  const std::string help = run_program({command, "--help"}).out;
  std::set<std::string> options;
  const std::regex option("--[a-z][a-z-]*");
  std::istringstream lines(help);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("  -", 0) != 0) continue;  // only where an option is declared
    std::smatch match;
    const std::string declared = line.substr(0, 32);
    if (std::regex_search(declared, match, option)) options.insert(match.str());
  }
  return options;
}

TEST(Completion, bash_offers_what_help_shows) {
  for (const std::string command : kCommands) {
    const std::string script = "source '" HEBIAO_SOURCE_DIR "/packaging/completions/hebiao.bash'; COMP_WORDS=(hebiao " +
                               command + " --); COMP_CWORD=2; _hebiao; printf '%s\\n' \"${COMPREPLY[@]}\"";
    const Ran ran = run_command({"bash", "-c", script});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    std::istringstream words(ran.out);
    std::set<std::string> offered;
    for (std::string word; words >> word;) offered.insert(word);
    EXPECT_EQ(offered, options_of_help(command)) << command;
  }
}

TEST(Completion, bash_offers_commands_and_values) {
  const auto complete = [](const std::string& words, int at) {
    const std::string script = "source '" HEBIAO_SOURCE_DIR "/packaging/completions/hebiao.bash'; COMP_WORDS=(hebiao " +
                               words + "); COMP_CWORD=" + std::to_string(at) + "; _hebiao; echo \"${COMPREPLY[@]}\"";
    return run_command({"bash", "-c", script}).out;
  };
  EXPECT_EQ(complete("ch", 1), "check\n");
  EXPECT_EQ(complete("check --fail-on w", 3), "warning\n");
  EXPECT_EQ(complete("extract --format c", 3), "csv\n");
  EXPECT_EQ(complete("check --format c", 3), "\n");
}

TEST(ManPage, names_every_command_and_option) {
  std::string page = read_file(HEBIAO_SOURCE_DIR "/packaging/hebiao.1");
  page.erase(std::remove(page.begin(), page.end(), '\\'), page.end());
  for (const std::string command : kCommands) {
    EXPECT_THAT(page, HasSubstr(command));
    for (const std::string& option : options_of_help(command)) EXPECT_THAT(page, HasSubstr(option)) << command;
  }
}

}  // namespace
}  // namespace hebiao
