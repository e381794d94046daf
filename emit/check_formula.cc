// A check becomes a formula in three steps: its inputs as terms (a reference where the figure stands in a number cell,
// else the constant), the relation over them, and the proof that the formula gives what the audit found. Where that
// fails the audit's number stands there by itself.

#include "emit/check_formula.h"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "emit/number_cell.h"

namespace hebiao {
namespace {

// The addresses of a sum, as few terms as possible: runs down one column become ranges.
std::vector<Term> summed_runs(const FormPlan& form, const std::vector<const Field*>& fields, std::string_view prefix) {
  std::vector<Term> terms;
  std::optional<xlsx::Range> run;
  int next_row = -1;
  const auto name_run = [&] {
    if (run) terms.back().text = std::string(prefix) + xlsx::range_name(*run);
    run.reset();
  };
  for (const Field* field : fields) {
    const auto number = field_number(form, *field, prefix);
    if (!number) return {};
    if (!number->live || number->scale != 1) {
      name_run();
      terms.push_back(number->term);
      continue;
    }
    const auto at = *form.field_address(*field);
    const int following = at.row + form.cells[field->cell].row_span;
    if (run && at.column == run->first.column && at.row == next_row) {
      run->last = at;
      terms.back().exact += number->term.exact;
      terms.back().approximate += number->term.approximate;
    } else {
      name_run();
      run = xlsx::Range{at, at};
      terms.push_back(number->term);
    }
    next_row = following;
  }
  name_run();
  return terms;
}

// A target or an actual as an input: its reading, which stands beside the form.
std::optional<FieldNumber> reading_input(const FormPlan& form, const Field& field, SideColumn column,
                                         std::string_view prefix) {
  const auto number = reading_number(field);
  if (!number) return std::nullopt;
  FieldNumber result;
  result.term = constant_term(*number);
  if (const auto at = form.field_address(field)) {
    result.term.text = std::string(prefix) + xlsx::cell_name(form.side_address(at->row, column));
    result.live = true;
  }
  result.cell = result.term;
  return result;
}

// What a missed range is measured against cannot be known from the reading alone: the ends that were written.
std::vector<Rational> written_ends(const Field& field) {
  std::vector<Rational> ends;
  for (const Value& value : field.reading.values) {
    const auto* interval = std::get_if<Interval>(&value.extent);
    if (interval == nullptr) continue;
    if (interval->low) ends.push_back(interval->low->value);
    if (interval->high) ends.push_back(interval->high->value);
  }
  return ends;
}

std::optional<FieldNumber> input_of(const FormPlan& form, const std::string& path, std::string_view prefix) {
  const Field* field = find_field(form.audited->form, path);
  if (field == nullptr) return std::nullopt;
  if (path.ends_with(".target")) return reading_input(form, *field, SideColumn::kTarget, prefix);
  if (path.ends_with(".actual")) return reading_input(form, *field, SideColumn::kActual, prefix);
  return field_number(form, *field, prefix);
}

bool agrees(const std::optional<Term>& term, const Check& check) {
  return term && round_half_up(term->exact, check.decimals) == round_half_up(*check.recomputed, check.decimals);
}

// The formula over the inputs, which must give what the audit found.
std::optional<Term> verified_term(const FormPlan& form, const Check& check, std::vector<FieldNumber>& inputs,
                                  std::string_view prefix, const std::vector<std::string>& inputs_at) {
  if (check.relation == Relation::kSum) {
    std::vector<const Field*> fields;
    for (const std::string& path : check.because) {
      const Field* field = find_field(form.audited->form, path);
      if (field == nullptr) return std::nullopt;
      fields.push_back(field);
    }
    auto term = relation_term(check.relation, summed_runs(form, fields, prefix));
    return agrees(term, check) ? term : std::nullopt;
  }
  const auto attempt = [&]() -> std::optional<Term> {
    std::vector<Term> terms;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      Term term = inputs[i].term;
      if (i < inputs_at.size())
        term.text = inputs[i].scale == 1 ? inputs_at[i] : fmt::format("({}*{})", inputs_at[i], inputs[i].scale);
      terms.push_back(std::move(term));
    }
    auto term = relation_term(check.relation, terms, check.recomputed);
    return agrees(term, check) ? term : std::nullopt;
  };
  if (inputs.size() == check.because.size()) {
    if (auto term = attempt()) return term;
  }
  if (check.because.size() != 3) return std::nullopt;
  // A range: its nearer end takes the place of the target.
  const Field* target = find_field(form.audited->form, check.because[1]);
  const auto weight = input_of(form, check.because[0], prefix);
  const auto actual = input_of(form, check.because[2], prefix);
  if (target == nullptr || !weight || !actual) return std::nullopt;
  for (const Rational& end : written_ends(*target)) {
    FieldNumber constant;
    constant.term = constant.cell = constant_term(end);
    inputs = {*weight, constant, *actual};
    if (auto term = attempt()) return term;
  }
  return std::nullopt;
}

// "Target met: the weight" as the condition that an auditor can follow, where target and actual are numbers: nullopt
// otherwise, and where the condition would not give what the audit found.
struct FollowedCheck {
  Check check;
  std::vector<FieldNumber> inputs;
  Term term;
};
std::optional<FollowedCheck> condition_of(const FormPlan& form, const Check& check, std::string_view prefix,
                                          const std::vector<std::string>& inputs_at) {
  constexpr std::string_view kScore = ".score";
  if (check.relation != Relation::kScoreFull || check.because.size() != 1 || !check.field.ends_with(kScore))
    return std::nullopt;
  const std::string row = check.field.substr(0, check.field.size() - kScore.size());
  const Field* target = find_field(form.audited->form, row + ".target");
  if (target == nullptr || target->reading.values.size() != 1) return std::nullopt;
  const Comparator comparator = target->reading.values.front().comparator;
  const bool is_ceiling = comparator == Comparator::kLe || comparator == Comparator::kLt;
  FollowedCheck followed{check, {}, {}};
  followed.check.relation = is_ceiling ? Relation::kScoreAtMost : Relation::kScoreAtLeast;
  followed.check.because = {check.because.front(), row + ".target", row + ".actual"};
  for (const std::string& path : followed.check.because) {
    auto input = input_of(form, path, prefix);
    if (!input) return std::nullopt;
    followed.inputs.push_back(std::move(*input));
  }
  auto term = verified_term(form, followed.check, followed.inputs, prefix, inputs_at);
  if (!term) return std::nullopt;
  followed.term = std::move(*term);
  return followed;
}

std::string result_format(int decimals, int scale) {
  const int places = std::max(0, scale == 100 ? decimals - 2 : decimals);
  std::string format = "0";
  if (places > 0) format += "." + std::string(static_cast<std::size_t>(places), '0');
  return scale == 100 ? format + "%" : format;
}

}  // namespace

std::optional<FieldNumber> field_number(const FormPlan& form, const Field& field, std::string_view prefix) {
  if (!field.value) return std::nullopt;
  FieldNumber result;
  result.term = result.cell = constant_term(field.value->number);
  const auto at = form.field_address(field);
  const auto number = number_cell(field.raw);
  if (!at || !number || field.state != FieldState::kNumber) return result;
  // A figure such as 0.958 that means 95.8 % is a hundred times its cell.
  int scale = 0;
  if (number->exact == field.value->number) scale = 1;
  if (scale == 0 && number->exact * 100 == field.value->number) scale = 100;
  if (scale == 0) return result;
  result.scale = scale;
  result.live = true;
  result.format = number->format;
  result.cell = {std::string(prefix) + xlsx::cell_name(*at), number->exact, number->value};
  result.term = scaled(result.cell, scale);
  return result;
}

std::optional<Rational> reading_number(const Field& field) {
  if (field.reading.values.size() != 1) return std::nullopt;
  const auto* interval = std::get_if<Interval>(&field.reading.values.front().extent);
  if (interval == nullptr) return std::nullopt;
  if (interval->is_point() || !interval->high)
    return interval->low ? std::optional(interval->low->value) : std::nullopt;
  if (!interval->low) return interval->high->value;
  return std::nullopt;
}

std::optional<CheckFormula> check_formula(const FormPlan& form, const Check& check, std::string_view prefix,
                                          const std::vector<std::string>& inputs_at) {
  if (!check.recomputed) return std::nullopt;
  CheckFormula formula;
  const Field* field = find_field(form.audited->form, check.field);
  if (field != nullptr) formula.printed = field_number(form, *field, prefix);
  const int scale = formula.printed ? formula.printed->scale : 1;
  formula.decimals = check.decimals + (scale == 100 ? 2 : 0);
  const bool percent = formula.printed && formula.printed->format.ends_with('%');
  formula.format = result_format(formula.decimals, percent ? 100 : 1);
  if (check.relation != Relation::kSum) {
    for (const std::string& path : check.because) {
      if (auto input = input_of(form, path, prefix)) formula.inputs.push_back(std::move(*input));
    }
  }
  formula.relation = check.relation;
  auto term = verified_term(form, check, formula.inputs, prefix, inputs_at);
  if (auto followed = condition_of(form, check, prefix, inputs_at)) {
    formula.relation = followed->check.relation;
    formula.inputs = std::move(followed->inputs);
    term = std::move(followed->term);
  }
  if (!term) {
    const Term plain = divided(constant_term(*check.recomputed), 1);
    Term in_cell = constant_term(round_half_up(plain.exact / scale, formula.decimals));
    formula.result = std::move(in_cell);
    return formula;
  }
  // executed/budget*100/100 reads badly: a rate that is printed with % is the bare quotient.
  const std::string times_hundred = "*100";
  if (scale == 100 && term->text.ends_with(times_hundred) && check.relation == Relation::kRate) {
    term->text.erase(term->text.size() - times_hundred.size());
    term->exact /= 100;
    term->approximate /= 100;
    formula.exact = std::move(term);
  } else {
    formula.exact = divided(*term, scale);
  }
  formula.result = rounded(*formula.exact, formula.decimals);
  return formula;
}

}  // namespace hebiao
