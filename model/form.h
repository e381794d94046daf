// A form as a structure: what was printed, by the roles of the domain, each figure with its place.
//
// The glossary in model/README.md binds these names to the Chinese terms.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/document.h"
#include "normalize/reading.h"

namespace hebiao {

// A number as printed: every digit kept, without grouping and without sign (%).
struct PrintedNumber {
  std::string digits;  // "1563.92", "90.90", "9.09": what the JSON calls `value`
  Rational number;     // the same, exactly; a rate in percent, money in Form::money_unit
  int decimals = 0;    // written decimals: the last place is 10^-decimals
};

// Absent (optional without a Field), blank or dash, words, and unreadable are four different facts.
enum class FieldState {
  kNumber,      // `value` is set
  kWords,       // text that holds no number where none is required
  kBlank,       // nothing, —, /, 无 …
  kUnreadable,  // a number belongs here and what stands here cannot be read as one
};

// Whatever was read keeps where it was read and the exact characters.
struct Field {
  std::string raw;   // as printed
  std::string text;  // canonical text
  FieldState state = FieldState::kBlank;
  std::optional<PrintedNumber> value;
  Reading reading;  // of target and actual: `read_value` with the cell's context; otherwise none
  SourceRef at;
  // The printed cell: index into Form::sheet.cells; npos if it stands outside the sheet (a caption in prose).
  std::size_t cell = npos;
  // Further cells that this one was put together from (sign, value and unit in three cells).
  std::vector<std::size_t> more_cells;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};

using OptionalField = std::optional<Field>;

// Fields that no role of the dialect claims, by their printed label.
using OtherFields = std::vector<std::pair<std::string, Field>>;

enum class FundKind { kTotal, kCurrent, kCarriedOver, kFiscal, kSpecialAccount, kOwn, kLocal, kCentral, kOther };
std::string_view fund_kind_name(FundKind kind);  // "total" "current" "carried_over" …

// One row of the fund block (项目资金).
struct FundLine {
  FundKind kind = FundKind::kOther;
  int depth = 0;  // 0: the total row; 1: a part of it; 2: a part of a part (其中), not to be summed again
  OptionalField label;
  OptionalField initial_budget;  // 年初预算数
  OptionalField full_budget;     // 全年预算数, 调整后预算数
  OptionalField executed;        // 全年执行数
  OptionalField weight;          // 分值, 权重
  OptionalField rate;            // 执行率
  OptionalField score;           // 得分
  OtherFields other;
};

// One row of the indicator block (绩效指标).
struct Indicator {
  // Canonical spelling (产出指标, 数量指标, simplified), carried down over merged cells: the group as printed, never
  // moved to where it belongs. Empty where the dialect has none.
  std::string level1;
  std::string level2;
  std::optional<SourceRef> levels_at;
  OptionalField name;       // 三级指标
  OptionalField target;     // 年度指标值, with reading
  OptionalField actual;     // 实际完成值, with reading
  OptionalField weight;     // 分值, 权重
  OptionalField score;      // 得分
  OptionalField deviation;  // 偏差原因分析及改进措施
  OtherFields other;
};

struct FormTotal {
  OptionalField weight;
  OptionalField score;
  OptionalField grade;  // 优 良 中 差
};

// A place where the reader mended a row by meaning; becomes one read.repaired note.
struct RowRepair {
  Message what;
  SourceRef at;
  std::string field;  // path of the indicator or fund line concerned, or empty
};

// A text that stands in no field of the form.
struct Unplaced {
  std::string raw;
  SourceRef at;
};

// The form as printed: the cells of its part of the table, lines above it (title, year) as rows of one cell.
struct FormSheet {
  int rows = 0;
  int columns = 0;
  std::vector<Cell> cells;
};

struct Form {
  int index = 1;        // from 1, in the order of the document
  std::string dialect;  // id
  std::string profile;  // id of the profile that the dialect names
  std::string title;
  std::optional<int> year;
  OptionalField year_field;  // where the year stands
  OptionalField project;     // 项目名称
  OptionalField department;  // 主管部门
  OptionalField agency;      // 实施单位
  std::string money_unit;    // "万元" "元" …; empty if the form names none
  std::vector<FundLine> funds;
  OptionalField goal;     // 年度总体目标
  OptionalField outcome;  // 实际完成情况
  std::vector<Indicator> indicators;
  FormTotal total;
  OtherFields other;
  // Points that group captions carry, such as 产出指标(50分): canonical level-1 or level-2 name -> points.
  OtherFields group_points;
  std::vector<RowRepair> repairs;
  std::vector<Unplaced> unplaced;
  int empty_rows_dropped = 0;  // template rows without content (指标2: ……)
  FormSheet sheet;
};

// The field at a path of the JSON: "funds[0].score", "indicators[3].actual", "total.score", "goal", "project" …;
// nullptr if the form has none there.
const Field* find_field(const Form& form, std::string_view path);

// The row of Form::funds that says what all of the money is: the one named a total, or the only one; nullopt where
// several rows stand and none is named so (基本支出 and 项目支出 are two sources, not a total and its part).
std::optional<std::size_t> total_row(const Form& form);

}  // namespace hebiao
