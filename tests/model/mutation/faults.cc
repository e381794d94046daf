#include "tests/model/mutation/faults.h"

#include <algorithm>

namespace hebiao::test {
namespace {

__extension__ using Wide = __int128;  // products of two amounts in fen

Wide ten_to(int exponent) {
  Wide power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

// A ratio low/high as fractions of whole numbers; ends count as closed (the caller asks for more room, not less).
struct Range {
  Wide low_numerator, low_denominator, high_numerator, high_denominator;
};

bool meet(const Range& a, const Range& b) {
  return a.low_numerator * b.high_denominator <= b.high_numerator * a.low_denominator &&
         b.low_numerator * a.high_denominator <= a.high_numerator * b.low_denominator;
}

// Amounts v ± half a unit, or v up to a whole unit more.
Range amounts(const PlannedForm& f, bool cut_off) {
  if (cut_off) return {f.executed, f.budget + 1, f.executed + 1, f.budget};
  return {2 * f.executed - 1, 2 * f.budget + 1, 2 * f.executed + 1, 2 * f.budget - 1};
}

Range rate_range(const PlannedForm& f, bool cut_off) {
  const Wide whole = ten_to(f.rate_decimals + 2);
  if (cut_off) return {f.rate, whole, f.rate + 1, whole};
  return {2 * f.rate - 1, 2 * whole, 2 * f.rate + 1, 2 * whole};
}

// Full marks allow every ratio from their lower end on.
Range score_range(const PlannedForm& f, bool cut_off) {
  const Wide whole = f.execution_weight * ten_to(f.score_decimals);
  Range range = cut_off ? Range{f.execution_score, whole, f.execution_score + 1, whole}
                        : Range{2 * f.execution_score - 1, 2 * whole, 2 * f.execution_score + 1, 2 * whole};
  if (range.high_numerator >= range.high_denominator) range.high_numerator = 1000 * range.high_denominator;
  return range;
}

void print_rate(PlannedForm& f) {
  const bool sign = f.text.funds[0].rate.find('%') != std::string::npos;
  f.text.funds[0].rate = decimal_text(f.rate, f.rate_decimals) + (sign ? "%" : "");
}

void print_score(PlannedForm& f) { f.text.funds[0].score = decimal_text(f.execution_score, f.score_decimals); }

std::string field(std::size_t indicator, const char* member) {
  return "indicators[" + std::to_string(indicator) + "]." + member;
}

// A random indicator that fits; nullopt if none does.
template <class Fits>
std::optional<std::size_t> some_indicator(Random& random, const PlannedForm& f, Fits fits) {
  std::vector<std::size_t> fitting;
  for (std::size_t i = 0; i < f.indicators.size(); ++i)
    if (fits(f.indicators[i])) fitting.push_back(i);
  if (fitting.empty()) return std::nullopt;
  return fitting[static_cast<std::size_t>(pick(random, 0, static_cast<std::int64_t>(fitting.size()) - 1))];
}

bool is_number(const PlannedIndicator& p) {
  return p.kind == Kind::kAtLeast || p.kind == Kind::kAtMost || p.kind == Kind::kEqual || p.kind == Kind::kRange;
}

void set_actual(PlannedForm& f, std::size_t i, std::int64_t actual) {
  f.indicators[i].actual = actual;
  f.text.indicators[i].actual = std::to_string(actual) + f.indicators[i].unit;
}

std::int64_t some_step(Random& random) {
  static const std::int64_t steps[] = {1, 2, 5, 10, 37, 100, 450, 1000};
  const std::int64_t step = steps[pick(random, 0, 7)];
  return pick(random, 0, 1) == 0 ? step : -step;
}

using Planted = std::optional<std::string>;

Planted wrong_rate(Random& random, PlannedForm& f) {
  f.rate += some_step(random);
  if (f.rate < 0 || rate_is_explained(f)) return std::nullopt;
  print_rate(f);
  return "funds[0].rate";
}

Planted wrong_score(Random& random, PlannedForm& f) {
  f.execution_score += some_step(random);
  const std::int64_t most = f.execution_weight * 100;
  if (f.execution_score < 0 || f.execution_score > most || score_is_explained(f)) return std::nullopt;
  print_score(f);
  return "funds[0].score";
}

Planted wrong_sum(Random& random, PlannedForm& f) {
  FundText& total = f.text.funds[0];
  std::string* columns[] = {&total.initial_budget, &total.full_budget, &total.executed};
  const char* names[] = {"initial_budget", "full_budget", "executed"};
  const std::int64_t which = pick(random, 0, 2);
  std::string digits;
  for (char c : *columns[which])
    if (c >= '0' && c <= '9') digits += c;
  // Three parts and the total, half a unit each: up to two units may be rounding.
  const std::int64_t step = pick(random, 3, 900) * (pick(random, 0, 1) == 0 ? 1 : -1);
  const std::int64_t wrong = std::stoll(digits) + step;
  if (wrong < 0) return std::nullopt;
  *columns[which] = decimal_text(wrong, f.money_decimals);
  return std::string("funds[0].") + names[which];
}

Planted spent_of_nothing(Random&, PlannedForm& f) {
  for (FundText& line : f.text.funds) line.full_budget = "0.00";
  return "funds[0].executed";
}

Planted wrong_total_weight(Random& random, PlannedForm& f) {
  f.text.total_weight = std::to_string(100 + (pick(random, 0, 1) == 0 ? pick(random, 1, 10) : -pick(random, 1, 10)));
  return "total.weight";
}

Planted wrong_weight(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator&) { return true; });
  f.text.indicators[*i].weight = decimal_text(f.indicators[*i].weight + pick(random, 1, 4) * 50, 2);
  return "total.weight";
}

Planted points_moved(Random& random, PlannedForm& f) {
  const std::size_t last = f.indicators.size() - 1;
  const auto full = [&](std::size_t i) { return f.indicators[i].score == f.indicators[i].weight; };
  if (!full(0) || !full(last) || f.indicators[last].weight < 200) return std::nullopt;
  const std::int64_t moved = pick(random, 1, 2) * 50;
  for (const auto& [i, by] : {std::pair<std::size_t, std::int64_t>{0, moved}, {last, -moved}}) {
    f.text.indicators[i].weight = decimal_text(f.indicators[i].weight + by, 2);
    f.text.indicators[i].score = f.text.indicators[i].weight;
  }
  return "";
}

Planted wrong_total(Random& random, PlannedForm& f) {
  f.text.total_score = decimal_text(std::max<std::int64_t>(0, f.total + some_step(random)), 2);
  return "total.score";
}

Planted out_of_bounds(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator&) { return true; });
  const bool above = pick(random, 0, 1) == 0;
  f.text.indicators[*i].score =
      above ? decimal_text(f.indicators[*i].weight + pick(random, 1, 300), 2) : decimal_text(-pick(random, 1, 300), 2);
  return field(*i, "score");
}

Planted full_marks_for_a_miss(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) { return p.missed && p.score < p.weight; });
  if (!i) return std::nullopt;
  f.text.indicators[*i].score = f.text.indicators[*i].weight;
  return field(*i, "score");
}

// Half the proportion, and at least three hundredths away from every practice.
Planted not_the_proportion(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) {
    return p.missed && (p.kind == Kind::kAtLeast || p.kind == Kind::kEqual) && p.score >= 10 && p.score < p.weight;
  });
  if (!i) return std::nullopt;
  f.text.indicators[*i].score = decimal_text(f.indicators[*i].score - pick(random, 3, 10), 2);
  return field(*i, "score");
}

Planted points_off_a_hit(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) {
    return !p.missed && (is_number(p) || p.kind == Kind::kDate || p.kind == Kind::kSameWords);
  });
  if (!i) return std::nullopt;
  f.text.indicators[*i].score = decimal_text(f.indicators[*i].weight - pick(random, 1, f.indicators[*i].weight), 2);
  return field(*i, "score");
}

Planted out_of_band(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) { return p.kind == Kind::kOtherWords; });
  if (!i) return std::nullopt;
  struct Band {
    const char* word;
    int share;
  };
  const Band bands[] = {
      {"部分达成", 90}, {"部分达成预期指标并具有一定效果", 50}, {"未达成预期指标且效果较差", 70}, {"达成预期指标", 70}};
  const Band& band = bands[pick(random, 0, 3)];
  f.text.indicators[*i].actual = band.word;
  f.text.indicators[*i].score = decimal_text(f.indicators[*i].weight * band.share / 100, 2);
  return field(*i, "score");
}

Planted wrong_grade(Random& random, PlannedForm& f) {
  const char* grades[] = {"优", "良", "中", "差"};
  const std::size_t right = f.total >= 9000 ? 0 : f.total >= 8000 ? 1 : f.total >= 6000 ? 2 : 3;
  f.text.grade = grades[(right + static_cast<std::size_t>(pick(random, 1, 3))) % 4];
  return "total.grade";
}

Planted finished_late(Random& random, PlannedForm& f) {
  const auto i =
      some_indicator(random, f, [](const PlannedIndicator& p) { return p.kind == Kind::kDate && p.target_month < 12; });
  if (!i) return std::nullopt;
  f.text.indicators[*i].actual = std::to_string(pick(random, f.indicators[*i].target_month + 1, 12)) + "月底";
  return field(*i, "target");
}

Planted too_easy(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) {
    return p.kind == Kind::kAtLeast && !p.missed && p.unit != "%" && p.target >= 4;
  });
  if (!i) return std::nullopt;
  const std::int64_t target = f.indicators[*i].target;
  set_actual(f, *i, target * 3 / 2 + pick(random, 1, target * 4));
  return field(*i, "target");
}

Planted other_unit(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, is_number);
  if (!i) return std::nullopt;
  const std::string unit = f.indicators[*i].unit;
  f.text.indicators[*i].actual = std::to_string(f.indicators[*i].actual) + (unit == "人"  ? "万元"
                                                                            : unit == "%" ? "个"
                                                                                          : "人");
  return field(*i, "target");
}

Planted wrong_way(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) { return is_number(p); });
  if (!i) return std::nullopt;
  const bool good = pick(random, 0, 1) == 0;
  f.text.indicators[*i].name = good ? "服务对象满意度" : "有效投诉次数";
  f.text.indicators[*i].target = good ? "≤90(%)" : "≥5(次)";
  f.text.indicators[*i].actual = good ? "85%" : "5次";
  return field(*i, "target");
}

Planted nothing_reached(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) { return p.score > 0; });
  const char* blanks[] = {"", "—", "/", "-"};
  f.text.indicators[*i].actual = blanks[pick(random, 0, 3)];
  return field(*i, "actual");
}

Planted words_for_a_number(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, is_number);
  if (!i) return std::nullopt;
  const char* phrases[] = {"较好", "已完成", "达到预期", "良好"};
  f.text.indicators[*i].actual = phrases[pick(random, 0, 3)];
  return field(*i, "actual");
}

Planted target_copied(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) {
    return p.kind == Kind::kAtLeast || p.kind == Kind::kAtMost || p.kind == Kind::kEqual;
  });
  if (!i) return std::nullopt;
  f.text.indicators[*i].actual = f.text.indicators[*i].target;
  return field(*i, "actual");
}

Planted no_reason(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator& p) { return p.missed; });
  if (!i) return std::nullopt;
  const char* blanks[] = {"", "无", "—", "0"};
  f.text.indicators[*i].deviation = blanks[pick(random, 0, 3)];
  return field(*i, "deviation");
}

Planted under_the_wrong_group(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, [](const PlannedIndicator&) { return true; });
  IndicatorText& row = f.text.indicators[*i];
  row.level2 = row.level1 == "效益指标" ? "质量指标" : row.level1 == "成本指标" ? "数量指标" : "可持续影响指标";
  if (row.level1 == "满意度指标" || row.level1 == "产出指标") row.level2 = "社会效益指标";
  return field(*i, "level2");
}

Planted no_satisfaction(Random&, PlannedForm& f) {
  while (f.text.indicators.back().level1 == "满意度指标") f.text.indicators.pop_back();
  return "";
}

Planted twice(Random& random, PlannedForm& f) {
  const std::int64_t i = pick(random, 1, static_cast<std::int64_t>(f.indicators.size()) - 1);
  const auto at = static_cast<std::size_t>(i);
  f.text.indicators[at] = f.text.indicators[at - 1];
  return field(at, "name");
}

Planted goal_repeated(Random&, PlannedForm& f) {
  f.text.outcome = f.text.goal;
  return "outcome";
}

Planted unreadable(Random& random, PlannedForm& f) {
  const auto i = some_indicator(random, f, is_number);
  if (!i) return std::nullopt;
  f.text.indicators[*i].actual = "2023年2月30日";
  return field(*i, "actual");
}

Planted misread_sign(Random& random, PlannedForm& f) {
  const auto i =
      some_indicator(random, f, [](const PlannedIndicator& p) { return p.unit == "%" && p.kind == Kind::kAtLeast; });
  if (!i) return std::nullopt;
  f.text.indicators[*i].target = "2" + std::to_string(f.indicators[*i].target) + "%";
  return field(*i, "target");
}

Planted as_it_is(const char* path) { return std::string(path); }

}  // namespace

bool rate_is_rounding(const PlannedForm& f) { return meet(amounts(f, false), rate_range(f, false)); }

bool rate_is_explained(const PlannedForm& f) {
  return rate_is_rounding(f) || meet(amounts(f, true), rate_range(f, true)) ||
         meet(amounts(f, false), rate_range(f, true));
}

bool score_is_rounding(const PlannedForm& f) {
  return meet(amounts(f, false), score_range(f, false)) && meet(rate_range(f, false), score_range(f, false)) &&
         rate_is_rounding(f);
}

bool score_is_explained(const PlannedForm& f) {
  const std::int64_t chained =
      half_up(f.execution_weight * f.rate, static_cast<std::int64_t>(ten_to(f.rate_decimals + 2)), 2);
  return score_is_rounding(f) || f.execution_score == chained || meet(amounts(f, true), score_range(f, true)) ||
         meet(amounts(f, false), score_range(f, true)) || meet(amounts(f, false), score_range(f, false));
}

const std::vector<Fault>& faults() {
  const FormWishes many_misses{80, 100, 60};
  static const std::vector<Fault> all = {
      {"fund.rate", Severity::kError, {}, wrong_rate},
      {"fund.score", Severity::kError, {}, wrong_score},
      {"fund.parts", Severity::kError, {}, wrong_sum},
      {"fund.overspent",
       Severity::kWarning,
       {103, 140, 15},
       [](Random&, PlannedForm&) { return as_it_is("funds[0].executed"); }},
      {"fund.zero-budget", Severity::kWarning, {}, spent_of_nothing},
      {"fund.low-rate",
       Severity::kWarning,
       {20, 79, 15},
       [](Random&, PlannedForm&) { return as_it_is("funds[0].rate"); }},
      {"weight.total", Severity::kError, {}, wrong_total_weight},
      {"weight.total", Severity::kError, {}, wrong_weight},
      {"weight.groups", Severity::kWarning, {}, points_moved},
      {"score.total", Severity::kError, {}, wrong_total},
      {"score.bounds", Severity::kError, {}, out_of_bounds},
      {"score.ratio", Severity::kError, many_misses, full_marks_for_a_miss},
      {"score.ratio", Severity::kWarning, many_misses, not_the_proportion},
      {"score.unsupported", Severity::kWarning, {}, points_off_a_hit},
      {"score.band", Severity::kWarning, {}, out_of_band},
      {"score.grade", Severity::kError, {}, wrong_grade},
      {"score.ahead-of-money",
       Severity::kNote,
       {70, 93, 0},
       [](Random&, PlannedForm&) { return as_it_is("funds[0].rate"); }},
      {"target.deadline", Severity::kError, {}, finished_late},
      {"target.exceeded", Severity::kWarning, {}, too_easy},
      {"target.unit", Severity::kWarning, {}, other_unit},
      {"target.direction", Severity::kWarning, {}, wrong_way},
      {"actual.missing", Severity::kWarning, {}, nothing_reached},
      {"actual.words", Severity::kWarning, {}, words_for_a_number},
      {"actual.echo", Severity::kNote, {}, target_copied},
      {"reason.missing", Severity::kWarning, many_misses, no_reason},
      {"level.misplaced", Severity::kWarning, {}, under_the_wrong_group},
      {"level.missing", Severity::kWarning, {}, no_satisfaction},
      {"indicator.duplicate", Severity::kWarning, {}, twice},
      {"goal.copied", Severity::kNote, {}, goal_repeated},
      {"read.unreadable", Severity::kWarning, {}, unreadable},
      {"read.suspect", Severity::kWarning, {}, misread_sign},
  };
  return all;
}

std::vector<Nudge> nudges(const PlannedForm& form) {
  std::vector<Nudge> all = {
      {"fund.rate", "funds[0].rate", [](PlannedForm& f, int units) { f.rate += units, print_rate(f); }},
      {"fund.score", "funds[0].score", [](PlannedForm& f, int units) { f.execution_score += units, print_score(f); }},
      {"fund.parts", "funds[0].full_budget",
       [](PlannedForm& f, int units) {
         f.text.funds[0].full_budget = decimal_text(f.budget + units, f.money_decimals);
       }},
      {"weight.total", "total.weight",
       [](PlannedForm& f, int units) { f.text.total_weight = std::to_string(100 + units); }},
      {"score.total", "total.score",
       [](PlannedForm& f, int units) { f.text.total_score = decimal_text(f.total + units, 2); }}};
  for (std::size_t i = 0; i < form.indicators.size(); ++i) {
    const PlannedIndicator& p = form.indicators[i];
    if (!p.missed || p.score < 5 || p.score > p.weight - 5) continue;
    all.push_back({"score.ratio", field(i, "score"), [i](PlannedForm& f, int units) {
                     f.text.indicators[i].score = decimal_text(f.indicators[i].score + units, 2);
                   }});
  }
  return all;
}

}  // namespace hebiao::test
