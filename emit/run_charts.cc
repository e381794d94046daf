#include "emit/run_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

#include "emit/html.h"

namespace hebiao {
namespace {

constexpr double kLabelWidth = 210;  // SVG units: one is a pixel at 100 %
constexpr double kPlotWidth = 440;
constexpr double kRowHeight = 20;
constexpr double kHighestRate = 130;      // percent; what lies above is drawn at the edge and says its value
constexpr double kLowestScoreShown = 50;  // lower scores share the first bar
constexpr int kLabelCharacters = 14;
constexpr double kDotRadius = 3;
constexpr double kSmallestMark = 6;
constexpr double kDigitWidth = 5.4;  // of the histogram's figures, which are left out where they would touch

// The first characters of a text, for a label of limited width.
std::string shortened(std::string_view text, int characters) {
  std::size_t end = 0;
  for (int n = 0; end < text.size(); ++n) {
    if (n == characters) return std::string(text.substr(0, end)) + "…";
    do ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U);
  }
  return std::string(text);
}

// Forms that share a spot.
struct Spot {
  const RunRow* first = nullptr;
  int count = 0;
  int with_errors = 0;
  void add(const RunRow& row) {
    if (first == nullptr) first = &row;
    ++count;
    with_errors += row.errors > 0 ? 1 : 0;
  }
};

template <class Spots>
int most_on_one(const Spots& spots) {
  int most = 1;
  for (const auto& [at, spot] : spots) most = std::max(most, spot.count);
  return most;
}

struct Chart {
  const RunTable& table;
  std::string_view link_suffix;

  // Opens the link of a spot: to its report, or to its rows.
  std::string link(const Spot& spot, const std::string& address, const std::string& title) const {
    const std::string href = spot.count == 1 ? form_link(table, *spot.first, link_suffix) : "#" + address;
    return fmt::format("<a href=\"{}\"><title>{}</title>", html_text(href), html_text(title));
  }

  // `width` and `height` are those of a spot with `most` forms; height and depth stand for the number.
  std::string mark(const Spot& spot, double x, double y, double width, double height, int most,
                   const std::string& address, const std::string& title) const {
    const std::string_view css = error_class(spot);
    if (spot.count == 1)
      return fmt::format("{}<circle class=\"{}\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill-opacity=\"0.6\"/></a>\n",
                         link(spot, address, title), css, svg_number(x), svg_number(y), svg_number(kDotRadius));
    const double share = static_cast<double>(spot.count) / most;
    const double h = std::max(height * share, std::min(height, kSmallestMark));
    return fmt::format("{}<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"{}\"/></a>\n",
                       link(spot, address, title), css, svg_number(x - width / 2), svg_number(y - h / 2),
                       svg_number(width), svg_number(h), svg_number(0.3 + 0.7 * std::sqrt(share)));
  }

  // A mark is red where at least one in four of its forms has an error.
  static std::string_view error_class(const Spot& spot) {
    return 4 * spot.with_errors >= spot.count ? "dot error" : "dot";
  }
};

std::string open_svg(double width, double height, std::string_view title) {
  return fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\">\n",
                     svg_number(width), svg_number(height), html_text(title));
}

std::string text_at(double x, double y, std::string_view css_class, std::string_view text) {
  return fmt::format("<text class=\"{}\" x=\"{}\" y=\"{}\">{}</text>\n", css_class, svg_number(x), svg_number(y),
                     html_text(text));
}

std::string line_between(double x1, double y1, double x2, double y2, std::string_view css_class) {
  return fmt::format("<line class=\"{}\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>\n", css_class, svg_number(x1),
                     svg_number(y1), svg_number(x2), svg_number(y2));
}

// Units by the number of their forms, most first; at most `limit`.
std::vector<std::size_t> largest_units(const RunTable& table, std::size_t limit) {
  std::vector<int> forms(table.units.size(), 0);
  for (const RunRow& row : table.rows) ++forms[row.unit];
  std::vector<std::size_t> units(table.units.size());
  std::iota(units.begin(), units.end(), 0);
  std::stable_sort(units.begin(), units.end(), [&](std::size_t a, std::size_t b) { return forms[a] > forms[b]; });
  units.resize(std::min(units.size(), limit));
  return units;
}

std::string project_title(const RunRow& row, std::string_view figures) {
  return fmt::format("{} {}", row.project.empty() ? std::string("（项目名称不明）") : row.project, figures);
}

double rate_x(double rate) { return kLabelWidth + std::clamp(rate, 0.0, kHighestRate) / kHighestRate * kPlotWidth; }

std::string rate_axis(double height) {
  std::string svg;
  for (const int tick : {0, 20, 40, 60, 80, 100, 120}) {
    svg += line_between(rate_x(tick), 0, rate_x(tick), height, tick == 100 ? "grid strong" : "grid");
    svg += text_at(rate_x(tick), height + 14, "tick", fmt::format("{}%", tick));
  }
  return svg;
}

double middle_of(std::size_t line) { return (static_cast<double>(line) + 0.5) * kRowHeight; }

std::string unit_lane(const RunTable& table, std::size_t unit, double y) {
  return fmt::format("<a href=\"#unit={}\"><title>{}</title>{}</a>", unit, html_text(table.units[unit]),
                     text_at(kLabelWidth - 8, y + 4, "label", shortened(table.units[unit], kLabelCharacters))) +
         line_between(kLabelWidth, y, kLabelWidth + kPlotWidth, y, "lane");
}

}  // namespace

std::string form_link(const RunTable& table, const RunRow& row, std::string_view link_suffix) {
  return fmt::format("{}#form-{}", link_path(table.reports[row.report] + std::string(link_suffix)), row.form);
}

std::string rate_dots_chart(const RunTable& table, std::string_view link_suffix) {
  const Chart chart{table, link_suffix};
  const std::vector<std::size_t> units = largest_units(table, kUnitsShown);
  std::map<std::size_t, std::size_t> line_of;
  for (std::size_t i = 0; i < units.size(); ++i) line_of[units[i]] = i;
  std::map<std::pair<std::size_t, int>, Spot> spots;  // line, whole percent
  std::size_t others = 0;
  for (const RunRow& row : table.rows) {
    const auto rate = picture_number(row.rate_percent);
    const auto found = line_of.find(row.unit);
    if (found == line_of.end()) ++others;
    if (rate && found != line_of.end())
      spots[{found->second, static_cast<int>(std::floor(std::min(*rate, kHighestRate)))}].add(row);
  }
  const int most = most_on_one(spots);
  const double height = static_cast<double>(units.size()) * kRowHeight;
  std::string svg = open_svg(kLabelWidth + kPlotWidth + 20, height + 22, "各单位的预算执行率") + rate_axis(height);
  for (std::size_t i = 0; i < units.size(); ++i) svg += unit_lane(table, units[i], middle_of(i));
  for (const auto& [at, spot] : spots) {
    const auto& [line, percent] = at;
    const bool is_edge = percent >= static_cast<int>(kHighestRate);
    const std::string title = spot.count == 1 ? project_title(*spot.first, "执行率 " + spot.first->rate_percent + "%")
                                              : fmt::format("{} 张表，执行率 {}%{}", spot.count, percent,
                                                            is_edge ? " 以上" : fmt::format("–{}%", percent + 1));
    const std::string address = is_edge ? fmt::format("unit={}&rate={}..", units[line], percent)
                                        : fmt::format("unit={}&rate={}..{}.9999", units[line], percent, percent);
    svg += chart.mark(spot, rate_x(spot.count == 1 ? *picture_number(spot.first->rate_percent) : percent + 0.5),
                      middle_of(line), kPlotWidth / kHighestRate * 0.9, kRowHeight * 0.9, most, address, title);
  }
  svg += "</svg>\n";
  if (table.units.size() > units.size())
    svg += fmt::format("<p class=\"facts\">表最多的 {} 个单位；其余 {} 个单位的 {} 张表见下方表格。</p>\n",
                       units.size(), table.units.size() - units.size(), others);
  return svg;
}

std::string score_histogram(const RunTable& table, std::string_view link_suffix) {
  const Chart chart{table, link_suffix};
  constexpr int kLowest = static_cast<int>(kLowestScoreShown);
  constexpr int kBars = 100 - kLowest + 2;  // below, one a point, and full marks on their own
  constexpr double kHeight = 190;
  constexpr double kTop = 16;
  const double bar = (kLabelWidth + kPlotWidth - 30) / kBars;
  std::array<Spot, kBars> bars{};
  for (const RunRow& row : table.rows) {
    const auto score = picture_number(row.total_score);
    if (score) bars[static_cast<std::size_t>(std::clamp(std::floor(*score) - kLowest + 1, 0.0, kBars - 1.0))].add(row);
  }
  const int highest = std::max(1, std::max_element(bars.begin(), bars.end(), [](const Spot& a, const Spot& b) {
                                    return a.count < b.count;
                                  })->count);
  const auto x_of = [&](double score) { return 20 + (score - kLowest + 1) * bar; };
  std::string svg = open_svg(kLabelWidth + kPlotWidth + 20, kTop + kHeight + 20, "自评总分的分布");
  for (const int tick : {kLowest, 60, 70, 80, 90, 100}) {
    svg += line_between(x_of(tick), kTop, x_of(tick), kTop + kHeight,
                        tick == 60 || tick == 80 || tick == 90 ? "grid strong" : "grid");
    svg += text_at(x_of(tick) + bar / 2, kTop + kHeight + 15, "tick", fmt::format("{}", tick));
  }
  for (int i = 0; i < kBars; ++i) {
    const Spot& spot = bars[static_cast<std::size_t>(i)];
    if (spot.count == 0) continue;
    const double height = std::max(1.5, kHeight * spot.count / highest);
    const int from = kLowest + i - 1;
    const std::string range = i == 0        ? fmt::format("低于 {} 分", kLowest)
                              : from == 100 ? "满分（100 分）"
                                            : fmt::format("{}–{} 分", from, from + 1);
    const std::string address = i == 0        ? fmt::format("score=..{}.9999", kLowest - 1)
                                : from == 100 ? "score=100.."
                                              : fmt::format("score={}..{}.9999", from, from);
    const double x = 20 + i * bar;
    svg += fmt::format("{}<rect class=\"bar{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                       chart.link(spot, address, fmt::format("{}：{} 张表", range, spot.count)),
                       from == 100 ? " full" : "", svg_number(x + 0.5), svg_number(kTop + kHeight - height),
                       svg_number(bar - 1), svg_number(height));
    const std::string figure = fmt::format("{}", spot.count);
    if (static_cast<double>(figure.size()) * kDigitWidth <= bar || spot.count == highest)
      svg += text_at(x + bar / 2, kTop + kHeight - height - 3, "value", figure);
    svg += "</a>\n";
  }
  svg += line_between(20, kTop + kHeight, 20 + kBars * bar, kTop + kHeight, "axis") + "</svg>\n";
  return svg;
}

std::string score_rate_chart(const RunTable& table, std::string_view link_suffix) {
  const Chart chart{table, link_suffix};
  constexpr double kHeight = 260;
  constexpr double kTop = 10;
  constexpr int kRateStep = 2;
  const auto y_of = [](double score) {
    return kTop + kHeight -
           std::clamp(score - kLowestScoreShown, 0.0, 100 - kLowestScoreShown) / (100 - kLowestScoreShown) * kHeight;
  };
  const auto x_of = [](double rate) { return rate_x(rate) - kLabelWidth * 0.75; };
  std::map<std::pair<int, int>, Spot> spots;  // rate in steps, score in whole points
  for (const RunRow& row : table.rows) {
    const auto rate = picture_number(row.rate_percent);
    const auto score = picture_number(row.total_score);
    if (!rate || !score) continue;
    const double shown_score = std::clamp(*score, kLowestScoreShown - 1, 100.0);
    spots[{static_cast<int>(std::floor(std::min(*rate, kHighestRate) / kRateStep)),
           static_cast<int>(std::floor(shown_score))}]
        .add(row);
  }
  const int most = most_on_one(spots);
  std::string svg = open_svg(kLabelWidth * 0.25 + kPlotWidth + 30, kTop + kHeight + 22, "自评总分与预算执行率");
  for (const int tick : {0, 20, 40, 60, 80, 100, 120}) {
    svg += line_between(x_of(tick), kTop, x_of(tick), kTop + kHeight, tick == 100 ? "grid strong" : "grid");
    svg += text_at(x_of(tick), kTop + kHeight + 15, "tick", fmt::format("{}%", tick));
  }
  for (const int tick : {50, 60, 70, 80, 90, 100}) {
    svg += line_between(x_of(0), y_of(tick), x_of(kHighestRate), y_of(tick), "grid");
    svg += text_at(x_of(0) - 6, y_of(tick) + 4, "label", fmt::format("{}", tick));
  }
  for (const auto& [at, spot] : spots) {
    const int rate = at.first * kRateStep;
    const bool is_low = at.second < static_cast<int>(kLowestScoreShown);
    const bool is_edge = rate >= static_cast<int>(kHighestRate);
    const std::string title =
        spot.count == 1
            ? project_title(*spot.first,
                            fmt::format("执行率 {}%，总分 {}", spot.first->rate_percent, spot.first->total_score))
            : fmt::format("{} 张表，执行率 {}–{}%，总分约 {}", spot.count, rate, rate + kRateStep, at.second);
    const std::string rates =
        is_edge ? fmt::format("{}..", rate) : fmt::format("{}..{}.9999", rate, rate + kRateStep - 1);
    const std::string scores =
        is_low ? fmt::format("..{}.9999", at.second) : fmt::format("{}..{}.9999", at.second, at.second);
    const bool is_one = spot.count == 1;
    svg += chart.mark(spot, x_of(is_one ? *picture_number(spot.first->rate_percent) : rate + kRateStep / 2.0),
                      y_of(is_one ? *picture_number(spot.first->total_score) : at.second + 0.5),
                      kPlotWidth / kHighestRate * kRateStep * 0.92, kHeight / (100 - kLowestScoreShown) * 0.92, most,
                      fmt::format("rate={}&score={}", rates, scores), title);
  }
  return svg + "</svg>\n";
}

}  // namespace hebiao
