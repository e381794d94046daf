// The tidy sheets: one indicator a row, one printed cell a row; no merges, numbers as numbers, texts as printed.

#include <fmt/core.h>

#include <algorithm>

#include "emit/display_width.h"
#include "emit/number_cell.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using xlsx::Address;

enum IndicatorColumn {
  kNumber,
  kForm,
  kProject,
  kLevel1,
  kLevel2,
  kName,
  kNature,
  kTarget,
  kUnit,
  kWeight,
  kActual,
  kScore,
  kReviewedActual,
  kReviewedScore,
  kDeviation,
  kRemark,
  kRecomputed,
  kTargetNumber,
  kActualNumber,
  kReason,
  kPlace
};

// In the order of reviewers' own sheets, what only the program adds at the right.
const std::vector<TableColumn>& indicator_columns() {
  static const std::vector<TableColumn> kAll = {{"序号", 5},
                                                {"表", 5},
                                                {"项目", 16},
                                                {"一级指标", 10},
                                                {"二级指标", 11},
                                                {"三级指标", 22},
                                                {"指标性质", 6},
                                                {"指标值", 15},
                                                {"度量单位", 8},
                                                {"权重", 7},
                                                {"自评完成值", 15},
                                                {"自评得分", 7},
                                                {"复核完成值", 9, true},
                                                {"复核得分", 7, true},
                                                {"偏离度", 9},
                                                {"备注", 14, true},
                                                {"重算得分", 7},
                                                {"目标读数", 10},
                                                {"完成读数", 10},
                                                {"偏差原因", 30},
                                                {"位置", 13}};
  return kAll;
}

std::string_view comparator_sign(Comparator comparator) {
  switch (comparator) {
    case Comparator::kGe:
      return "≥";
    case Comparator::kLe:
      return "≤";
    case Comparator::kEq:
      return "＝";
    case Comparator::kGt:
      return "＞";
    case Comparator::kLt:
      return "＜";
    case Comparator::kNe:
      return "≠";
    case Comparator::kApprox:
      return "≈";
    case Comparator::kNone:
      break;
  }
  return "";
}

std::string nature_of(const OptionalField& target) {
  if (!target || target->reading.is_none()) return "定性";
  if (target->reading.values.size() != 1) return "多值";
  const Value& value = target->reading.values.front();
  if (value.kind == ReadingKind::kDate) return "时限";
  const auto sign = comparator_sign(value.comparator);
  return sign.empty() ? "定量" : std::string(sign);
}

// The unit as it is printed: in a column of its own, or behind the target's last digit. Canonical units (CNY, m2) are
// for machines; one that is printed elsewhere is left out.
std::string unit_of(const Indicator& indicator) {
  for (const auto& [label, field] : indicator.other) {
    if (label == "度量单位" || label == "计量单位") return field.text;
  }
  const OptionalField& target = indicator.target;
  if (!target || target->reading.values.size() != 1 || target->reading.values.front().unit.empty()) return "";
  constexpr std::string_view kDigits = "0123456789";
  constexpr int kWidestUnit = 12;  // display columns: longer is a sentence
  const std::size_t digit = target->text.find_last_of(kDigits);
  if (digit == std::string::npos) return "";
  std::string unit = target->text.substr(digit + 1);
  const auto strip = [&unit](std::string_view mark) {
    if (unit.starts_with(mark)) unit.erase(0, mark.size());
    if (unit.ends_with(mark)) unit.erase(unit.size() - mark.size());
  };
  for (const std::string_view mark : {" ", "(", ")", "（", "）", "[", "]", " "}) strip(mark);
  return display_width(unit) <= kWidestUnit ? unit : "";
}

class IndicatorRow {
 public:
  IndicatorRow(xlsx::Sheet& sheet, const FormPlan& form, int row) : sheet_(sheet), form_(form), row_(row) {}

  void write(std::size_t index) {
    const Form& form = form_.audited->form;
    const Indicator& indicator = form.indicators[index];
    sheet_.number({row_, kNumber}, row_, looks::number("0"));
    sheet_.link({row_, kForm}, form_.sheet, {0, 0}, fmt::format("表{}", form.index), looks::link(looks::short_text()));
    sheet_.text({row_, kProject}, form.project ? form.project->text : form.title, looks::text());
    sheet_.text({row_, kLevel1}, indicator.level1, looks::text());
    sheet_.text({row_, kLevel2}, indicator.level2, looks::text());
    verbatim(kName, indicator.name);
    sheet_.text({row_, kNature}, nature_of(indicator.target), looks::short_text());
    verbatim(kTarget, indicator.target);
    sheet_.text({row_, kUnit}, unit_of(indicator), looks::short_text());
    figure(kWeight, indicator.weight);
    verbatim(kActual, indicator.actual);
    figure(kScore, indicator.score);
    for (const int column : {kReviewedActual, kReviewedScore, kRemark}) sheet_.blank({row_, column}, looks::input());
    reading(kTargetNumber, indicator.target, SideColumn::kTarget);
    reading(kActualNumber, indicator.actual, SideColumn::kActual);
    deviation(indicator);
    recomputed(index);
    verbatim(kReason, indicator.deviation);
    place(indicator);
    int lines = 1;
    const auto fit = [&lines](std::string_view text, int column) {
      constexpr int kMostLines = 6;
      const int needed = wrapped_lines(text, indicator_columns()[static_cast<std::size_t>(column)].width);
      lines = std::max(lines, std::min(kMostLines, needed));
    };
    fit(form.project ? form.project->text : form.title, kProject);
    fit(indicator.level1, kLevel1);
    fit(indicator.level2, kLevel2);
    if (indicator.name) fit(indicator.name->raw, kName);
    if (indicator.target) fit(indicator.target->raw, kTarget);
    if (indicator.actual) fit(indicator.actual->raw, kActual);
    if (indicator.deviation) fit(indicator.deviation->raw, kReason);
    sheet_.row_height(row_, height_of(lines));
  }

 private:
  void verbatim(int column, const OptionalField& field) {
    sheet_.text({row_, column}, field ? field->raw : "", looks::text());
  }

  void figure(int column, const OptionalField& field) {
    const auto number = field ? field_number(form_, *field, xlsx::sheet_prefix(form_.sheet)) : std::nullopt;
    if (!number) return verbatim(column, field);
    const xlsx::Style style = looks::centered(looks::number(number->format.empty() ? "General" : number->format));
    if (!number->live) return sheet_.number({row_, column}, number->cell.approximate, style);
    sheet_.formula({row_, column}, xlsx::FormulaNumber{number->cell.text, number->cell.approximate}, style);
  }

  void reading(int column, const OptionalField& field, SideColumn side) {
    const auto number = field ? reading_number(*field) : std::nullopt;
    const auto at = field ? form_.field_address(*field) : std::nullopt;
    const xlsx::Style style = looks::number("General");
    if (!number) return sheet_.blank({row_, column}, style);
    if (!at) return sheet_.number({row_, column}, nearest_double(*number), style);
    const std::string text = xlsx::sheet_prefix(form_.sheet) + xlsx::cell_name(form_.side_address(at->row, side));
    sheet_.formula({row_, column}, xlsx::FormulaNumber{text, nearest_double(*number)}, style);
  }

  // (actual − target) ÷ target; the reviewer's actual takes the place of the printed one as soon as it is entered.
  void deviation(const Indicator& indicator) {
    const auto target = indicator.target ? reading_number(*indicator.target) : std::nullopt;
    const auto actual = indicator.actual ? reading_number(*indicator.actual) : std::nullopt;
    if (!target || !actual || *target == 0) return sheet_.blank({row_, kDeviation}, looks::number("0.00%"));
    const std::string reviewed = xlsx::cell_name({row_, kReviewedActual});
    const std::string goal = xlsx::cell_name({row_, kTargetNumber});
    const std::string formula =
        fmt::format("IF(ISNUMBER({0}),{0},{1})/{2}-1", reviewed, xlsx::cell_name({row_, kActualNumber}), goal);
    const double value = nearest_double(*actual) / nearest_double(*target) - 1;
    sheet_.formula({row_, kDeviation}, xlsx::FormulaNumber{formula, value}, looks::number("0.00%"));
  }

  void recomputed(std::size_t index) {
    const auto& scores = form_.audited->audit.recomputed_scores;
    const xlsx::Style style = looks::centered(looks::number("0.##"));
    const std::string path = fmt::format("indicators[{}].score", index);
    const auto& checks = form_.audited->audit.checks;
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (checks[i].field != path || !checks[i].recomputed) continue;
      const auto formula = check_formula(form_, checks[i], xlsx::sheet_prefix(form_.sheet), {});
      const Address at{static_cast<int>(form_.check_rows[i]), kCheckResultColumn};
      return sheet_.formula(
          {row_, kRecomputed},
          xlsx::FormulaNumber{xlsx::sheet_prefix(words::kChecks) + xlsx::cell_name(at), formula->result->approximate},
          looks::centered(looks::number(formula->format)));
    }
    const auto number = index < scores.size() && scores[index] ? parse_decimal(*scores[index]) : std::nullopt;
    if (!number) return sheet_.blank({row_, kRecomputed}, style);
    sheet_.number({row_, kRecomputed}, nearest_double(*number), style);
  }

  void place(const Indicator& indicator) {
    const OptionalField& field = indicator.name ? indicator.name : indicator.score;
    const auto at = field ? form_.field_address(*field) : std::nullopt;
    if (!at) return sheet_.text({row_, kPlace}, field ? words::place(field->at) : "", looks::short_text());
    sheet_.link({row_, kPlace}, form_.sheet, *at, words::place(field->at), looks::link(looks::short_text()));
  }

  xlsx::Sheet& sheet_;
  const FormPlan& form_;
  int row_;
};

const std::vector<TableColumn>& data_columns() {
  static const std::vector<TableColumn> kAll = {
      {"表", 5},    {"行", 5}, {"列", 5},     {"跨行", 5},   {"跨列", 5}, {"原文", 40}, {"规范文本", 28}, {"字段", 22},
      {"数值", 11}, {"页", 5}, {"源文行", 7}, {"源文栏", 7}, {"左", 8},   {"上", 8},    {"右", 8},        {"下", 8}};
  return kAll;
}

enum DataColumn {
  kDataForm,
  kDataRow,
  kDataColumn,
  kRowSpan,
  kColumnSpan,
  kRaw,
  kText,
  kPath,
  kValue,
  kPage,
  kLine,
  kField,
  kLeft,
  kTop,
  kRight,
  kBottom
};

void write_cell(xlsx::Sheet& sheet, const FormPlan& form, std::size_t index, int row) {
  const Cell& cell = form.cells[index];
  const xlsx::Style text{.wrap = xlsx::Wrap::kYes, .number_format = "@"};
  const xlsx::Style number;
  const xlsx::Style count{.horizontal = xlsx::Horizontal::kCenter, .number_format = ""};
  const xlsx::Style points{.number_format = "0.00"};
  sheet.number({row, kDataForm}, form.audited->form.index, count);
  sheet.number({row, kDataRow}, cell.row + 1, count);
  sheet.number({row, kDataColumn}, cell.column + 1, count);
  sheet.number({row, kRowSpan}, cell.row_span, count);
  sheet.number({row, kColumnSpan}, cell.column_span, count);
  sheet.text({row, kRaw}, cell.raw, text);
  const auto lines = [](std::string_view shown, DataColumn column) {
    return wrapped_lines(shown, data_columns()[static_cast<std::size_t>(column)].width);
  };
  int needed = lines(cell.raw, kRaw);
  if (cell.text != cell.raw) {
    sheet.text({row, kText}, cell.text, text);
    needed = std::max(needed, lines(cell.text, kText));
  }
  if (needed > 1) sheet.row_height(row, height_of(needed));
  const auto fields = form.fields_of_cell.find(index);
  if (fields != form.fields_of_cell.end()) {
    std::string paths;
    for (const std::size_t field : fields->second) paths += (paths.empty() ? "" : " ") + form.fields[field].path;
    sheet.text({row, kPath}, paths, text);
    const Field& field = *form.fields[fields->second.front()].field;
    if (field.value) sheet.number({row, kValue}, nearest_double(field.value->number), number);
  }
  sheet.number({row, kPage}, cell.at.page, count);
  if (cell.at.line > 0) sheet.number({row, kLine}, cell.at.line, count);
  if (cell.at.field > 0) sheet.number({row, kField}, cell.at.field, count);
  if (!cell.at.box) return;
  sheet.number({row, kLeft}, cell.at.box->left, points);
  sheet.number({row, kTop}, cell.at.box->top, points);
  sheet.number({row, kRight}, cell.at.box->right, points);
  sheet.number({row, kBottom}, cell.at.box->bottom, points);
}

}  // namespace

void write_indicators(xlsx::Sheet& sheet, const WorkbookPlan& plan) {
  std::size_t rows = 0;
  for (const FormPlan& form : plan.forms) rows += form.audited->form.indicators.size();
  lay_out_table(sheet, indicator_columns(), static_cast<int>(rows), kName + 1, plan.report->document.name, kRecomputed);
  int row = 0;
  for (const FormPlan& form : plan.forms) {
    for (std::size_t i = 0; i < form.audited->form.indicators.size(); ++i) IndicatorRow(sheet, form, ++row).write(i);
  }
}

void write_data(xlsx::Sheet& sheet, const WorkbookPlan& plan) {
  const auto is_printed = [](const Cell& cell) { return !cell.raw.empty(); };
  std::ptrdiff_t rows = 0;
  for (const FormPlan& form : plan.forms) rows += std::count_if(form.cells.begin(), form.cells.end(), is_printed);
  lay_out_table(sheet, data_columns(), static_cast<int>(rows), 0, plan.report->document.name);
  int row = 0;
  for (const FormPlan& form : plan.forms) {
    for (std::size_t i = 0; i < form.cells.size(); ++i) {
      if (is_printed(form.cells[i])) write_cell(sheet, form, i, ++row);
    }
  }
}

}  // namespace hebiao
