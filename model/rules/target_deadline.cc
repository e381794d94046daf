// target.deadline. Basis: 财预〔2020〕10号 (a missed target does not earn all points). 10月前 reads as before 1 October
// or as by the end of October: both readings are told, and the finding is no more than a warning.
#include <fmt/core.h>

#include <chrono>

#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::target_deadline {
namespace {

constexpr std::string_view kId = "target.deadline";

std::string day_text(Day day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

// The last day that an extent allows or reports; empty if it has none.
std::string last_day(const std::variant<Interval, DateInterval, UnspecifiedDate>& extent) {
  const auto* dates = std::get_if<DateInterval>(&extent);
  if (dates == nullptr || !dates->high) return {};
  return day_text(dates->high->closed ? dates->high->day : dates->high->day - 1);
}

// "2023-09-30" or, of two readings, "2023-09-30 或 2023-10-31".
Message readings(const OptionalField& field) {
  Message text;
  for (const Value& value : field->reading.values) {
    const std::string first = last_day(value.extent);
    const std::string second = value.alternative ? last_day(*value.alternative) : std::string();
    if (!text.zh.empty()) text = {text.zh + "；", text.en + "; "};
    text.zh += first + (second.empty() ? "" : " 或 " + second);
    text.en += first + (second.empty() ? "" : " or " + second);
  }
  return text;
}

bool has_date(const OptionalField& field) {
  if (!field) return false;
  for (const Value& value : field->reading.values)
    if (value.kind == ReadingKind::kDate) return true;
  return false;
}

void check_indicator(const Case& c, std::size_t i, Outcome& outcome) {
  const IndicatorFacts& facts = c.indicators[i];
  const Indicator& row = c.form.indicators[i];
  if (!has_date(row.target) || !has_date(row.actual) || !facts.full_marks() || sgn(facts.weight->number) <= 0) return;
  const bool late = facts.attainment == Attainment::kMissed;
  if (!late && facts.attainment != Attainment::kAmbiguous) return;
  const Message target = cite(c.form, facts.field("target"), Naming::kWithRow);
  const Message actual = cite(c.form, facts.field("actual"));
  const Message score = cite(c.form, facts.field("score"));
  const Message due = readings(row.target);
  const Message done = readings(row.actual);
  const Message verdict =
      late ? Message{"已超过期限，却得满分", "is late, yet takes full marks"}
           : Message{"是否超期取决于读法，却得满分，请核实", "is late in one reading, and takes full marks"};
  Finding found = finding(c.form, kId, late ? Severity::kError : Severity::kWarning,
                          late ? DifferenceClass::kReal : DifferenceClass::kSoft, facts.field("target"),
                          {fmt::format("{}（期限读作 {}），{}（完成于 {}）{}：{}", target.zh, due.zh, actual.zh,
                                       done.zh, verdict.zh, score.zh),
                           fmt::format("{} (due by {}): the {} (done by {}) {}: {}", target.en, due.en, actual.en,
                                       done.en, verdict.en, score.en)});
  found.because = {facts.field("target"), facts.field("actual"), facts.field("score")};
  outcome.add(std::move(found));
}

Outcome check(const Case& c) {
  Outcome outcome;
  for (std::size_t i = 0; i < c.indicators.size(); ++i) check_indicator(c, i, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kError,
       {"超过期限完成的指标不应得满分", "what was finished after its deadline does not earn full marks"},
       kMeasures2020,
       {"完成时间不晚于目标期限，才得满分",
        "last day of the actual value ≤ last day of the target, in every reading of both"},
       {"错误：6月底前，实际 8月底前，满分；警告：10月前，实际 10月底（两种读法）；无：12月前，实际 11月底",
        "error: 8月底前 for 6月底前 at full marks; warning: 10月底 for 10月前 (two readings); none: 11月底 for 12月前"},
       {"期限经批准顺延时", "where the deadline was extended with approval"}},
      check};
}

}  // namespace hebiao::audit_rules::target_deadline
