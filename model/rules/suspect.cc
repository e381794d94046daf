#include "model/rules/suspect.h"

#include <fmt/core.h>

#include "model/rules/case.h"
#include "model/rules/sense.h"

namespace hebiao::audit_rules {
namespace {

// A percentage above 200 whose digits, without the leading 2, are a plausible rate.
constexpr int kSmallestHidden = 200;
constexpr int kSmallestHiddenRate = 10;
constexpr int kWhole = 100;

const Interval* single_percent(const OptionalField& field, Comparator comparator) {
  if (!field || field->reading.kind != ReadingKind::kPercent || field->reading.values.size() != 1) return nullptr;
  const Value& value = field->reading.values.front();
  return value.comparator == comparator ? std::get_if<Interval>(&value.extent) : nullptr;
}

// 290 -> 90, 2100 -> 100, 295.5 -> 95.5; nullopt if no ≥ hides in it.
std::optional<Rational> hidden_rate(const Interval& percent) {
  if (!percent.is_point() || percent.low->value < kSmallestHidden) return std::nullopt;
  const std::string digits = canonical_number(percent.low->value);
  if (digits.size() < 3 || digits.front() != '2') return std::nullopt;
  const std::optional<Rational> rest = parse_decimal(std::string_view(digits).substr(1));
  if (!rest || *rest < kSmallestHiddenRate || *rest > kWhole || digits[1] == '0') return std::nullopt;
  return rest;
}

bool is_ordinary_rate(const OptionalField& field) {
  const std::optional<Rational> figure = field ? reported_figure(field->reading) : std::nullopt;
  return !figure || *figure <= kWhole;
}

std::optional<Suspicion> hidden_sign(const OptionalField& field, const OptionalField& other, std::string_view member) {
  const Interval* percent = single_percent(field, Comparator::kNone);
  if (percent == nullptr || !is_ordinary_rate(other)) return std::nullopt;
  const std::optional<Rational> rate = hidden_rate(*percent);
  if (!rate) return std::nullopt;
  return Suspicion{member, fmt::format("≥{}%", canonical_number(*rate))};
}

// An actual of 290% for a target of ≥90%: where the target names the very rate that hides in it, or where nothing above
// 100% can be meant (满意度, 合格率). Elsewhere 290% may be what was reached.
std::optional<Suspicion> doubled_sign(const Indicator& row) {
  const Interval* asked = single_percent(row.target, Comparator::kGe);
  const Interval* answered = single_percent(row.actual, Comparator::kNone);
  if (asked == nullptr || answered == nullptr || !asked->low) return std::nullopt;
  const std::optional<Rational> rate = hidden_rate(*answered);
  if (!rate || (*rate != asked->low->value && sense_of(row) != Sense::kMore)) return std::nullopt;
  return Suspicion{"actual", fmt::format("≥{}%", canonical_number(*rate))};
}

// Few points say that a small number was meant as it stands: 0.09 of 7.5 for 1 of ≥85%.
bool scored_as_small(const Indicator& row) {
  const PrintedNumber* score = number_of(row.score);
  const PrintedNumber* weight = number_of(row.weight);
  return score != nullptr && weight != nullptr && score->number * 2 < weight->number;
}

// A bare number of at most 1 that answers a target of at least ten percent, its % lent by the target.
std::optional<Suspicion> fraction(const Indicator& row) {
  if (!row.target || !row.actual || row.target->reading.kind != ReadingKind::kPercent) return std::nullopt;
  if (row.actual->reading.values.size() != 1) return std::nullopt;
  const Value& value = row.actual->reading.values.front();
  const auto* target = std::get_if<Interval>(&row.target->reading.values.front().extent);
  if (target == nullptr || !target->low) return std::nullopt;
  const bool lent = row.actual->reading.flags.has(Flag::kHeaderUnit) || value.unit.empty();
  const auto asked = reported_figure(row.target->reading);
  const auto answered = reported_figure(row.actual->reading);
  if (!lent || !asked || !answered || *asked < kSmallestHiddenRate) return std::nullopt;
  if (sgn(*answered) <= 0 || *answered > 1 || scored_as_small(row)) return std::nullopt;
  return Suspicion{"actual", canonical_number(*answered * kWhole) + "%"};
}

}  // namespace

std::optional<Suspicion> suspicion(const Indicator& row) {
  if (auto found = hidden_sign(row.target, row.actual, "target")) return found;
  if (auto found = doubled_sign(row)) return found;
  return fraction(row);
}

}  // namespace hebiao::audit_rules
