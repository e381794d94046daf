// report.all-full-marks. Basis: what reviewers look for (a self-evaluation that finds nothing wanting anywhere).
#include <fmt/core.h>

#include <map>

#include "model/rules/case.h"
#include "model/rules/report_finding.h"
#include "model/rules/rules.h"

namespace hebiao::audit_rules::report_all_full_marks {
namespace {

constexpr std::string_view kId = "report.all-full-marks";

// A unit's forms, by position; only those that print a total.
std::map<std::string, std::vector<std::size_t>> scored_forms(const ReportCase& report) {
  std::map<std::string, std::vector<std::size_t>> units;
  for (std::size_t i = 0; i < report.forms.size(); ++i)
    if (number_of(report.forms[i].form.total.score) != nullptr) units[unit_of(report.forms[i].form)].push_back(i);
  return units;
}

std::vector<Finding> check(const ReportCase& report) {
  std::vector<Finding> findings;
  for (const auto& [unit, positions] : scored_forms(report)) {
    if (positions.size() < 2) continue;  // one project at full marks is no pattern
    std::vector<std::string> because;
    for (std::size_t i : positions)
      if (at_full_marks(report.forms[i])) because.push_back(report_path(i, "total.score"));
    if (because.size() != positions.size()) continue;
    const Form& first = report.forms[positions.front()].form;
    Finding finding = report_finding(kId, Severity::kNote, DifferenceClass::kSoft,
                                     {fmt::format("“{}”的 {} 个项目全部为满分「{}」，自评可能流于形式", unit,
                                                  positions.size(), first.total.score->raw),
                                      fmt::format("all {} projects of “{}” are at full marks 「{}」", positions.size(),
                                                  unit, first.total.score->raw)},
                                     first.total.score->at, unit);
    finding.because = because;
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kNote,
       {"同一单位的全部项目均为满分", "every project of a unit is at full marks"},
       kReviewPractice,
       {"一个单位有两个以上项目时，不应全部为满分", "some project of a unit with two or more has total.score < 100"},
       {"提示：某单位 6 个项目全部 100 分；无：其中一个 99.5 分",
        "note: six projects of a unit, all at 100; none: one of them at 99.5"},
       {"经复核确属全部完成时", "once a review has confirmed it"}},
      nullptr,
      BasisOf::kRule,
      check};
}

}  // namespace hebiao::audit_rules::report_all_full_marks
