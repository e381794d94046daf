#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace hebiao {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

void print_to_error_stream(std::string_view line) {
  std::fflush(stdout);  // so that the two streams keep their order where they meet
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace

Language language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (!value.empty()) return value.substr(0, 2) == "zh" ? Language::kChinese : Language::kEnglish;
  }
  return Language::kEnglish;
}

Language language_of_name(std::string_view name) { return name == "zh" ? Language::kChinese : Language::kEnglish; }

void print_result(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw OutputLost{};
}

void flush_results() {
  if (std::fflush(stdout) != 0) throw OutputLost{};
}

void print_note(const Terminal& terminal, const Message& message) {
  print_to_error_stream(fmt::format("hebiao: {}\n", terminal.say(message)));
}

void print_error(const Terminal& terminal, const Message& message) {
  const Message label{"错误", "error"};
  print_to_error_stream(fmt::format("hebiao: {}: {}\n", terminal.say(label), terminal.say(message)));
}

void print_error(const Terminal& terminal, const Error& error) {
  const Message& message = error.problem.message;
  // Some sentences name the file themselves, with the line in it.
  const bool named = error.path.empty() || message.en.rfind(error.path, 0) == 0;
  if (named) return print_error(terminal, message);
  print_error(terminal, Message{error.path + ": " + message.zh, error.path + ": " + message.en});
}

ExitCode refuse(const Error& error, ExitCode code, const Terminal& terminal) {
  print_error(terminal, error);
  return code;
}

bool colour_on_output(ColourWish wish) {
  if (wish != ColourWish::kAuto) return wish == ColourWish::kAlways;
  return isatty(STDOUT_FILENO) != 0 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

}  // namespace hebiao
