// Where everything of a workbook will stand, decided before the first cell is written, so that formulas and links can
// point anywhere.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "emit/accepted.h"
#include "emit/number_cell.h"
#include "emit/workbook_formula.h"
#include "emit/xlsx_text.h"
#include "model/report.h"

namespace hebiao {

// A field of a form by its path, and where it is printed.
struct PlacedField {
  std::string path;
  const Field* field = nullptr;
};

// The recomputation beside the printed form, by its columns.
enum class SideColumn { kTarget, kActual, kRate, kScore, kDifference, kHint };
inline constexpr int kSideColumns = 6;
inline constexpr int kFormTop = 1;  // above the printed form: one row of links and headings

struct FormPlan {
  const AuditedForm* audited = nullptr;
  std::string sheet;        // name
  std::vector<Cell> cells;  // of the printed sheet; where two would overlap, the later one shrunk or moved below
  int rows = 0;             // of the printed sheet with what was moved below
  int side = 0;             // column of SideColumn::kTarget
  std::vector<PlacedField> fields;
  std::map<std::size_t, std::vector<std::size_t>> fields_of_cell;  // cell -> indices into `fields`
  std::vector<std::size_t> check_rows;                             // parallel to audit.checks: row of 复核底稿

  // A blank cell whose place a long text beside it has taken: not written.
  static bool is_taken(const Cell& cell) { return cell.row_span == 0; }
  xlsx::Address cell_address(std::size_t cell) const;
  xlsx::Address side_address(int row, SideColumn column) const { return {row, side + static_cast<int>(column)}; }
  // The field at a path; for a whole row ("indicators[3]"), its name. nullptr if the form has none there.
  const Field* field_at(std::string_view path) const;
  // Where a field is printed; nullopt outside the sheet.
  std::optional<xlsx::Address> field_address(const Field& field) const;
};

struct FindingPlan {
  const Finding* finding = nullptr;
  const FormPlan* form = nullptr;  // nullptr: about the report as a whole
  std::size_t number = 0;          // from 1, over the whole workbook
  bool accepted = false;           // stands on 已接受
  int row = 0;                     // of its sheet
  const Decision* decision = nullptr;
  std::optional<std::size_t> check;  // index into audit.checks: the recomputation that it is about
};

struct WorkbookContext;

struct WorkbookPlan {
  const Report* report = nullptr;
  const WorkbookContext* context = nullptr;
  std::vector<FormPlan> forms;        // never resized after planning
  std::vector<FindingPlan> findings;  // open first, then accepted
  std::size_t open = 0;
  std::size_t accepted = 0;
  std::size_t checks = 0;

  const FormPlan* form_of(const Finding* finding) const;
};

WorkbookPlan plan_workbook(const Report& report, const WorkbookContext& context);

// The number that a field shows, as a term of formulas: a reference into the form's sheet where its cell is a number
// (times 100 for a printed %), the constant otherwise; nullopt if it holds no number. `prefix` stands before the
// reference: empty within the sheet.
struct FieldNumber {
  Term term;           // in the unit of PrintedNumber
  Term cell;           // as the cell holds it: 0.909 where 90.90% is printed
  int scale = 1;       // term = cell × scale
  std::string format;  // number format of the cell
  bool live = false;   // points at a cell
};
std::optional<FieldNumber> field_number(const FormPlan& form, const Field& field, std::string_view prefix);

// The one number that a target or an actual stands for: a point, or the written end of a bound; nullopt for ranges,
// words, dates, several values.
std::optional<Rational> reading_number(const Field& field);

// A check as a formula. `result` is in the unit of the printed cell (a fraction where % is printed).
struct CheckFormula {
  Relation relation = Relation::kNone;  // the one shown: of a target that is met, the condition under which it is met
  std::vector<FieldNumber> inputs;      // one each, for relations with two or three
  std::optional<Term> exact;            // without rounding
  std::optional<Term> result;           // rounded to the places compared
  std::optional<FieldNumber> printed;
  int decimals = 2;    // of the result, in the unit of the printed cell
  std::string format;  // number format for the result
};
// `inputs_at`: the cells that hold the inputs, if they stand in cells of their own (复核底稿); else empty, and the
// formula points at the form's cells. nullopt where the check has no figure. A formula that would not give what the
// audit found is never written: the result is then the audit's number, and `exact` and the formula are left out.
std::optional<CheckFormula> check_formula(const FormPlan& form, const Check& check, std::string_view prefix,
                                          const std::vector<std::string>& inputs_at);

}  // namespace hebiao
