#include "emit/workbook_plan.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>

#include "emit/display_width.h"
#include "emit/workbook.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

constexpr std::size_t kSheetNameProject = 16;  // UTF-16 units of the project's name on a tab: tabs stay readable

void place(std::vector<PlacedField>& fields, std::string path, const OptionalField& field) {
  if (field) fields.push_back({std::move(path), &*field});
}

void place_others(std::vector<PlacedField>& fields, const std::string& prefix, const OtherFields& others) {
  for (const auto& [label, field] : others) fields.push_back({prefix + "other." + label, &field});
}

void place_funds(std::vector<PlacedField>& fields, const Form& form) {
  for (std::size_t i = 0; i < form.funds.size(); ++i) {
    const FundLine& line = form.funds[i];
    const std::string prefix = fmt::format("funds[{}].", i);
    place(fields, prefix + "label", line.label);
    place(fields, prefix + "initial_budget", line.initial_budget);
    place(fields, prefix + "full_budget", line.full_budget);
    place(fields, prefix + "executed", line.executed);
    place(fields, prefix + "weight", line.weight);
    place(fields, prefix + "rate", line.rate);
    place(fields, prefix + "score", line.score);
    place_others(fields, prefix, line.other);
  }
}

void place_indicators(std::vector<PlacedField>& fields, const Form& form) {
  for (std::size_t i = 0; i < form.indicators.size(); ++i) {
    const Indicator& indicator = form.indicators[i];
    const std::string prefix = fmt::format("indicators[{}].", i);
    place(fields, prefix + "name", indicator.name);
    place(fields, prefix + "target", indicator.target);
    place(fields, prefix + "actual", indicator.actual);
    place(fields, prefix + "weight", indicator.weight);
    place(fields, prefix + "score", indicator.score);
    place(fields, prefix + "deviation", indicator.deviation);
    place_others(fields, prefix, indicator.other);
  }
}

// Every field of the form, in the order of the JSON.
std::vector<PlacedField> fields_of(const Form& form) {
  std::vector<PlacedField> fields;
  place(fields, "year", form.year_field);
  place(fields, "project", form.project);
  place(fields, "department", form.department);
  place(fields, "agency", form.agency);
  place_funds(fields, form);
  place(fields, "goal", form.goal);
  place(fields, "outcome", form.outcome);
  place_indicators(fields, form);
  place(fields, "total.weight", form.total.weight);
  place(fields, "total.score", form.total.score);
  place(fields, "total.grade", form.total.grade);
  place_others(fields, "", form.other);
  place_others(fields, "group_points.", form.group_points);
  return fields;
}

// A text source has lost the merges of its page: a long text takes the blank cells behind it, as it did there. Cells
// that are taken get a row span of 0 (they keep their index, by which fields know them).
std::vector<Cell> with_long_texts_spread(const FormPlan& plan, const FormSheet& sheet) {
  constexpr int kLongText = 40;  // display columns: two lines of a wide column
  std::vector<Cell> cells = sheet.cells;
  for (Cell& cell : cells) cell.row_span = std::max(1, cell.row_span);
  std::map<std::pair<int, int>, std::size_t> at;
  for (std::size_t i = 0; i < cells.size(); ++i) at.emplace(std::pair(cells[i].row, cells[i].column), i);
  const auto is_blank = [&](int row, int column) {
    const auto found = at.find({row, column});
    return found == at.end() || (cells[found->second].raw.empty() && !plan.fields_of_cell.contains(found->second));
  };
  for (Cell& cell : cells) {
    if (cell.at.line == 0 || cell.row_span > 1 || cell.column_span > 1 || display_width(cell.raw) <= kLongText)
      continue;
    int end = cell.column + 1;
    while (end < sheet.columns && is_blank(cell.row, end)) ++end;
    for (int column = cell.column + 1; column < end; ++column) {
      if (const auto taken = at.find({cell.row, column}); taken != at.end()) cells[taken->second].row_span = 0;
    }
    cell.column_span = end - cell.column;
  }
  return cells;
}

// A spreadsheet holds one value a cell: two printed cells never share one, whatever the document says.
void settle_cells(FormPlan& plan, const FormSheet& sheet) {
  std::set<std::pair<int, int>> taken;
  const auto free = [&taken](const Cell& cell, int row_span, int column_span) {
    for (int row = cell.row; row < cell.row + row_span; ++row) {
      for (int column = cell.column; column < cell.column + column_span; ++column) {
        if (taken.contains({row, column})) return false;
      }
    }
    return true;
  };
  plan.rows = sheet.rows;
  std::map<int, int> cells_of_row;
  std::vector<Cell> cells = with_long_texts_spread(plan, sheet);
  for (const Cell& cell : cells) cells_of_row[cell.row] += FormPlan::is_taken(cell) ? 0 : 1;
  for (Cell& cell : cells) {
    if (FormPlan::is_taken(cell)) {
      plan.cells.push_back(std::move(cell));
      continue;
    }
    // A line by itself (title, year, a remark) runs over the whole width.
    if (cells_of_row[cell.row] == 1 && cell.column == 0 && cell.row_span <= 1)
      cell.column_span = std::max(1, sheet.columns);
    cell.column_span = std::max(1, cell.column_span);
    if (!free(cell, cell.row_span, cell.column_span)) cell.row_span = cell.column_span = 1;
    if (!free(cell, 1, 1)) cell.row = plan.rows;
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      for (int column = cell.column; column < cell.column + cell.column_span; ++column) taken.insert({row, column});
    }
    plan.rows = std::max(plan.rows, cell.row + cell.row_span);
    plan.side = std::max(plan.side, cell.column + cell.column_span);
    plan.cells.push_back(std::move(cell));
  }
  plan.side = std::max(plan.side, sheet.columns) + 1;  // a narrow empty column between
}

FormPlan plan_form(const AuditedForm& audited, xlsx::SheetNames& names) {
  FormPlan plan;
  plan.audited = &audited;
  const Form& form = audited.form;
  const std::string project = form.project ? form.project->text : form.title;
  plan.sheet = names.take(fmt::format("表{} {}", form.index, xlsx::split_text(project, kSheetNameProject).front()));
  plan.fields = fields_of(form);
  for (std::size_t i = 0; i < plan.fields.size(); ++i) {
    const Field& field = *plan.fields[i].field;
    if (field.cell < form.sheet.cells.size()) plan.fields_of_cell[field.cell].push_back(i);
  }
  settle_cells(plan, form.sheet);
  return plan;
}

std::optional<std::size_t> check_of(const FormPlan& form, const Finding& finding) {
  const auto& checks = form.audited->audit.checks;
  std::optional<std::size_t> same_field;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (checks[i].field != finding.field || finding.field.empty() || !checks[i].recomputed) continue;
    if (checks[i].rule == finding.rule) return i;
    if (!same_field) same_field = i;
  }
  return finding.expected ? same_field : std::nullopt;
}

FindingPlan plan_finding(const Finding& finding, const FormPlan* form, const Decisions& decisions) {
  FindingPlan plan;
  plan.finding = &finding;
  plan.form = form;
  plan.decision = decisions.find(finding.fingerprint);
  plan.accepted = decisions.standing(finding) == Standing::kAccepted;
  if (form != nullptr) plan.check = check_of(*form, finding);
  return plan;
}

void plan_findings(WorkbookPlan& plan) {
  const Decisions& decisions = plan.context->decisions;
  for (const Finding& finding : plan.report->findings)
    plan.findings.push_back(plan_finding(finding, nullptr, decisions));
  for (const FormPlan& form : plan.forms) {
    for (const Finding& finding : form.audited->audit.findings) {
      plan.findings.push_back(plan_finding(finding, &form, decisions));
    }
  }
  // What a reader must see first comes first: open before accepted, errors before warnings before notes.
  std::stable_sort(plan.findings.begin(), plan.findings.end(), [](const FindingPlan& a, const FindingPlan& b) {
    if (a.accepted != b.accepted) return b.accepted;
    return a.finding->severity > b.finding->severity;
  });
  for (FindingPlan& finding : plan.findings) {
    std::size_t& count = finding.accepted ? plan.accepted : plan.open;
    finding.row = static_cast<int>(++count);
    finding.number = plan.open + plan.accepted;
  }
}

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

xlsx::Address FormPlan::cell_address(std::size_t cell) const {
  return {cells[cell].row + kFormTop, cells[cell].column};
}

std::optional<xlsx::Address> FormPlan::field_address(const Field& field) const {
  if (field.cell >= cells.size()) return std::nullopt;
  return cell_address(field.cell);
}

const Field* FormPlan::field_at(std::string_view path) const {
  const Form& form = audited->form;
  if (!path.ends_with(']')) return find_field(form, path);
  const std::string row(path);
  const Field* name = find_field(form, row + (row.starts_with("funds[") ? ".label" : ".name"));
  return name != nullptr ? name : find_field(form, row + ".score");
}

WorkbookPlan plan_workbook(const Report& report, const WorkbookContext& context) {
  WorkbookPlan plan;
  plan.report = &report;
  plan.context = &context;
  xlsx::SheetNames names;
  for (const auto name : {words::kConclusion, words::kFindings, words::kAccepted, words::kChecks, words::kIndicators,
                          words::kData, words::kLegend}) {
    names.take(name);
  }
  int row = 1;
  for (const AuditedForm& audited : report.forms) {
    plan.forms.push_back(plan_form(audited, names));
    for (std::size_t i = 0; i < audited.audit.checks.size(); ++i) {
      plan.forms.back().check_rows.push_back(static_cast<std::size_t>(row++));
    }
    plan.checks += audited.audit.checks.size();
  }
  plan_findings(plan);
  return plan;
}

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
