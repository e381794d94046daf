// What a spreadsheet accepts as text, as names and as references: the rules of the file format, without any library.
//
// Rows and columns count from 0. Lengths are counted in UTF-16 units, as Excel counts them: an emoji is two.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hebiao::xlsx {

// Limits of the format (ECMA-376 and "Excel specifications and limits").
inline constexpr int kMaxRows = 1'048'576;
inline constexpr int kMaxColumns = 16'384;
inline constexpr std::size_t kMaxTextUnits = 32'767;  // a cell's or a note's text
inline constexpr std::size_t kMaxSheetNameUnits = 31;
inline constexpr std::size_t kMaxFormulaUnits = 8'192;
inline constexpr std::size_t kMaxFormulaStringUnits = 255;  // a string literal inside a formula
inline constexpr std::size_t kMaxLinks = 65'530;            // hyperlinks of one sheet
inline constexpr int kMaxDigits = 15;                       // decimal digits that a number cell keeps exactly

struct Address {
  int row = 0;
  int column = 0;
  friend bool operator==(const Address&, const Address&) = default;
};

// Both ends included.
struct Range {
  Address first;
  Address last;
  bool is_cell() const { return first == last; }
  bool overlaps(const Range& other) const;
  friend bool operator==(const Range&, const Range&) = default;
};

std::string column_name(int column);         // 27 -> "AB"
std::string cell_name(Address at);           // "AB12"
std::string fixed_cell_name(Address at);     // "$AB$12"
std::string range_name(const Range& range);  // "A2:B9"
std::string fixed_range_name(const Range& range);
// `'name'!` with quotes doubled, ready to stand before a cell name.
std::string sheet_prefix(std::string_view sheet_name);
// A string literal of the formula language: quotes doubled.
std::string formula_string(std::string_view text);

std::size_t utf16_units(std::string_view text);

// Text that every reader of the format takes and shows as it is: characters that XML 1.0 forbids (control characters
// but tab and line feed, U+FFFE, U+FFFF, broken UTF-8) become U+FFFD, a carriage return becomes a line feed, and what
// looks like an escape of the format (`_x0041_`) is escaped itself. Nothing is dropped.
std::string cell_text(std::string_view text);

// What stands in a cell whose file says `text`: the format's escapes undone. unescaped_text(cell_text(t)) == t for
// every t that needs no replacement.
std::string unescaped_text(std::string_view text);

// As cell_text without the escapes: for notes, headers and properties, where the format has none.
std::string plain_text(std::string_view text);

// `text` in pieces of at most `units` UTF-16 units, cut between characters; one empty piece for an empty text.
std::vector<std::string> split_text(std::string_view text, std::size_t units = kMaxTextUnits);

// The names that sheets of one workbook bear. Hands out names that Excel accepts: without []:*?/\, control
// characters and escapes (_x0041_), no quote at either end, not `History`, at most 31 units, unique without regard to
// case.
class SheetNames {
 public:
  // `wanted` as it is where possible; otherwise mended, cut at the end with … and numbered (2), (3) where taken.
  std::string take(std::string_view wanted);

 private:
  std::set<std::string> taken_;  // case-folded
};

}  // namespace hebiao::xlsx
