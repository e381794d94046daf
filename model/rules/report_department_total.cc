// report.department-total. Basis: arithmetic within the report (the projects add to the total that the unit prints).
//
// Two places print such a total: a whole-department form with a row for projects (项目支出), and a line of prose
// (项目支出合计 5,000.00 万元). The projects are the report's other forms. A line does not always say which of the
// three money columns it means: it is right if it fits any.
#include <fmt/core.h>

#include <algorithm>

#include "model/interval_arithmetic.h"
#include "model/rules/case.h"
#include "model/rules/prose_amounts.h"
#include "model/rules/report_finding.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::report_department_total {
namespace {

constexpr std::string_view kId = "report.department-total";

struct Sum {
  Rational number = 0;  // in 元
  Interval possible = Interval::point(Rational(0));
  std::vector<std::string> paths;
};

// The projects' column, in 元; nullopt if a project does not print it, or there are fewer than two.
std::optional<Sum> project_sum(const ReportCase& report, const MoneyColumn& column) {
  Sum total;
  for (std::size_t i = 0; i < report.forms.size(); ++i) {
    const Form& form = report.forms[i].form;
    if (is_whole_department(form)) continue;
    const std::optional<std::size_t> row = total_row(form);
    const std::optional<Rational> unit = yuan_per(form.money_unit);
    const PrintedNumber* printed = row ? number_of(form.funds[*row].*column.field) : nullptr;
    if (printed == nullptr || !unit) return std::nullopt;
    total.number += printed->number * *unit;
    total.possible = sum(total.possible, scaled(measured(*printed, Printing::kRounded), *unit));
    total.paths.push_back(report_path(i, fund_path(*row, column.member)));
  }
  return total.paths.size() < 2 ? std::nullopt : std::optional<Sum>(total);
}

Finding mismatch(const std::string& printed, const Sum& projects, const SourceRef& at, std::string_view identity) {
  const Message where = place(at);
  const std::string added = canonical_number(projects.number / power_of_ten(4));
  Finding finding = report_finding(
      kId, Severity::kError, DifferenceClass::kReal,
      {fmt::format("部门列示的项目总额「{}」（{}）与 {} 个项目之和 {} 万元不符", printed, where.zh,
                   projects.paths.size(), added),
       fmt::format("the department's total of projects 「{}」 ({}) is not the sum {} 万元 of the {} projects", printed,
                   where.en, added, projects.paths.size())},
      at, identity);
  finding.printed = printed;
  finding.expected = added;
  finding.because = projects.paths;
  return finding;
}

void check_department_form(const ReportCase& report, const Form& form, std::vector<Finding>& findings) {
  const std::optional<Rational> unit = yuan_per(form.money_unit);
  if (!unit) return;
  const std::optional<std::size_t> row = projects_row(form);
  if (!row) return;
  for (const MoneyColumn& column : kMoneyColumns) {
    const OptionalField& field = form.funds[*row].*column.field;
    const PrintedNumber* printed = number_of(field);
    const std::optional<Sum> projects = project_sum(report, column);
    if (printed == nullptr || !projects) continue;
    if (common(scaled(measured(*printed, Printing::kRounded), *unit), projects->possible)) continue;
    findings.push_back(
        mismatch(field->raw, *projects, field->at, form_identity(form) + "/" + std::string(column.member)));
  }
}

// The amount right behind 项目支出合计 and the like.
std::optional<ProseAmount> stated_total(std::string_view text) {
  for (const std::string& word : words("department-total")) {
    const std::size_t at = text.find(word);
    if (at == std::string_view::npos) continue;
    for (const ProseAmount& amount : prose_amounts(text))
      if (amount.begin > at) return amount;
  }
  return std::nullopt;
}

void check_line(const ReportCase& report, const Line& line, std::vector<Finding>& findings) {
  const std::optional<ProseAmount> stated = stated_total(line.text);
  if (!stated) return;
  std::optional<Sum> nearest;
  for (const MoneyColumn& column : kMoneyColumns) {
    const std::optional<Sum> projects = project_sum(report, column);
    if (!projects) continue;
    if (common(stated->possible, projects->possible)) return;
    if (!nearest || abs(projects->number - stated->number) < abs(nearest->number - stated->number)) nearest = projects;
  }
  if (nearest) findings.push_back(mismatch(stated->printed, *nearest, line.at, line.text.substr(0, stated->begin)));
}

std::vector<Finding> check(const ReportCase& report) {
  std::vector<Finding> findings;
  if (report.forms.size() < 2) return findings;
  for (const AuditedForm& audited : report.forms)
    if (is_whole_department(audited.form)) check_department_form(report, audited.form, findings);
  for (const Page& page : report.document.pages)
    for (const Line& line : page.lines) check_line(report, line, findings);
  return findings;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kError,
           {"各项目之和应等于部门列示的项目总额", "the projects add to the total that the department prints"},
           kArithmetic,
           {"部门合计 = 各项目年度资金总额之和（三列金额）",
            "department's total of projects = sum of the forms' total rows (one of the three money columns)"},
           {"错误：部门整体表项目支出 5000.00，各表合计 4900.00；无：合计 5000.00",
            "error: 5000.00 in the whole-department form, 4900.00 in the projects' forms; none: 5000.00"},
           {"报告只公开部分项目时", "where only some of the projects are published"}},
          nullptr,
          BasisOf::kRule,
          check};
}

}  // namespace hebiao::audit_rules::report_department_total
