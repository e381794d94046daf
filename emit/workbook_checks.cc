// The working paper: every relation that was recomputed, inputs at the left, the result as a formula over them, the
// printed figure, the difference, a tick.

#include <fmt/core.h>

#include <algorithm>

#include "emit/number_cell.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using xlsx::Address;

enum Column {
  kNumber,
  kForm,
  kProject,
  kRule,
  kWhat,
  kInput1,
  kInput2,
  kInput3,
  kRelation,
  kExact,
  kResult,
  kPrinted,
  kDifference,
  kClass,
  kTick,
  kWhy,
  kReviewer,
  kRemark,
  kColumns
};
static_assert(kResult == kCheckResultColumn && kClass == kCheckClassColumn && kRelation == kCheckRelationColumn);

const std::vector<TableColumn>& columns() {
  static const std::vector<TableColumn> kAll = {
      {"序号", 5},  {"表", 5},    {"项目", 15}, {"规则", 14},           {"复核事项", 20},    {"输入①", 9},
      {"输入②", 9}, {"输入③", 9}, {"算式", 19}, {"重算（未舍入）", 11}, {"重算", 9},         {"印刷数", 9},
      {"差异", 7},  {"类别", 7},  {"勾稽", 5},  {"说明", 20},           {"复核人", 7, true}, {"备注", 10, true}};
  return kAll;
}

// ✓ equal; ≈ explained by rounding; ✗ not explained; — not recomputed. Live: it follows the difference.
void write_tick(xlsx::Sheet& sheet, int row, const Check& check, const std::optional<Rational>& difference) {
  const xlsx::Style style = looks::filled(looks::short_text(), looks::of(check.difference_class));
  const bool explained = check.difference_class == DifferenceClass::kRounding ||
                         check.difference_class == DifferenceClass::kChained ||
                         check.difference_class == DifferenceClass::kTruncation;
  const bool unchecked = check.difference_class == DifferenceClass::kUnchecked;
  if (!difference || unchecked) {
    const bool exact = check.difference_class == DifferenceClass::kExact;
    return sheet.text({row, kTick}, unchecked ? "—" : exact ? "✓" : explained ? "≈" : "✗", style);
  }
  const std::string otherwise = explained ? "≈" : "✗";
  // An accepted practice other than the one shown also counts as equal.
  const bool other_practice = check.difference_class == DifferenceClass::kExact && *difference != 0;
  if (other_practice) return sheet.text({row, kTick}, "✓", style);
  const std::string formula = fmt::format("IF({}=0,\"✓\",\"{}\")", xlsx::cell_name({row, kDifference}), otherwise);
  sheet.formula({row, kTick}, xlsx::FormulaText{formula, *difference == 0 ? "✓" : otherwise}, style);
}

void write_number(xlsx::Sheet& sheet, Address at, const FieldNumber& number) {
  const xlsx::Style style = looks::number(number.format.empty() ? "General" : number.format);
  if (!number.live) return sheet.number(at, number.cell.approximate, style);
  sheet.formula(at, xlsx::FormulaNumber{number.cell.text, number.cell.approximate}, style);
}

void write_inputs(xlsx::Sheet& sheet, int row, const Check& check, const CheckFormula& formula) {
  for (int i = 0; i < 3; ++i) {
    const Address at{row, kInput1 + i};
    if (static_cast<std::size_t>(i) < formula.inputs.size()) {
      write_number(sheet, at, formula.inputs[static_cast<std::size_t>(i)]);
    } else if (i == 0 && check.relation == Relation::kSum) {
      sheet.text(at, fmt::format("共 {} 项", check.because.size()), looks::short_text());
    } else {
      sheet.blank(at, looks::short_text());
    }
  }
}

void write_result(xlsx::Sheet& sheet, int row, const CheckFormula& formula) {
  if (formula.exact) {
    sheet.formula({row, kExact}, xlsx::FormulaNumber{formula.exact->text, formula.exact->approximate},
                  looks::number(formula.format.ends_with('%') ? "0.000000%" : "0.00000"));
    const std::string round = fmt::format("ROUND({},{})", xlsx::cell_name({row, kExact}), formula.decimals);
    sheet.formula({row, kResult}, xlsx::FormulaNumber{round, formula.result->approximate},
                  looks::in_weight(looks::number(formula.format), xlsx::Weight::kBold));
    return;
  }
  sheet.blank({row, kExact}, looks::short_text());
  sheet.number({row, kResult}, formula.result->approximate, looks::number(formula.format));
}

std::optional<Rational> write_difference(xlsx::Sheet& sheet, int row, const CheckFormula& formula) {
  if (!formula.printed) {
    sheet.blank({row, kPrinted}, looks::short_text());
    sheet.blank({row, kDifference}, looks::short_text());
    return std::nullopt;
  }
  write_number(sheet, {row, kPrinted}, *formula.printed);
  constexpr int kPlaces = 10;  // far below any printed place: removes what binary arithmetic adds
  const Rational difference = formula.printed->cell.exact - formula.result->exact;
  const std::string text =
      fmt::format("ROUND({}-{},{})", xlsx::cell_name({row, kPrinted}), xlsx::cell_name({row, kResult}), kPlaces);
  sheet.formula({row, kDifference}, xlsx::FormulaNumber{text, nearest_double(round_half_up(difference, kPlaces))},
                looks::number(formula.format.ends_with('%') ? "0.00%;-0.00%;0" : "General"));
  return difference;
}

void write_check(xlsx::Sheet& sheet, const FormPlan& form, const Check& check, int row) {
  const Form& printed = form.audited->form;
  sheet.number({row, kNumber}, row, looks::number("0"));
  const std::string project = printed.project ? printed.project->text : printed.title;
  sheet.text({row, kProject}, project, looks::text());
  sheet.text({row, kRule}, check.rule, looks::text());
  const std::string what = words::field_label(printed, check.field);
  const Field* field = find_field(printed, check.field);
  const auto at = field == nullptr ? std::nullopt : form.field_address(*field);
  sheet.text({row, kWhat}, what, looks::text());
  // Leads to the figure itself, where it is printed in a cell.
  sheet.link({row, kForm}, form.sheet, at.value_or(Address{0, 0}), fmt::format("表{}", printed.index),
             looks::link(looks::short_text()));
  std::vector<std::string> inputs_at;
  for (int i = 0; i < 3; ++i) inputs_at.push_back(xlsx::cell_name({row, kInput1 + i}));
  const auto formula = check_formula(form, check, xlsx::sheet_prefix(form.sheet), inputs_at);
  std::optional<Rational> difference;
  if (formula) {
    write_inputs(sheet, row, check, *formula);
    write_result(sheet, row, *formula);
    difference = write_difference(sheet, row, *formula);
  } else {
    for (const int column : {kInput1, kInput2, kInput3, kExact, kResult, kPrinted, kDifference}) {
      sheet.blank({row, column}, looks::short_text());
    }
  }
  xlsx::Style indented = looks::text();
  indented.indent = 1;  // off the figure beside it
  sheet.text({row, kRelation}, formula ? relation_words(formula->relation) : "", indented);
  sheet.text({row, kClass}, words::difference_class(check.difference_class),
             looks::filled(looks::short_text(), looks::of(check.difference_class)));
  write_tick(sheet, row, check, difference);
  std::string why = check.unchecked_message.zh;
  if (formula && !formula->exact) why += "本行按审核所得直接写数，未列算式。";
  sheet.text({row, kWhy}, why, looks::text());
  sheet.blank({row, kReviewer}, looks::input());
  sheet.blank({row, kRemark}, looks::input());
  int lines = 1;
  const auto fit = [&lines](std::string_view text, int column) {
    lines = std::max(lines, wrapped_lines(text, columns()[static_cast<std::size_t>(column)].width));
  };
  fit(project, kProject);
  fit(what, kWhat);
  fit(why, kWhy);
  if (formula) fit(relation_words(formula->relation), kRelation);
  sheet.row_height(row, height_of(lines));
}

}  // namespace

void write_checks(xlsx::Sheet& sheet, const WorkbookPlan& plan) {
  std::vector<TableColumn> fitted = columns();
  for (const int column : {kInput1, kInput2, kInput3, kResult, kPrinted, kDifference}) {
    fit_figures(fitted[static_cast<std::size_t>(column)], plan);
  }
  constexpr int kPlacesBehind = 4;  // that the unrounded result shows more than the printed figure
  fit_figures(fitted[kExact], plan, kPlacesBehind);
  lay_out_table(sheet, fitted, static_cast<int>(plan.checks), kProject + 1, plan.report->document.name);
  for (const FormPlan& form : plan.forms) {
    const auto& checks = form.audited->audit.checks;
    for (std::size_t i = 0; i < checks.size(); ++i)
      write_check(sheet, form, checks[i], static_cast<int>(form.check_rows[i]));
  }
}

}  // namespace hebiao
