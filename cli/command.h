// One command of the program: how each file of this room joins the command line.
#pragma once

#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace CLI {
class App;
}  // namespace CLI

namespace hebiao {

// What a command leaves behind: parsing runs it, `exit_code` is what the program ends with.
struct Session {
  Terminal terminal;
  ExitCode exit_code = ExitCode::kDone;
};

// Each adds its command with its options; `session` must outlive the parsing.
void add_convert(CLI::App& app, Session& session);
void add_check(CLI::App& app, Session& session);
void add_extract(CLI::App& app, Session& session);
void add_normalize(CLI::App& app, Session& session);
void add_rules(CLI::App& app, Session& session);
void add_explain(CLI::App& app, Session& session);
void add_merge(CLI::App& app, Session& session);
void add_retry(CLI::App& app, Session& session);

}  // namespace hebiao
