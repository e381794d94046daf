// What the files of the commands share. Internal to cli/: it brings in CLI11.
#pragma once

#include <CLI/CLI.hpp>
#include <memory>
#include <string>

#include "cli/command.h"

namespace hebiao {

// What stands for an option's value in the help: the positional's own name says it already.
inline std::string value_word(const std::string& names) {
  if (names[0] != '-') return "";
  if (names == "-o,--output" || names == "--dialects") return "DIR";
  if (names == "--accepted" || names == "--debug-svg") return "FILE";
  if (names == "--profile") return "NAME|FILE";
  if (names == "--jobs") return "N";
  if (names == "--limit") return "NAME=VALUE";
  if (names == "--shard") return "I/N";
  return "WORD";
}

// A command under construction. `options` lives as long as the command: bind CLI11's options to its members.
template <class Options>
struct NewCommand {
  CLI::App& app;
  Options& options;
  const Terminal& terminal;

  // An option or a positional, with its help in the language of the terminal.
  template <class Value>
  CLI::Option* add(const std::string& names, Value& value, const Message& help) {
    return app.add_option(names, value, terminal.say(help))->type_name(value_word(names));
  }
  CLI::Option* add_flag(const std::string& names, bool& value, const Message& help) {
    return app.add_flag(names, value, terminal.say(help));
  }
};

// A command named `name` that runs `session.exit_code = run(options, session)` once the line is parsed.
template <class Options, class Run>
NewCommand<Options> add_command(CLI::App& app, Session& session, const std::string& name, const Message& about,
                                Run run) {
  CLI::App* command = app.add_subcommand(name, session.terminal.say(about));
  auto options = std::make_shared<Options>();
  command->callback([options, &session, run] { session.exit_code = run(*options, session); });
  return {*command, *options, session.terminal};
}

}  // namespace hebiao
