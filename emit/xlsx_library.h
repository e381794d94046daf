// What the files of the guarded writer share: libxlsxwriter itself, and the state behind Workbook and Sheet. Nobody
// else includes this (tests/architecture).
#pragma once

#include <xlsxwriter.h>

#include <algorithm>
#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "emit/xlsx_check.h"
#include "emit/xlsx_writer.h"

namespace hebiao::xlsx {

inline lxw_row_t row_of(int row) { return static_cast<lxw_row_t>(row); }
inline lxw_col_t column_of(int column) { return static_cast<lxw_col_t>(column); }

inline bool is_position(Address at) {
  return at.row >= 0 && at.row < kMaxRows && at.column >= 0 && at.column < kMaxColumns;
}

// libxlsxwriter keeps 0 for "unset".
inline lxw_color_t color_of(Color color) { return color == kBlack ? lxw_color_t{LXW_COLOR_BLACK} : color.rgb; }

// The rest of a text that was too long for its cell.
struct Overflow {
  std::string sheet;
  Address at;
  std::vector<std::string> pieces;
};

struct Workbook::State {
  std::filesystem::path path;
  Properties properties;
  OverflowWords words;
  lxw_workbook* book = nullptr;
  SheetNames names;
  std::deque<std::unique_ptr<Sheet>> sheets;
  std::map<Style, lxw_format*> formats;
  Style last_style;
  lxw_format* last_format = nullptr;
  std::vector<Overflow> overflow;
  std::size_t overflow_rows = 0;
  std::optional<Message> trouble;

  void fail(const Message& what) {
    if (!trouble) trouble = what;
  }

  // Neighbouring cells mostly look alike.
  lxw_format* format(const Style& style) {
    if (last_format != nullptr && style == last_style) return last_format;
    last_style = style;
    last_format = made_format(style);
    return last_format;
  }

  lxw_format* made_format(const Style& style);
};

struct Sheet::State {
  std::string name;
  Memory memory = Memory::kWhole;
  lxw_worksheet* sheet = nullptr;
  SheetCounts counts;
  int rows = 0;
  std::vector<Range> merges;  // by first row, as callers write them
  Properties properties;
};

// The trouble of a cell that cannot be written.
Message refused(const std::string& sheet, Address at, std::string_view reason);

}  // namespace hebiao::xlsx
