// What the summary keeps of all reports while their rows go to the disk: sums by unit, rule and year.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/digest.h"
#include "emit/severity_counts.h"

namespace hebiao {

struct GroupSums {
  std::size_t forms = 0;
  std::size_t indicators = 0;
  Rational budget;  // 万元, of the forms whose unit of money is known and whose total row holds both figures
  Rational executed;
  std::size_t rated = 0;  // forms in budget and executed
  Rational score;
  std::size_t scored = 0;  // forms in score
  SeverityCounts findings;

  void add(const FormDigest& form);
};

// 万元 in one of `unit`; 0 for a unit that is not known.
Rational ten_thousands(std::string_view money_unit);

// Self-scores in bands of ever finer steps to the top, where they crowd.
struct ScoreBand {
  std::string_view label;
  int from_hundredths;  // included
};
inline constexpr std::array<ScoreBand, 9> kScoreBands = {{{"60 以下", 0},
                                                          {"60–70", 6000},
                                                          {"70–80", 7000},
                                                          {"80–85", 8000},
                                                          {"85–90", 8500},
                                                          {"90–95", 9000},
                                                          {"95–98", 9500},
                                                          {"98–100", 9800},
                                                          {"100", 10000}}};

struct SummarySums {
  std::size_t reports = 0;
  std::size_t pages = 0;
  std::size_t across_reports = 0;  // findings about several reports together, counted in `all` too
  Coverage coverage;
  GroupSums all;
  std::map<std::string, GroupSums> by_unit;
  std::map<std::string, GroupSums> by_year;  // "" where the form names none
  std::map<std::string, SeverityCounts> by_rule;
  std::map<std::pair<std::string, std::string>, std::size_t> by_rule_and_unit;
  std::map<std::string, std::size_t> checks;  // class -> how many
  std::array<std::size_t, kScoreBands.size()> bands{};
  std::optional<Rational> lowest_rate;
  std::optional<Rational> lowest_score;

  void add(const ReportDigest& digest);
  void add(const Finding& across);  // about several reports together

  // Units by budget, the largest first; by name where equal.
  std::vector<std::pair<std::string, const GroupSums*>> units() const;
  // Rules by number of findings, the most first; by id where equal.
  std::vector<std::pair<std::string, const SeverityCounts*>> rules_by_count() const;
  // Units by number of findings.
  std::vector<std::string> units_by_findings() const;
};

}  // namespace hebiao
