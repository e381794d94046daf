// The report.* rules over a whole run: what only shows when the files of a folder stand side by side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "emit/digest.h"

namespace hebiao {

// A finding about several files together, told at the first of them. `finding.because` names the forms concerned as
// "2023/a.pdf#forms[0]".
struct RunFinding {
  std::string report;  // ReportDigest::name
  Finding finding;
};

// What the rules ask of one form of the run.
struct FormOfRun {
  std::string report;
  int index = 1;     // FormDigest::index
  std::string unit;  // agency, else department
  std::string department;
  std::string project;
  std::optional<int> year;
  std::string total_score;
  bool full_marks = false;
  int indicators = 0;
  std::string indicators_sha256;
  std::string money_unit;
  std::string full_budget;
  std::string department_projects;
};

// Takes report after report and keeps a short record of each form, not the reports.
//
//   report.all-full-marks      a unit's projects stand in several files, and every one is at full marks
//   report.copied-indicators   forms of two files have the same names, targets and actual values
//   report.department-total    the projects of a department and year, in several files, add to more than the total that
//                              its whole-department form prints (each of them, if several stand in the run); less
//                              proves nothing, for not all need be in the run
//
// What stands within one file is that report's own finding and is not repeated. One project of one unit and year in two
// files (its PDF and its text) is one form.
class RunAudit {
 public:
  void add(const ReportDigest& report);

  // Sorted by rule, then by the first form concerned; the order of add() makes no difference.
  std::vector<RunFinding> findings() const;

 private:
  std::vector<FormOfRun> forms_;
};

}  // namespace hebiao
