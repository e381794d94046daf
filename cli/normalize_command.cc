// hebiao normalize [TEXT...]: reads single values, one JSON object a line.
#include <iostream>
#include <string_view>
#include <vector>

#include "cli/command_parts.h"
#include "emit/json.h"
#include "normalize/normalize.h"

namespace hebiao {
namespace {

struct NormalizeOptions {
  std::vector<std::string> texts;
};

// `text` or `text<TAB>context`. A bad context is reported and ends the run: the line's meaning would be a guess.
Result<std::string> read_line(std::string_view line) {
  const std::size_t tab = line.find('\t');
  const Result<ParsedContext> context =
      parse_context(tab == std::string_view::npos ? std::string_view{} : line.substr(tab + 1));
  if (!context) return tl::make_unexpected(context.error());
  return canonical_json(canonical(read_value(line.substr(0, tab), context->value(), Vocabulary::shipped())));
}

ExitCode print_line(std::string_view line, const Session& session) {
  const Result<std::string> json = read_line(line);
  if (!json) {
    print_error(session.terminal, json.error());
    return ExitCode::kUsage;
  }
  print_result(*json + "\n");
  return ExitCode::kDone;
}

ExitCode run_normalize(const NormalizeOptions& options, const Session& session) {
  for (const std::string& text : options.texts) {
    if (const ExitCode code = print_line(text, session); code != ExitCode::kDone) return code;
  }
  if (!options.texts.empty()) return ExitCode::kDone;
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    if (const ExitCode code = print_line(line, session); code != ExitCode::kDone) return code;
  }
  return ExitCode::kDone;
}

}  // namespace

void add_normalize(CLI::App& app, Session& session) {
  auto command = add_command<NormalizeOptions>(
      app, session, "normalize", {"读出单个值的含义，每个一行 JSON", "Read single values: one JSON object a line"},
      run_normalize);
  command.add("TEXT", command.options.texts,
              {"要读的文字，可在制表符后带上下文（如 year=2023;hunit=万元;col=target）；不给则逐行读标准输入",
               "Texts to read, each may carry a context after a tab (year=2023;hunit=万元;col=target); without any, "
               "the lines of standard input"});
}

}  // namespace hebiao
