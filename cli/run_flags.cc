#include "cli/run_flags.h"

#include <fmt/format.h>

namespace hebiao {

Message limits_help() {
  const std::string names = fmt::format("{}", fmt::join(limit_names(), " "));
  return {"一个文件可以用掉的上限（NAME=VALUE，可重复；K、M、G 可用），名称：" + names,
          "What one file may use (NAME=VALUE, may be repeated; K, M, G are understood); names: " + names};
}

Result<RunLimits> limits_of(const std::vector<std::string>& flags) {
  Result<RunLimits> limits = RunLimits{};
  for (const std::string& flag : flags) {
    limits = with_limit(*limits, flag);
    if (!limits) break;
  }
  return limits;
}

}  // namespace hebiao
