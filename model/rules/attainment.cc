#include "model/rules/attainment.h"

#include <algorithm>
#include <string>
#include <utility>

#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

const Interval* numbers_of(const Value& value) { return std::get_if<Interval>(&value.extent); }

AcceptedScore clipped(Relation relation, Rational value, const Rational& weight) {
  if (sgn(value) < 0) value = 0;
  if (value > weight) value = weight;
  return {relation, std::move(value)};
}

AcceptedScore by_excess(Relation relation, const Rational& limit, const Rational& figure, const Rational& weight) {
  return clipped(relation, weight * (1 - (figure - limit) / limit), weight);
}

std::vector<AcceptedScore> missed_at_most(const Rational& limit, const Rational& figure, const Rational& weight,
                                          const Profile& profile) {
  std::vector<AcceptedScore> accepted;
  for (AtMostScoring practice : profile.at_most_scoring) {
    if (practice == AtMostScoring::kByExcess) {
      accepted.push_back(by_excess(Relation::kScoreAtMost, limit, figure, weight));
    } else {
      accepted.push_back(clipped(Relation::kScoreInverse, weight * limit / figure, weight));
    }
  }
  return accepted;
}

// The last day that a date speaks of, and the first if it has one; nullopt without a last day.
struct Days {
  std::optional<Day> first;
  Day last = 0;
};

std::optional<Days> days_of(const std::variant<Interval, DateInterval, UnspecifiedDate>& extent) {
  const auto* dates = std::get_if<DateInterval>(&extent);
  if (dates == nullptr || !dates->high) return std::nullopt;
  Days days;
  days.last = dates->high->closed ? dates->high->day : dates->high->day - 1;
  if (dates->low) days.first = dates->low->closed ? dates->low->day : dates->low->day + 1;
  return days;
}

std::vector<Days> readings_of(const Value& value) {
  std::vector<Days> readings;
  if (const auto days = days_of(value.extent)) readings.push_back(*days);
  if (value.alternative)
    if (const auto days = days_of(*value.alternative)) readings.push_back(*days);
  return readings;
}

// 次/a -> 次
std::string_view without_per_year(std::string_view unit) {
  constexpr std::string_view kPerYear = "/a";
  const bool has = unit.size() > kPerYear.size() && unit.ends_with(kPerYear);
  return has ? unit.substr(0, unit.size() - kPerYear.size()) : unit;
}

// Do both words stand in one row of the list, between its commas?
bool listed_together(std::string_view list, std::string_view a, std::string_view b) {
  const auto holds = [](const std::string& row, std::string_view word) {
    return ("," + row + ",").find("," + std::string(word) + ",") != std::string::npos;
  };
  const std::vector<std::string>& rows = words(list);
  return std::any_of(rows.begin(), rows.end(), [&](const std::string& row) { return holds(row, a) && holds(row, b); });
}

// Finished wholly after the deadline, or by a day that lies after it ("8月底前" where June was asked).
bool late(const Days& actual, Day deadline) { return actual.first ? *actual.first > deadline : actual.last > deadline; }

}  // namespace

ValueKind kind_of(const OptionalField& field) {
  if (!field || field->text.empty() || field->reading.is_blank()) return ValueKind::kAbsent;
  if (field->reading.is_unreadable()) return ValueKind::kUnreadable;
  switch (field->reading.kind) {
    case ReadingKind::kNone:
      break;
    case ReadingKind::kDate:
      return ValueKind::kDate;
    case ReadingKind::kMulti:
      return ValueKind::kSeveral;
    default:
      return ValueKind::kNumeric;
  }
  if (field->state == FieldState::kBlank) return ValueKind::kAbsent;
  return field->state == FieldState::kUnreadable ? ValueKind::kUnreadable : ValueKind::kWords;
}

std::optional<NumericTarget> numeric_target(const Value& value) {
  using Sense = NumericTarget::Sense;
  const Interval* interval = numbers_of(value);
  if (interval == nullptr || value.comparator == Comparator::kNe) return std::nullopt;
  NumericTarget target;
  if (interval->low) target.low = interval->low->value;
  if (interval->high) target.high = interval->high->value;
  if (interval->low && interval->high) {
    target.sense = target.low == target.high ? Sense::kEqual : Sense::kRange;
  } else if (interval->low) {
    target.sense = Sense::kAtLeast;
  } else if (interval->high) {
    target.sense = Sense::kAtMost;
  } else {
    return std::nullopt;
  }
  if (sgn(target.low) < 0 || sgn(target.high) < 0) return std::nullopt;
  return target;
}

std::optional<Rational> unit_factor(const Value& target, const Value& actual, const Vocabulary& vocabulary) {
  if (target.unit == actual.unit || target.unit.empty() || actual.unit.empty()) return Rational(1);
  const std::string_view asked = without_per_year(target.unit);
  const std::string_view answered = without_per_year(actual.unit);
  if (asked == answered || listed_together("counts-alike", asked, answered)) return Rational(1);
  return conversion_factor(actual.unit, target.unit, vocabulary);
}

bool units_conflict(const Value& target, const Value& actual) {
  const bool base_left_out = target.unit.starts_with(actual.unit + "/") || actual.unit.starts_with(target.unit + "/");
  return !base_left_out && !listed_together("days", target.unit, actual.unit);
}

bool reached(const NumericTarget& target, const Rational& figure) {
  using Sense = NumericTarget::Sense;
  switch (target.sense) {
    case Sense::kAtLeast:
      return figure >= target.low;
    case Sense::kEqual:
      return sgn(target.low) == 0 ? sgn(figure) == 0 : figure >= target.low;
    case Sense::kAtMost:
      return figure <= target.high;
    case Sense::kRange:
      break;
  }
  return figure >= target.low && figure <= target.high;
}

std::vector<AcceptedScore> accepted_scores(const NumericTarget& target, const Rational& figure, const Rational& weight,
                                           const Profile& profile) {
  using Sense = NumericTarget::Sense;
  if (reached(target, figure)) return {{Relation::kScoreFull, weight}};
  switch (target.sense) {
    case Sense::kAtLeast:
    case Sense::kEqual:
      if (sgn(target.low) == 0) return {{Relation::kScoreZero, Rational(0)}};
      return {clipped(Relation::kScoreAtLeast, weight * figure / target.low, weight)};
    case Sense::kAtMost:
      if (sgn(target.high) == 0) return {{Relation::kScoreZero, Rational(0)}};
      return missed_at_most(target.high, figure, weight, profile);
    case Sense::kRange:
      break;
  }
  if (figure < target.low) return {clipped(Relation::kScoreRange, weight * figure / target.low, weight)};
  if (sgn(target.high) == 0) return {{Relation::kScoreZero, Rational(0)}};
  return {clipped(Relation::kScoreRange, weight * target.high / figure, weight),
          by_excess(Relation::kScoreRange, target.high, figure, weight)};
}

Attainment deadline_attainment(const Value& target, const Value& actual) {
  const std::vector<Days> deadlines = readings_of(target);
  const std::vector<Days> finished = readings_of(actual);
  if (deadlines.empty() || finished.empty()) return Attainment::kUnknown;
  if (finished.front().last <= deadlines.front().last) return Attainment::kMet;
  bool some_met = false;
  bool some_late = false;
  for (const Days& deadline : deadlines) {
    for (const Days& day : finished) {
      const bool straddles = day.last > deadline.last && !late(day, deadline.last);
      some_late = some_late || straddles || late(day, deadline.last);
      some_met = some_met || straddles || !late(day, deadline.last);
    }
  }
  if (some_met && some_late) return Attainment::kAmbiguous;
  return some_met ? Attainment::kMet : Attainment::kMissed;
}

}  // namespace hebiao::audit_rules
