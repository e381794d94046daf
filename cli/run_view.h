// How a batch run shows itself: progress and log on standard error, the account of the run on standard output.
#pragma once

#include <memory>
#include <string_view>

#include "batch/convert.h"
#include "cli/exit_code.h"
#include "cli/terminal.h"

namespace hebiao {

enum class LogFormat { kText, kJson };

// Text: a notice a line, and a line of progress that is rewritten in place where standard error is a
// terminal. JSON: an object a line for every event, times in seconds.
RunObserver run_observer(LogFormat format, const Terminal& terminal);

// The account of a run: counts that reconcile, each input without results with its reason.
void print_outcome(const ConvertOutcome& outcome, const Terminal& terminal);

// The exit code of the run, after its account or its trouble was printed.
ExitCode finish_run(const tl::expected<ConvertOutcome, RunError>& run, const Terminal& terminal);

}  // namespace hebiao
