#include "emit/run_table.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "normalize/rational.h"

namespace hebiao {
namespace {

constexpr std::string_view kUnknownUnit = "（单位不明）";

std::size_t index_of(std::vector<std::string>& names, std::map<std::string, std::size_t, std::less<>>& indexes,
                     const std::string& name) {
  const auto [entry, is_new] = indexes.emplace(name, names.size());
  if (is_new) names.push_back(name);
  return entry->second;
}

}  // namespace

std::size_t RunTable::unit_index(const FormDigest& form) {
  const std::string& name = form.unit();
  return index_of(units, unit_indexes_, name.empty() ? std::string(kUnknownUnit) : name);
}

std::size_t RunTable::rule_index(const std::string& rule) { return index_of(rules, rule_indexes_, rule); }

void RunTable::count(const FindingDigest& finding, RunRow* row) {
  const Severity severity = finding.finding.severity;
  int RunTable::*in_run = severity == Severity::kError     ? &RunTable::errors
                          : severity == Severity::kWarning ? &RunTable::warnings
                                                           : &RunTable::notes;
  ++(this->*in_run);
  if (row == nullptr) return;
  int RunRow::*in_row = severity == Severity::kError     ? &RunRow::errors
                        : severity == Severity::kWarning ? &RunRow::warnings
                                                         : &RunRow::notes;
  ++(row->*in_row);
  if (severity != Severity::kNote) ++row->rules[rule_index(finding.finding.rule)];
}

void RunTable::add(const ReportDigest& digest) {
  const std::size_t report = reports.size();
  reports.push_back(digest.name);
  const std::size_t first = rows.size();
  std::map<int, std::size_t> row_of;
  for (const FormDigest& form : digest.forms) {
    row_of[form.index] = rows.size();
    rows.push_back({report,
                    form.index,
                    unit_index(form),
                    form.year,
                    form.project,
                    form.money_unit,
                    form.full_budget,
                    form.executed,
                    form.rate_percent,
                    form.total_score,
                    form.grade,
                    0,
                    0,
                    0,
                    {}});
  }
  for (const FindingDigest& finding : digest.findings) {
    const auto found = row_of.find(finding.form);
    count(finding, found == row_of.end() || found->second < first ? nullptr : &rows[found->second]);
  }
}

void RunTable::add(std::vector<RunFinding> findings) {
  for (const RunFinding& one : findings) {
    const Severity severity = one.finding.severity;
    ++(severity == Severity::kError ? errors : severity == Severity::kWarning ? warnings : notes);
  }
  std::move(findings.begin(), findings.end(), std::back_inserter(across));
}

std::optional<double> picture_number(std::string_view decimal) {
  const std::optional<Rational> number = parse_decimal(decimal);
  if (!number) return std::nullopt;
  return number->get_d();
}

}  // namespace hebiao
