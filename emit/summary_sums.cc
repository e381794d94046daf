#include "emit/summary_sums.h"

#include <algorithm>

namespace hebiao {
namespace {

// A digest keeps figures as plain decimals; what is none (an unreadable total) takes no part in a sum.
std::optional<Rational> figure(const std::string& text) { return text.empty() ? std::nullopt : parse_decimal(text); }

std::size_t band_of(const Rational& score) {
  std::size_t band = 0;
  while (band + 1 < kScoreBands.size() && score * 100 >= kScoreBands[band + 1].from_hundredths) ++band;
  return band;
}

void keep_lowest(std::optional<Rational>& lowest, const std::optional<Rational>& number) {
  if (number && (!lowest || *number < *lowest)) lowest = number;
}

const FormDigest* form_of(const ReportDigest& digest, int index) {
  for (const FormDigest& form : digest.forms) {
    if (form.index == index) return &form;
  }
  return nullptr;
}

}  // namespace

Rational ten_thousands(std::string_view money_unit) {
  if (money_unit == "万元") return 1;
  if (money_unit == "元") return Rational(1, 10'000);
  if (money_unit == "千元") return Rational(1, 10);
  if (money_unit == "百万元") return 100;
  if (money_unit == "亿元") return 10'000;
  return 0;
}

void GroupSums::add(const FormDigest& form) {
  ++forms;
  indicators += static_cast<std::size_t>(std::max(0, form.indicators));
  const Rational factor = ten_thousands(form.money_unit);
  const auto full = figure(form.full_budget);
  const auto spent = figure(form.executed);
  if (factor != 0 && full && spent) {
    budget += *full * factor;
    executed += *spent * factor;
    ++rated;
  }
  if (const auto total = figure(form.total_score)) {
    score += *total;
    ++scored;
  }
}

void SummarySums::add(const ReportDigest& digest) {
  ++reports;
  pages += static_cast<std::size_t>(std::max(0, digest.pages));
  coverage.characters += digest.coverage.characters;
  coverage.in_cells += digest.coverage.in_cells;
  coverage.outside_tables += digest.coverage.outside_tables;
  coverage.unplaced += digest.coverage.unplaced;
  for (const FormDigest& form : digest.forms) {
    all.add(form);
    by_unit[form.agency].add(form);
    by_year[form.year ? std::to_string(*form.year) : ""].add(form);
    for (const auto& [name, count] : form.checks) checks[name] += static_cast<std::size_t>(std::max(0, count));
    keep_lowest(lowest_rate, figure(form.rate_percent));
    const auto total = figure(form.total_score);
    keep_lowest(lowest_score, total);
    if (total) ++bands[band_of(*total)];
  }
  for (const FindingDigest& entry : digest.findings) {
    const Severity severity = entry.finding.severity;
    all.findings.add(severity);
    by_rule[entry.finding.rule].add(severity);
    ++by_rule_and_unit[{entry.finding.rule, entry.agency}];
    if (!entry.agency.empty() || entry.form != 0) by_unit[entry.agency].findings.add(severity);
    const FormDigest* form = form_of(digest, entry.form);
    if (form != nullptr) by_year[form->year ? std::to_string(*form->year) : ""].findings.add(severity);
  }
}

void SummarySums::add(const Finding& across) {
  ++across_reports;
  all.findings.add(across.severity);
  by_rule[across.rule].add(across.severity);
  ++by_rule_and_unit[{across.rule, std::string()}];
}

std::vector<std::pair<std::string, const GroupSums*>> SummarySums::units() const {
  std::vector<std::pair<std::string, const GroupSums*>> sorted;
  for (const auto& [name, sums] : by_unit) sorted.emplace_back(name, &sums);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second->budget > b.second->budget; });
  return sorted;
}

std::vector<std::pair<std::string, const SeverityCounts*>> SummarySums::rules_by_count() const {
  std::vector<std::pair<std::string, const SeverityCounts*>> sorted;
  for (const auto& [rule, counts] : by_rule) sorted.emplace_back(rule, &counts);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.second->all() > b.second->all(); });
  return sorted;
}

std::vector<std::string> SummarySums::units_by_findings() const {
  std::vector<std::pair<std::string, std::size_t>> sorted;
  for (const auto& [name, sums] : by_unit) {
    if (sums.findings.all() > 0) sorted.emplace_back(name, sums.findings.all());
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::vector<std::string> names;
  for (auto& [name, count] : sorted) names.push_back(std::move(name));
  return names;
}

}  // namespace hebiao
