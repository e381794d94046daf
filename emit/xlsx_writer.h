// The guarded writer of workbooks: the only door to libxlsxwriter.
//
// The library trusts its caller: it writes NaN, overlapping merges, control characters and names that Excel calls
// corrupt, loses what is written out of order, and reports success with a full disk. Here every string is filtered,
// every number finite, every merge and position checked, every return value read, and all that was written is counted;
// `finish` opens the finished file again, parses its parts, compares the counts (emit/xlsx_check.h), and only then puts
// it in place. The first trouble is kept and returned by `finish`, so that callers write without asking after each
// cell.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/xlsx_chart.h"
#include "emit/xlsx_style.h"
#include "emit/xlsx_text.h"
#include "extract/result.h"

namespace hebiao::xlsx {

// A formula with the result that stands in the file until someone recalculates: it must be what a recalculation gives.
struct FormulaText {
  std::string formula;  // with or without the leading =
  std::string cached;
};
struct FormulaNumber {
  std::string formula;
  double cached = 0;  // finite
};

struct Note {
  std::string text;  // over kMaxTextUnits: the rest goes to the overflow sheet
  int width = 300;   // pixels
  int height = 100;
};

// How a sheet is printed: A4, fitted to the width of a page, page numbers in the footer.
struct PrintSetup {
  bool landscape = true;
  std::string header;                              // plain text, at the left
  std::optional<Range> area;                       // everything
  std::optional<std::pair<int, int>> repeat_rows;  // first, last
};

// A drop-down whose items stand in cells of the workbook.
struct DropDown {
  Range cells;
  std::string source;  // a defined name or a reference
  std::string title;
  std::string prompt;
};

class Workbook;

// One sheet. Owned by its Workbook.
class Sheet {
 public:
  struct State;

  const std::string& name() const;
  // Number of the row after the last one written.
  int rows() const;

  void text(Address at, std::string_view text, const Style& style = {});
  void number(Address at, double value, const Style& style = {});
  void formula(Address at, const FormulaNumber& formula, const Style& style = {});
  void formula(Address at, const FormulaText& formula, const Style& style = {});
  void blank(Address at, const Style& style = {});
  // A cell that leads to a place of this workbook. Beyond kMaxLinks of a sheet: its text alone.
  void link(Address at, std::string_view sheet_name, Address target, std::string_view text, const Style& style = {});
  // A cell that leads to a place (`anchor`) of a file that stands beside this workbook. A name that a link cannot hold
  // (no UTF-8, control characters), and links beyond kMaxLinks: the text alone.
  void link_file(Address at, std::string_view file_name, std::string_view anchor, std::string_view text,
                 const Style& style = {});
  void note(Address at, const Note& note);
  // Merges must not overlap and are refused in constant memory. One cell is no merge.
  void merge(const Range& range, std::string_view text, const Style& style = {});
  // All of a merge but the content of its first cell, which the caller writes next: a number, a formula.
  void merge_blank(const Range& range, const Style& style);

  void column_width(int first, int last, double characters);
  void row_height(int row, double points);
  void freeze(Address first_moving);
  void filter(const Range& range);
  void drop_down(const DropDown& drop_down);
  void print(const PrintSetup& setup);
  // New pages begin at these rows. At most 1,023 (Excel's limit); the rest is left out.
  void page_breaks(const std::vector<int>& rows);
  void tab_color(Color color);
  void hide_grid_lines();
  void zoom(int percent);
  void chart(Address at, const Chart& chart);
  // The sheet that is shown when the workbook opens.
  void activate();

  Sheet(Workbook& workbook, std::unique_ptr<State> state);
  ~Sheet();

 private:
  friend class Workbook;
  bool reaches(Address at) const;  // a trouble otherwise
  void write_link(Address at, const std::string& url, std::string_view text, const Style& style);

  Workbook& workbook_;
  std::unique_ptr<State> state_;
};

// How the cells of a sheet are held.
enum class Memory {
  kWhole,     // all of them until `finish`; any order
  kConstant,  // one row: rows from top to bottom, no merges; texts stand in the cells, not in the shared table
};

struct Properties {
  std::string title;
  std::string subject;
  std::string author;
  std::string comments;
  int created_year = 2000;  // of the 31 December that is written as date of creation: from the input, never a clock
};

// Words of the sheet that takes what exceeds a cell's limit.
struct OverflowWords {
  std::string sheet;                // its name
  std::vector<std::string> header;  // sheet, cell, piece, text
  std::string continued;            // ends a cut text; {} in it is the row where it goes on
};

class Workbook {
 public:
  struct State;

  // Writes to `path` + ".part" until finished. The folder must exist.
  Workbook(const std::filesystem::path& path, Properties properties, OverflowWords overflow);
  ~Workbook();  // an unfinished workbook leaves nothing behind
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // `wanted` is mended where Excel would refuse it; `Sheet::name` tells.
  Sheet& add_sheet(std::string_view wanted, Memory memory = Memory::kWhole);
  // A name for a range, ASCII letters and underscores.
  void define_name(std::string_view name, std::string_view sheet_name, const Range& range);

  // Closes, opens again, compares with what was written, and puts the file in place. On failure the file at `path` is
  // as it was, and nothing is left beside it.
  Result<void> finish();

 private:
  friend class Sheet;
  std::unique_ptr<State> state_;
};

}  // namespace hebiao::xlsx
