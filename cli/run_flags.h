// --jobs and --limit, which every command has that reads documents in worker processes.
#pragma once

#include <string>
#include <vector>

#include "batch/limit_words.h"
#include "cli/command_parts.h"

namespace hebiao {

// What --limit is for, with the names of the limits.
Message limits_help();

template <class Options>
void add_run_flags(NewCommand<Options>& command, int& jobs, std::vector<std::string>& limits) {
  command.add("--jobs", jobs, {"同时处理几个文件（默认：处理器核数）", "Files at a time (default: the cores)"})
      ->check(CLI::Range(1, 1024));
  command.add("--limit", limits, limits_help())->allow_extra_args(false);
}

// The limits with what `--limit NAME=VALUE` changed; refuses what with_limit() refuses.
Result<RunLimits> limits_of(const std::vector<std::string>& flags);

}  // namespace hebiao
