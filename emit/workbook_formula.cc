#include "emit/workbook_formula.h"

#include <fmt/core.h>

#include <algorithm>

#include "emit/number_cell.h"

namespace hebiao {
namespace {

std::size_t inputs_of(Relation relation) {
  switch (relation) {
    case Relation::kRate:
    case Relation::kRateScore:
      return 2;
    case Relation::kExecutionScore:
    case Relation::kScoreAtLeast:
    case Relation::kScoreAtMost:
    case Relation::kScoreInverse:
    case Relation::kScoreRange:
      return 3;
    case Relation::kScoreFull:
      return 1;
    case Relation::kNone:
    case Relation::kSum:
    case Relation::kScoreZero:
      return 0;
  }
  return 0;
}

Term rate(const Term& executed, const Term& budget) {
  return {fmt::format("{}/{}*100", executed.text, budget.text), executed.exact / budget.exact * 100,
          executed.approximate / budget.approximate * 100};
}

Term execution_score(const Term& weight, const Term& executed, const Term& budget) {
  const Rational ratio = executed.exact / budget.exact;
  return {fmt::format("{}*MIN(1,{}/{})", weight.text, executed.text, budget.text),
          weight.exact * std::min(Rational(1), ratio),
          weight.approximate * std::min(1.0, executed.approximate / budget.approximate)};
}

Term rate_score(const Term& weight, const Term& rate_percent) {
  return {fmt::format("{}*MIN(1,{}/100)", weight.text, rate_percent.text),
          weight.exact * std::min(Rational(1), Rational(rate_percent.exact / 100)),
          weight.approximate * std::min(1.0, rate_percent.approximate / 100)};
}

Term sum(const std::vector<Term>& inputs) {
  Term result{"SUM(", 0, 0};
  for (const Term& input : inputs) {
    if (result.text.back() != '(') result.text += ",";
    result.text += input.text;
    result.exact += input.exact;
    result.approximate += input.approximate;
  }
  result.text += ")";
  return result;
}

Term at_least(const Term& weight, const Term& target, const Term& actual) {
  const bool met = actual.exact >= target.exact;
  return {fmt::format("IF({2}>={1},{0},{0}*{2}/{1})", weight.text, target.text, actual.text),
          met ? weight.exact : Rational(weight.exact * actual.exact / target.exact),
          met ? weight.approximate : weight.approximate * actual.approximate / target.approximate};
}

Term by_excess(const Term& weight, const Term& target, const Term& actual) {
  const bool met = actual.exact <= target.exact;
  const Rational share = 1 - (actual.exact - target.exact) / target.exact;
  const double about = 1 - (actual.approximate - target.approximate) / target.approximate;
  return {fmt::format("IF({2}<={1},{0},MAX(0,{0}*(1-({2}-{1})/{1})))", weight.text, target.text, actual.text),
          met ? weight.exact : std::max(Rational(0), Rational(weight.exact * share)),
          met ? weight.approximate : std::max(0.0, weight.approximate * about)};
}

Term inverse(const Term& weight, const Term& target, const Term& actual) {
  const bool met = actual.exact <= target.exact;
  return {fmt::format("IF({2}<={1},{0},{0}*{1}/{2})", weight.text, target.text, actual.text),
          met ? weight.exact : Rational(weight.exact * target.exact / actual.exact),
          met ? weight.approximate : weight.approximate * target.approximate / actual.approximate};
}

// Both ends of a range are candidates; `inputs` holds the end that is missed.
std::optional<Term> outside_range(const std::vector<Term>& inputs, const std::optional<Rational>& wanted) {
  for (const Term& candidate : {at_least(inputs[0], inputs[1], inputs[2]), inverse(inputs[0], inputs[1], inputs[2]),
                                by_excess(inputs[0], inputs[1], inputs[2])}) {
    if (!wanted || candidate.exact == *wanted) return candidate;
  }
  return std::nullopt;
}

// Every divisor that `relation` may use is positive.
bool is_computable(Relation relation, const std::vector<Term>& inputs) {
  if (inputs.size() < inputs_of(relation)) return false;
  switch (relation) {
    case Relation::kRate:
      return inputs[1].exact > 0;
    case Relation::kExecutionScore:
      return inputs[2].exact > 0;
    case Relation::kScoreAtLeast:
    case Relation::kScoreAtMost:
      return inputs[1].exact > 0;
    case Relation::kScoreInverse:
    case Relation::kScoreRange:
      return inputs[1].exact > 0 && inputs[2].exact > 0;
    case Relation::kSum:
      return !inputs.empty();
    case Relation::kRateScore:
    case Relation::kScoreFull:
    case Relation::kScoreZero:
      return true;
    case Relation::kNone:
      return false;
  }
  return false;
}

}  // namespace

Term constant_term(const Rational& number) {
  const double value = nearest_double(number);
  return {canonical_number(number), number, value};
}

Term scaled(const Term& term, int factor) {
  if (factor == 1) return term;
  return {fmt::format("({}*{})", term.text, factor), term.exact * factor, term.approximate * factor};
}

Term divided(const Term& term, int divisor) {
  if (divisor == 1) return term;
  return {fmt::format("({})/{}", term.text, divisor), term.exact / divisor, term.approximate / divisor};
}

std::optional<Term> relation_term(Relation relation, const std::vector<Term>& inputs,
                                  const std::optional<Rational>& wanted) {
  if (!is_computable(relation, inputs)) return std::nullopt;
  switch (relation) {
    case Relation::kRate:
      return rate(inputs[0], inputs[1]);
    case Relation::kExecutionScore:
      return execution_score(inputs[0], inputs[1], inputs[2]);
    case Relation::kRateScore:
      return rate_score(inputs[0], inputs[1]);
    case Relation::kSum:
      return sum(inputs);
    case Relation::kScoreAtLeast:
      return at_least(inputs[0], inputs[1], inputs[2]);
    case Relation::kScoreAtMost:
      return by_excess(inputs[0], inputs[1], inputs[2]);
    case Relation::kScoreInverse:
      return inverse(inputs[0], inputs[1], inputs[2]);
    case Relation::kScoreRange:
      return outside_range(inputs, wanted);
    case Relation::kScoreFull:
      return inputs[0];
    case Relation::kScoreZero:
      return constant_term(0);
    case Relation::kNone:
      return std::nullopt;
  }
  return std::nullopt;
}

Term rounded(const Term& term, int decimals) {
  const Rational exact = round_half_up(term.exact, decimals);
  return {fmt::format("ROUND({},{})", term.text, decimals), exact, nearest_double(exact)};
}

std::string relation_words(Relation relation) {
  switch (relation) {
    case Relation::kRate:
      return "① ÷ ② × 100%";
    case Relation::kExecutionScore:
      return "① × min(1, ② ÷ ③)";
    case Relation::kRateScore:
      return "① × min(1, ②)";
    case Relation::kSum:
      return "各项之和";
    case Relation::kScoreAtLeast:
      return "③ ≥ ② 得 ①，否则 ① × ③ ÷ ②";
    case Relation::kScoreAtMost:
      return "③ ≤ ② 得 ①，否则 ① × (1 − (③ − ②) ÷ ②)，不低于 0";
    case Relation::kScoreInverse:
      return "③ ≤ ② 得 ①，否则 ① × ② ÷ ③";
    case Relation::kScoreFull:
      return "达到目标，得 ①";
    case Relation::kScoreZero:
      return "未达到，得 0";
    case Relation::kScoreRange:
      return "③ 在区间内得 ①，否则按与较近一端（②）的比例";
    case Relation::kNone:
      return "";
  }
  return "";
}

}  // namespace hebiao
