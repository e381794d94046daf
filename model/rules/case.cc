#include "model/rules/case.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "model/rules/attainment.h"
#include "model/rules/sense.h"
#include "model/rules/suspect.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules {
namespace {

struct CodePoint {
  char32_t value = 0;
  std::size_t bytes = 1;
};

// The code point at the front of valid UTF-8; a stray byte stands for itself.
CodePoint first_code_point(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned lead = byte(0);
  const std::size_t bytes = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (bytes == 1 || bytes > text.size()) return {lead, 1};
  char32_t value = lead & (0x7FU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte(i) & 0x3FU);
  return {value, bytes};
}

// Blanks, and punctuation of the blocks that Chinese prose uses.
bool is_filler(char32_t c) {
  if (c < 0x80)
    return c <= 0x20 || (std::string_view(",.;:!?'\"()[]").find(static_cast<char>(c)) != std::string_view::npos);
  return c == 0xA0 || (c >= 0x2010 && c <= 0x203A) || (c >= 0x3000 && c <= 0x301F) || (c >= 0xFF01 && c <= 0xFF0F) ||
         c == 0xFF1A || c == 0xFF1B || c == 0xFF1F;
}

bool gives_reason(const OptionalField& deviation) {
  if (!deviation || deviation->state == FieldState::kBlank) return false;
  const std::string text = folded(deviation->text);
  const std::vector<std::string>& none = words("no-reason");
  return !text.empty() && std::find(none.begin(), none.end(), text) == none.end();
}

void judge_unknown(IndicatorFacts& facts, std::string_view reason) {
  facts.attainment = Attainment::kUnknown;
  facts.unknown_reason = reason;
}

void set_figure(IndicatorFacts& facts, const NumericTarget& target, Rational figure) {
  facts.figure = std::move(figure);
  facts.threshold = target.sense == NumericTarget::Sense::kAtMost ? target.high : target.low;
}

Attainment attainment_of(const NumericTarget& target, const Rational& figure) {
  return reached(target, figure) ? Attainment::kMet : Attainment::kMissed;
}

// pre: set_figure.
void accept_scores(IndicatorFacts& facts, const NumericTarget& target, const Profile& profile) {
  if (facts.weight != nullptr && sgn(facts.weight->number) >= 0)
    facts.accepted = accepted_scores(target, *facts.figure, facts.weight->number, profile);
}

// 9-11万页 may begin at 9 or at 90,000: what is missed, or met, in both readings is so.
std::optional<NumericTarget> other_reading(const Value& target) {
  if (!target.alternative) return std::nullopt;
  Value other = target;
  other.extent = *target.alternative;
  return numeric_target(other);
}

void judge_numeric(IndicatorFacts& facts, const Indicator& row, const Case& c) {
  const Value& target_value = row.target->reading.values.front();
  const Value& actual_value = row.actual->reading.values.front();
  const std::optional<Rational> factor = unit_factor(target_value, actual_value, c.vocabulary);
  if (!factor) {
    facts.units_conflict = units_conflict(target_value, actual_value);
    return judge_unknown(facts, "unit");
  }
  const std::optional<NumericTarget> target = numeric_target(target_value);
  if (!target) return judge_unknown(facts, target_value.comparator == Comparator::kNe ? "not-equal-to" : "negative");
  const std::optional<Rational> figure = reported_figure(row.actual->reading);
  if (!figure) return judge_unknown(facts, "not-one-figure");
  set_figure(facts, *target, *figure * *factor);
  if (facts.suspect) return judge_unknown(facts, "suspect");
  facts.attainment = attainment_of(*target, *facts.figure);
  const std::optional<NumericTarget> other = other_reading(target_value);
  if (target_value.alternative && (!other || attainment_of(*other, *facts.figure) != facts.attainment))
    return judge_unknown(facts, "ambiguous");
  // A bare 30分钟 for a response time may well mean "at most": 20分钟 is no miss then, and no proportion can be asked.
  const bool signless = target_value.comparator == Comparator::kNone && target->sense == NumericTarget::Sense::kEqual;
  const bool at_most_met = signless && *facts.figure <= target->high;
  if (facts.attainment == Attainment::kMissed && at_most_met && sense_of(row) == Sense::kLess)
    return judge_unknown(facts, "signless");
  accept_scores(facts, *target, c.profile);
  if (other && !facts.accepted.empty()) {
    const std::vector<AcceptedScore> more = accepted_scores(*other, *facts.figure, facts.weight->number, c.profile);
    facts.accepted.insert(facts.accepted.end(), more.begin(), more.end());
  }
}

// Several conditions in one cell are met if each is, in the order in which they were written.
void judge_several(IndicatorFacts& facts, const Indicator& row, const Case& c) {
  const std::vector<Value>& targets = row.target->reading.values;
  const std::vector<Value>& actuals = row.actual->reading.values;
  if (targets.size() != actuals.size()) return judge_unknown(facts, "several");
  Attainment all = Attainment::kMet;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    Attainment one = Attainment::kUnknown;
    if (targets[i].kind == ReadingKind::kDate && actuals[i].kind == ReadingKind::kDate) {
      one = deadline_attainment(targets[i], actuals[i]);
    } else {
      const auto target = numeric_target(targets[i]);
      const auto factor = unit_factor(targets[i], actuals[i], c.vocabulary);
      Reading single;
      single.kind = actuals[i].kind;
      single.values = {actuals[i]};
      const auto figure = reported_figure(single);
      if (target && factor && figure) one = attainment_of(*target, *figure * *factor);
    }
    if (one == Attainment::kUnknown) return judge_unknown(facts, "several");
    if (one != Attainment::kMet) all = one;
  }
  facts.attainment = all;
}

void judge_date(IndicatorFacts& facts, const Indicator& row) {
  facts.attainment = deadline_attainment(row.target->reading.values.front(), row.actual->reading.values.front());
  if (facts.attainment == Attainment::kUnknown) facts.unknown_reason = "open-date";
}

void judge(IndicatorFacts& facts, const Indicator& row, const Case& c) {
  if (facts.target == ValueKind::kUnreadable || facts.actual == ValueKind::kUnreadable)
    return judge_unknown(facts, "unreadable");
  if (facts.target == ValueKind::kAbsent || facts.actual == ValueKind::kAbsent) return judge_unknown(facts, "blank");
  if (facts.target == ValueKind::kWords || facts.actual == ValueKind::kWords) return judge_unknown(facts, "words");
  if (facts.target == ValueKind::kSeveral || facts.actual == ValueKind::kSeveral) return judge_several(facts, row, c);
  if (facts.target == ValueKind::kDate && facts.actual == ValueKind::kDate) return judge_date(facts, row);
  if (facts.target == ValueKind::kNumeric && facts.actual == ValueKind::kNumeric) return judge_numeric(facts, row, c);
  if (facts.target == ValueKind::kNumeric) facts.units_conflict = true;
  judge_unknown(facts, facts.target == ValueKind::kDate ? "not-a-date" : "unit");
}

bool says_none(const OptionalField& field) {
  const std::vector<std::string>& known = words("none-happened");
  return field && std::find(known.begin(), known.end(), folded(field->text)) != known.end();
}

// 无 or 未发生 where accidents are counted is an answer: none of them. Asked for 0起 it is the figure, asked for 无 the
// target's own words.
bool answers_none(const Indicator& row) { return says_none(row.actual) && counts_something_bad(row); }

void judge_none(IndicatorFacts& facts, const Indicator& row, const Case& c) {
  if (facts.target != ValueKind::kNumeric) {
    if (!says_none(row.target)) return judge(facts, row, c);
    facts.target = facts.actual = ValueKind::kWords;
    facts.same_words = true;
    return judge_unknown(facts, "words");
  }
  const std::optional<NumericTarget> target = numeric_target(row.target->reading.values.front());
  if (!target) return judge(facts, row, c);
  facts.actual = ValueKind::kNumeric;
  set_figure(facts, *target, 0);
  facts.attainment = attainment_of(*target, *facts.figure);
  accept_scores(facts, *target, c.profile);
}

IndicatorFacts facts_of(std::size_t position, const Case& c) {
  const Indicator& row = c.form.indicators[position];
  IndicatorFacts facts;
  facts.path = fmt::format("indicators[{}].", position);
  facts.weight = number_of(row.weight);
  facts.score = number_of(row.score);
  facts.target = kind_of(row.target);
  facts.actual = kind_of(row.actual);
  facts.reason_given = gives_reason(row.deviation);
  facts.suspect = suspicion(row).has_value();
  facts.out_of_bounds =
      facts.score != nullptr &&
      (sgn(facts.score->number) < 0 || (facts.weight != nullptr && facts.score->number > facts.weight->number));
  // 7×24小时 for 7×24小时 is the target's own words too, though it reads as no number.
  if (facts.target == facts.actual && (facts.target == ValueKind::kWords || facts.target == ValueKind::kUnreadable))
    facts.same_words = folded(row.target->text) == folded(row.actual->text);
  if (answers_none(row)) {
    judge_none(facts, row, c);
  } else {
    judge(facts, row, c);
  }
  return facts;
}

// The total row, or where no row is one the first that prints points.
std::optional<std::size_t> score_row_of(const Form& form) {
  if (const auto total = total_row(form)) return total;
  for (std::size_t i = 0; i < form.funds.size(); ++i)
    if (number_of(form.funds[i].weight) != nullptr || number_of(form.funds[i].score) != nullptr) return i;
  return std::nullopt;
}

int score_decimals_of(const Form& form) {
  int most = 0;
  const auto count = [&most](const OptionalField& field) {
    if (const PrintedNumber* score = number_of(field)) most = std::max(most, score->decimals);
  };
  for (const Indicator& row : form.indicators) count(row.score);
  for (const FundLine& row : form.funds) count(row.score);
  return most;
}

bool has_reason_column(const Form& form) {
  return std::any_of(form.indicators.begin(), form.indicators.end(),
                     [](const Indicator& row) { return row.deviation.has_value(); });
}

}  // namespace

const PrintedNumber* number_of(const OptionalField& field) {
  return field && field->state == FieldState::kNumber && field->value ? &*field->value : nullptr;
}

std::string fund_path(std::size_t row, std::string_view member) { return fmt::format("funds[{}].{}", row, member); }

std::string_view why_not_a_number(const OptionalField& field) {
  if (!field) return "missing";
  if (number_of(field) != nullptr) return {};
  switch (field->state) {
    case FieldState::kBlank:
      return "blank";
    case FieldState::kWords:
      return "words";
    default:
      return "unreadable";
  }
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  std::size_t run = 0;  // where the characters begin that are still to be taken over
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint c = first_code_point(text.substr(at));
    if (is_filler(c.value)) {
      result += text.substr(run, at - run);
      run = at + c.bytes;
    }
    at += c.bytes;
  }
  return result += text.substr(run);
}

Case make_case(const Form& form, const Profile& profile, const Vocabulary& vocabulary) {
  Case c{form,
         profile,
         vocabulary,
         {},
         total_row(form),
         score_row_of(form),
         score_decimals_of(form),
         has_reason_column(form)};
  c.indicators.reserve(form.indicators.size());
  for (std::size_t i = 0; i < form.indicators.size(); ++i) c.indicators.push_back(facts_of(i, c));
  return c;
}

}  // namespace hebiao::audit_rules
