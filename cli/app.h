// The command line as a whole.
#pragma once

namespace hebiao {

// Parses the arguments, runs the command and returns what the process ends with (cli/exit_code.h). Errors of usage
// and of files are reported here; exceptions of libraries pass through.
int run_command_line(int argc, const char* const* argv);

}  // namespace hebiao
