#include "cli/check_printer.h"

#include <fmt/format.h>

#include <string_view>

#include "cli/version.h"
#include "emit/json.h"
#include "emit/sarif.h"

namespace hebiao {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

Message summary(const CheckTally& tally) {
  Message message{fmt::format("{} 个文件，{} 张表：{} 个错误，{} 个警告，{} 条提示", tally.files, tally.forms,
                              tally.counts.errors, tally.counts.warnings, tally.counts.notes),
                  fmt::format("{}, {}: {}, {}, {}", counted(tally.files, "file"), counted(tally.forms, "form"),
                              counted(tally.counts.errors, "error"), counted(tally.counts.warnings, "warning"),
                              counted(tally.counts.notes, "note"))};
  if (tally.accepted > 0) {
    message.zh += fmt::format("；另有 {} 条已认可", tally.accepted);
    message.en += fmt::format("; {} accepted", tally.accepted);
  }
  return message;
}

class TextPrinter : public CheckPrinter {
 public:
  explicit TextPrinter(DiagnosticStyle style) : style_(style) {}

  void print(const Report& report, const Input& input, const Decisions& decisions) override {
    const std::string file = printable_name(input.path);
    std::string accepted;
    for (const Problem& problem : report.problems) print_result(diagnostic(problem, file, style_));
    for (const AuditedForm& form : report.forms) {
      for (const Finding& finding : form.audit.findings) print_finding(finding, &form, file, decisions, accepted);
    }
    for (const Finding& finding : report.findings) print_finding(finding, nullptr, file, decisions, accepted);
    if (accepted.empty()) return;
    print_result(in_language({"已认可的发现：\n", "accepted findings:\n"}, style_.language) + accepted);
  }

  void finish(const CheckTally& tally) override { print_result(in_language(summary(tally), style_.language) + "\n"); }

 private:
  // Accepted findings are held back until the end of the report: apart, never hidden.
  void print_finding(const Finding& finding, const AuditedForm* form, const std::string& file,
                     const Decisions& decisions, std::string& accepted) const {
    const std::string text = diagnostic(finding, form, file, style_);
    if (decisions.standing(finding) != Standing::kAccepted) return print_result(text);
    const Decision& decision = *decisions.find(finding.fingerprint);
    accepted +=
        text + fmt::format("    = {} ({}, {}): {}\n", decision.decision, decision.who, decision.when, decision.why);
  }

  DiagnosticStyle style_;
};

class JsonPrinter : public CheckPrinter {
 public:
  void print(const Report& report, const Input&, const Decisions&) override {
    print_result((first_ ? "[\n" : ",\n") + report_json(report));
    first_ = false;
  }
  void finish(const CheckTally&) override { print_result(first_ ? "[]\n" : "]\n"); }

 private:
  bool first_ = true;
};

class SarifPrinter : public CheckPrinter {
 public:
  void print(const Report& report, const Input& input, const Decisions& decisions) override {
    log_.add(report, input.path, decisions);
  }
  void finish(const CheckTally&) override { print_result(log_.text()); }

 private:
  SarifLog log_{kVersion};
};

}  // namespace

std::unique_ptr<CheckPrinter> check_printer(const std::string& format, const DiagnosticStyle& style) {
  if (format == "json") return std::make_unique<JsonPrinter>();
  if (format == "sarif") return std::make_unique<SarifPrinter>();
  return std::make_unique<TextPrinter>(style);
}

}  // namespace hebiao
