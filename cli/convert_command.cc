// hebiao convert PATH... -o DIR: every report under PATH becomes an audited workbook under DIR.
#include <string>
#include <vector>

#include "batch/convert.h"
#include "cli/audit_flags.h"
#include "cli/command_parts.h"
#include "cli/interrupt.h"
#include "cli/run_flags.h"
#include "cli/run_view.h"
#include "cli/run_words.h"

namespace hebiao {
namespace {

struct ConvertFlags {
  std::vector<std::string> paths;
  std::string output;
  std::string formats = "xlsx";
  std::string accepted;
  std::string shard;
  std::string log = "text";
  int jobs = 0;
  bool force = false;
  bool require_sandbox = false;
  std::vector<std::string> limits;
  AuditFlags audit;
};

ExitCode run_convert(const ConvertFlags& flags, const Session& session) {
  const Terminal& terminal = session.terminal;
  Result<std::vector<OutputFormat>> formats = parse_output_formats(flags.formats);
  if (!formats) return refuse(formats.error(), ExitCode::kUsage, terminal);
  const Result<RunLimits> limits = limits_of(flags.limits);
  if (!limits) return refuse(limits.error(), ExitCode::kUsage, terminal);
  Result<LoadedAudit> loaded = load_audit(flags.audit);
  if (!loaded) return refuse(loaded.error(), ExitCode::kConfiguration, terminal);

  ConvertOptions options;
  options.paths.assign(flags.paths.begin(), flags.paths.end());
  options.output = flags.output;
  options.formats = *std::move(formats);
  options.audit = std::move(loaded->options);
  options.audit.extract.limits = limits->document;
  options.worker = limits->worker;
  options.audit_identity = std::move(loaded->identity);
  if (!flags.accepted.empty()) options.accepted = flags.accepted;
  options.jobs = flags.jobs;
  options.force = flags.force;
  options.require_sandbox = flags.require_sandbox;
  if (!flags.shard.empty()) {
    const Result<Shard> shard = parse_shard(flags.shard);
    if (!shard) return refuse(shard.error(), ExitCode::kUsage, terminal);
    options.shard = *shard;
  }
  options.observer = run_observer(flags.log == "json" ? LogFormat::kJson : LogFormat::kText, terminal);
  remember_interrupts();
  options.interrupted = interrupted;
  const tl::expected<ConvertOutcome, RunError> run = convert(options);
  const ExitCode code = finish_run(run, terminal);
  if (run && !run->only_input && !options.shard && run->counts.seen == run->counts.unsupported) {
    print_note(terminal, no_form_in(run->counts.seen));
  }
  return code;
}

void add_run_options(NewCommand<ConvertFlags>& command) {
  ConvertFlags& flags = command.options;
  add_run_flags(command, flags.jobs, flags.limits);
  command.add_flag("--force", flags.force, {"没有变化的也重做", "Redo what has not changed, too"});
  command.add("--shard", flags.shard,
              {"只做 N 份中的第 I 份（I/N），之后用 hebiao merge 合并",
               "Do only part I of N (I/N); hebiao merge joins the parts"});
  command.add("--log", flags.log, {"运行日志：text 或 json（写到标准错误）", "Log on standard error: text or json"})
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_flag("--require-sandbox", flags.require_sandbox,
                   {"缺少任何一层隔离就不运行", "Refuse to run if a layer of the sandbox is missing"});
}

}  // namespace

void add_convert(CLI::App& app, Session& session) {
  auto command = add_command<ConvertFlags>(
      app, session, "convert", {"把每份报告变成审核过的工作簿", "Turn every report into an audited workbook"},
      run_convert);
  ConvertFlags& flags = command.options;
  command
      .add("PATH", flags.paths,
           {"报告文件，或存放报告的文件夹（连同子文件夹）", "Reports, or folders of them (walked recursively)"})
      ->required();
  command.add("-o,--output", flags.output, {"输出文件夹", "Folder for the results"})->required();
  command
      .add("--formats", flags.formats,
           {"输出格式，逗号分隔：xlsx、json、csv、excel-csv、html",
            "Outputs, comma-separated: xlsx, json, csv, excel-csv, html"})
      ->capture_default_str();
  add_audit_flags(command, flags.audit);
  command.add("--accepted", flags.accepted,
              {"已认可的发现的清单：单列，不隐藏", "File of accepted findings: listed apart, never hidden"});
  add_run_options(command);
}

}  // namespace hebiao
