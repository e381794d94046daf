// Rows of the summary's sheets: columns, long tables that go on on another sheet, cells one after the other. Internal
// to the files summary*.cc.
#pragma once

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "emit/number_cell.h"
#include "emit/workbook_sheets.h"
#include "emit/xlsx_chart.h"
#include "emit/xlsx_writer.h"

namespace hebiao::summary {

struct Column {
  std::string_view title;
  double width;
};

inline constexpr std::string_view kClassOrder[] = {"exact", "rounding", "chained",  "truncation",
                                                   "real",  "soft",     "unchecked"};

// One row, cell after cell; at its end the row gets the height that its texts need.
class RowWriter {
 public:
  RowWriter(xlsx::Sheet& sheet, int row, const std::vector<Column>& columns)
      : sheet_(sheet), row_(row), columns_(columns) {}
  ~RowWriter() {
    if (lines_ > 1) sheet_.row_height(row_, height_of(lines_));
  }
  RowWriter(const RowWriter&) = delete;
  RowWriter& operator=(const RowWriter&) = delete;

  void text(std::string_view value) {
    const double width = columns_[static_cast<std::size_t>(column_)].width;
    if (static_cast<double>(value.size()) >= width) lines_ = std::max(lines_, wrapped_lines(value, width));
    static const xlsx::Style kText{.wrap = xlsx::Wrap::kYes, .number_format = "@"};
    if (!value.empty()) sheet_.text({row_, column_}, value, kText);
    ++column_;
  }
  void number(double value) {
    static const xlsx::Style kPlain;
    sheet_.number({row_, column_++}, value, kPlain);
  }
  // A plain decimal as a number, with its places; verbatim otherwise.
  void figure(const std::string& digits) {
    const auto face = number_face(digits);
    if (!face) return text(digits);
    xlsx::Style style;
    style.number_format = face->format;
    sheet_.number({row_, column_++}, face->value, style);
  }
  void count(std::size_t value) { number(static_cast<double>(value)); }
  void link(std::string_view target, std::string_view shown) {
    if (target.empty() || xlsx::utf16_units(target) > xlsx::kMaxFormulaStringUnits) return text(target);
    static const xlsx::Style kLink = looks::link({});
    sheet_.formula({row_, column_++},
                   xlsx::FormulaText{fmt::format("HYPERLINK({},{})", xlsx::formula_string(xlsx::plain_text(target)),
                                                 xlsx::formula_string(shown)),
                                     std::string(shown)},
                   kLink);
  }

 private:
  xlsx::Sheet& sheet_;
  int row_;
  const std::vector<Column>& columns_;
  int column_ = 0;
  int lines_ = 1;
};

struct TableShape {
  const std::vector<Column>& columns;
  int last_printed;
};

// Rows over as many sheets as they need.
class LongTable {
 public:
  LongTable(xlsx::Workbook& book, std::string name, const TableShape& shape, int rows_of_a_sheet)
      : book_(book), name_(std::move(name)), shape_(shape), rows_of_a_sheet_(std::max(2, rows_of_a_sheet)) {
    open();
  }

  // Writes the next row.
  RowWriter next() {
    if (row_ == rows_of_a_sheet_ - 1) open();
    return {*sheet_, ++row_, shape_.columns};
  }
  // A column's data on the first sheet. pre: the table has rows
  xlsx::ChartRange first_column(int index) const {
    return {first_, {{1, index}, {parts_ == 1 ? row_ : rows_of_a_sheet_ - 1, index}}};
  }

  void close() {
    if (sheet_ == nullptr) return;
    sheet_->filter({{0, 0}, {std::max(1, row_), static_cast<int>(shape_.columns.size()) - 1}});
    xlsx::PrintSetup setup;
    setup.header = name_;
    setup.area = xlsx::Range{{0, 0}, {std::max(1, row_), shape_.last_printed}};
    setup.repeat_rows = {0, 0};
    sheet_->print(setup);
  }

 private:
  void open() {
    close();
    ++parts_;
    sheet_ = &book_.add_sheet(parts_ == 1 ? name_ : fmt::format("{} {}", name_, parts_), xlsx::Memory::kConstant);
    if (parts_ == 1) first_ = sheet_->name();
    for (int i = 0; i < static_cast<int>(shape_.columns.size()); ++i) {
      sheet_->column_width(i, i, shape_.columns[static_cast<std::size_t>(i)].width);
      sheet_->text({0, i}, shape_.columns[static_cast<std::size_t>(i)].title, looks::head());
    }
    sheet_->row_height(0, height_of(2));
    sheet_->freeze({1, 1});
    row_ = 0;
  }

  xlsx::Workbook& book_;
  std::string name_;
  TableShape shape_;
  int rows_of_a_sheet_;
  xlsx::Sheet* sheet_ = nullptr;
  std::string first_;
  int parts_ = 0;
  int row_ = 0;
};

}  // namespace hebiao::summary
