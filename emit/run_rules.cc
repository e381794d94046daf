#include "emit/run_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "model/fingerprint.h"
#include "model/model.h"
#include "normalize/rational.h"

namespace hebiao {
namespace {

constexpr int kFullMarks = 100;
constexpr int kFewestIndicators = 3;  // two in common may be chance: satisfaction, payment in time

struct FormOfRun {
  const ReportDigest* report = nullptr;
  const FormDigest* form = nullptr;

  std::string path() const { return fmt::format("{}#forms[{}]", report->name, form->index - 1); }
  std::string unit() const { return form->agency.empty() ? form->department : form->agency; }
};

std::vector<FormOfRun> forms_by_name(std::span<const ReportDigest> reports) {
  std::vector<FormOfRun> forms;
  for (const ReportDigest& report : reports)
    for (const FormDigest& form : report.forms) forms.push_back({&report, &form});
  std::sort(forms.begin(), forms.end(), [](const FormOfRun& a, const FormOfRun& b) {
    return std::pair(a.report->name, a.form->index) < std::pair(b.report->name, b.form->index);
  });
  return forms;
}

bool in_several_files(const std::vector<FormOfRun>& forms) {
  return std::any_of(forms.begin(), forms.end(),
                     [&](const FormOfRun& form) { return form.report->name != forms.front().report->name; });
}

Finding run_finding(std::string_view rule, Severity severity, Message message, std::string_view identity) {
  Finding finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.difference_class = DifferenceClass::kSoft;
  finding.message = std::move(message);
  finding.basis = find_rule(rule)->basis;
  finding.fingerprint = report_fingerprint(rule, "run\x1f" + std::string(identity));
  return finding;
}

// Forms that share a key, in the order of their files.
using Groups = std::map<std::string, std::vector<FormOfRun>>;

void find_full_marks(const std::vector<FormOfRun>& forms, std::vector<Finding>& findings) {
  Groups units;
  for (const FormOfRun& form : forms)
    if (!form.form->total_score.empty() && !form.unit().empty()) units[form.unit()].push_back(form);
  for (const auto& [unit, members] : units) {
    const bool all_full = std::all_of(members.begin(), members.end(), [](const FormOfRun& form) {
      return parse_decimal(form.form->total_score) == Rational(kFullMarks);
    });
    if (!all_full || !in_several_files(members)) continue;
    Finding finding = run_finding("report.all-full-marks", Severity::kNote,
                                  {fmt::format("“{}”在 {} 个项目中全部为满分「{}」，自评可能流于形式", unit,
                                               members.size(), members.front().form->total_score),
                                   fmt::format("all {} projects of “{}” are at full marks 「{}」", members.size(), unit,
                                               members.front().form->total_score)},
                                  unit);
    for (const FormOfRun& form : members) finding.because.push_back(form.path());
    findings.push_back(std::move(finding));
  }
}

void find_copies(const std::vector<FormOfRun>& forms, std::vector<Finding>& findings) {
  Groups groups;
  for (const FormOfRun& form : forms)
    if (form.form->indicators >= kFewestIndicators) groups[form.form->indicators_sha256].push_back(form);
  std::vector<std::vector<FormOfRun>> copied;
  for (auto& [hash, members] : groups)
    if (in_several_files(members)) copied.push_back(std::move(members));
  std::sort(copied.begin(), copied.end(), [](const auto& a, const auto& b) { return a[0].path() < b[0].path(); });
  for (const std::vector<FormOfRun>& members : copied) {
    std::string names;
    std::string identity;
    for (const FormOfRun& form : members) {
      names += fmt::format("{}“{}”（{}）", names.empty() ? "" : "、", form.form->project, form.report->name);
      identity += form.unit() + "/" + form.form->project + "\x1f";
    }
    Finding finding = run_finding(
        "report.copied-indicators", Severity::kWarning,
        {fmt::format("{} 张表的 {} 项指标及数值完全相同：{}", members.size(), members.front().form->indicators, names),
         fmt::format("{} forms have the same {} indicators and figures: {}", members.size(),
                     members.front().form->indicators, names)},
        identity);
    for (const FormOfRun& form : members) finding.because.push_back(form.path());
    findings.push_back(std::move(finding));
  }
}

}  // namespace

std::vector<Finding> recompute_run(std::span<const ReportDigest> reports) {
  const std::vector<FormOfRun> forms = forms_by_name(reports);
  std::vector<Finding> findings;
  find_full_marks(forms, findings);
  find_copies(forms, findings);
  return findings;
}

}  // namespace hebiao
