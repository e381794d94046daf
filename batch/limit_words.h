// Limits by their names, as messages print them and as `--limit NAME=VALUE` sets them.
#pragma once

#include <string_view>
#include <vector>

#include "batch/convert.h"
#include "extract/limits.h"

namespace hebiao {

struct RunLimits {
  Limits document;
  WorkerLimits worker;
};

// The names, in the order of the two structs.
std::vector<std::string_view> limit_names();

// `text` is NAME=VALUE; VALUE a whole number above 0, with K, M or G for 1024, 1024² or 1024³. Refuses (kConfiguration)
// anything else.
Result<RunLimits> with_limit(RunLimits limits, std::string_view text);

}  // namespace hebiao
