// The sheet of one form: the printed cells where they were printed, merged as printed, coloured by what the audit says
// of them, with notes at the questioned ones; beside them, row by row, the readings and the recomputation as formulas.

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "emit/display_width.h"
#include "emit/number_cell.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using xlsx::Address;

constexpr double kNarrowest = 7;  // columns of the form, in digits
constexpr double kWidest = 18;
constexpr double kGapWidth = 2;      // the empty column before the recomputation
constexpr int kNoteCharacters = 23;  // Chinese characters of a note's line at its width
constexpr int kNoteLineHeight = 16;  // pixels
constexpr int kNoteWidth = 300;
constexpr std::size_t kShortText = 24;  // display columns: centered; longer: at the left
constexpr std::string_view kSideTitles[kSideColumns] = {"目标\n读数", "完成\n读数", "重算\n执行率",
                                                        "重算\n得分", "差异",       "提示"};
constexpr double kSideWidths[kSideColumns] = {8, 8, 9, 8, 8, 20};

// The text of a cell is 'as printed'; what the reader mended inside it is its reading, not its text.
const std::string& shown(const Cell& cell) { return cell.raw; }

std::vector<double> column_widths(const FormPlan& form) {
  const int columns = form.side - 1;
  std::vector<double> widths(static_cast<std::size_t>(columns), kNarrowest);
  for (const Cell& cell : form.cells) {
    if (cell.column_span != 1) continue;
    double& width = widths[static_cast<std::size_t>(cell.column)];
    width = std::max(width, std::min(kWidest, display_width(shown(cell)) + 2.0));
  }
  // A text that spans columns needs room too: up to a readable line, shared by its columns.
  for (const Cell& cell : form.cells) {
    if (cell.column_span == 1 || cell.column_span == columns) continue;
    double wide = 0;
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) wide += widths[static_cast<std::size_t>(c)];
    const double missing = std::min(kWidest, display_width(shown(cell)) + 2.0) - wide;
    for (int c = cell.column; missing > 0 && c < cell.column + cell.column_span; ++c) {
      widths[static_cast<std::size_t>(c)] += missing / cell.column_span;
    }
  }
  return widths;
}

void set_sizes(xlsx::Sheet& sheet, const FormPlan& form) {
  const auto widths = column_widths(form);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    sheet.column_width(static_cast<int>(i), static_cast<int>(i), widths[i]);
  }
  sheet.column_width(form.side - 1, form.side - 1, kGapWidth);
  for (int i = 0; i < kSideColumns; ++i) sheet.column_width(form.side + i, form.side + i, kSideWidths[i]);
  std::vector<int> lines(static_cast<std::size_t>(form.rows), 1);
  for (const Cell& cell : form.cells) {
    if (FormPlan::is_taken(cell)) continue;
    double wide = 0;
    for (int c = cell.column; c < cell.column + cell.column_span; ++c) wide += widths[static_cast<std::size_t>(c)];
    const int needed = wrapped_lines(shown(cell), wide);
    const int each = (needed + cell.row_span - 1) / cell.row_span;
    for (int row = cell.row; row < cell.row + cell.row_span; ++row) {
      lines[static_cast<std::size_t>(row)] = std::max(lines[static_cast<std::size_t>(row)], each);
    }
  }
  for (int row = 0; row < form.rows; ++row)
    sheet.row_height(row + kFormTop, height_of(lines[static_cast<std::size_t>(row)]) + 3);
}

// What the audit says of a printed cell: the gravest finding, else the gravest class of its checks.
class Verdicts {
 public:
  Verdicts(const WorkbookPlan& plan, const FormPlan& form) {
    for (const FindingPlan& finding : plan.findings) {
      if (finding.form == &form) findings_[path_of(form, finding.finding->field)].push_back(&finding);
    }
    for (const Check& check : form.audited->audit.checks) {
      const auto [known, added] = classes_.emplace(check.field, check.difference_class);
      if (!added) known->second = std::max(known->second, check.difference_class);
    }
  }

  // A finding about a whole row stands at the row's name.
  static std::string path_of(const FormPlan& form, const std::string& path) {
    if (!path.ends_with(']')) return path;
    const Field* field = form.field_at(path);
    for (const PlacedField& placed : form.fields) {
      if (placed.field == field) return placed.path;
    }
    return path;
  }

  const std::vector<const FindingPlan*>& findings(const std::string& path) const {
    static const std::vector<const FindingPlan*> kNothing;
    const auto found = findings_.find(path);
    return found == findings_.end() ? kNothing : found->second;
  }

  std::optional<DifferenceClass> difference_class(const std::string& path) const {
    const auto found = classes_.find(path);
    return found == classes_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  std::map<std::string, std::vector<const FindingPlan*>> findings_;
  std::map<std::string, DifferenceClass> classes_;
};

std::vector<const FindingPlan*> findings_at(const FormPlan& form, const Verdicts& verdicts, std::size_t cell) {
  std::vector<const FindingPlan*> all;
  const auto fields = form.fields_of_cell.find(cell);
  if (fields == form.fields_of_cell.end()) return all;
  for (const std::size_t index : fields->second) {
    const auto& found = verdicts.findings(form.fields[index].path);
    all.insert(all.end(), found.begin(), found.end());
  }
  return all;
}

std::optional<DifferenceClass> class_at(const FormPlan& form, const Verdicts& verdicts, std::size_t cell) {
  const auto fields = form.fields_of_cell.find(cell);
  if (fields == form.fields_of_cell.end()) return std::nullopt;
  std::optional<DifferenceClass> worst;
  for (const std::size_t index : fields->second) {
    const auto found = verdicts.difference_class(form.fields[index].path);
    if (found) worst = worst ? std::max(*worst, *found) : *found;
  }
  return worst;
}

Severity gravest(const std::vector<const FindingPlan*>& findings) {
  Severity worst = Severity::kNote;
  for (const FindingPlan* finding : findings) worst = std::max(worst, finding->finding->severity);
  return worst;
}

xlsx::Style style_of(const FormPlan& form, const Cell& cell, std::size_t index, const Verdicts& verdicts) {
  const bool long_text = display_width(shown(cell)) > static_cast<int>(kShortText);
  xlsx::Style style = long_text ? looks::text() : looks::short_text();
  const bool is_field = form.fields_of_cell.contains(index);
  const bool whole_row = cell.column == 0 && cell.column_span >= form.side - 1;
  if (!is_field && !long_text && !cell.raw.empty()) style = looks::filled(style, {0xF2F2F2});
  if (!is_field && whole_row && !long_text) {
    style = looks::in_weight(looks::filled(style, xlsx::kNoColor), xlsx::Weight::kBold);
    style.border = xlsx::Border::kNone;
    style.size = 12;
  }
  const auto findings = findings_at(form, verdicts, index);
  if (!findings.empty()) return looks::filled(style, looks::of(gravest(findings)));
  const auto difference = class_at(form, verdicts, index);
  return difference ? looks::filled(style, looks::of(*difference)) : style;
}

// A number with its printed face, where the field is a figure; verbatim text otherwise.
void write_printed(xlsx::Sheet& sheet, const FormPlan& form, const Cell& cell, std::size_t index, xlsx::Style style) {
  const Address at = form.cell_address(index);
  const auto fields = form.fields_of_cell.find(index);
  const bool is_figure = fields != form.fields_of_cell.end() &&
                         std::any_of(fields->second.begin(), fields->second.end(), [&form](std::size_t field) {
                           return form.fields[field].field->state == FieldState::kNumber;
                         });
  const auto number = is_figure ? number_cell(shown(cell)) : std::nullopt;
  if (!number) return sheet.text(at, shown(cell), style);
  style.number_format = number->format;
  sheet.number(at, number->value, style);
}

std::string note_text(const std::vector<const FindingPlan*>& findings) {
  std::string text;
  for (const FindingPlan* plan : findings) {
    const Finding& finding = *plan->finding;
    if (!text.empty()) text += "\n\n";
    text += fmt::format("【{}·{}】{}", words::severity(finding.severity), finding.rule, finding.message.zh);
    if (finding.printed) text += "\n原文：" + *finding.printed;
    if (finding.expected) text += "\n应为：" + *finding.expected;
    if (finding.low && finding.high) text += fmt::format("\n可接受：{} 至 {}", *finding.low, *finding.high);
    if (!finding.basis.empty()) text += "\n依据：" + finding.basis;
    text += fmt::format("\n见「{}」第 {} 条", plan->accepted ? words::kAccepted : words::kFindings, plan->number);
  }
  return text;
}

void write_note(xlsx::Sheet& sheet, Address at, const std::vector<const FindingPlan*>& findings) {
  if (findings.empty()) return;
  xlsx::Note note;
  note.text = note_text(findings);
  note.width = kNoteWidth;
  note.height = std::clamp(wrapped_lines(note.text, kNoteCharacters * 2) * kNoteLineHeight + 12, 60, 480);
  sheet.note(at, note);
}

// Where the row of an indicator, a fund line or the total is printed.
std::optional<int> row_of(const FormPlan& form, const std::string& path) {
  const Field* field = find_field(form.audited->form, path);
  const auto at = field == nullptr ? std::nullopt : form.field_address(*field);
  return at ? std::optional(at->row) : std::nullopt;
}

void write_formula(xlsx::Sheet& sheet, Address at, const std::optional<Term>& exact, const Term& result, int decimals,
                   const xlsx::Style& style) {
  if (!exact) return sheet.number(at, result.approximate, style);
  sheet.formula(at, xlsx::FormulaNumber{rounded(*exact, decimals).text, result.approximate}, style);
}

class Side {
 public:
  Side(xlsx::Sheet& sheet, const FormPlan& form) : sheet_(sheet), form_(form) {}

  void write(const Verdicts& verdicts) {
    for (int i = 0; i < kSideColumns; ++i) sheet_.text({0, form_.side + i}, kSideTitles[i], looks::head());
    write_readings();
    for (const Check& check : form_.audited->audit.checks) write_check(check);
    write_hints(verdicts);
  }

 private:
  bool take(Address at) { return taken_.insert({at.row, at.column}).second; }

  void write_readings() {
    for (const PlacedField& placed : form_.fields) {
      const bool is_target = placed.path.ends_with("].target");
      if (!is_target && !placed.path.ends_with("].actual")) continue;
      const auto at = form_.field_address(*placed.field);
      const auto number = reading_number(*placed.field);
      if (!at || !number) continue;
      const Address to = form_.side_address(at->row, is_target ? SideColumn::kTarget : SideColumn::kActual);
      if (take(to)) sheet_.number(to, nearest_double(*number), looks::number("General"));
    }
  }

  void write_check(const Check& check) {
    const bool is_rate = check.field.ends_with(".rate");
    const bool is_score = check.field.ends_with(".score");
    if ((!is_rate && !is_score) || check.relation == Relation::kNone) return;
    const auto row = row_of(form_, check.field);
    const auto formula = check_formula(form_, check, "", {});
    if (!row || !formula) return;
    const Address at = form_.side_address(*row, is_rate ? SideColumn::kRate : SideColumn::kScore);
    if (!take(at)) return;
    xlsx::Style style = looks::filled(looks::number(formula->format), looks::of(check.difference_class));
    write_formula(sheet_, at, formula->exact, *formula->result, formula->decimals, style);
    const Address difference_at = form_.side_address(*row, SideColumn::kDifference);
    if (!is_score || !formula->printed || !formula->printed->live || !take(difference_at)) return;
    const Term recomputed{xlsx::cell_name(at), formula->result->exact, formula->result->approximate};
    const Term& printed = formula->printed->cell;
    const Rational difference = printed.exact - recomputed.exact;
    const int places = std::max(formula->decimals, 2);
    sheet_.formula(difference_at,
                   xlsx::FormulaNumber{fmt::format("ROUND({}-{},{})", printed.text, recomputed.text, places),
                                       nearest_double(round_half_up(difference, places))},
                   looks::number("0.00;-0.00;0"));
  }

  // 错误 第1、2、9条: one line, so that the row keeps its height.
  static std::string numbered(const std::vector<const FindingPlan*>& findings) {
    std::string numbers;
    for (const FindingPlan* finding : findings)
      numbers += (numbers.empty() ? "" : "、") + std::to_string(finding->number);
    return fmt::format("{} 第{}条", words::severity(gravest(findings)), numbers);
  }

  // Findings about a row, with a link to the first of them.
  void write_hints(const Verdicts& verdicts) {
    std::map<int, std::vector<const FindingPlan*>> by_row;
    for (std::size_t cell = 0; cell < form_.cells.size(); ++cell) {
      for (const FindingPlan* finding : findings_at(form_, verdicts, cell)) {
        by_row[form_.cell_address(cell).row].push_back(finding);
      }
    }
    for (const auto& [row, findings] : by_row) {
      const FindingPlan& first = *findings.front();
      std::string text =
          fmt::format("{} {} 第{}条", words::severity(first.finding->severity), first.finding->rule, first.number);
      if (findings.size() > 1) text = numbered(findings);
      sheet_.link(form_.side_address(row, SideColumn::kHint), first.accepted ? words::kAccepted : words::kFindings,
                  {first.row, 0}, text, looks::link(looks::filled(looks::text(), looks::of(gravest(findings)))));
    }
  }

  xlsx::Sheet& sheet_;
  const FormPlan& form_;
  std::set<std::pair<int, int>> taken_;
};

void write_top_row(xlsx::Sheet& sheet, const WorkbookPlan& plan, const FormPlan& form) {
  xlsx::Style plain;
  plain.size = 9;
  sheet.link({0, 0}, words::kConclusion, {0, 0}, "←结论", looks::link(plain));
  if (form.side < 4) return;
  sheet.link({0, 1}, words::kFindings, {0, 0}, "发现", looks::link(plain));
  std::string source = "来源：" + plan.report->document.name;
  if (!form.cells.empty()) source += "，" + words::place(form.cells.front().at) + "起";
  plain.font = {0x7F7F7F};
  sheet.text({0, 2}, source, plain);
}

}  // namespace

void write_form(xlsx::Sheet& sheet, const WorkbookPlan& plan, const FormPlan& form) {
  const Verdicts verdicts(plan, form);
  set_sizes(sheet, form);
  sheet.hide_grid_lines();
  sheet.row_height(0, height_of(2));
  write_top_row(sheet, plan, form);
  for (std::size_t index = 0; index < form.cells.size(); ++index) {
    const Cell& cell = form.cells[index];
    if (FormPlan::is_taken(cell)) continue;
    const Address at = form.cell_address(index);
    const xlsx::Style style = style_of(form, cell, index, verdicts);
    sheet.merge_blank({at, {at.row + cell.row_span - 1, at.column + cell.column_span - 1}}, style);
    write_printed(sheet, form, cell, index, style);
    write_note(sheet, at, findings_at(form, verdicts, index));
  }
  Side(sheet, form).write(verdicts);
  sheet.freeze({kFormTop, 0});
  xlsx::PrintSetup setup;
  setup.header = plan.report->document.name;
  setup.area = xlsx::Range{{0, 0}, {form.rows, form.side + kSideColumns - 1}};
  setup.repeat_rows = {0, 0};
  sheet.print(setup);
}

}  // namespace hebiao
