// hebiao merge DIR: joins the shards of a run and proves that every input is accounted for exactly once.
#include <string>

#include "batch/convert.h"
#include "cli/command_parts.h"
#include "cli/run_view.h"

namespace hebiao {
namespace {

struct MergeFlags {
  std::string folder;
};

ExitCode run_merge(const MergeFlags& flags, const Session& session) {
  return finish_run(merge_shards(flags.folder, run_observer(LogFormat::kText, session.terminal)), session.terminal);
}

}  // namespace

void add_merge(CLI::App& app, Session& session) {
  auto command =
      add_command<MergeFlags>(app, session, "merge",
                              {"合并各分片的结果，并核对每个输入恰好计入一次",
                               "Join the shards of a run; proves that every input is accounted for exactly once"},
                              run_merge);
  command.add("DIR", command.options.folder, {"各分片共用的输出文件夹", "The output folder of the shards"})->required();
}

}  // namespace hebiao
