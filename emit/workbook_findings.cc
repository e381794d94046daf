// One row a finding; the accepted ones in the same shape on a sheet of their own.

#include <fmt/core.h>

#include <algorithm>

#include "emit/number_cell.h"
#include "emit/workbook.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using xlsx::Address;

enum Column {
  kNumber,
  kLevel,
  kRule,
  kForm,
  kProject,
  kWhat,
  kPrinted,
  kPrintedNumber,
  kRecomputed,
  kDifference,
  kClass,
  kMessage,
  kBasis,
  kPlace,
  kPage,
  kDecision,
  kReviewer,
  kDate,
  kRemark,
  kStatus,
  kFingerprint,
  kColumns
};

const std::vector<TableColumn>& columns() {
  static const std::vector<TableColumn> kAll = {{"序号", 5},
                                                {"级别", 5},
                                                {words::kRule, 15.5},
                                                {"表", 5},
                                                {"项目", 11},
                                                {"事项", 14},
                                                {words::kPrinted, 10},
                                                {"印刷数", 8},
                                                {"重算数", 9},
                                                {"差异", 7},
                                                {"类别", 6.5},
                                                {"说明", 33},
                                                {"依据", 9},
                                                {"位置", 13},
                                                {"页面", 5},
                                                {words::kDecision, 9, true},
                                                {words::kReviewer, 7, true},
                                                {words::kReviewDate, 10, true},
                                                {words::kRemark, 10, true},
                                                {"与上次比", 10},
                                                {words::kFingerprint, 20}};
  return kAll;
}

std::string status_of(const WorkbookPlan& plan, const FindingPlan& finding) {
  const Standing standing = plan.context->decisions.standing(*finding.finding);
  if (standing == Standing::kLapsed) return "决定已失效（原文已变）";
  if (standing == Standing::kAccepted) return "已接受";
  if (!finding.since_last) return standing == Standing::kOpen ? "已有决定" : "—";
  switch (finding.since_last->change) {
    case FindingChange::kNew:
      return "新增";
    case FindingChange::kUpdated:
      return "有变动";
    default:
      return "仍在";
  }
}

std::string in_quotes(std::string_view text) { return text.empty() ? "无" : fmt::format("「{}」", text); }

// The status; of a finding that has changed, a note tells what it was.
void write_status(xlsx::Sheet& sheet, const WorkbookPlan& workbook, const FindingPlan& plan) {
  const Address at{plan.row, kStatus};
  sheet.text(at, status_of(workbook, plan), looks::short_text());
  if (!plan.since_last || plan.since_last->change != FindingChange::kUpdated) return;
  const FindingLine& before = *plan.since_last->before;
  sheet.note(at, {fmt::format("上次：{}，原文{}，应为{}", words::severity(before.severity), in_quotes(before.printed),
                              in_quotes(before.expected))});
}

// The three figures: printed, recomputed, difference, as formulas wherever the figures stand in cells.
void write_figures(xlsx::Sheet& sheet, int row, const FindingPlan& plan) {
  const Finding& finding = *plan.finding;
  std::optional<FieldNumber> printed;
  std::optional<Term> recomputed;
  std::string format = "General";
  if (plan.form != nullptr) {
    const std::string prefix = xlsx::sheet_prefix(plan.form->sheet);
    const Field* field = find_field(plan.form->audited->form, finding.field);
    if (field != nullptr) printed = field_number(*plan.form, *field, prefix);
    if (printed && !printed->format.empty()) format = printed->format;
    if (plan.check) {
      const Check& check = plan.form->audited->audit.checks[*plan.check];
      const auto formula = check_formula(*plan.form, check, prefix, {});
      if (formula) {
        const Address at{static_cast<int>(plan.form->check_rows[*plan.check]), kCheckResultColumn};
        recomputed = Term{xlsx::sheet_prefix(words::kChecks) + xlsx::cell_name(at), formula->result->exact,
                          formula->result->approximate};
        format = formula->format;
      }
    }
  }
  const xlsx::Style style = looks::number(format);
  const auto write = [&](int column, const Term& term, bool live) {
    if (!live) return sheet.number({row, column}, term.approximate, style);
    sheet.formula({row, column}, xlsx::FormulaNumber{term.text, term.approximate}, style);
  };
  if (printed) {
    xlsx::Style as_printed = looks::number(printed->format.empty() ? "General" : printed->format);
    if (printed->live) {
      sheet.formula({row, kPrintedNumber}, xlsx::FormulaNumber{printed->cell.text, printed->cell.approximate},
                    as_printed);
    } else {
      sheet.number({row, kPrintedNumber}, printed->cell.approximate, as_printed);
    }
  } else {
    sheet.blank({row, kPrintedNumber}, style);
  }
  if (recomputed) {
    write(kRecomputed, *recomputed, true);
  } else if (const auto expected = finding.expected ? parse_decimal(*finding.expected) : std::nullopt) {
    write(kRecomputed, constant_term(*expected), false);
  } else if (finding.expected) {
    sheet.text({row, kRecomputed}, *finding.expected, looks::text());
  } else {
    sheet.blank({row, kRecomputed}, style);
  }
  if (!printed || !recomputed) return sheet.blank({row, kDifference}, style);
  constexpr int kPlaces = 10;  // far below any printed place: removes what binary arithmetic adds
  const Rational difference = printed->cell.exact - recomputed->exact;
  sheet.formula({row, kDifference},
                xlsx::FormulaNumber{fmt::format("ROUND({}-{},{})", xlsx::cell_name({row, kPrintedNumber}),
                                                xlsx::cell_name({row, kRecomputed}), kPlaces),
                                    nearest_double(round_half_up(difference, kPlaces))},
                style);
}

void write_decision(xlsx::Sheet& sheet, int row, const Decision* decision) {
  const Decision nothing;
  const Decision& known = decision == nullptr ? nothing : *decision;
  const xlsx::Style style = looks::input();
  sheet.text({row, kDecision}, known.decision, style);
  sheet.text({row, kReviewer}, known.who, style);
  sheet.text({row, kDate}, known.when, style);
  sheet.text({row, kRemark}, known.why, style);
}

// The narrowest place that the finding is about: its cell on the form, else the top of the form.
void write_place(xlsx::Sheet& sheet, int row, const FindingPlan& plan) {
  const std::string text = words::place(plan.finding->at);
  if (plan.form == nullptr) return sheet.text({row, kPlace}, text, looks::short_text());
  const Field* field = plan.form->field_at(plan.finding->field);
  const auto at = field == nullptr ? std::nullopt : plan.form->field_address(*field);
  const Address target = at.value_or(Address{0, 0});
  sheet.link({row, kPlace}, plan.form->sheet, target, text, looks::link(looks::short_text()));
}

void write_page_link(xlsx::Sheet& sheet, int row, const std::string& page, const Finding& finding) {
  if (page.empty() || finding.fingerprint.empty()) return sheet.blank({row, kPage}, looks::short_text());
  sheet.link_file({row, kPage}, page, finding.fingerprint, "看图", looks::link(looks::short_text()));
}

// Tall enough for whatever is said.
int lines_of(const FindingPlan& plan, const std::string& project, const std::string& what) {
  const Finding& finding = *plan.finding;
  int lines = 1;
  const auto fit = [&lines](std::string_view text, int column) {
    lines = std::max(lines, wrapped_lines(text, columns()[static_cast<std::size_t>(column)].width));
  };
  fit(finding.message.zh, kMessage);
  fit(project, kProject);
  fit(what, kWhat);
  fit(finding.printed.value_or(""), kPrinted);
  fit(finding.expected.value_or(""), kRecomputed);
  fit(finding.basis, kBasis);
  if (plan.decision != nullptr) fit(plan.decision->why, kRemark);
  return lines;
}

void write_finding(xlsx::Sheet& sheet, const WorkbookPlan& workbook, const FindingPlan& plan) {
  const Finding& finding = *plan.finding;
  const int row = plan.row;
  sheet.number({row, kNumber}, static_cast<double>(plan.number), looks::number("0"));
  sheet.text({row, kLevel}, words::severity(finding.severity),
             looks::filled(looks::short_text(), looks::of(finding.severity)));
  sheet.text({row, kRule}, finding.rule, looks::text());
  std::string what = "整份报告";
  std::string project;
  if (plan.form != nullptr) {
    const Form& form = plan.form->audited->form;
    what = words::field_label(form, finding.field);
    project = form.project ? form.project->text : form.title;
    sheet.link({row, kForm}, plan.form->sheet, {0, 0}, fmt::format("表{}", form.index),
               looks::link(looks::short_text()));
  } else {
    sheet.blank({row, kForm}, looks::short_text());
  }
  sheet.text({row, kProject}, project, looks::text());
  sheet.text({row, kWhat}, what, looks::text());
  sheet.text({row, kPrinted}, finding.printed.value_or(""), looks::text());
  write_figures(sheet, row, plan);
  sheet.text({row, kClass}, words::difference_class(finding.difference_class), looks::short_text());
  const int lines = lines_of(plan, project, what);
  const bool is_cut = lines > kLinesOfTallestRow;
  sheet.text({row, kMessage}, finding.message.zh + (is_cut ? "（行高所限，本行未显示全部文字，全文在单元格内）" : ""),
             looks::text());
  sheet.text({row, kBasis}, finding.basis, looks::text());
  write_place(sheet, row, plan);
  write_page_link(sheet, row, workbook.context->review_page, finding);
  write_decision(sheet, row, plan.decision);
  write_status(sheet, workbook, plan);
  xlsx::Style small = looks::text();
  small.size = 8;
  small.font = {0x7F7F7F};
  sheet.text({row, kFingerprint}, finding.fingerprint, small);
  sheet.row_height(row, height_of(lines));
}

void write_table(xlsx::Sheet& sheet, const WorkbookPlan& plan, bool accepted) {
  int rows = 0;
  for (const FindingPlan& finding : plan.findings) {
    if (finding.accepted != accepted) continue;
    write_finding(sheet, plan, finding);
    ++rows;
  }
  std::vector<TableColumn> fitted = columns();
  for (const int column : {kPrintedNumber, kRecomputed, kDifference}) {
    fit_figures(fitted[static_cast<std::size_t>(column)], plan);
  }
  lay_out_table(sheet, fitted, rows, kRule + 1, plan.report->document.name, kRemark);
  if (rows == 0) {
    sheet.text({1, 0}, "没有发现。", looks::short_text());
    return;
  }
  xlsx::DropDown choice;
  choice.cells = {{1, kDecision}, {rows, kDecision}};
  choice.source = kDecisionName;
  choice.title = words::kDecision;
  choice.prompt = "从列表中选择；也可另写";
  sheet.drop_down(choice);
}

}  // namespace

void write_findings(xlsx::Sheet& sheet, const WorkbookPlan& plan) { write_table(sheet, plan, false); }

void write_accepted(xlsx::Sheet& sheet, const WorkbookPlan& plan) { write_table(sheet, plan, true); }

void write_gone(xlsx::Sheet& sheet, const WorkbookPlan& plan) {
  const std::vector<TableColumn> gone_columns = {{"序号", 6},  {"级别", 6},  {words::kRule, 18}, {"项目", 24},
                                                 {"原文", 20}, {"应为", 16}, {"说明", 60},       {"指纹", 20}};
  lay_out_table(sheet, gone_columns, static_cast<int>(plan.gone.size()), 0, plan.report->document.name);
  int row = 0;
  for (const FindingLine* gone : plan.gone) {
    ++row;
    const std::string_view texts[] = {gone->rule,     gone->project,    gone->printed,
                                      gone->expected, gone->message.zh, gone->fingerprint};
    sheet.number({row, 0}, row, looks::number("0"));
    sheet.text({row, 1}, words::severity(gone->severity), looks::short_text());
    int lines = 1;
    int column = 2;
    for (const std::string_view text : texts) {
      lines = std::max(lines, wrapped_lines(text, gone_columns[static_cast<std::size_t>(column)].width));
      sheet.text({row, column++}, text, looks::text());
    }
    sheet.row_height(row, height_of(lines));
  }
}

}  // namespace hebiao
