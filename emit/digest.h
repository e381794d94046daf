// A report in small: one record a form and one a finding, plain data that crosses process borders, stays in the
// catalog, and feeds the run's summary workbook, front page and run report. Flat strings and numbers only.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/finding.h"
#include "model/report.h"

namespace hebiao {

struct FormDigest {
  int index = 1;
  std::string dialect;
  std::string profile;
  std::optional<int> year;
  std::string project;
  std::string department;
  std::string agency;
  std::string money_unit;
  // Plain decimals as printed (of the total row); empty where the form has none.
  std::string initial_budget;
  std::string full_budget;
  std::string executed;
  std::string rate_percent;
  std::string total_score;
  std::string grade;
  bool full_marks = false;          // the total score is all that the profile grants
  std::string department_projects;  // full-year budget of all projects, by a whole-department form's 项目支出 row
  int indicators = 0;
  std::map<std::string, int> checks;  // class name -> how many
  // Of names, targets and actual values: equal where they were copied; empty for forms with so few that they may be
  // equal by chance.
  std::string indicators_sha256;

  const std::string& unit() const { return agency.empty() ? department : agency; }  // whose form it is; may be empty
};

struct FindingDigest {
  int form = 0;  // FormDigest::index; 0: about the report as a whole
  Finding finding;
  std::string project;  // of the form, empty for 0
  std::string agency;
  std::string indicator;  // name, where one is concerned
};

struct ReportDigest {
  std::string name;  // relative to the PATH that the user named
  std::string sha256;
  int pages = 0;
  Coverage coverage;
  std::vector<FormDigest> forms;
  std::vector<FindingDigest> findings;
  std::vector<Problem> problems;
};

ReportDigest digest(const Report& report);

// As one line of JSON and back; the reader refuses what the writer would not write.
std::string digest_to_json(const ReportDigest& digest);
Result<ReportDigest> digest_from_json(std::string_view json);

}  // namespace hebiao
