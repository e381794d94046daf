#include "cli/app.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "cli/command.h"
#include "cli/version.h"

namespace hebiao {
namespace {

// Help is written before the line is parsed, so its language is looked up ahead of the parser.
Language wished_language(int argc, const char* const* argv) {
  constexpr std::string_view kOption = "--lang";
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument == kOption && i + 1 < argc) return language_of_name(argv[i + 1]);
    if (argument.substr(0, kOption.size() + 1) == "--lang=")
      return language_of_name(argument.substr(kOption.size() + 1));
  }
  return language_of_locale();
}

void set_labels(CLI::App& app, const Terminal& terminal) {
  if (terminal.language == Language::kEnglish) return;
  const auto formatter = std::dynamic_pointer_cast<CLI::Formatter>(app.get_formatter());
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", "选项");
  formatter->label("Positionals", "参数");
  formatter->label("SUBCOMMAND", "命令");
  formatter->label("REQUIRED", "（必填）");
}

// The options that stand everywhere. CLI11 takes the group's heading from the option.
void add_common_options(CLI::App& app, const Terminal& terminal, std::string& language) {
  const std::string group = terminal.say({"选项", "Options"});
  app.set_help_flag("-h,--help", terminal.say({"显示帮助", "Show this help"}))->group(group);
  app.set_version_flag("--version", std::string("hebiao ") + kVersion, terminal.say({"显示版本", "Show the version"}))
      ->group(group);
  app.add_option("--lang", language,
                 terminal.say({"终端信息的语言：zh 或 en（默认随系统区域设置）",
                               "Language of messages on the terminal: zh or en (default: from the locale)"}))
      ->check(CLI::IsMember({"zh", "en"}))
      ->group(group);
  for (CLI::Option* option : app.get_options()) option->group(group);
}

void add_commands(CLI::App& app, Session& session) {
  add_convert(app, session);
  add_check(app, session);
  add_extract(app, session);
  add_normalize(app, session);
  add_rules(app, session);
  add_explain(app, session);
  add_merge(app, session);
  add_retry(app, session);
  app.require_subcommand(1);
  for (CLI::App* command : app.get_subcommands({})) command->group(session.terminal.say({"命令", "Commands"}));
}

// The first word, where it should be a command and is none: CLI11 would only say that one is missing.
std::string unknown_command(const CLI::App& app, int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--lang") {
      ++i;
      continue;
    }
    if (word.empty() || word[0] == '-') continue;
    const auto commands = app.get_subcommands([&word](const CLI::App* command) { return command->get_name() == word; });
    return commands.empty() ? word : std::string();
  }
  return {};
}

// What is wrong with the line, as CLI11 says it, with its kind in Chinese.
Message complaint(const CLI::ParseError& error) {
  const std::string what = error.what();
  const std::string name = error.get_name();
  const std::string kind = name == "RequiredError"      ? "缺少必填项"
                           : name == "ExtrasError"      ? "多出的参数"
                           : name == "ValidationError"  ? "值不合要求"
                           : name == "ConversionError"  ? "值读不懂"
                           : name == "ArgumentMismatch" ? "值的个数不对"
                                                        : "命令用法有误";
  return {kind + "：" + what + "；用法见 hebiao --help", what + "; see hebiao --help"};
}

// --help and --version are told apart from mistakes by CLI11's exit code.
int end_of_parsing(const CLI::App& app, const CLI::ParseError& error, const Terminal& terminal) {
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
    app.exit(error);
    flush_results();
    return static_cast<int>(ExitCode::kDone);
  }
  print_error(terminal, complaint(error));
  return static_cast<int>(ExitCode::kUsage);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
  Session session{.terminal = {wished_language(argc, argv)}};
  CLI::App app(session.terminal.say({"核表：读取绩效自评表，重算每一个数，并在工作簿中逐格标注差异",
                                     "hebiao (核表): reads performance self-evaluation forms, recomputes every figure "
                                     "and marks each difference at its cell"}),
               "hebiao");
  set_labels(app, session.terminal);
  std::string language;
  add_commands(app, session);
  add_common_options(app, session.terminal, language);
  for (CLI::App* command : app.get_subcommands({})) add_common_options(*command, session.terminal, language);
  if (const std::string unknown = unknown_command(app, argc, argv); !unknown.empty()) {
    print_error(session.terminal, Message{"没有「" + unknown + "」这个命令；全部命令见 hebiao --help",
                                          "there is no command 「" + unknown + "」; hebiao --help lists all"});
    return static_cast<int>(ExitCode::kUsage);
  }
  try {
    app.parse(argc, argv);
    flush_results();
    return static_cast<int>(session.exit_code);
  } catch (const CLI::ParseError& error) {
    return end_of_parsing(app, error, session.terminal);
  } catch (const OutputLost&) {
    print_error(session.terminal, Message{"结果没能写到标准输出（磁盘已满？）",
                                          "the results could not be written to standard output (is the disk full?)"});
    return static_cast<int>(ExitCode::kOutputUnwritable);
  }
}

}  // namespace hebiao
