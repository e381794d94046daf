#include "emit/run_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "model/fingerprint.h"
#include "model/interval_arithmetic.h"
#include "model/model.h"
#include "model/printed_number.h"
#include "model/rules/prose_amounts.h"
#include "normalize/rational.h"

namespace hebiao {
namespace {

constexpr int kTenThousand = 4;  // decimals by which 万元 differs from 元

using Forms = std::vector<FormOfRun>;

std::string path_of(const FormOfRun& form) { return fmt::format("{}#forms[{}]", form.report, form.index - 1); }

bool in_several_files(const Forms& forms) {
  return std::any_of(forms.begin(), forms.end(),
                     [&](const FormOfRun& form) { return form.report != forms.front().report; });
}

// Each project once: as it stands in the first of its files.
Forms without_repeats(const Forms& forms) {
  std::set<std::tuple<std::string, std::string, std::optional<int>>> seen;
  Forms once;
  for (const FormOfRun& form : forms)
    if (seen.emplace(form.unit, form.project, form.year).second) once.push_back(form);
  return once;
}

// pre: `forms` is not empty.
RunFinding run_finding(std::string_view rule, Severity severity, DifferenceClass difference_class, Message message,
                       std::string_view identity, const Forms& forms) {
  RunFinding found;
  found.report = forms.front().report;
  Finding& finding = found.finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.difference_class = difference_class;
  finding.message = std::move(message);
  finding.basis = find_rule(rule)->basis;
  finding.fingerprint = report_fingerprint(rule, "run\x1f" + std::string(identity));
  for (const FormOfRun& form : forms) finding.because.push_back(path_of(form));
  return found;
}

std::vector<RunFinding> full_marks(const Forms& forms) {
  std::map<std::string, Forms> units;
  for (const FormOfRun& form : forms)
    if (!form.total_score.empty() && !form.unit.empty()) units[form.unit].push_back(form);
  std::vector<RunFinding> findings;
  for (const auto& [unit, all] : units) {
    const Forms members = without_repeats(all);
    const bool all_full = std::all_of(members.begin(), members.end(), [](const auto& form) { return form.full_marks; });
    if (!all_full || !in_several_files(members)) continue;
    const std::string& printed = members.front().total_score;
    findings.push_back(
        run_finding("report.all-full-marks", Severity::kNote, DifferenceClass::kSoft,
                    {fmt::format("“{}”在 {} 个项目中全部为满分「{}」，自评可能流于形式", unit, members.size(), printed),
                     fmt::format("all {} projects of “{}” are at full marks 「{}」", members.size(), unit, printed)},
                    unit, members));
  }
  return findings;
}

RunFinding copy_finding(const Forms& members) {
  std::string names;
  std::string identity;
  for (const FormOfRun& form : members) {
    names += fmt::format("{}“{}”（{}）", names.empty() ? "" : "、", form.project, form.report);
    identity += form.unit + "/" + form.project + "\x1f";
  }
  const int indicators = members.front().indicators;
  return run_finding(
      "report.copied-indicators", Severity::kWarning, DifferenceClass::kSoft,
      {fmt::format("{} 张表的 {} 项指标及数值完全相同：{}", members.size(), indicators, names),
       fmt::format("{} forms have the same {} indicators and figures: {}", members.size(), indicators, names)},
      identity, members);
}

std::vector<RunFinding> copies(const Forms& forms) {
  std::map<std::string, Forms> groups;
  for (const FormOfRun& form : forms)
    if (!form.indicators_sha256.empty()) groups[form.indicators_sha256].push_back(form);
  std::vector<RunFinding> findings;
  for (const auto& [hash, all] : groups) {
    const Forms members = without_repeats(all);
    if (in_several_files(members)) findings.push_back(copy_finding(members));
  }
  std::sort(findings.begin(), findings.end(), [](const RunFinding& a, const RunFinding& b) {
    return std::tie(a.report, a.finding.because) < std::tie(b.report, b.finding.because);
  });
  return findings;
}

// The amount in 元, as it may have been before it was rounded; nullopt if it, or its unit, is not printed.
std::optional<Interval> in_yuan(const std::string& digits, const std::string& money_unit) {
  const std::optional<PrintedNumber> number = plain_number(digits);
  const std::optional<Rational> unit = audit_rules::yuan_per(money_unit);
  if (!number || !unit) return std::nullopt;
  return scaled(measured(*number, Printing::kRounded), *unit);
}

// A project whose budget is not known is left out: it could only make the sum larger.
std::optional<RunFinding> too_small(const FormOfRun& whole, const Forms& projects) {
  const std::optional<Interval> total = in_yuan(whole.department_projects, whole.money_unit);
  if (!total || !total->high) return std::nullopt;
  Forms added = {whole};
  Interval possible = Interval::point(Rational(0));
  for (const FormOfRun& project : projects) {
    const std::optional<Interval> budget = in_yuan(project.full_budget, project.money_unit);
    if (!budget) continue;
    possible = sum(possible, *budget);
    added.push_back(project);
  }
  if (!in_several_files(added) || !possible.low || possible.low->value <= total->high->value) return std::nullopt;
  const std::size_t count = added.size() - 1;
  const std::string least = approximate(possible.low->value / power_of_ten(kTenThousand));
  RunFinding found = run_finding(
      "report.department-total", Severity::kError, DifferenceClass::kReal,
      {fmt::format("“{}”{}年度 {} 个项目的全年预算数至少合计 {} 万元，超过部门整体表所列的项目支出「{}」{}", whole.unit,
                   *whole.year, count, least, whole.department_projects, whole.money_unit),
       fmt::format("the {} projects of “{}” in {} have full-year budgets of at least {} 万元, more than the total of "
                   "projects 「{}」 {} in the whole-department form",
                   count, whole.unit, *whole.year, least, whole.department_projects, whole.money_unit)},
      whole.unit + "/" + std::to_string(*whole.year), added);
  found.finding.printed = whole.department_projects;
  return found;
}

std::vector<RunFinding> department_totals(const Forms& forms) {
  struct Department {
    Forms wholes;
    Forms projects;
  };
  std::map<std::pair<std::string, int>, Department> departments;
  for (const FormOfRun& form : forms) {
    if (!form.year) continue;
    if (!form.department_projects.empty()) {
      departments[{form.unit, *form.year}].wholes.push_back(form);
    } else if (!form.department.empty()) {
      departments[{form.department, *form.year}].projects.push_back(form);
    }
  }
  std::vector<RunFinding> findings;
  for (const auto& [name, department] : departments) {
    const Forms projects = without_repeats(department.projects);
    std::optional<RunFinding> found;
    for (const FormOfRun& whole : department.wholes) {
      found = too_small(whole, projects);
      if (!found) break;
    }
    if (found) findings.push_back(*std::move(found));
  }
  return findings;
}

}  // namespace

void RunAudit::add(const ReportDigest& report) {
  for (const FormDigest& form : report.forms) {
    forms_.push_back({.report = report.name,
                      .index = form.index,
                      .unit = form.unit(),
                      .department = form.department,
                      .project = form.project,
                      .year = form.year,
                      .total_score = form.total_score,
                      .full_marks = form.full_marks,
                      .indicators = form.indicators,
                      .indicators_sha256 = form.indicators_sha256,
                      .money_unit = form.money_unit,
                      .full_budget = form.full_budget,
                      .department_projects = form.department_projects});
  }
}

std::vector<RunFinding> RunAudit::findings() const {
  Forms forms = forms_;
  std::sort(forms.begin(), forms.end(), [](const FormOfRun& a, const FormOfRun& b) {
    return std::tie(a.report, a.index) < std::tie(b.report, b.index);
  });
  std::vector<RunFinding> all;
  for (auto* rule : {full_marks, copies, department_totals}) {
    std::vector<RunFinding> found = rule(forms);
    std::move(found.begin(), found.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace hebiao
