// Every rule in each of its verdicts, and beside each what must stay silent. A case spoils one thing in a correct form
// and names the findings that must follow, all of them; the last test holds the table against the registry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <set>

#include "model/model.h"
#include "tests/model/findings_testing.h"
#include "tests/support/form_builder.h"

namespace hebiao::test {
namespace {

using Spoil = std::function<void(FormText&)>;
using Lines = std::vector<std::string>;

struct Case {
  const char* reason;
  Spoil spoil;
  Lines findings;  // sorted by place, then rule
};

// The indicators of correct_form_text, by what they are good for.
constexpr std::size_t kLength = 0;     // ≥120.00(公里)
constexpr std::size_t kRounds = 1;     // =48(次)
constexpr std::size_t kPassRate = 2;   // ≥95(%)
constexpr std::size_t kDeadline = 3;   // 12月底前
constexpr std::size_t kCost = 4;       // ≤2.5(万元)
constexpr std::size_t kWords = 5;      // 有效缓解
constexpr std::size_t kRelapse = 6;    // ≤10(%)
constexpr std::size_t kSatisfied = 7;  // ≥90(%), weight 5

void set_score(FormText& t, std::size_t i, const char* score, const char* total,
               const char* reason = "天气原因，下年改进") {
  t.indicators[i].score = score;
  t.indicators[i].deviation = reason;
  t.total_score = total;
}

void zero_budget(FormText& t) {
  for (FundText& f : t.funds) f.initial_budget = f.full_budget = f.executed = "0.00", f.rate = "0.00";
  t.funds[0].score = "0";
  t.total_score = "90";
}

void amounts(FormText& t, const char* budget, const char* executed, const char* rate, const char* score,
             const char* total) {
  t.funds.resize(1);
  t.funds[0].full_budget = t.funds[0].initial_budget = budget;
  t.funds[0].executed = executed;
  t.funds[0].rate = rate;
  t.funds[0].score = score;
  t.total_score = total;
}

const std::vector<Case>& fund_cases() {
  static const std::vector<Case> cases = {
      {"a rate that no rounding explains",
       [](FormText& t) { t.funds[0].rate = "95.98%"; },
       {"error fund.rate funds[0].rate"}},
      {"a part row's rate", [](FormText& t) { t.funds[1].rate = "96.73%"; }, {"error fund.rate funds[1].rate"}},
      {"116.0 of 118.1 is 98.22 %, but 116.05 of 118.05 is 98.31 %",
       [](FormText& t) { amounts(t, "118.1", "116.0", "98.30%", "9.83", "99.83"); },
       {"note fund.rate funds[0].rate", "note fund.score funds[0].score"}},
      {"cut off instead of rounded, and nothing else contradicts it",
       [](FormText& t) {
         amounts(t, "300000.00", "200000.00", "66.66%", "6.67", "96.67");
         t.goal = "x";
       },
       {"warning fund.low-rate funds[0].rate", "warning fund.rate funds[0].rate",
        "note score.ahead-of-money funds[0].rate"}},
      {"cut off, and the score was cut off as well",
       [](FormText& t) { amounts(t, "300000.00", "260000.00", "86.66%", "8.66", "98.66"); },
       {"note fund.rate funds[0].rate", "note score.ahead-of-money funds[0].rate", "note fund.score funds[0].score"}},
      {"computed from the rate that was cut off: nothing speaks against cutting off",
       [](FormText& t) { amounts(t, "300000.00", "293331.00", "97%", "9.70", "99.70"); },
       {"note fund.rate funds[0].rate", "note fund.score funds[0].score"}},
      {"a score that only cutting off explains, beside a rate that was rounded",
       [](FormText& t) { amounts(t, "300000.00", "290000.00", "96.67%", "9.66", "99.66"); },
       {"warning fund.score funds[0].score"}},
      {"two sources and no total: neither is the sum of the other",
       [](FormText& t) {
         t.funds.resize(2);
         t.funds[0].kind = FundKind::kOther, t.funds[0].label = "基本支出";
         t.funds[1].kind = FundKind::kOther, t.funds[1].label = "项目支出";
         t.funds[1].full_budget = t.funds[1].executed = "80.00", t.funds[1].rate = "100.00%";
       },
       {}},
      {"a rate in whole percent", [](FormText& t) { t.funds[0].rate = "95%"; }, {}},
      {"a rate with its last zero dropped",
       [](FormText& t) { amounts(t, "1000.00", "958.00", "95.8", "9.58", "99.58"); },
       {}},
      {"a score that no rounding explains",
       [](FormText& t) { t.funds[0].score = "9.75", t.total_score = "99.75"; },
       {"error fund.score funds[0].score"}},
      {"9.80 for 9.80507: amounts inside their roundings make it true",
       [](FormText& t) { amounts(t, "276.00", "270.62", "98.05%", "9.80", "99.80"); },
       {"note fund.score funds[0].score"}},
      {"computed from a wrong rate: the rate is blamed, the score follows from it",
       [](FormText& t) { amounts(t, "276.00", "270.62", "96.05%", "9.61", "99.61"); },
       {"error fund.rate funds[0].rate", "note fund.score funds[0].score"}},
      {"more than the whole budget still earns the weight, no more",
       [](FormText& t) { amounts(t, "100.00", "102.59", "102.59%", "10", "100"); },
       {"warning fund.overspent funds[0].executed"}},
      {"one last place too much is rounding",
       [](FormText& t) { amounts(t, "100.0", "100.1", "100.1%", "10", "100"); },
       {"note fund.overspent funds[0].executed"}},
      {"parts that do not add up",
       [](FormText& t) { t.funds[0].initial_budget = "330.23"; },
       {"error fund.parts funds[0].initial_budget"}},
      {"parts that add up within their roundings",
       [](FormText& t) { t.funds[0].initial_budget = "320.24"; },
       {"note fund.parts funds[0].initial_budget"}},
      {"a dash in a part row adds nothing", [](FormText& t) { t.funds[3].initial_budget = "—"; }, {}},
      {"a lone 其中 row need not be all",
       [](FormText& t) { t.funds.resize(2), t.funds[1].initial_budget = "100.00"; },
       {}},
      {"a lone 其中 row is never more than the total",
       [](FormText& t) { t.funds.resize(2), t.funds[1].initial_budget = "400.00"; },
       {"error fund.parts funds[0].initial_budget"}},
      {"nothing of nothing", zero_budget, {}},
      {"points on a budget of zero",
       [](FormText& t) { zero_budget(t), t.funds[0].score = "10", t.total_score = "100"; },
       {"warning fund.zero-budget funds[0].score"}},
      {"money spent on a budget of zero",
       [](FormText& t) { zero_budget(t), t.funds[0].executed = t.funds[1].executed = "3.20"; },
       {"warning fund.zero-budget funds[0].executed", "warning fund.zero-budget funds[1].executed"}},
      {"a low rate without a reason",
       [](FormText& t) { amounts(t, "100.00", "79.99", "79.99%", "8.00", "98.00"); },
       {"warning fund.low-rate funds[0].rate", "note score.ahead-of-money funds[0].rate"}},
      {"at the floor",
       [](FormText& t) { amounts(t, "100.00", "80.00", "80.00%", "8.00", "98.00"); },
       {"note score.ahead-of-money funds[0].rate"}},
      {"at exactly 5 % apart the points are not ahead",
       [](FormText& t) { amounts(t, "100.00", "95.00", "95.00%", "9.50", "99.50"); },
       {}},
      {"all points for nine tenths of the money",
       [](FormText& t) { amounts(t, "100.00", "90.90", "90.90%", "9.09", "99.09"); },
       {"note score.ahead-of-money funds[0].rate"}},
  };
  return cases;
}

const std::vector<Case>& form_cases() {
  static const std::vector<Case> cases = {
      {"the printed total of weights is not their sum",
       [](FormText& t) { t.total_weight = "98"; },
       {"error weight.total total.weight"}},
      {"the weights add to what is printed, but that is not 100",
       [](FormText& t) {
         t.indicators[kLength].weight = t.indicators[kLength].score = "8", t.total_weight = "98",
         t.total_score = "97.55";
       },
       {"warning weight.groups ", "error weight.total total.weight"}},
      {"points moved between groups",
       [](FormText& t) {
         t.indicators[kLength].weight = t.indicators[kLength].score = "12";
         t.indicators[kWords].weight = t.indicators[kWords].score = "13";
       },
       {"warning weight.groups "}},
      {"a cost group of its own takes its points from output",
       [](FormText& t) { t.indicators[kCost].level1 = "成本指标", t.indicators[kCost].level2 = "经济成本指标"; },
       {}},
      {"the total is off by a hundredth",
       [](FormText& t) { t.total_score = "99.56"; },
       {"error score.total total.score"}},
      {"the execution rate is one of the indicators, which have all of the points",
       [](FormText& t) {
         t.funds[0].weight = t.funds[0].score = "";
         t.indicators[kLength].weight = t.indicators[kLength].score = "20", t.total_score = "100.5";
       },
       {"warning weight.groups ", "error score.total total.score"}},
      {"the total drops its last zero",
       [](FormText& t) { set_score(t, kWords, "14.25", "98.80"), t.total_score = "98.8"; },
       {"note score.unsupported indicators[5].score"}},
      {"优 begins at 90", [](FormText& t) { t.grade = "良"; }, {"error score.grade total.grade"}},
      {"优秀 is 优", [](FormText& t) { t.grade = "优秀"; }, {}},
      {"a group that is not there",
       [](FormText& t) {
         t.indicators.resize(7);
         t.indicators[kLength].weight = t.indicators[kLength].score = "20";
       },
       {"warning level.missing ", "warning weight.groups "}},
      {"a benefit under satisfaction",
       [](FormText& t) { t.indicators[kSatisfied].level2 = "可持续影响指标"; },
       {"warning level.misplaced indicators[7].level2"}},
      {"the same indicator twice",
       [](FormText& t) { t.indicators[8].name = t.indicators[7].name; },
       {"warning indicator.duplicate indicators[8].name"}},
      {"the outcome repeats the goal, but for a full stop",
       [](FormText& t) { t.outcome = t.goal.substr(0, t.goal.size() - 3); },
       {"note goal.copied outcome"}},
      {"no number where one belongs",
       [](FormText& t) { t.funds[0].initial_budget = "7,00.0,77x"; },
       {"warning read.unreadable funds[0].initial_budget"}},
  };
  return cases;
}

const std::vector<Case>& indicator_cases() {
  static const std::vector<Case> cases = {
      {"a score above its weight",
       [](FormText& t) { set_score(t, kLength, "11", "100.55", ""); },
       {"error score.bounds indicators[0].score"}},
      {"a score below zero",
       [](FormText& t) { set_score(t, kLength, "-1", "88.55", ""); },
       {"error score.bounds indicators[0].score"}},
      {"missed, at full marks",
       [](FormText& t) { t.indicators[kLength].actual = "60公里", t.indicators[kLength].deviation = "征地延期"; },
       {"error score.ratio indicators[0].score"}},
      {"missed, not at the proportion",
       [](FormText& t) { t.indicators[kLength].actual = "60公里", set_score(t, kLength, "6", "95.55"); },
       {"warning score.ratio indicators[0].score"}},
      {"missed, at the proportion",
       [](FormText& t) { t.indicators[kLength].actual = "60公里", set_score(t, kLength, "5", "94.55"); },
       {}},
      {"the proportion cut off: 40 of 48 is 8.333, 41 of 48 is 8.541",
       [](FormText& t) { t.indicators[kRounds].actual = "47次", set_score(t, kRounds, "9.79", "99.34"); },
       {}},
      {"37 of 60 with a weight of 4 is 2.4667, cut off",
       [](FormText& t) {
         t.indicators[kSatisfied].target = "≥60(%)", t.indicators[kSatisfied].actual = "37%";
         t.indicators[kSatisfied].weight = "4", t.indicators[8].weight = t.indicators[8].score = "6";
         set_score(t, kSatisfied, "2.46", "98.01");
       },
       {"note score.ratio indicators[7].score"}},
      {"a response time without a sign may mean at most",
       [](FormText& t) {
         t.indicators[kRounds].name = "故障响应时间";
         t.indicators[kRounds].target = "30分钟";
         t.indicators[kRounds].actual = "20分钟";
       },
       {}},
      {"no accidents without a sign: one is a miss however it is read",
       [](FormText& t) {
         t.indicators[kRounds].name = "安全事故数";
         t.indicators[kRounds].target = "0起";
         t.indicators[kRounds].actual = "1起";
         t.indicators[kRounds].deviation = "操作不当";
       },
       {"error score.ratio indicators[1].score"}},
      {"a number of rounds without a sign means as many",
       [](FormText& t) {
         t.indicators[kRounds].target = "48次";
         t.indicators[kRounds].actual = "24次";
         t.indicators[kRounds].deviation = "人手不足";
       },
       {"error score.ratio indicators[1].score"}},
      {"8.333 of 10 as 8.3 in a form with two decimals: rounded to fewer",
       [](FormText& t) { t.indicators[kRounds].actual = "40次", set_score(t, kRounds, "8.3", "97.85"); },
       {"note score.ratio indicators[1].score"}},
      {"8.333 as 8",
       [](FormText& t) { t.indicators[kRounds].actual = "40次", set_score(t, kRounds, "8", "97.55"); },
       {"note score.ratio indicators[1].score"}},
      {"8.333 as 8.30 is not rounded to the places that it prints",
       [](FormText& t) { t.indicators[kRounds].actual = "40次", set_score(t, kRounds, "8.30", "97.85"); },
       {"warning score.ratio indicators[1].score"}},
      {"8.333 as 9 is not rounded",
       [](FormText& t) { t.indicators[kRounds].actual = "40次", set_score(t, kRounds, "9", "98.55"); },
       {"warning score.ratio indicators[1].score"}},
      {"9.58 as 10 is full marks for a miss",
       [](FormText& t) { t.indicators[kRounds].actual = "46次", t.indicators[kRounds].deviation = "人手不足"; },
       {"error score.ratio indicators[1].score"}},
      {"≤ by excess: 12 of ≤10 earns 80 %",
       [](FormText& t) { t.indicators[kRelapse].actual = "12%", set_score(t, kRelapse, "12", "96.55"); },
       {}},
      {"≤ inverse: 12 of ≤10 earns 83.33 %",
       [](FormText& t) { t.indicators[kRelapse].actual = "12%", set_score(t, kRelapse, "12.5", "97.05"); },
       {}},
      {"≤ by neither",
       [](FormText& t) { t.indicators[kRelapse].actual = "12%", set_score(t, kRelapse, "12.25", "96.80"); },
       {"warning score.ratio indicators[6].score"}},
      {"a target of 0 is all or nothing",
       [](FormText& t) {
         t.indicators[kRounds].target = "=0(次)", t.indicators[kRounds].actual = "1次",
         set_score(t, kRounds, "0", "89.55");
       },
       {}},
      {"outside a range: the proportion to the nearer end",
       [](FormText& t) {
         t.indicators[kRounds].target = "40-50(次)", t.indicators[kRounds].actual = "36次",
         set_score(t, kRounds, "9", "98.55");
       },
       {}},
      {"a range that reads two ways, missed in both",
       [](FormText& t) {
         t.indicators[kRounds].target = "9-11万页", t.indicators[kRounds].actual = "17万页";
         t.indicators[kRounds].deviation = "人手不足";
       },
       {"error score.ratio indicators[1].score"}},
      {"a range that reads two ways, missed in one",
       [](FormText& t) {
         t.indicators[kRounds].target = "9-11万页", t.indicators[kRounds].actual = "2万页";
         t.indicators[kRounds].deviation = "人手不足";
       },
       {}},
      {"points deducted although the target is met, no reason",
       [](FormText& t) { set_score(t, kLength, "9", "98.55", ""); },
       {"warning reason.missing indicators[0].deviation", "warning score.unsupported indicators[0].score"}},
      {"points deducted although the target is met, a reason",
       [](FormText& t) { set_score(t, kLength, "9", "98.55"); },
       {"note score.unsupported indicators[0].score"}},
      {"部分达成 with nine tenths",
       [](FormText& t) { t.indicators[kWords].actual = "部分达成", set_score(t, kWords, "14", "98.55", "无"); },
       {"warning reason.missing indicators[5].deviation", "warning score.band indicators[5].score"}},
      {"部分达成 with nine tenths and a reason",
       [](FormText& t) { t.indicators[kWords].actual = "部分达成", set_score(t, kWords, "14", "98.55"); },
       {"note score.band indicators[5].score"}},
      {"部分达成 with seven tenths",
       [](FormText& t) { t.indicators[kWords].actual = "部分达成", set_score(t, kWords, "10.5", "95.05"); },
       {}},
      {"80 % belongs to 达成",
       [](FormText& t) { t.indicators[kWords].actual = "达成预期指标", set_score(t, kWords, "12", "96.55"); },
       {}},
      {"finished late, at full marks",
       [](FormText& t) { t.indicators[kDeadline].target = "6月底前", t.indicators[kDeadline].deviation = "雨季"; },
       {"error target.deadline indicators[3].target"}},
      {"10月前 reads two ways",
       [](FormText& t) { t.indicators[kDeadline].target = "10月前", t.indicators[kDeadline].actual = "10月底"; },
       {"warning target.deadline indicators[3].target"}},
      {"12月前 is kept by 11月底 in both readings",
       [](FormText& t) { t.indicators[kDeadline].target = "12月前", t.indicators[kDeadline].actual = "11月底"; },
       {}},
      {"on the day itself",
       [](FormText& t) { t.indicators[kDeadline].target = "6月30日前", t.indicators[kDeadline].actual = "6月30日"; },
       {}},
      {"in the month that the day ends",
       [](FormText& t) {
         t.indicators[kDeadline].target = "2023年6月30日前", t.indicators[kDeadline].actual = "2023年6月";
       },
       {}},
      {"a day late",
       [](FormText& t) {
         t.indicators[kDeadline].target = "6月30日前", t.indicators[kDeadline].actual = "7月1日";
         t.indicators[kDeadline].deviation = "雨季";
       },
       {"error target.deadline indicators[3].target"}},
      {"late, and points deducted with a reason",
       [](FormText& t) { t.indicators[kDeadline].target = "6月底前", set_score(t, kDeadline, "5", "94.55"); },
       {}},
      {"more than half again of a ≥ target",
       [](FormText& t) { t.indicators[kLength].actual = "181公里"; },
       {"warning target.exceeded indicators[0].target"}},
      {"more than a third again",
       [](FormText& t) { t.indicators[kLength].actual = "157公里"; },
       {"note target.exceeded indicators[0].target"}},
      {"exactly 130 %", [](FormText& t) { t.indicators[kLength].actual = "156公里"; }, {}},
      {"= is never exceeded", [](FormText& t) { t.indicators[kRounds].actual = "480次"; }, {}},
      {"units that cannot be compared",
       [](FormText& t) { t.indicators[kLength].actual = "125次"; },
       {"warning target.unit indicators[0].target"}},
      {"units that can", [](FormText& t) { t.indicators[kLength].actual = "125000米"; }, {}},
      {"measure words that count the same",
       [](FormText& t) { t.indicators[kRounds].target = "≥48(场)", t.indicators[kRounds].actual = "48次"; },
       {}},
      {"measure words that count the same, and a miss",
       [](FormText& t) {
         t.indicators[kRounds].target = "≥48(场)", t.indicators[kRounds].actual = "24次";
         t.indicators[kRounds].deviation = "人手不足";
       },
       {"error score.ratio indicators[1].score"}},
      {"sets are counted as pieces",
       [](FormText& t) { t.indicators[kRounds].target = "=48(个)", t.indicators[kRounds].actual = "48套"; },
       {}},
      {"every year goes without saying", [](FormText& t) { t.indicators[kRounds].target = "48次/年"; }, {}},
      {"a base left out is no slip, and proves nothing",
       [](FormText& t) { t.indicators[kCost].target = "≤550元/人", t.indicators[kCost].actual = "98.5万元"; },
       {}},
      {"people are no events",
       [](FormText& t) { t.indicators[kRounds].target = "≥48(人)"; },
       {"warning target.unit indicators[1].target"}},
      {"working days are no days",
       [](FormText& t) { t.indicators[kRounds].target = "≤5个工作日", t.indicators[kRounds].actual = "6天"; },
       {}},
      {"a cost with ≥",
       [](FormText& t) { t.indicators[kCost].target = "≥2.4(万元)"; },
       {"warning target.direction indicators[4].target"}},
      {"satisfaction with ≤",
       [](FormText& t) { t.indicators[kSatisfied].target = "≤95(%)"; },
       {"warning target.direction indicators[7].target"}},
      {"a rate of orders closed is no rate of failures",
       [](FormText& t) { t.indicators[kPassRate].name = "故障工单闭环率"; },
       {}},
      {"land that is cured", [](FormText& t) { t.indicators[kLength].name = "水土流失治理"; }, {}},
      {"complaints with ≥",
       [](FormText& t) {
         t.indicators[kRounds].name = "群众投诉次数";
         t.indicators[kRounds].target = "≥48(次)";
       },
       {"warning target.direction indicators[1].target"}},
      {"what is saved may be large",
       [](FormText& t) {
         t.indicators[kCost].name = "成本节约率";
         t.indicators[kCost].target = "≥3(%)";
         t.indicators[kCost].actual = "3.5%";
       },
       {}},
      {"a bare number in the target's unit, multiplier and all",
       [](FormText& t) {
         t.indicators[kLength].target = "≥20(万页)";
         t.indicators[kLength].actual = "21";
       },
       {}},
      {"per mille lent to a bare number",
       [](FormText& t) {
         t.indicators[kRelapse].target = "≤0.9‰";
         t.indicators[kRelapse].actual = "0.3";
       },
       {}},
      {"accidents handled with ≥ are fine", [](FormText& t) { t.indicators[kPassRate].name = "事故处理率"; }, {}},
      {"scored, but nothing was reached",
       [](FormText& t) { t.indicators[kLength].actual = "—"; },
       {"warning actual.missing indicators[0].actual"}},
      {"scored, but nothing was asked",
       [](FormText& t) { t.indicators[kWords].target = ""; },
       {"warning actual.missing indicators[5].target"}},
      {"no accident is an answer",
       [](FormText& t) {
         t.indicators[kWords].name = "安全事故", t.indicators[kWords].target = "无";
         t.indicators[kWords].actual = "无";
       },
       {}},
      {"none of the accidents that were not to happen",
       [](FormText& t) {
         t.indicators[kRounds].name = "安全事故数", t.indicators[kRounds].target = "0起";
         t.indicators[kRounds].actual = "未发生";
       },
       {}},
      {"none where many were wanted is no answer",
       [](FormText& t) { t.indicators[kRounds].actual = "无"; },
       {"warning actual.missing indicators[1].actual"}},
      {"a number answered in words",
       [](FormText& t) { t.indicators[kPassRate].actual = "较好"; },
       {"warning actual.words indicators[2].actual"}},
      {"a deadline answered in words", [](FormText& t) { t.indicators[kDeadline].actual = "按期完成"; }, {}},
      {"the target whole",
       [](FormText& t) { t.indicators[kCost].actual = "≤2.5(万元)"; },
       {"note actual.echo indicators[4].actual"}},
      {"the target's figure alone", [](FormText& t) { t.indicators[kCost].actual = "2.5万元"; }, {}},
      {"missed without a reason",
       [](FormText& t) { t.indicators[kLength].actual = "60公里", set_score(t, kLength, "5", "94.55", "无"); },
       {"warning reason.missing indicators[0].deviation"}},
      {"0 is no reason",
       [](FormText& t) { t.indicators[kLength].actual = "60公里", set_score(t, kLength, "5", "94.55", "0"); },
       {"warning reason.missing indicators[0].deviation"}},
      {"290% for ≥90%",
       [](FormText& t) { t.indicators[kSatisfied].target = "290%"; },
       {"warning read.suspect indicators[7].target"}},
      {"satisfaction of 293.2%",
       [](FormText& t) { t.indicators[kSatisfied].actual = "293.2%"; },
       {"warning read.suspect indicators[7].actual"}},
      {"growth of 293.2% may be true",
       [](FormText& t) {
         t.indicators[kPassRate].name = "产值增长幅度";
         t.indicators[kPassRate].actual = "293.2%";
       },
       {"warning target.exceeded indicators[2].target"}},
      {"a fraction for a percentage",
       [](FormText& t) { t.indicators[kSatisfied].actual = "0.92"; },
       {"warning read.suspect indicators[7].actual"}},
      {"one percent, and scored so",
       [](FormText& t) {
         t.indicators[kSatisfied].actual = "1";
         set_score(t, kSatisfied, "0.06", "94.61");
       },
       {}},
      {"a small percentage without its sign", [](FormText& t) { t.indicators[kRelapse].actual = "0.5"; }, {}},
      {"not a number, and the target's own words",
       [](FormText& t) { t.indicators[kRounds].target = t.indicators[kRounds].actual = "12,34次"; },
       {}},
      {"not a number, and other words than the target's",
       [](FormText& t) { t.indicators[kRounds].target = "≥12,34次", t.indicators[kRounds].actual = "12,34次"; },
       {"warning read.unreadable indicators[1].actual", "warning read.unreadable indicators[1].target"}},
      {"no value at all",
       [](FormText& t) { t.indicators[kSatisfied].actual = "2023年2月30日"; },
       {"warning read.unreadable indicators[7].actual"}},
  };
  return cases;
}

Lines findings_of(const Case& c) {
  FormText text = correct_form_text();
  c.spoil(text);
  return lines_of(build_audited(text).audit.findings);
}

TEST(Rules, JudgeTheFundBlock) {
  for (const Case& c : fund_cases())
    EXPECT_THAT(findings_of(c), testing::UnorderedElementsAreArray(c.findings)) << c.reason;
}

TEST(Rules, JudgeTheFormAsAWhole) {
  for (const Case& c : form_cases())
    EXPECT_THAT(findings_of(c), testing::UnorderedElementsAreArray(c.findings)) << c.reason;
}

TEST(Rules, JudgeTheIndicators) {
  for (const Case& c : indicator_cases())
    EXPECT_THAT(findings_of(c), testing::UnorderedElementsAreArray(c.findings)) << c.reason;
}

TEST(Rules, TellWhatTheReaderDid) {
  Form form = build_form(correct_form_text());
  form.repairs = {{{"一级指标写在二级指标栏", "a level-1 name in the level-2 column"},
                   {1, 12, 0, std::nullopt},
                   "indicators[0].name"},
                  {{"行首空格缺失", "leading cells lost"}, {1, 12, 0, std::nullopt}, "indicators[0].name"},
                  {{"行首空格缺失", "leading cells lost"}, {1, 13, 0, std::nullopt}, "indicators[1].name"}};
  form.unplaced = {{"见附件", {1, 30, 2, std::nullopt}}};
  const FormAudit audit = recompute(form, *Profiles::shipped().find("mof-base"), Vocabulary::shipped());
  EXPECT_THAT(lines_of(audit.findings),
              testing::UnorderedElementsAre("note read.repaired indicators[0].name",
                                            "note read.repaired indicators[1].name", "warning read.unplaced "));
}

TEST(Rules, HoldCaptionsAgainstTheWeightsUnderThem) {
  Form form = build_form(correct_form_text());
  Field caption;
  caption.raw = "产出指标(50分)";
  caption.state = FieldState::kNumber;
  caption.value = PrintedNumber{"50", Rational(50), 0};
  form.group_points = {{"产出指标", caption}};
  const Profile& profile = *Profiles::shipped().find("mof-base");
  EXPECT_THAT(lines_of(recompute(form, profile, Vocabulary::shipped()).findings), testing::IsEmpty());
  form.group_points[0].second.value = PrintedNumber{"55", Rational(55), 0};
  EXPECT_THAT(lines_of(recompute(form, profile, Vocabulary::shipped()).findings),
              testing::ElementsAre("warning weight.groups "));
}

struct ReportCase {
  const char* reason;
  std::function<void(std::vector<FormText>&)> spoil;
  Lines findings;
};

FormText second_form() {
  FormText t = correct_form_text();
  t.project = "绿化养护经费";
  t.indicators[kLength].target = "≥100.00(公里)";
  t.indicators[kLength].actual = "102公里";
  return t;
}

void full_marks(FormText& t) { amounts(t, "100.00", "100.00", "100.00%", "10", "100"); }

TEST(Rules, JudgeTheReport) {
  const ReportCase cases[] = {
      {"two forms that differ", [](auto&) {}, {}},
      {"all at full marks",
       [](auto& forms) { full_marks(forms[0]), full_marks(forms[1]); },
       {"note report.all-full-marks "}},
      {"one of two units at full marks with one project",
       [](auto& forms) { full_marks(forms[0]), forms[0].agency = "另一单位"; },
       {}},
      {"the same indicators and figures",
       [](auto& forms) { forms[1].indicators = forms[0].indicators; },
       {"warning report.copied-indicators "}},
      {"last year's date",
       [](auto& forms) { forms[0].indicators[kDeadline].actual = "2022年11月30日前"; },
       {"note report.year-conflict "}},
      {"this year's date", [](auto& forms) { forms[0].indicators[kDeadline].actual = "2023年11月30日前"; }, {}},
      {"prose that differs from the table",
       [](auto& forms) { forms[0].outcome = "全年预算数为321.73万元，已按计划执行。"; },
       {"warning report.narrative-sum "}},
      {"prose that rounds the table",
       [](auto& forms) { forms[0].outcome = "全年预算数为312.7万元，已按计划执行。"; },
       {}},
      {"prose about last year", [](auto& forms) { forms[0].outcome = "较上年实际支出300.5万元有所下降。"; }, {}},
      {"prose about another year, by its number",
       [](auto& forms) { forms[0].outcome = "2022年全年预算500万元，2023年有所压减。"; },
       {}},
      {"prose about a quarter", [](auto& forms) { forms[0].outcome = "一季度实际支出20万元，进度正常。"; }, {}},
      {"prose about this year, by its number",
       [](auto& forms) { forms[0].outcome = "2023年全年预算数321.73万元，已按计划执行。"; },
       {"warning report.narrative-sum "}},
      {"a list that is open",
       [](auto& forms) { forms[0].outcome = "挽回损失300万元，其中甲案200万元，乙案50万元，其余若干。"; },
       {}},
      {"prose that does not add up",
       [](auto& forms) { forms[0].outcome = "共安排资金500万元，其中：中央资金300万元，地方资金150万元。"; },
       {"warning report.narrative-sum "}},
      {"prose that adds up",
       [](auto& forms) { forms[0].outcome = "共安排资金500万元，其中：中央资金300万元，地方资金200万元。"; },
       {}},
  };
  for (const ReportCase& c : cases) {
    std::vector<FormText> forms = {correct_form_text(), second_form()};
    c.spoil(forms);
    EXPECT_THAT(lines_of(build_report(forms).findings), testing::UnorderedElementsAreArray(c.findings)) << c.reason;
  }
}

// A rate that only cutting off explains is excused as long as the report's other forms allow a system that cuts off.
TEST(Rules, WeighCuttingOffAgainstTheWholeReport) {
  FormText cut = correct_form_text();
  amounts(cut, "300000.00", "260000.00", "86.66%", "8.66", "98.66");
  FormText also_cut = second_form();
  amounts(also_cut, "300000.00", "280000.00", "93.33%", "9.33", "99.33");
  FormText rounded = second_form();
  amounts(rounded, "300000.00", "290000.00", "96.67%", "9.67", "99.67");
  const auto severity = [](const std::vector<FormText>& texts) {
    Report report = build_report(texts);
    report.forms = with_truncations_weighed(std::move(report.forms));
    return lines_of(report.forms[0].audit.findings, "fund.rate");
  };
  EXPECT_THAT(severity({cut}), testing::ElementsAre("note fund.rate funds[0].rate"));
  EXPECT_THAT(severity({cut, also_cut}), testing::ElementsAre("note fund.rate funds[0].rate"));
  EXPECT_THAT(severity({cut, rounded}), testing::ElementsAre("warning fund.rate funds[0].rate"));
  EXPECT_THAT(severity({rounded, cut}), testing::IsEmpty());
}

TEST(Rules, AddProjectsToTheDepartmentsTotal) {
  Report report = build_report({correct_form_text(), second_form()});
  const auto with_line = [&](const char* text) {
    Document document;
    document.pages.resize(1);
    document.pages[0].lines.push_back({text, text, LineKind::kText, {}, {1, 3, 1, std::nullopt}});
    return lines_of(recompute_report(report.forms, document), "report.department-total");
  };
  EXPECT_THAT(with_line("本部门项目支出合计625.46万元。"), testing::IsEmpty());  // two full-year budgets
  EXPECT_THAT(with_line("本部门项目支出合计597.22万元。"), testing::IsEmpty());  // two executed amounts
  EXPECT_THAT(with_line("本部门项目支出合计700.00万元。"), testing::ElementsAre("error report.department-total "));
}

// The public table of rules: each id with every severity that it may take. Each must have been produced above.
struct Verdicts {
  const char* rule;
  std::set<std::string> severities;
};

const Verdicts kVerdicts[] = {
    {"fund.rate", {"error", "warning", "note"}},
    {"fund.score", {"error", "warning", "note"}},
    {"fund.parts", {"error", "note"}},
    {"fund.overspent", {"warning", "note"}},
    {"fund.zero-budget", {"warning"}},
    {"fund.low-rate", {"warning"}},
    {"weight.total", {"error"}},
    {"weight.groups", {"warning"}},
    {"score.total", {"error"}},
    {"score.bounds", {"error"}},
    {"score.ratio", {"error", "warning", "note"}},
    {"score.unsupported", {"warning", "note"}},
    {"score.band", {"warning", "note"}},
    {"score.grade", {"error"}},
    {"score.ahead-of-money", {"note"}},
    {"target.deadline", {"error", "warning"}},
    {"target.exceeded", {"warning", "note"}},
    {"target.unit", {"warning"}},
    {"target.direction", {"warning"}},
    {"actual.missing", {"warning"}},
    {"actual.words", {"warning"}},
    {"actual.echo", {"note"}},
    {"reason.missing", {"warning"}},
    {"level.misplaced", {"warning"}},
    {"level.missing", {"warning"}},
    {"indicator.duplicate", {"warning"}},
    {"goal.copied", {"note"}},
    {"report.all-full-marks", {"note"}},
    {"report.copied-indicators", {"warning"}},
    {"report.year-conflict", {"note"}},
    {"report.department-total", {"error"}},
    {"report.narrative-sum", {"warning"}},
    {"read.repaired", {"note"}},
    {"read.unreadable", {"warning"}},
    {"read.unplaced", {"warning"}},
    {"read.suspect", {"warning"}},
};

TEST(Registry, HoldsThePublicRulesInOrder) {
  std::vector<std::string> expected;
  std::vector<std::string> found;
  for (const Verdicts& v : kVerdicts) expected.emplace_back(v.rule);
  for (const RuleInfo& rule : rules()) found.emplace_back(rule.id);
  EXPECT_EQ(found, expected);
}

TEST(Registry, ExplainsEveryRule) {
  for (const RuleInfo& rule : rules()) {
    EXPECT_FALSE(rule.title.zh.empty() || rule.title.en.empty()) << rule.id;
    EXPECT_FALSE(rule.basis.empty() || rule.formula.zh.empty() || rule.formula.en.empty()) << rule.id;
    EXPECT_FALSE(rule.examples.zh.empty() || rule.examples.en.empty()) << rule.id;
    EXPECT_FALSE(rule.ignore_when.zh.empty() || rule.ignore_when.en.empty()) << rule.id;
    EXPECT_EQ(find_rule(rule.id), &rule);
  }
  EXPECT_EQ(find_rule("fund.rates"), nullptr);
}

// Each rule in each of its verdicts stands in some case of the tables above (report.* and read.* have tests of their
// own).
TEST(Registry, HasACaseForEveryVerdict) {
  std::set<std::string> produced = {"note report.all-full-marks",   "warning report.copied-indicators",
                                    "note report.year-conflict",    "error report.department-total",
                                    "warning report.narrative-sum", "note read.repaired",
                                    "warning read.unplaced"};
  for (const auto* cases : {&fund_cases(), &form_cases(), &indicator_cases()})
    for (const Case& c : *cases)
      for (const std::string& line : c.findings) produced.insert(line.substr(0, line.rfind(' ')));
  std::set<std::string> expected;
  for (const Verdicts& v : kVerdicts)
    for (const std::string& severity : v.severities) expected.insert(severity + " " + v.rule);
  EXPECT_EQ(produced, expected);
}

}  // namespace
}  // namespace hebiao::test
