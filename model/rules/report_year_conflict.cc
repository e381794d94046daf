// report.year-conflict. Basis: what reviewers look for (last year's text under this year's title).
#include <fmt/core.h>

#include <algorithm>

#include "model/rules/case.h"
#include "model/rules/prose_amounts.h"
#include "model/rules/report_finding.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::report_year_conflict {
namespace {

constexpr std::string_view kId = "report.year-conflict";

bool speaks_of_other_years(std::string_view text, int year) {
  const std::vector<int> years = written_years(text);
  return !years.empty() && std::find(years.begin(), years.end(), year) == years.end();
}

bool has_date(const OptionalField& field) {
  if (!field) return false;
  return std::any_of(field->reading.values.begin(), field->reading.values.end(),
                     [](const Value& value) { return value.kind == ReadingKind::kDate; });
}

struct Conflict {
  std::size_t indicator = 0;
  std::string_view member;
};

std::vector<Conflict> conflicts(const Form& form) {
  std::vector<Conflict> found;
  for (std::size_t i = 0; i < form.indicators.size(); ++i) {
    const Indicator& row = form.indicators[i];
    if (has_date(row.target) && speaks_of_other_years(row.target->text, *form.year)) found.push_back({i, "target"});
    if (has_date(row.actual) && speaks_of_other_years(row.actual->text, *form.year)) found.push_back({i, "actual"});
  }
  return found;
}

Finding report(std::size_t position, const Form& form, const Conflict& conflict) {
  const std::string path = fmt::format("indicators[{}].{}", conflict.indicator, conflict.member);
  const Field& field = *find_field(form, path);
  const OptionalField& indicator = form.indicators[conflict.indicator].name;
  const Message cited = cite(form, path, Naming::kWithRow);
  const Message name = form_name(form);
  Finding finding = report_finding(
      kId, Severity::kNote, DifferenceClass::kSoft,
      {fmt::format("{}为{}年度，{}写的却是其他年份", name.zh, *form.year, cited.zh),
       fmt::format("{} is of {}, yet {} speaks of another year", name.en, *form.year, cited.en)},
      field.at,
      fmt::format("{}/{}/{}", form_identity(form), conflict.member, indicator ? indicator->text : std::string()));
  finding.printed = field.raw;
  finding.expected = std::to_string(*form.year);
  finding.because = {report_path(position, path), report_path(position, "year")};
  return finding;
}

std::vector<Finding> check(const ReportCase& all) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < all.forms.size(); ++i) {
    const Form& form = all.forms[i].form;
    if (!form.year) continue;
    for (const Conflict& conflict : conflicts(form)) findings.push_back(report(i, form, conflict));
  }
  return findings;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kNote,
           {"表头年度与栏内日期的年份不一致", "the years of the title and of the cells disagree"},
           kReviewPractice,
           {"目标或实际完成值中写出的年份应含本表的年度",
            "a target or actual date that writes out years writes the form's year among them"},
           {"提示：2023年度的表，完成时间写作 2022年12月30日；无：2021年1月-2023年12月",
            "note: 2022年12月30日 in a form of 2023; none: 2021年1月-2023年12月"},
           {"跨年度项目", "for projects that run over several years"}},
          nullptr,
          BasisOf::kRule,
          check};
}

}  // namespace hebiao::audit_rules::report_year_conflict
