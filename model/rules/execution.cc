#include "model/rules/execution.h"

#include <algorithm>

namespace hebiao::audit_rules {
namespace {

constexpr int kPercent = 100;

Rational capped(const Rational& ratio) { return ratio > 1 ? Rational(1) : ratio; }

bool amounts_usable(const ExecutionRow& row) { return row.has_amounts() && sgn(row.budget->number) > 0; }

// The three intervals of the ratio; nullopt where the printing is not there, or allows no ratio at all.
std::optional<Interval> by_amounts(const ExecutionRow& row, Printing printing) {
  if (!amounts_usable(row)) return std::nullopt;
  return quotient(measured(*row.executed, printing), measured(*row.budget, printing));
}

Interval by_rate(const PrintedNumber& rate, Printing printing) {
  return scaled(measured(rate, printing), Rational(1, kPercent));
}

// Scores that lie in the printed one's interval and between 0 and the weight, as ratios. From full marks on, any.
std::optional<Interval> by_score(const ExecutionRow& row, Printing printing) {
  const Rational& weight = row.weight->number;
  const Interval domain{.low = Bound{Rational(0), true}, .high = Bound{weight, true}};
  const std::optional<Interval> score = common(measured(*row.score, printing), domain);
  if (!score) return std::nullopt;
  if (sgn(weight) == 0) return Interval{.low = Bound{Rational(0), true}, .high = std::nullopt};
  Interval ratio = scaled(*score, Rational(1) / weight);
  if (ratio.high && ratio.high->closed && ratio.high->value >= 1) ratio.high.reset();
  return ratio;
}

std::optional<Interval> meet(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  return a && b ? common(*a, *b) : std::nullopt;
}

// The ratio by everything but the score: amounts and rate where they agree, the amounts alone where they do not.
std::optional<Interval> by_the_rest(const ExecutionRow& row, Printing printing) {
  const std::optional<Interval> amounts = by_amounts(row, printing);
  if (row.rate == nullptr) return amounts;
  const Interval rate = by_rate(*row.rate, printing);
  if (!amounts) return rate;
  const std::optional<Interval> both = common(*amounts, rate);
  return both ? both : amounts;
}

// weight × min(1, ratio) over an interval of ratios.
Interval scores_of(const Interval& ratio, const Rational& weight) {
  Interval scores{.low = Bound{Rational(0), true}, .high = Bound{weight, true}};
  if (ratio.low) scores.low = Bound{weight * capped(ratio.low->value), ratio.low->closed || ratio.low->value >= 1};
  if (ratio.high) scores.high = Bound{weight * capped(ratio.high->value), ratio.high->closed || ratio.high->value > 1};
  return scores;
}

// Amounts within their printings whose ratio lies in `ratio`: the budget as printed if it will do, the shortest
// decimals.
void find_witness(const ExecutionRow& row, const Interval& ratio, Judgement& judgement) {
  if (!amounts_usable(row) || !ratio.low) return;
  const Interval budgets = measured(*row.budget, Printing::kRounded);
  const Interval executed = measured(*row.executed, Printing::kRounded);
  Interval budget_range = budgets;
  if (ratio.high && sgn(ratio.low->value) > 0) {
    const auto feasible = common(budgets, quotient(executed, ratio));
    if (!feasible) return;
    budget_range = *feasible;
  }
  Rational budget = row.budget->number;
  if (!budget_range.contains(budget)) {
    const auto shortest = shortest_decimal(budget_range);
    budget = shortest ? *shortest : budget_range.low->value;
  }
  const auto spent_range = common(executed, scaled(ratio, budget));
  if (!spent_range) return;
  const auto spent = shortest_decimal(*spent_range);
  judgement.witness_budget = canonical_number(budget);
  judgement.witness_executed = canonical_number(spent ? *spent : spent_range->low->value);
}

bool cut_off_explains_rate(const ExecutionRow& row) {
  const Interval rate = by_rate(*row.rate, Printing::kTruncated);
  return meet(by_amounts(row, Printing::kTruncated), rate) || meet(by_amounts(row, Printing::kRounded), rate);
}

// Computed from the rate that is printed, and then rounded, or cut off.
bool chains_from_rate(const ExecutionRow& row, Printing printing) {
  if (row.rate == nullptr) return false;
  const Rational exact = row.weight->number * capped(row.rate->number / kPercent);
  return printing == Printing::kRounded ? round_half_up(exact, row.score->decimals) == row.score->number
                                        : measured(*row.score, printing).contains(exact);
}

bool cut_off_explains_score(const ExecutionRow& row) {
  const std::optional<Interval> score = by_score(row, Printing::kTruncated);
  return meet(by_the_rest(row, Printing::kTruncated), score) || meet(by_the_rest(row, Printing::kRounded), score);
}

}  // namespace

bool ExecutionRow::has_negative() const {
  for (const PrintedNumber* figure : {budget, executed, rate, weight, score})
    if (figure != nullptr && sgn(figure->number) < 0) return true;
  return false;
}

ExecutionRow execution_row(const FundLine& line) {
  return {number_of(line.full_budget), number_of(line.executed), number_of(line.rate), number_of(line.weight),
          number_of(line.score)};
}

Judgement judge_rate(const ExecutionRow& row) {
  Judgement result;
  result.recomputed = kPercent * row.executed->number / row.budget->number;
  if (round_half_up(result.recomputed, row.rate->decimals) == row.rate->number) return result;
  const std::optional<Interval> amounts = by_amounts(row, Printing::kRounded);
  const Interval printed = by_rate(*row.rate, Printing::kRounded);
  if (amounts) result.allowed = scaled(*amounts, kPercent);
  if (const auto both = meet(amounts, printed)) {
    result.difference_class = DifferenceClass::kRounding;
    const auto with_score =
        row.weight != nullptr && row.score != nullptr ? meet(both, by_score(row, Printing::kRounded)) : std::nullopt;
    find_witness(row, with_score ? *with_score : *both, result);
    return result;
  }
  if (cut_off_explains_rate(row)) {
    result.difference_class = DifferenceClass::kTruncation;
    return result;
  }
  result.difference_class = DifferenceClass::kReal;
  if (amounts) result.unexplained = kPercent * gap(*amounts, printed);
  return result;
}

Judgement judge_score(const ExecutionRow& row) {
  Judgement result;
  const Rational& weight = row.weight->number;
  const Rational ratio =
      amounts_usable(row) ? Rational(row.executed->number / row.budget->number) : Rational(row.rate->number / kPercent);
  result.recomputed = weight * capped(ratio);
  if (round_half_up(result.recomputed, row.score->decimals) == row.score->number) return result;
  const std::optional<Interval> rest = by_the_rest(row, Printing::kRounded);
  if (rest) result.allowed = scores_of(*rest, weight);
  if (const auto all = meet(rest, by_score(row, Printing::kRounded))) {
    result.difference_class = DifferenceClass::kRounding;
    find_witness(row, *all, result);
    return result;
  }
  if (chains_from_rate(row, Printing::kRounded)) {
    result.difference_class = DifferenceClass::kChained;
    return result;
  }
  if (cut_off_explains_score(row)) {
    result.difference_class = DifferenceClass::kTruncation;
    return result;
  }
  result.difference_class = DifferenceClass::kReal;
  if (result.allowed) result.unexplained = gap(*result.allowed, measured(*row.score, Printing::kRounded));
  return result;
}

OtherFigures figures_beside(const Form& form, std::size_t row, Relations relation) {
  for (std::size_t i = 0; i < form.funds.size(); ++i) {
    const ExecutionRow other = execution_row(form.funds[i]);
    if (!amounts_usable(other) || other.has_negative()) continue;
    const bool judged_rate = i == row && relation == Relations::kRate;
    const bool judged_score = i == row && relation == Relations::kScore;
    if (!judged_rate && other.rate != nullptr && !cut_off_explains_rate(other)) return OtherFigures::kWereRounded;
    const bool has_score = other.weight != nullptr && other.score != nullptr;
    if (!judged_score && has_score && !cut_off_explains_score(other) && !chains_from_rate(other, Printing::kTruncated))
      return OtherFigures::kWereRounded;
  }
  return OtherFigures::kAllowCuttingOff;
}

OtherFigures figures_of(const Form& form) { return figures_beside(form, form.funds.size(), Relations::kRate); }

std::optional<PrintedRange> printed_range(const Interval& allowed, int decimals) {
  if (!allowed.low || !allowed.high) return std::nullopt;
  const Rational unit = last_place(decimals);
  // Half down at the lower end and half up at the upper: both ends of a rounding interval are closed.
  const Rational below = (allowed.low->value - unit / 2) / unit;
  const Rational low = std::max(Rational(0), ceiling(below) * unit);
  return PrintedRange{format_fixed(low, decimals), format_fixed(allowed.high->value, decimals)};
}

}  // namespace hebiao::audit_rules
