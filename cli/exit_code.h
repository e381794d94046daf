// The exit codes of the program: a public interface (see docs/exit-codes.md).
#pragma once

#include "extract/result.h"

namespace hebiao {

enum class ExitCode {
  kDone = 0,            // `check`: nothing at or above --fail-on
  kFindings = 10,       // `check`: such findings
  kSomeFailed = 20,     // done, but some inputs newly failed; comes before kFindings
  kNotReconciled = 21,  // counts do not add up, or a shard is missing
  kUsage = 64,
  kInputUnusable = 65,  // the only input named
  kInternal = 70,       // our own bug
  kOutputUnwritable = 73,
  kFolderHeld = 75,     // another run holds the output folder
  kConfiguration = 78,  // a profile, dialect or other configuration; a required sandbox layer that is missing
  kInterrupted = 130,
};

// What the program ends with when this is all there is to say about the only input.
ExitCode exit_code_of(ProblemCode code);

}  // namespace hebiao
