#include "model/shaped_rows.h"

#include <algorithm>

namespace hebiao {
namespace {

constexpr std::size_t kLongestWord = 120;

std::string short_key(std::string_view text, const Lexicon& lexicon) {
  return text.size() > kLongestWord ? std::string() : lexicon.tables().key(text);
}

}  // namespace

ShapedRows::ShapedRows(DocumentRows rows, const Lexicon& lexicon) : in_(std::move(rows)), lexicon_(lexicon) {
  out_.joined = std::move(in_.joined);
  out_.rows.reserve(in_.rows.size());
}

std::string ShapedRows::key(std::string_view text) const { return short_key(text, lexicon_); }

bool ShapedRows::is_fund_label(std::string_view text) const { return lexicon_.is_fund_label(key(text)); }

bool ShapedRows::is_section(std::size_t i) const { return is_line(i) && lexicon_.is_section(line(i).text); }

std::size_t ShapedRows::keep(std::size_t i) {
  out_.rows.push_back(in_.rows[i]);  // looked at again by the lines that follow
  return i + 1;
}

RowCell ShapedRows::joined_cell(std::vector<RowCell> parts) {
  RowCell cell = parts.front();
  if (parts.size() == 1) return cell;
  std::string raw;
  std::string text;
  for (const RowCell& part : parts) {
    raw += part.raw;
    text += part.text;
    if (&part != &parts.front()) cell.more_at.push_back(part.at);
  }
  cell.raw = out_.joined.emplace_back(std::move(raw));
  cell.text = out_.joined.emplace_back(std::move(text));
  return cell;
}

Row recovered_row() {
  Row row;
  row.columns = Columns::kDrawn;
  row.recovered = true;
  return row;
}

// Two rows of heads in a sequence: the upper row's values (年度指标值, 实际完成值 …) come before the lower row's
// names, and stand right of them. A head of the upper row that the lower one divides (年度指标值 into 指标性质,
// 指标值, 度量单位) goes.
Row in_reading_order(std::vector<RowCell> heads, const Lexicon& lexicon) {
  const auto role_of = [&](const RowCell& cell) { return lexicon.indicator_column(short_key(cell.text, lexicon)); };
  const auto names = std::find_if(heads.begin(), heads.end(), [&](const RowCell& cell) {
    const Role role = role_of(cell);
    return role == Role::kLevel1 || role == Role::kLevel2 || role == Role::kName;
  });
  const bool two_rows = names != heads.end() && std::any_of(heads.begin(), names, [&](const RowCell& cell) {
                          return role_of(cell) == Role::kActual;
                        });
  // Heads at the end that divide a head before them (运算符号, 指标值, 度量单位 below 年度指标值) stand in its place.
  const auto divides = [&](const RowCell& cell) {
    const Role role = role_of(cell);
    return role == Role::kSign || role == Role::kUnit || role == Role::kTarget;
  };
  const auto tail = std::find_if_not(heads.rbegin(), heads.rend(), divides).base();
  const auto divided_head =
      std::find_if(heads.begin(), tail, [&](const RowCell& cell) { return role_of(cell) == Role::kTarget; });
  std::vector<RowCell> ordered;
  if (!two_rows && divided_head != tail && heads.end() - tail >= 2) {
    ordered.assign(heads.begin(), divided_head);
    ordered.insert(ordered.end(), tail, heads.end());
    ordered.insert(ordered.end(), divided_head + 1, tail);
  } else if (two_rows) {
    ordered.assign(names, heads.end());
    for (auto upper = heads.begin(); upper != names; ++upper) {
      const Role role = role_of(*upper);
      const bool divided = std::any_of(names, heads.end(), [&](const RowCell& cell) { return role_of(cell) == role; });
      if (role != Role::kIndicatorCaption && !divided) ordered.push_back(*upper);
    }
  } else {
    ordered = std::move(heads);
  }
  Row row = recovered_row();
  for (RowCell& cell : ordered) {
    cell.column = static_cast<int>(row.cells.size());
    row.cells.push_back(std::move(cell));
  }
  return row;
}

// A block's caption may be broken over lines, or stand elsewhere: the column of the row labels has no head then.
Row with_label_column(Row head, const Lexicon& lexicon) {
  const Role first = lexicon.fund_column(short_key(head.cells.front().text, lexicon));
  if (first != Role::kFundCaption && first != Role::kFundLabel)
    for (RowCell& cell : head.cells) ++cell.column;
  return head;
}

}  // namespace hebiao
