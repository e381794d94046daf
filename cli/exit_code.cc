#include "cli/exit_code.h"

namespace hebiao {

ExitCode exit_code_of(ProblemCode code) {
  switch (code) {
    case ProblemCode::kOutputUnwritable:
      return ExitCode::kOutputUnwritable;
    case ProblemCode::kConfiguration:
      return ExitCode::kConfiguration;
    case ProblemCode::kInternal:
      return ExitCode::kInternal;
    default:
      return ExitCode::kInputUnusable;
  }
}

}  // namespace hebiao
