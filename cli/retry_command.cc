// hebiao retry DIR: tries the inputs again that an earlier run put aside.
#include <string>
#include <utility>
#include <vector>

#include "batch/convert.h"
#include "cli/audit_flags.h"
#include "cli/command_parts.h"
#include "cli/interrupt.h"
#include "cli/run_flags.h"
#include "cli/run_view.h"

namespace hebiao {
namespace {

struct RetryFlags {
  std::string folder;
  int jobs = 0;
  std::vector<std::string> limits;
  AuditFlags audit;
};

ExitCode run_retry(const RetryFlags& flags, const Session& session) {
  const Result<RunLimits> limits = limits_of(flags.limits);
  if (!limits) {
    print_error(session.terminal, limits.error());
    return ExitCode::kUsage;
  }
  Result<LoadedAudit> loaded = load_audit(flags.audit);
  if (!loaded) {
    print_error(session.terminal, loaded.error());
    return ExitCode::kConfiguration;
  }
  ConvertOptions options;
  options.output = flags.folder;
  options.audit = std::move(loaded->options);
  options.audit.extract.limits = limits->document;
  options.worker = limits->worker;
  options.audit_identity = std::move(loaded->identity);
  options.jobs = flags.jobs;
  options.observer = run_observer(LogFormat::kText, session.terminal);
  remember_interrupts();
  options.interrupted = interrupted;
  return finish_run(retry_quarantined(options), session.terminal);
}

}  // namespace

void add_retry(CLI::App& app, Session& session) {
  auto command = add_command<RetryFlags>(
      app, session, "retry", {"再试一次此前失败而被隔离的文件", "Try again what an earlier run quarantined"},
      run_retry);
  command.add("DIR", command.options.folder, {"那次运行的输出文件夹", "The output folder of that run"})->required();
  add_run_flags(command, command.options.jobs, command.options.limits);
  add_audit_flags(command, command.options.audit);
}

}  // namespace hebiao
