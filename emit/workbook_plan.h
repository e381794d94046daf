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
#include "emit/finding_changes.h"
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
  std::optional<std::size_t> check;                 // index into audit.checks: the recomputation that it is about
  std::optional<FindingChanges::OfNow> since_last;  // nullopt: there was no run before
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
  int widest_figure = 0;                 // characters of the longest printed one: a column too narrow shows ####
  std::vector<const FindingLine*> gone;  // of the last run, and no longer there

  const FormPlan* form_of(const Finding* finding) const;
};

WorkbookPlan plan_workbook(const Report& report, const WorkbookContext& context);

}  // namespace hebiao
