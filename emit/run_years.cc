// Years side by side: amounts are added exactly; quartiles are for the picture.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "emit/html.h"
#include "emit/run_charts.h"
#include "normalize/rational.h"

namespace hebiao {
namespace {

struct Year {
  int forms = 0;
  int full_marks = 0;
  int errors = 0;
  int warnings = 0;
  int without_amounts = 0;  // no amounts, or in a unit that is not named
  Rational budget;          // 元
  Rational executed;
  std::vector<double> rates;
  std::vector<double> scores;
};

std::optional<Rational> plain_in_yuan(const std::string& decimal, const std::string& unit) {
  const std::optional<Rational> amount = parse_decimal(decimal);
  if (!amount) return std::nullopt;
  if (unit == "元") return *amount;
  if (unit == "万元") return *amount * 10'000;
  if (unit == "亿元") return *amount * 100'000'000;
  return std::nullopt;
}

void count_in(Year& year, const RunRow& row) {
  ++year.forms;
  year.errors += row.errors;
  year.warnings += row.warnings;
  const auto budget = plain_in_yuan(row.full_budget, row.money_unit);
  const auto executed = plain_in_yuan(row.executed, row.money_unit);
  if (budget && executed) {
    year.budget += *budget;
    year.executed += *executed;
  } else {
    ++year.without_amounts;
  }
  if (const auto rate = picture_number(row.rate_percent)) year.rates.push_back(*rate);
  if (const auto score = picture_number(row.total_score)) {
    year.scores.push_back(*score);
    year.full_marks += *score >= 100 ? 1 : 0;
  }
}

// Smallest, three quartiles (nearest rank), largest; `values` not empty.
std::array<double, 5> quartiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  std::array<double, 5> result{};
  for (std::size_t i = 0; i < 5; ++i) result[i] = values[(values.size() - 1) * i / 4];
  return result;
}

constexpr double kStripWidth = 220;

std::string strip(const std::vector<double>& values, double low, double high, std::string_view unit) {
  if (values.empty()) return "—";
  const std::array<double, 5> q = quartiles(values);
  const auto x = [&](double value) { return (std::clamp(value, low, high) - low) / (high - low) * kStripWidth; };
  const std::string title = fmt::format("最低 {0:.2f}{5}，四分位 {1:.2f}{5}、{2:.2f}{5}、{3:.2f}{5}，最高 {4:.2f}{5}",
                                        q[0], q[1], q[2], q[3], q[4], unit);
  return fmt::format(
      "<svg class=\"strip\" viewBox=\"-3 0 {0} 18\" role=\"img\" aria-label=\"{1}\"><title>{1}</title>"
      "<line class=\"grid\" x1=\"0\" y1=\"9\" x2=\"{2}\" y2=\"9\"/><line class=\"axis\" x1=\"{3:.1f}\" y1=\"9\" "
      "x2=\"{4:.1f}\" y2=\"9\"/>"
      "<rect class=\"bar\" x=\"{5:.1f}\" y=\"3\" width=\"{6:.1f}\" height=\"12\"/>"
      "<line class=\"median\" x1=\"{7:.1f}\" y1=\"1\" x2=\"{7:.1f}\" y2=\"17\"/></svg> {8:.2f}{9}",
      kStripWidth + 6, title, kStripWidth, x(q[0]), x(q[4]), x(q[1]), std::max(1.0, x(q[3]) - x(q[1])), x(q[2]), q[2],
      unit);
}

std::string total_rate(const Year& year) {
  if (year.budget <= 0) return "—";
  return format_fixed(round_half_up(Rational(year.executed * 100 / year.budget), 2), 2) + "%";
}

std::string ten_thousands(const Rational& yuan) { return format_fixed(round_half_up(Rational(yuan / 10'000), 2), 2); }

}  // namespace

std::string years_chart(const RunTable& table, std::string_view) {
  std::map<int, Year> years;  // 0: no year given
  for (const RunRow& row : table.rows) count_in(years[row.year.value_or(0)], row);
  std::string html =
      "<table class=\"years\"><thead><tr><th scope=\"col\">年度</th><th scope=\"col\">表</th><th "
      "scope=\"col\">全年预算（万元）</th>"
      "<th scope=\"col\">全年执行（万元）</th><th scope=\"col\">合计执行率</th><th "
      "scope=\"col\">执行率（0–130%）中位</th>"
      "<th scope=\"col\">总分（50–100）中位</th><th scope=\"col\">满分</th><th scope=\"col\">错误</th><th "
      "scope=\"col\">警告</th></tr></thead><tbody>\n";
  int without_amounts = 0;
  for (const auto& [number, year] : years) {
    without_amounts += year.without_amounts;
    html += fmt::format(
        "<tr><th scope=\"row\"><a href=\"#year={}\">{}</a></th><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
        "<td class=\"strips\">{}</td><td class=\"strips\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        number, number == 0 ? "不明" : fmt::format("{}", number), year.forms, ten_thousands(year.budget),
        ten_thousands(year.executed), total_rate(year), strip(year.rates, 0, 130, "%"), strip(year.scores, 50, 100, ""),
        year.full_marks, year.errors, year.warnings);
  }
  html += "</tbody></table>\n";
  if (without_amounts > 0)
    html += fmt::format("<p class=\"facts\">{} 张表没有可相加的金额（缺少、无法读取或未注明单位），未计入合计。</p>\n",
                        without_amounts);
  return html;
}

}  // namespace hebiao
