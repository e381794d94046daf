// A rule: a plain function in a table. Adding one is a file beside this one and a line in registry.cc.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/finding.h"
#include "model/model.h"

namespace hebiao::audit_rules {

struct Case;  // model/rules/case.h

// What a rule over a whole report is given.
struct ReportCase {
  const std::vector<AuditedForm>& forms;
  const Document& document;
};

// What a rule found out: every relation that it recomputed, and the findings that some of them raise.
struct Outcome {
  std::vector<Check> checks;
  std::vector<Finding> findings;

  void add(Check check) { checks.push_back(std::move(check)); }
  void add(Finding finding) { findings.push_back(std::move(finding)); }
};

// Whose document a finding quotes: the rule's own, or the profile's where a place has its own rules.
enum class BasisOf { kRule, kProfile };

struct Rule {
  RuleInfo info;
  Outcome (*check)(const Case&) = nullptr;  // null for rules that look at a whole report (report.*)
  BasisOf basis_of = BasisOf::kRule;
  std::vector<Finding> (*check_report)(const ReportCase&) = nullptr;  // null for rules that look at one form
};

// What rules rest on: the base document, plain arithmetic within the form, or what reviewers look for.
inline constexpr std::string_view kMeasures2020 = "财预〔2020〕10号";
inline constexpr std::string_view kArithmetic = "表内数据勾稽";
inline constexpr std::string_view kReviewPractice = "绩效自评复核惯例";
inline constexpr std::string_view kLegibility = "识读记录";

// In the order of the public list; ids are never reused.
const std::vector<Rule>& all();

}  // namespace hebiao::audit_rules
