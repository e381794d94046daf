// The sheets of a report's workbook, one function each, and the looks that they share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/check_formula.h"
#include "emit/workbook_plan.h"
#include "emit/xlsx_writer.h"

namespace hebiao {

void write_conclusion(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_findings(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_accepted(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_gone(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_checks(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_form(xlsx::Sheet& sheet, const WorkbookPlan& plan, const FormPlan& form);
void write_indicators(xlsx::Sheet& sheet, const WorkbookPlan& plan);
void write_data(xlsx::Sheet& sheet, const WorkbookPlan& plan);
// Returns where the items of the decision drop-down stand.
xlsx::Range write_legend(xlsx::Sheet& sheet, const WorkbookPlan& plan);

inline constexpr std::string_view kDecisionName = "decision_items";  // the defined name of those items

// Columns of 复核底稿 that other sheets point at.
inline constexpr int kCheckRelationColumn = 8;
inline constexpr int kCheckResultColumn = 10;
inline constexpr int kCheckClassColumn = 13;
inline constexpr int kFindingLevelColumn = 1;  // of 发现 and 已接受

namespace looks {

xlsx::Style title();
xlsx::Style section();
xlsx::Style head();
xlsx::Style head_input();  // over a column that people fill in
xlsx::Style text();        // verbatim, wrapped, at the top
xlsx::Style short_text();  // verbatim, one line, centered
xlsx::Style number(std::string_view format);
xlsx::Style count();  // a whole number, centered
xlsx::Style centered(xlsx::Style base);
xlsx::Style input();  // to be filled in
xlsx::Style link(xlsx::Style base);
xlsx::Style filled(xlsx::Style base, xlsx::Color color);
xlsx::Style in_weight(xlsx::Style base, xlsx::Weight weight);

xlsx::Color of(Severity severity);
xlsx::Color of(DifferenceClass difference_class);

}  // namespace looks

// A column of a tidy sheet.
struct TableColumn {
  std::string_view title;
  double width = 10;   // in digits of the standard font; a Chinese character takes two
  bool input = false;  // people fill it in
};

// The heading row and everything about the sheet as a whole: widths, filter over `rows` rows, frozen above the data
// (and left of `frozen_columns`), print setup up to column `last_printed`, if given. Comes before the rows.
void lay_out_table(xlsx::Sheet& sheet, const std::vector<TableColumn>& columns, int rows, int frozen_columns,
                   std::string_view header, std::optional<int> last_printed = std::nullopt);

// `column` wide enough for the workbook's longest figure with `more` characters.
void fit_figures(TableColumn& column, const WorkbookPlan& plan, int more = 1);

// Lines that `text` takes in a cell of `width` digits.
int wrapped_lines(std::string_view text, double width);
inline constexpr int kLinesOfTallestRow = 28;  // Excel's rows end at 409 points
// Points for so many lines.
double height_of(int lines);

}  // namespace hebiao
