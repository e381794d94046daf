#include <cstdio>
#include <exception>

#include "cli/app.h"
#include "cli/exit_code.h"

// The border at which whatever a library throws ends: our own bug, said as such.
int main(int argc, char** argv) {
  const int internal = static_cast<int>(hebiao::ExitCode::kInternal);
  try {
    return hebiao::run_command_line(argc, argv);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "hebiao: internal error, please report it: %s\n", exception.what());
    return internal;
  } catch (...) {
    std::fprintf(stderr, "hebiao: internal error, please report it\n");
    return internal;
  }
}
