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

// In the order of the report, in which findings that share a fingerprint are told apart.
void compare_with_last(WorkbookPlan& plan) {
  const auto& previous = plan.context->previous;
  if (!previous) return;
  std::vector<FindingLine> now;
  for (const FindingPlan& finding : plan.findings) now.push_back(line_of(*finding.finding, ""));
  FindingChanges changes = compare_findings(*previous, now);
  for (std::size_t i = 0; i < now.size(); ++i) plan.findings[i].since_last = changes.now[i];
  plan.gone = std::move(changes.gone);
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
  compare_with_last(plan);
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
  for (const auto name : {words::kConclusion, words::kFindings, words::kAccepted, words::kGone, words::kChecks,
                          words::kIndicators, words::kData, words::kLegend}) {
    names.take(name);
  }
  int row = 1;
  for (const AuditedForm& audited : report.forms) {
    plan.forms.push_back(plan_form(audited, names));
    for (std::size_t i = 0; i < audited.audit.checks.size(); ++i) {
      plan.forms.back().check_rows.push_back(static_cast<std::size_t>(row++));
    }
    plan.checks += audited.audit.checks.size();
    for (const PlacedField& placed : plan.forms.back().fields) {
      if (placed.field->state != FieldState::kNumber) continue;
      plan.widest_figure = std::max(plan.widest_figure, display_width(placed.field->raw));
    }
  }
  plan_findings(plan);
  return plan;
}

}  // namespace hebiao
