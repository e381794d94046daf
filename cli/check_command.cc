// hebiao check PATH...: the audit, printed like a compiler's diagnostics.
#include <fmt/format.h>

#include <filesystem>
#include <string_view>
#include <vector>

#include "batch/walk.h"
#include "cli/audit_flags.h"
#include "cli/command_parts.h"
#include "cli/version.h"
#include "emit/diagnostics.h"
#include "emit/json.h"
#include "emit/sarif.h"

namespace hebiao {
namespace {

struct CheckFlags {
  std::vector<std::string> paths;
  std::string format = "text";
  std::string fail_on = "error";
  std::string colour = "auto";
  AuditFlags audit;
};

// What is known when all inputs have been seen.
struct Tally {
  SeverityCounts counts;
  std::size_t files = 0;
  std::size_t forms = 0;
  std::size_t failed = 0;
  std::size_t unsupported = 0;
};

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

// Receives the reports one after the other: only what the format must hold back is kept.
class Printer {
 public:
  virtual ~Printer() = default;
  virtual void print(const Report& report, const Input& input) = 0;
  virtual void finish(const Tally& tally) = 0;
};

class TextPrinter : public Printer {
 public:
  explicit TextPrinter(DiagnosticStyle style) : style_(style) {}

  void print(const Report& report, const Input& input) override {
    const std::string file = printable_name(input.path.string());
    for (const Problem& problem : report.problems) print_result(diagnostic(problem, file, style_));
    for (const AuditedForm& form : report.forms) {
      for (const Finding& finding : form.audit.findings) print_result(diagnostic(finding, &form, file, style_));
    }
    for (const Finding& finding : report.findings) print_result(diagnostic(finding, nullptr, file, style_));
  }

  void finish(const Tally& tally) override {
    const Message summary{fmt::format("{} 个文件，{} 张表：{} 个错误，{} 个警告，{} 条提示", tally.files, tally.forms,
                                      tally.counts.errors, tally.counts.warnings, tally.counts.notes),
                          fmt::format("{}, {}: {}, {}, {}", counted(tally.files, "file"), counted(tally.forms, "form"),
                                      counted(tally.counts.errors, "error"), counted(tally.counts.warnings, "warning"),
                                      counted(tally.counts.notes, "note"))};
    print_result(in_language(summary, style_.language) + "\n");
  }

 private:
  DiagnosticStyle style_;
};

class JsonPrinter : public Printer {
 public:
  void print(const Report& report, const Input&) override {
    print_result((first_ ? "[\n" : ",\n") + report_json(report));
    first_ = false;
  }
  void finish(const Tally&) override { print_result(first_ ? "[]\n" : "]\n"); }

 private:
  bool first_ = true;
};

class SarifPrinter : public Printer {
 public:
  void print(const Report& report, const Input& input) override { log_.add(report, input.path.string()); }
  void finish(const Tally&) override { print_result(log_.text()); }

 private:
  SarifLog log_{kVersion};
};

std::unique_ptr<Printer> printer_of(const CheckFlags& flags, const Terminal& terminal) {
  if (flags.format == "json") return std::make_unique<JsonPrinter>();
  if (flags.format == "sarif") return std::make_unique<SarifPrinter>();
  const ColourWish wish = flags.colour == "always"  ? ColourWish::kAlways
                          : flags.colour == "never" ? ColourWish::kNever
                                                    : ColourWish::kAuto;
  return std::make_unique<TextPrinter>(DiagnosticStyle{terminal.language, colour_on_output(wish)});
}

void count(const Report& report, Tally& tally) {
  tally.forms += report.forms.size();
  for (const AuditedForm& form : report.forms) {
    for (const Finding& finding : form.audit.findings) tally.counts.add(finding.severity);
  }
  for (const Finding& finding : report.findings) tally.counts.add(finding.severity);
}

bool holds_no_form(ProblemCode code) {
  return code == ProblemCode::kNoForm || code == ProblemCode::kLookAlike || code == ProblemCode::kFormatUnknown ||
         code == ProblemCode::kFileEmpty;
}

Severity severity_of(std::string_view name) {
  return name == "error" ? Severity::kError : name == "warning" ? Severity::kWarning : Severity::kNote;
}

// Audits every input; what cannot be audited is named with its reason, and the rest goes on.
void check_inputs(const Inputs& inputs, const AuditOptions& options, Printer& printer, const Terminal& terminal,
                  Tally& tally) {
  for (const Input& input : inputs.files) {
    ++tally.files;
    const Result<Report> report = audit(input.path, input.name, options);
    if (report) {
      count(*report, tally);
      printer.print(*report, input);
      continue;
    }
    Error error = report.error();
    error.path = printable_name(input.path.string());
    print_error(terminal, error);
    ++(holds_no_form(error.problem.code) ? tally.unsupported : tally.failed);
  }
}

void report_skipped(const Inputs& inputs, const Terminal& terminal) {
  const auto print = [&terminal](const Skipped& skipped) {
    const std::string name = printable_name(skipped.name);
    print_note(terminal, {name + ": " + skipped.why.zh, name + ": " + skipped.why.en});
  };
  for (const Skipped& skipped : inputs.skipped) print(skipped);
  for (const Skipped& unreadable : inputs.unreadable) print(unreadable);
}

ExitCode exit_code_of(const Tally& tally, const Inputs& inputs, Severity fail_on, const Terminal& terminal) {
  const bool one_file = inputs.files.size() == 1 && tally.files == 1;
  if (one_file && tally.forms == 0 && tally.failed + tally.unsupported == 1) return ExitCode::kInputUnusable;
  if (tally.failed > 0 || !inputs.unreadable.empty()) return ExitCode::kSomeFailed;
  if (tally.forms == 0) {
    print_error(terminal, {fmt::format("看了 {} 个文件，没有一张绩效自评表；可读的是 PDF 和文本文件", tally.files),
                           fmt::format("no self-evaluation form in the {} files seen; PDF and text files can be read",
                                       tally.files)});
    return ExitCode::kInputUnusable;
  }
  return tally.counts.at_or_above(fail_on) > 0 ? ExitCode::kFindings : ExitCode::kDone;
}

ExitCode refuse(const Error& error, ExitCode code, const Terminal& terminal) {
  print_error(terminal, error);
  return code;
}

ExitCode run_check(const CheckFlags& flags, const Session& session) {
  const Result<LoadedAudit> loaded = load_audit(flags.audit);
  if (!loaded) return refuse(loaded.error(), ExitCode::kConfiguration, session.terminal);
  const Result<Inputs> inputs = walk({flags.paths.begin(), flags.paths.end()}, {});
  if (!inputs) {
    const bool usage = inputs.error().problem.code == ProblemCode::kConfiguration;
    return refuse(inputs.error(), usage ? ExitCode::kUsage : ExitCode::kInputUnusable, session.terminal);
  }
  report_skipped(*inputs, session.terminal);
  Tally tally;
  const std::unique_ptr<Printer> printer = printer_of(flags, session.terminal);
  check_inputs(*inputs, loaded->options, *printer, session.terminal, tally);
  printer->finish(tally);
  return exit_code_of(tally, *inputs, severity_of(flags.fail_on), session.terminal);
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
}

}  // namespace hebiao
