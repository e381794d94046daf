// hebiao check PATH...: the audit, printed like a compiler's diagnostics.
#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <utility>
#include <vector>

#include "batch/check.h"
#include "cli/audit_flags.h"
#include "cli/check_printer.h"
#include "cli/command_parts.h"
#include "cli/run_flags.h"
#include "cli/run_words.h"
#include "emit/digest.h"
#include "emit/run_rules.h"

namespace hebiao {
namespace {

struct CheckFlags {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string fail_on = "error";
  std::string colour = "auto";
  std::string accepted;
  int jobs = 0;
  std::vector<std::string> limits;
  AuditFlags audit;
};

ColourWish colour_wish(std::string_view word) {
  if (word == "always") return ColourWish::kAlways;
  return word == "never" ? ColourWish::kNever : ColourWish::kAuto;
}

Severity severity_of(std::string_view name) {
  return name == "error" ? Severity::kError : name == "warning" ? Severity::kWarning : Severity::kNote;
}

Result<CheckOptions> load_options(const CheckFlags& flags, const RunLimits& limits) {
  Result<LoadedAudit> loaded = load_audit(flags.audit);
  if (!loaded) return tl::make_unexpected(loaded.error());
  CheckOptions options{
      .audit = std::move(loaded->options), .decisions = {}, .worker = limits.worker, .jobs = flags.jobs};
  options.audit.extract.limits = limits.document;
  if (flags.accepted.empty()) return options;
  const Result<std::string> text = read_configuration(flags.accepted);
  if (!text) return tl::make_unexpected(text.error());
  Result<Decisions> decisions = Decisions::parse(*text, flags.accepted);
  if (!decisions) return tl::make_unexpected(decisions.error());
  options.decisions = *std::move(decisions);
  return options;
}

void count(const JobResult& result, CheckTally& tally) {
  ++tally.files;
  tally.forms += result.forms;
  tally.counts.errors += result.errors;
  tally.counts.warnings += result.warnings;
  tally.counts.notes += result.notes;
  tally.accepted += result.accepted;
  if (result.outcome == Outcome::kUnsupported) ++tally.unsupported;
  if (result.outcome == Outcome::kFailed) ++tally.failed;
}

void count(const std::vector<RunFinding>& findings, const Decisions& decisions, CheckTally& tally) {
  for (const RunFinding& found : findings) {
    if (decisions.standing(found.finding) == Standing::kAccepted) {
      ++tally.accepted;
    } else {
      tally.counts.add(found.finding.severity);
    }
  }
}

// Audits every input; what cannot be audited is named with its reason, and the rest goes on.
Result<CheckTally> check_all(const Inputs& inputs, const CheckOptions& options, CheckPrinter& printer,
                             const Terminal& terminal) {
  CheckTally tally;
  RunAudit run;
  const auto show = [&](const Report& report, const Input& input) {
    return printer.show(report, input, options.decisions);
  };
  const auto tell = [&](const Input& input, const JobResult& result) {
    count(result, tally);
    if (result.outcome == Outcome::kDone) {
      printer.print(result.shown, input);
      if (const Result<ReportDigest> small = digest_from_json(result.digest)) run.add(*small);
    } else {
      print_error(terminal, unusable(printable_name(input.path), result.code, result.message));
    }
  };
  const Result<void> checked = check_inputs(inputs.files, options, show, tell);
  if (!checked) return tl::make_unexpected(checked.error());
  const std::vector<RunFinding> found = run.findings();
  count(found, options.decisions, tally);
  printer.print_run(found, inputs.files, options.decisions);
  printer.finish(tally);
  return tally;
}

void report_skipped(const Inputs& inputs, const Terminal& terminal) {
  const auto print = [&terminal](const Skipped& skipped) {
    const std::string name = printable_name(skipped.name);
    print_note(terminal, {name + ": " + skipped.why.zh, name + ": " + skipped.why.en});
  };
  for (const Skipped& skipped : inputs.skipped) print(skipped);
  for (const Skipped& unreadable : inputs.unreadable) print(unreadable);
}

bool is_one_file(const std::vector<std::string>& paths) {
  std::error_code error;
  return paths.size() == 1 && std::filesystem::is_regular_file(paths.front(), error);
}

ExitCode exit_code_of(const CheckTally& tally, const Inputs& inputs, const CheckFlags& flags) {
  const std::size_t unusable_files = tally.failed + tally.unsupported;
  if (unusable_files > 0 && is_one_file(flags.paths)) return ExitCode::kInputUnusable;
  if (tally.failed > 0 || !inputs.unreadable.empty()) return ExitCode::kSomeFailed;
  const Severity fail_on = severity_of(flags.fail_on);
  return tally.counts.at_or_above(fail_on) > 0 ? ExitCode::kFindings : ExitCode::kDone;
}

ExitCode run_check(const CheckFlags& flags, const Session& session) {
  const Terminal& terminal = session.terminal;
  const Result<RunLimits> limits = limits_of(flags.limits);
  if (!limits) return refuse(limits.error(), ExitCode::kUsage, terminal);
  const Result<CheckOptions> options = load_options(flags, *limits);
  if (!options) return refuse(options.error(), ExitCode::kConfiguration, terminal);
  const Result<Inputs> inputs = walk({flags.paths.begin(), flags.paths.end()}, {});
  if (!inputs) {
    const bool usage = inputs.error().problem.code == ProblemCode::kConfiguration;
    return refuse(inputs.error(), usage ? ExitCode::kUsage : ExitCode::kInputUnusable, terminal);
  }
  report_skipped(*inputs, terminal);
  const DiagnosticStyle style{terminal.language, colour_on_output(colour_wish(flags.colour))};
  const std::unique_ptr<CheckPrinter> printer = check_printer(flags.format, style);
  const Result<CheckTally> tally = check_all(*inputs, *options, *printer, terminal);
  if (!tally) return refuse(tally.error(), ExitCode::kInternal, terminal);
  if (tally->forms == 0 && !is_one_file(flags.paths)) print_note(terminal, no_form_in(tally->files));
  return exit_code_of(*tally, *inputs, flags);
}

}  // namespace

void add_check(CLI::App& app, Session& session) {
  auto command = add_command<CheckFlags>(app, session, "check",
                                         {"审核并逐条打印发现（文件:页:行: 级别: 说明 [规则]）",
                                          "Audit and print each finding (file:page:row: severity: message [rule])"},
                                         run_check);
  command.add("PATH", command.options.paths, {"文件或文件夹", "Files or folders"})->required();
  command.add("--format", command.options.format, {"输出格式：text、json 或 sarif", "text, json or sarif"})
      ->check(CLI::IsMember({"text", "json", "sarif"}))
      ->capture_default_str();
  command
      .add("--fail-on", command.options.fail_on,
           {"有此级别及以上的发现时以 10 退出", "End with 10 if there is a finding of this severity or above"})
      ->check(CLI::IsMember({"error", "warning", "note"}))
      ->capture_default_str();
  command.add("--color", command.options.colour, {"颜色：auto、always 或 never", "auto, always or never"})
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->capture_default_str();
  add_audit_flags(command, command.options.audit);
  command.add("--accepted", command.options.accepted,
              {"已认可的发现的清单：单列，不隐藏，不影响退出码",
               "File of accepted findings: listed apart, never hidden, and they fail nothing"});
  add_run_flags(command, command.options.jobs, command.options.limits);
}

}  // namespace hebiao
