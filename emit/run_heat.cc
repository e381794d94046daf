// Findings by rule and unit: a table of numbers, the more the darker.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <string>
#include <vector>

#include "emit/html.h"
#include "emit/run_charts.h"

namespace hebiao {
namespace {

constexpr std::size_t kRulesShown = 16;  // columns

struct Heat {
  std::vector<std::size_t> units;  // those shown, most findings first
  std::vector<std::size_t> rules;
  std::map<std::size_t, std::vector<int>> counts;  // unit -> by rule; every unit with findings
  std::vector<int> of_unit;
  std::size_t all_rules = 0;
  int highest = 1;  // of the numbers shown
};

// The indexes whose count is not zero, highest count first, at most `limit`.
std::vector<std::size_t> most(const std::vector<int>& counts, std::size_t limit) {
  std::vector<std::size_t> indexes(counts.size());
  std::iota(indexes.begin(), indexes.end(), 0);
  std::erase_if(indexes, [&](std::size_t i) { return counts[i] == 0; });
  std::stable_sort(indexes.begin(), indexes.end(), [&](std::size_t a, std::size_t b) { return counts[a] > counts[b]; });
  indexes.resize(std::min(indexes.size(), limit));
  return indexes;
}

Heat heat_of(const RunTable& table) {
  Heat heat;
  std::vector<int> of_rule(table.rules.size(), 0);
  heat.of_unit.assign(table.units.size(), 0);
  for (const RunRow& row : table.rows) {
    for (const auto& [rule, count] : row.rules) {
      std::vector<int>& counts = heat.counts[row.unit];
      counts.resize(table.rules.size());
      counts[rule] += count;
      of_rule[rule] += count;
      heat.of_unit[row.unit] += count;
    }
  }
  heat.units = most(heat.of_unit, kUnitsShown);
  heat.rules = most(of_rule, kRulesShown);
  heat.all_rules = most(of_rule, of_rule.size()).size();
  for (const std::size_t unit : heat.units) {
    for (const std::size_t rule : heat.rules) heat.highest = std::max(heat.highest, heat.counts[unit][rule]);
  }
  return heat;
}

std::string head(const RunTable& table, const Heat& heat) {
  std::string html = "<thead><tr><td></td>";
  for (const std::size_t rule : heat.rules)
    html += fmt::format("<th scope=\"col\"><a href=\"#rule={}\"><span>{}</span></a></th>", rule,
                        html_text(table.rules[rule]));
  return html + "<th scope=\"col\"><span>合计</span></th></tr></thead>";
}

std::string cell(const Heat& heat, std::size_t unit, std::size_t rule) {
  const int count = heat.counts.at(unit)[rule];
  if (count == 0) return "<td></td>";
  // Four depths, by the root, so that a few are seen beside many.
  const int depth = 1 + static_cast<int>(std::sqrt(static_cast<double>(count) / heat.highest) * 3.999);
  return fmt::format("<td class=\"d{}\"><a href=\"#unit={}&amp;rule={}\">{}</a></td>", std::min(depth, 4), unit, rule,
                     count);
}

std::string row(const RunTable& table, const Heat& heat, std::size_t unit) {
  std::string html =
      fmt::format("<tr><th scope=\"row\"><a href=\"#unit={}\">{}</a></th>", unit, html_text(table.units[unit]));
  for (const std::size_t rule : heat.rules) html += cell(heat, unit, rule);
  return html + fmt::format("<td>{}</td></tr>\n", heat.of_unit[unit]);
}

}  // namespace

std::string rules_by_unit_chart(const RunTable& table, std::string_view) {
  const Heat heat = heat_of(table);
  if (heat.counts.empty()) return "<p class=\"facts\">没有错误和警告。</p>\n";
  std::string html = "<table class=\"heat\">" + head(table, heat) + "<tbody>\n";
  for (const std::size_t unit : heat.units) html += row(table, heat, unit);
  html += "</tbody></table>\n";
  if (heat.counts.size() > heat.units.size() || heat.all_rules > heat.rules.size())
    html += fmt::format("<p class=\"facts\">有发现的单位 {} 个、规则 {} 条，此处为最多的 {} 个和 {} 条。</p>\n",
                        heat.counts.size(), heat.all_rules, heat.units.size(), heat.rules.size());
  return html;
}

}  // namespace hebiao
