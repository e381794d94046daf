// A run in small: one row a form, compact enough for hundreds of thousands of them. Filled report by report in the
// order of their names, then drawn by emit/run_page.h.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/digest.h"
#include "emit/run_rules.h"

namespace hebiao {

struct RunRow {
  std::size_t report = 0;  // index into RunTable::reports
  int form = 1;            // FormDigest::index
  std::size_t unit = 0;    // index into RunTable::units
  std::optional<int> year;
  std::string project;
  std::string money_unit;
  std::string full_budget;  // plain decimals as printed, empty where there is none
  std::string executed;
  std::string rate_percent;
  std::string total_score;
  std::string grade;
  int errors = 0;
  int warnings = 0;
  int notes = 0;
  std::map<std::size_t, int> rules;  // index into RunTable::rules -> errors and warnings of that rule
};

// An input of which there is no report.
struct UnreadInput {
  std::string name;
  std::string state;  // for people: 失败, 没有自评表 …
  std::string reason;
};

struct RunTable {
  std::vector<std::string> reports;  // names, as ReportDigest::name
  std::vector<std::string> units;    // 实施单位, else 主管部门, in the order of their first form
  std::vector<std::string> rules;    // ids
  std::vector<RunRow> rows;
  std::vector<UnreadInput> unread;
  std::vector<RunFinding> across;  // about several files together
  int errors = 0;                  // of all findings, those about a report as a whole or about several included
  int warnings = 0;
  int notes = 0;

  // Adds the forms of one report.
  void add(const ReportDigest& digest);
  // Adds what only shows when the files stand side by side.
  void add(std::vector<RunFinding> findings);

 private:
  std::size_t unit_index(const FormDigest& form);
  std::size_t rule_index(const std::string& rule);
  void count(const FindingDigest& finding, RunRow* row);

  std::map<std::string, std::size_t, std::less<>> unit_indexes_;
  std::map<std::string, std::size_t, std::less<>> rule_indexes_;
};

// The figure as a number for pictures, never for a decision; nullopt where there is none.
std::optional<double> picture_number(std::string_view decimal);

}  // namespace hebiao
