// Budget, executed amount, rate and score of one fund row, tested on one common ratio.
//
// Each of the three printings says in which interval the true ratio executed ÷ budget lies: the two amounts by
// division, the rate as it stands, the score through score = weight × min(1, ratio). Where the intervals have a ratio
// in common, one set of amounts makes every printing true and no difference is real. (On a line, intervals that meet
// pairwise meet jointly; the joint test still matters where a pair is missing.) If the rate contradicts the amounts,
// the score is held against the amounts alone, so that one wrong figure is not blamed on two.
#pragma once

#include <optional>
#include <string>

#include "model/finding.h"
#include "model/interval_arithmetic.h"
#include "model/rules/case.h"

namespace hebiao::audit_rules {

// One row's figures, as far as they were printed as numbers.
struct ExecutionRow {
  const PrintedNumber* budget = nullptr;
  const PrintedNumber* executed = nullptr;
  const PrintedNumber* rate = nullptr;  // percent
  const PrintedNumber* weight = nullptr;
  const PrintedNumber* score = nullptr;

  bool has_amounts() const { return budget != nullptr && executed != nullptr; }
  bool has_negative() const;
};
ExecutionRow execution_row(const FundLine& line);

struct Judgement {
  DifferenceClass difference_class = DifferenceClass::kExact;
  Rational recomputed;                        // exactly, in the unit of the printed figure
  std::optional<Interval> allowed;            // of the unrounded figure, by the other printings; unset if exact
  Rational unexplained;                       // the smallest gap to the printed figure's interval, for kReal
  std::optional<std::string> witness_budget;  // for kRounding: amounts that make every printing true
  std::optional<std::string> witness_executed;
};

// pre: has_amounts(), budget above zero, nothing negative; rate printed.
Judgement judge_rate(const ExecutionRow& row);

// pre: weight and score printed, and amounts as above or a rate.
Judgement judge_score(const ExecutionRow& row);

// What the other measured figures say of a system that cuts off instead of rounding.
enum class OtherFigures {
  kAllowCuttingOff,  // all of them fit it, or there are none
  kWereRounded,      // some figure was rounded
};
enum class Relations { kRate, kScore };
OtherFigures figures_beside(const Form& form, std::size_t row, Relations relation);  // all but the one that is judged
OtherFigures figures_of(const Form& form);                                           // all of the form's

// The lowest and highest printing (to `decimals` places) whose rounding interval meets `allowed`.
struct PrintedRange {
  std::string low;
  std::string high;
};
std::optional<PrintedRange> printed_range(const Interval& allowed, int decimals);

}  // namespace hebiao::audit_rules
