#include "model/cell_shape.h"

#include "model/brackets.h"
#include "model/printed_number.h"
#include "model/utf8.h"
#include "normalize/normalize.h"

namespace hebiao {
namespace {

// A quantity with its unit is this short: `10(条/周)`, `2023年12月31日前`. Longer texts that begin with a digit are
// names.
constexpr std::size_t kQuantityLength = 12;
// Level names are this short: 社会公众或服务对象满意度指标(10分).
constexpr std::size_t kLevelBytes = 90;
// 是, 否, 核心.
constexpr std::size_t kYesNoLength = 2;
// A unit in a cell of its own (万平方米, 人次/年).
constexpr std::size_t kUnitLength = 6;

bool is_listed(std::string_view text, const std::vector<std::string>& words) {
  for (const std::string& word : words)
    if (text == word) return true;
  return false;
}

bool begins_with_sign(std::string_view text, const std::vector<std::string>& signs) {
  for (const std::string& sign : signs)
    if (text.size() > sign.size() && text.starts_with(sign)) return true;
  return false;
}

Shape shape_by_text(std::string_view text, std::size_t length, const Dialects::Tables& tables) {
  if (text.empty()) return Shape::kEmpty;
  if (find_word(tables.blanks, text) != nullptr) return Shape::kBlankMark;
  if (is_listed(text, tables.signs) || is_listed(text, tables.kinds)) return Shape::kSign;
  if (const auto figure = read_figure(text, tables.percent_marks, {}))
    return figure->percent ? Shape::kPercent : Shape::kNumber;
  if (begins_with_sign(text, tables.signs)) return Shape::kCompared;
  if (is_digit(text.front()) && length <= kQuantityLength) return Shape::kWithUnit;
  return Shape::kText;
}

constexpr int kMoneyDigits = 4;

int whole_digits(std::string_view text) {
  int count = 0;
  for (char c : text.substr(0, text.find('.'))) count += is_digit(c) ? 1 : 0;
  return count;
}

int level_misfit(const CellShape& cell, bool fits, bool fits_other) {
  switch (cell.shape) {
    case Shape::kNumber:
    case Shape::kPercent:
    case Shape::kCompared:
    case Shape::kSign:
      return 30;
    case Shape::kWithUnit:
      return 20;
    default:
      break;
  }
  if (fits) return 0;
  if (cell.points) return 1;
  if (fits_other) return 9;
  return cell.length <= 10 ? 8 : 14;
}

int name_misfit(const CellShape& cell) {
  switch (cell.shape) {
    case Shape::kNumber:
    case Shape::kPercent:
      return 25;
    case Shape::kCompared:
      return 18;
    case Shape::kSign:
      return 20;
    case Shape::kWithUnit:
      return 6;
    case Shape::kBlankMark:
      return 8;
    default:
      return cell.points ? 10 : cell.is_level() || cell.unit ? 5 : 0;
  }
}

int value_misfit(const CellShape& cell) {
  switch (cell.shape) {
    case Shape::kNumber:
      return 1;
    case Shape::kText:
      return cell.is_level() ? 12 : cell.unit ? 5 : 1;
    case Shape::kSign:
      return 6;
    default:
      return 0;
  }
}

int points_misfit(const CellShape& cell) {
  if (cell.large) return 25;
  switch (cell.shape) {
    case Shape::kNumber:
    case Shape::kBlankMark:
      return 0;
    case Shape::kPercent:
    case Shape::kWithUnit:
      return 4;
    default:
      return 25;
  }
}

int figure_misfit(const CellShape& cell) {
  switch (cell.shape) {
    case Shape::kNumber:
    case Shape::kPercent:
    case Shape::kBlankMark:
      return 0;
    default:
      return 20;
  }
}

int money_misfit(const CellShape& cell) {
  switch (cell.shape) {
    case Shape::kNumber:
    case Shape::kBlankMark:
      return 0;
    case Shape::kWithUnit:
      return 4;
    case Shape::kPercent:
      return 15;
    default:
      return 20;
  }
}

int rate_misfit(const CellShape& cell) {
  if (cell.large) return 25;
  switch (cell.shape) {
    case Shape::kPercent:
    case Shape::kBlankMark:
      return 0;
    case Shape::kNumber:
      return 1;
    default:
      return 20;
  }
}

int reason_misfit(const CellShape& cell) {
  switch (cell.shape) {
    case Shape::kNumber:
      return cell.zero ? 3 : 10;
    case Shape::kPercent:
      return 10;
    case Shape::kCompared:
      return 12;
    default:
      return cell.is_level() ? 12 : 0;
  }
}

int unit_misfit(const CellShape& cell) {
  if (cell.unit || cell.shape == Shape::kBlankMark) return 0;
  if (cell.shape != Shape::kText) return 25;
  return cell.length <= kUnitLength ? 4 : 10;
}

int caption_misfit(const CellShape& cell) {
  if (cell.caption) return 0;
  if (cell.fund_row) return 6;
  if (cell.is_level()) return 10;
  return cell.shape == Shape::kText ? 9 : 30;
}

}  // namespace

std::optional<PrintedNumber> caption_points(std::string_view text, const Dialects::Tables& tables) {
  for (std::string_view part : bracketed(text)) {
    const auto figure = read_figure(part, {}, tables.points_units);
    if (figure && !figure->unit.empty()) return figure->number;
  }
  return std::nullopt;
}

CellShape shape_of(std::string_view text, const Lexicon& lexicon) {
  CellShape result;
  const Dialects::Tables& tables = lexicon.tables();
  result.length = utf8_length(text);
  result.shape = shape_by_text(text, result.length, tables);
  if (result.shape == Shape::kNumber) result.large = whole_digits(text) >= kMoneyDigits;
  if (result.shape == Shape::kNumber) result.zero = find_word(tables.blank_reasons, text) != nullptr;
  if (result.shape != Shape::kText || text.size() > kLevelBytes) return result;
  result.unit = result.length <= kUnitLength && names_unit(text, lexicon.vocabulary());
  const std::string key = tables.key(text);
  result.level1 = find_word(tables.level1, key);
  result.level2 = find_word(tables.level2, key);
  result.fund_row = lexicon.is_fund_label(key);
  result.points = key.size() < text.size() && caption_points(text, tables).has_value();
  result.caption =
      lexicon.indicator_column(key) == Role::kIndicatorCaption || lexicon.fund_column(key) == Role::kFundCaption;
  return result;
}

int misfit(const CellShape& cell, Role role) {
  switch (role) {
    case Role::kLevel1:
      return level_misfit(cell, cell.level1 != nullptr, cell.level2 != nullptr);
    case Role::kLevel2:
      return level_misfit(cell, cell.level2 != nullptr, cell.level1 != nullptr);
    case Role::kName:
      return name_misfit(cell);
    case Role::kTarget:
    case Role::kInitialTarget:
    case Role::kActual:
      return value_misfit(cell);
    case Role::kWeight:
      return points_misfit(cell) + (cell.zero ? 1 : 0);
    case Role::kScore:
      return points_misfit(cell);
    case Role::kSign:
      return cell.shape == Shape::kSign || cell.shape == Shape::kBlankMark ? 0 : 15;
    case Role::kUnit:
      return unit_misfit(cell);
    case Role::kDeviation:
      return reason_misfit(cell);
    case Role::kInitialBudget:
    case Role::kFullBudget:
    case Role::kExecuted:
      return money_misfit(cell);
    case Role::kRate:
      return rate_misfit(cell);
    case Role::kFundLabel:
      return cell.fund_row ? 0 : cell.shape == Shape::kText ? 4 : 30;
    case Role::kFundCaption:
    case Role::kIndicatorCaption:
      return caption_misfit(cell);
    case Role::kSequence:
      return cell.shape == Shape::kNumber && !cell.large ? 0 : 25;
    case Role::kYesNo:
      return cell.shape == Shape::kText && cell.length <= kYesNoLength ? 0 : 25;
    case Role::kFigure:
      return figure_misfit(cell);
    case Role::kOther:
      return 1;
    default:
      return 6;
  }
}

}  // namespace hebiao
