// What every rule is given: one form, the profile, and the facts that several rules ask for, worked out once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"
#include "model/model.h"
#include "model/profile.h"

namespace hebiao::audit_rules {

// What a target asks for, and what an actual value answers with.
enum class ValueKind {
  kAbsent,      // no cell, or a blank one
  kWords,       // a phrase: 及时, 健全, 是
  kNumeric,     // one number, percentage, amount or range
  kDate,        // a deadline, day or period
  kSeveral,     // several values in one cell (1小时内响应，3小时内抵达现场)
  kUnreadable,  // a number belongs here and cannot be read
};

enum class Attainment {
  kMet,
  kMissed,
  kAmbiguous,  // two defensible readings disagree (finished 10月底, wanted 10月前)
  kUnknown,    // words, blanks, units that cannot be compared, …: see `unknown_reason`
};

// One way to score a missed target, exactly.
struct AcceptedScore {
  Relation relation = Relation::kNone;
  Rational value;
};

// One indicator row, understood.
struct IndicatorFacts {
  std::string path;                       // "indicators[3]."
  const PrintedNumber* weight = nullptr;  // null unless printed as a number
  const PrintedNumber* score = nullptr;
  ValueKind target = ValueKind::kAbsent;
  ValueKind actual = ValueKind::kAbsent;
  Attainment attainment = Attainment::kUnknown;
  // A stable word for kUnknown: "blank" "words" "unreadable" "unit" "several" "negative" "suspect" "no-target" …
  std::string_view unknown_reason;
  // Both in the target's unit; set if the target is one number or range and the actual one figure.
  std::optional<Rational> figure;
  std::optional<Rational> threshold;  // the written end of a ≥ ≤ = target
  bool units_conflict = false;        // both are numeric, in units that cannot be compared
  bool suspect = false;               // target or actual looks misread (read.suspect)
  bool out_of_bounds = false;         // the score is below 0 or above the weight: score.bounds alone speaks
  bool same_words = false;            // the actual repeats the target's own words
  bool reason_given = false;          // the deviation cell holds a reason
  // What the score of a quantitative target may be; empty where that cannot be computed.
  std::vector<AcceptedScore> accepted;

  std::string field(std::string_view member) const { return path + std::string(member); }
  bool full_marks() const { return weight != nullptr && score != nullptr && score->number == weight->number; }
  bool points_deducted() const { return weight != nullptr && score != nullptr && score->number < weight->number; }
};

struct Case {
  const Form& form;
  const Profile& profile;
  const Vocabulary& vocabulary;
  std::vector<IndicatorFacts> indicators;  // parallel to Form::indicators
  std::optional<std::size_t> total_row;    // of Form::funds: all of the money (model/form.h)
  std::optional<std::size_t> score_row;    // of Form::funds: where the weight and score of the execution rate stand
  int score_decimals = 2;                  // the most decimals that any score of the form carries
  bool has_reason_column = false;          // the form has a place for reasons
};

Case make_case(const Form& form, const Profile& profile, const Vocabulary& vocabulary);

// The number of a field; null unless one was printed. Never of a temporary: the pointer is into the field.
const PrintedNumber* number_of(const OptionalField& field);
const PrintedNumber* number_of(OptionalField&& field) = delete;

// "funds[0].score"
std::string fund_path(std::size_t row, std::string_view member);

// The three columns of money in a fund block, by the names that paths use.
struct MoneyColumn {
  std::string_view member;
  OptionalField FundLine::*field;
};
inline constexpr MoneyColumn kMoneyColumns[] = {{"initial_budget", &FundLine::initial_budget},
                                                {"full_budget", &FundLine::full_budget},
                                                {"executed", &FundLine::executed}};

// Why a field cannot be computed with: "missing" "blank" "words" "unreadable"; empty if it holds a number.
std::string_view why_not_a_number(const OptionalField& field);

// Text without blanks and punctuation, for "the same words".
std::string folded(std::string_view text);

}  // namespace hebiao::audit_rules
