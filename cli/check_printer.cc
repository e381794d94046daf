#include "cli/check_printer.h"

#include <fmt/format.h>

#include <map>
#include <string_view>

#include "cli/spool.h"
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

// Where the report lies at which a finding of the run is told.
std::string path_of(const RunFinding& found, const InputList& inputs) {
  const std::size_t at = inputs.find(found.report);
  return at < inputs.size() ? inputs[at].path : found.report;
}

class TextPrinter : public CheckPrinter {
 public:
  explicit TextPrinter(DiagnosticStyle style) : style_(style) {}

  std::string show(const Report& report, const Input& input, const Decisions& decisions) const override {
    const std::string file = printable_name(input.path);
    Shown shown;
    for (const Problem& problem : report.problems) shown.open += diagnostic(problem, file, style_);
    for (const AuditedForm& form : report.forms) {
      for (const Finding& finding : form.audit.findings) add(finding, &form, file, decisions, shown);
    }
    for (const Finding& finding : report.findings) add(finding, nullptr, file, decisions, shown);
    return whole(shown);
  }

  void print(const std::string& shown, const Input&) override { print_result(shown); }

  void print_run(const std::vector<RunFinding>& findings, const InputList& inputs,
                 const Decisions& decisions) override {
    Shown shown;
    for (const RunFinding& found : findings) {
      add(found.finding, nullptr, printable_name(path_of(found, inputs)), decisions, shown);
    }
    print_result(whole(shown));
  }

  void finish(const CheckTally& tally) override { print_result(in_language(summary(tally), style_.language) + "\n"); }

 private:
  // Accepted findings stand at the end of the report: apart, never hidden.
  struct Shown {
    std::string open;
    std::string accepted;
  };

  void add(const Finding& finding, const AuditedForm* form, const std::string& file, const Decisions& decisions,
           Shown& shown) const {
    const std::string text = diagnostic(finding, form, file, style_);
    const Standing standing = decisions.standing(finding);
    if (standing == Standing::kNone) {
      shown.open += text;
      return;
    }
    const Decision& decision = *decisions.find(finding.fingerprint);
    const std::string decided =
        fmt::format("    = {} ({}, {}): {}\n", decision.decision, decision.who, decision.when, decision.why);
    if (standing == Standing::kAccepted) {
      shown.accepted += text + decided;
    } else if (standing == Standing::kLapsed) {
      const Message lapsed{fmt::format("认可时印作「{}」，现已不同，认可失效", decision.printed),
                           fmt::format("accepted when 「{}」 was printed; it no longer is", decision.printed)};
      shown.open += text + decided + "    = " + in_language(lapsed, style_.language) + "\n";
    } else {
      shown.open += text + decided;
    }
  }

  std::string whole(const Shown& shown) const {
    if (shown.accepted.empty()) return shown.open;
    return shown.open + in_language({"已认可的发现：\n", "accepted findings:\n"}, style_.language) + shown.accepted;
  }

  DiagnosticStyle style_;
};

// Findings of the run belong into objects that come early, so the objects wait in a temporary file; memory holds where
// each begins.
class JsonPrinter : public CheckPrinter {
 public:
  std::string show(const Report& report, const Input&, const Decisions& decisions) const override {
    return report_json(report, decisions);
  }
  void print(const std::string& shown, const Input& input) override {
    waiting_.push_back({input.name, shown.size()});
    spool_.append(shown);
  }
  void print_run(const std::vector<RunFinding>& findings, const InputList&, const Decisions& decisions) override {
    std::map<std::string, std::vector<Finding>, std::less<>> by_report;
    for (const RunFinding& found : findings) by_report[found.report].push_back(found.finding);
    spool_.rewind();
    for (const Waiting& one : waiting_) {
      std::string json = spool_.next(one.size);
      const auto more = by_report.find(one.report);
      if (more != by_report.end()) json = with_findings(json, more->second, decisions);
      print_result((&one == &waiting_.front() ? "[\n" : ",\n") + json);
    }
  }
  void finish(const CheckTally&) override { print_result(waiting_.empty() ? "[]\n" : "]\n"); }

 private:
  struct Waiting {
    std::string report;
    std::size_t size = 0;
  };
  std::vector<Waiting> waiting_;
  Spool spool_;
};

class SarifPrinter : public CheckPrinter {
 public:
  std::string show(const Report& report, const Input& input, const Decisions& decisions) const override {
    SarifLog log(kVersion);
    log.add(report, input.path, decisions);
    return log.text();
  }
  void print(const std::string& shown, const Input&) override { log_.add(shown); }
  void print_run(const std::vector<RunFinding>& findings, const InputList& inputs,
                 const Decisions& decisions) override {
    for (const RunFinding& found : findings) log_.add(found.finding, path_of(found, inputs), decisions);
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
