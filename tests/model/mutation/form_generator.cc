#include "tests/model/mutation/form_generator.h"

#include <algorithm>

namespace hebiao::test {
namespace {

__extension__ using Wide = __int128;  // products of two amounts in fen

const char* one_of(Random& random, const std::vector<const char*>& choices) {
  return choices[static_cast<std::size_t>(pick(random, 0, static_cast<std::int64_t>(choices.size()) - 1))];
}

bool chance(Random& random, int percent) { return pick(random, 1, 100) <= percent; }

std::string grouped(const std::string& number) {
  const std::size_t point = std::min(number.find('.'), number.size());
  std::string text = number;
  for (std::size_t i = point; i > 3; i -= 3) text.insert(i - 3, ",");
  return text;
}

std::string without_zeros(std::string number) {
  if (number.find('.') == std::string::npos) return number;
  while (number.back() == '0') number.pop_back();
  if (number.back() == '.') number.pop_back();
  return number;
}

struct Name {
  const char* name;
  const char* unit;
};

// Names whose sense fits the sign, so that nothing is wrong with them.
const std::vector<Name> kMore = {{"开展培训", "次"},   {"服务群众", "人"},  {"完成课题", "个"},  {"养护道路", "公里"},
                                 {"印发资料", "份"},   {"举办活动", "期"},  {"覆盖社区", "家"},  {"录入档案", "万页"},
                                 {"补助资金", "万元"}, {"参训合格率", "%"}, {"任务完成率", "%"}, {"设备完好率", "%"},
                                 {"资料归档率", "%"}};
const std::vector<Name> kLess = {
    {"有效投诉次数", "次"}, {"系统故障时长", "小时"}, {"重大差错件数", "件"}, {"返修率", "%"}, {"逾期办结件数", "件"}};
const char* const kPhrases[][2] = {{"有效提升", "有效提升"}, {"符合要求", "符合要求"}, {"健全", "健全"}, {"是", "是"}};
const char* const kOtherPhrases[][2] = {
    {"持续改善", "群众出行更加便利"}, {"按规定执行", "严格执行各项规定"}, {"明显增强", "服务能力得到增强"}};

struct Row {
  const char* level1;
  const char* level2;
  std::int64_t weight;  // hundredths
};

// Splits a group's points over its rows: whole and half points.
void share_out(Random& random, const char* level1, const std::vector<const char*>& level2s, std::int64_t points,
               std::vector<Row>& rows) {
  const std::int64_t count =
      pick(random, static_cast<std::int64_t>(level2s.size()), static_cast<std::int64_t>(level2s.size()) + 3);
  std::int64_t left = points * 2;  // half points
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t rest = count - i - 1;
    std::int64_t halves = rest == 0 ? left : std::max<std::int64_t>(2, left / (rest + 1) / 2 * 2);
    if (rest > 0 && chance(random, 15)) ++halves;
    left -= halves;
    rows.push_back({level1, level2s[static_cast<std::size_t>(i * static_cast<std::int64_t>(level2s.size()) / count)],
                    halves * 50});
  }
}

std::vector<Row> plan_rows(Random& random, std::int64_t& execution_weight) {
  std::vector<Row> rows;
  execution_weight = 10;
  if (chance(random, 30)) {
    share_out(random, "成本指标", {"经济成本指标"}, 20, rows);
    share_out(random, "产出指标", {"数量指标", "质量指标", "时效指标"}, 40, rows);
    share_out(random, "效益指标", {"社会效益指标"}, 20, rows);
  } else {
    share_out(random, "产出指标", {"数量指标", "质量指标", "时效指标", "成本指标"}, 50, rows);
    share_out(random, "效益指标", {"社会效益指标", "可持续影响指标"}, 30, rows);
  }
  share_out(random, "满意度指标", {"服务对象满意度指标"}, 10, rows);
  return rows;
}

std::string number_with_unit(Random& random, const std::string& number, const std::string& unit) {
  return chance(random, 50)   ? number + "(" + unit + ")"
         : chance(random, 30) ? number + "（" + unit + "）"
                              : number + unit;
}

std::string written(Random& random, std::int64_t value) {
  return chance(random, 15) ? decimal_text(value * 100, 2) : std::to_string(value);
}

void write_target(Random& random, const PlannedIndicator& plan, IndicatorText& text) {
  const std::string number = number_with_unit(random, written(random, plan.target), plan.unit);
  switch (plan.kind) {
    case Kind::kAtLeast:
      text.target = one_of(random, {"≥", "≥", "≥", ">=", "≧", "不低于"}) + number;
      break;
    case Kind::kAtMost:
      text.target = one_of(random, {"≤", "≤", "≤", "<=", "≦", "不超过"}) + number;
      break;
    case Kind::kEqual:
      text.target = "=" + number;
      break;
    case Kind::kRange:
      text.target = std::to_string(plan.target) + "-" + number_with_unit(random, std::to_string(plan.high), plan.unit);
      break;
    case Kind::kDate:
      text.target = std::to_string(plan.target_month) + "月底前";
      break;
    default:
      break;
  }
}

// The points that a target and an actual earn, in hundredths: the plain rule, in whole numbers.
std::int64_t earned(Random& random, const PlannedIndicator& p) {
  const auto share = [&](std::int64_t numerator, std::int64_t denominator) {
    return half_up(p.weight * numerator, denominator, 0);
  };
  if (!p.missed) return p.weight;
  if (p.kind == Kind::kRange) return p.actual < p.target ? share(p.actual, p.target) : share(p.high, p.actual);
  if (p.kind != Kind::kAtMost) return share(p.actual, p.target);
  if (chance(random, 50)) return share(p.target, p.actual);
  return p.actual >= 2 * p.target ? 0 : share(2 * p.target - p.actual, p.target);
}

void plan_number(Random& random, PlannedIndicator& p, const FormWishes& wishes) {
  const bool percent = p.unit == "%";
  p.missed = chance(random, wishes.missed_percent);
  p.target = percent ? pick(random, 80, 98) : pick(random, 4, chance(random, 30) ? 3000 : 60);
  if (p.kind == Kind::kAtMost) {
    p.target = percent ? pick(random, 3, 20) : pick(random, 2, 40);
    p.actual = p.missed ? pick(random, p.target + 1, p.target * 3) : pick(random, 0, p.target);
  } else if (p.kind == Kind::kRange) {
    p.high = p.target + pick(random, 1, 20);
    p.actual = !p.missed            ? pick(random, p.target, p.high)
               : chance(random, 50) ? pick(random, 1, p.target - 1)
                                    : pick(random, p.high + 1, p.high * 2);
  } else {
    const std::int64_t most = percent ? 100 : p.target * 130 / 100;
    p.actual = p.missed ? pick(random, 1, p.target - 1) : pick(random, p.target, most);
    if (p.kind == Kind::kEqual && !p.missed && chance(random, 70)) p.actual = p.target;
  }
}

void plan_indicator(Random& random, const Row& row, std::size_t position, const FormWishes& wishes, PlannedForm& form) {
  PlannedIndicator p;
  IndicatorText text;
  p.weight = row.weight;
  text.level1 = row.level1;
  text.level2 = row.level2;
  const std::string ordinal = "第" + std::to_string(position + 1) + "项";
  const bool date = std::string(row.level2) == "时效指标" && chance(random, 60);
  const bool satisfaction = std::string(row.level1) == "满意度指标";
  const bool cost = std::string(row.level2).find("成本") != std::string::npos;
  if (date) {
    p.kind = Kind::kDate;
    p.target_month = static_cast<int>(pick(random, 3, 12));
    p.actual_month = static_cast<int>(pick(random, 1, p.target_month));
    text.name = ordinal + "完成时间";
    write_target(random, p, text);
    text.actual = std::to_string(p.actual_month) + "月底前";
  } else if (!satisfaction && chance(random, 25)) {
    const bool same = chance(random, 50);
    p.kind = same ? Kind::kSameWords : Kind::kOtherWords;
    const auto& phrase = same ? kPhrases[pick(random, 0, 3)] : kOtherPhrases[pick(random, 0, 2)];
    text.name = ordinal + "情况";
    text.target = phrase[0];
    text.actual = phrase[1];
  } else {
    const bool at_most = !satisfaction && (cost || chance(random, 20));
    p.kind = at_most        ? Kind::kAtMost
             : satisfaction ? Kind::kAtLeast
                            : static_cast<Kind>(pick(random, 0, 2) == 0   ? 2
                                                : pick(random, 0, 4) == 0 ? 3
                                                                          : 0);
    const std::vector<Name>& names = at_most ? kLess : kMore;
    const Name name =
        satisfaction ? Name{"服务对象满意度", "%"}
                     : names[static_cast<std::size_t>(pick(random, 0, static_cast<std::int64_t>(names.size()) - 1))];
    p.unit = name.unit;
    text.name = ordinal + name.name;
    plan_number(random, p, wishes);
    write_target(random, p, text);
    text.actual = std::to_string(p.actual) + (chance(random, 20) ? "" : p.unit);  // some leave the unit to the target
  }
  p.score = earned(random, p);
  if (p.score < p.weight || p.missed)
    text.deviation = one_of(random, {"受疫情影响，进度滞后，下一步加强调度", "需求变化，已调整计划"});
  text.weight = without_zeros(decimal_text(p.weight, 2));
  text.score = chance(random, 20) ? decimal_text(p.score, 2) : without_zeros(decimal_text(p.score, 2));
  form.total += p.score;
  form.indicators.push_back(p);
  form.text.indicators.push_back(std::move(text));
}

// Three sources of money in fen, and each column rounded to the printed places by itself.
void plan_money(Random& random, const FormWishes& wishes, PlannedForm& form) {
  FormText& t = form.text;
  const bool yuan = chance(random, 25);
  t.money_unit = yuan ? "元" : "万元";
  form.money_decimals =
      yuan ? 2 : static_cast<int>(std::vector<int>{2, 2, 2, 2, 4, 1}[static_cast<std::size_t>(pick(random, 0, 5))]);
  const std::int64_t per_unit = yuan ? 100 : 1'000'000;  // fen
  const bool commas = chance(random, 30);
  const auto print = [&](std::int64_t units) {
    const std::string text = decimal_text(units, form.money_decimals);
    return commas ? grouped(text) : text;
  };
  const auto rounded = [&](std::int64_t fen) { return half_up(fen, per_unit, form.money_decimals); };
  const std::int64_t budget = pick(random, 5'000'000, 3'000'000'000);  // five 万 to three thousand 万
  const std::int64_t carried = chance(random, 40) ? budget * pick(random, 1, 30) / 100 : 0;
  const std::int64_t spent = static_cast<std::int64_t>(
      static_cast<Wide>(budget) * pick(random, wishes.lowest_rate * 10'000, wishes.highest_rate * 10'000) / 1'000'000);
  const std::int64_t carried_spent = static_cast<std::int64_t>(static_cast<Wide>(spent) * carried / budget);
  const std::int64_t initial = chance(random, 60) ? budget : budget * pick(random, 80, 120) / 100;
  form.budget = rounded(budget);
  form.executed = rounded(spent);
  form.rate_decimals = static_cast<int>(std::vector<int>{2, 2, 2, 1, 0}[static_cast<std::size_t>(pick(random, 0, 4))]);
  // Percent: two places more. The true amounts are at hand, so nothing is rounded twice.
  form.rate = half_up(spent, budget, form.rate_decimals + 2);
  form.score_decimals = 2;
  form.execution_score = std::min(form.execution_weight * 100, half_up(form.execution_weight * spent, budget, 2));
  const std::string percent = chance(random, 80) ? "%" : "";
  const auto rate_of = [&](std::int64_t part, std::int64_t whole) {
    return whole == 0 ? std::string("0.00")
                      : decimal_text(half_up(part, whole, form.rate_decimals + 2), form.rate_decimals) + percent;
  };
  t.funds = {
      {FundKind::kTotal, 0, "年度资金总额", print(rounded(initial)), print(form.budget), print(form.executed),
       std::to_string(form.execution_weight), decimal_text(form.rate, form.rate_decimals) + percent,
       decimal_text(form.execution_score, 2)},
      {FundKind::kCurrent, 1, "其中：当年财政拨款", print(rounded(initial - carried)), print(rounded(budget - carried)),
       print(rounded(spent - carried_spent)), "—", rate_of(spent - carried_spent, budget - carried), "—"},
      {FundKind::kCarriedOver, 1, "上年结转资金", print(rounded(carried)), print(rounded(carried)),
       print(rounded(carried_spent)), "—", rate_of(carried_spent, carried), "—"},
      {FundKind::kOther, 1, "其他资金", print(0), print(0), print(0), "—", "0.00", "—"}};
  form.total += form.execution_score;
}

}  // namespace

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(high - low + 1));
}

std::string decimal_text(std::int64_t units, int decimals) {
  std::string digits = std::to_string(units < 0 ? -units : units);
  const auto places = static_cast<std::size_t>(decimals);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (decimals > 0) digits.insert(digits.size() - places, 1, '.');
  return units < 0 ? "-" + digits : digits;
}

std::int64_t half_up(std::int64_t numerator, std::int64_t denominator, int decimals) {
  Wide scaled = numerator;
  for (int i = 0; i < decimals; ++i) scaled *= 10;
  return static_cast<std::int64_t>((scaled * 2 + denominator) / (static_cast<Wide>(denominator) * 2));
}

PlannedForm generate_form(std::uint64_t seed, const FormWishes& wishes) {
  Random random(seed);
  PlannedForm form;
  FormText& t = form.text;
  t.project = "第" + std::to_string(seed) + "号项目经费";
  t.department = "某市民政局";
  t.agency = "某市社会福利中心";
  t.goal = "按计划完成第" + std::to_string(seed) + "号项目的各项任务，提高服务水平。";
  t.outcome = "各项任务已按计划推进，服务水平进一步提高。";
  const std::vector<Row> rows = plan_rows(random, form.execution_weight);
  plan_money(random, wishes, form);
  for (std::size_t i = 0; i < rows.size(); ++i) plan_indicator(random, rows[i], i, wishes, form);
  t.total_weight = "100";
  t.total_score = chance(random, 40) ? without_zeros(decimal_text(form.total, 2)) : decimal_text(form.total, 2);
  if (chance(random, 30))
    t.grade = form.total >= 9000 ? "优" : form.total >= 8000 ? "良" : form.total >= 6000 ? "中" : "差";
  return form;
}

}  // namespace hebiao::test
