#include "model/paired_funds.h"

#include <algorithm>

#include "model/fund_block.h"
#include "model/slots.h"

namespace hebiao {
namespace {

// A label and what stands behind it, as indices of the row's cells.
struct Pair {
  std::optional<std::size_t> label;
  std::optional<std::size_t> figure;
};

bool is_value(const RowCell& cell, const Lexicon& lexicon) {
  const Shape shape = shape_of(cell.text, lexicon).shape;
  return shape != Shape::kText && shape != Shape::kEmpty;
}

// Every word is a label, every figure belongs to the word before it.
std::vector<Pair> pairs_of(const Row& row, const Lexicon& lexicon) {
  std::vector<Pair> pairs;
  for (std::size_t c = 0; c < row.cells.size(); ++c) {
    if (row.cells[c].empty()) continue;
    const bool value = is_value(row.cells[c], lexicon);
    if (!value) {
      pairs.push_back({c, std::nullopt});
    } else if (!pairs.empty() && pairs.back().label && !pairs.back().figure) {
      pairs.back().figure = c;
    } else {
      pairs.push_back({std::nullopt, c});
    }
  }
  return pairs;
}

Role role_of(const Row& row, const Pair& pair, const Lexicon& lexicon) {
  if (!pair.label) return Role::kNone;
  return lexicon.fund_column(lexicon.tables().key(row.cells[*pair.label].text));
}

}  // namespace

bool pairs_money(const Row& row, const Lexicon& lexicon) {
  constexpr std::ptrdiff_t kFewestCells = 3;  // two labels and a figure
  constexpr std::size_t kLongestCell = 90;    // bytes; goals and other texts are longer
  const auto may_count = [](const RowCell& cell) { return !cell.empty() && cell.text.size() <= kLongestCell; };
  if (std::count_if(row.cells.begin(), row.cells.end(), may_count) < kFewestCells) return false;
  std::size_t labels = 0;
  std::size_t figures = 0;
  for (const Pair& pair : pairs_of(row, lexicon)) {
    if (!is_money(role_of(row, pair, lexicon))) continue;
    ++labels;
    figures += pair.figure ? 1 : 0;
  }
  return labels >= 2 && figures >= 1;
}

void PairedFunds::open(std::size_t r) {
  heads_.clear();
  FundLine line;
  line.kind = FundKind::kTotal;
  const Row& row = context_.row(r);
  for (const Pair& pair : pairs_of(row, context_.lexicon())) {
    const Role role = role_of(row, pair, context_.lexicon());
    if (pair.label && role != Role::kFundCaption && (role != Role::kNone || pair.figure)) {
      heads_.push_back({role, context_.key(row.cells[*pair.label].text)});
      if (pair.figure) add(line, heads_.back(), {r, *pair.figure});
    } else if (pair.figure) {
      add_rate_below_head(line, {r, *pair.figure});
    }
  }
  add_fund_line(context_, std::move(line));
}

bool PairedFunds::read(std::size_t r) {
  const Row& row = context_.row(r);
  const std::vector<Pair> pairs = pairs_of(row, context_.lexicon());
  std::vector<Pair> parts;
  for (const Pair& pair : pairs)
    if (pair.label) parts.push_back(pair);
  const bool all_parts = std::all_of(parts.begin(), parts.end(), [&](const Pair& part) {
    return context_.lexicon().is_fund_label(context_.key(row.cells[*part.label].text));
  });
  if (parts.size() != heads_.size() || !all_parts) return false;
  FundLine line;
  line.label = context_.words({r, *parts.front().label});
  for (std::size_t p = 0; p < parts.size(); ++p)
    if (parts[p].figure) add(line, heads_[p], {r, *parts[p].figure});
  for (const Pair& pair : pairs)
    if (!pair.label) add_rate_below_head(line, {r, *pair.figure});
  add_fund_line(context_, std::move(line));
  return true;
}

void PairedFunds::add(FundLine& line, const Head& head, CellId id) {
  OptionalField* member = fund_money(line, head.role);
  if (member != nullptr && !*member) {
    *member = context_.number(id);
  } else if (head.role == Role::kRate && !line.rate) {
    line.rate = context_.rate(id);
  } else {
    line.other.emplace_back(head.label, context_.words(id));
  }
}

// A figure without a label of its own: the rate, if a row above says so in the same column.
void PairedFunds::add_rate_below_head(FundLine& line, CellId id) {
  constexpr std::size_t kRowsAbove = 4;
  const int column = context_.cell(id).column;
  for (std::size_t above = 1; above <= kRowsAbove && above <= id.row; ++above) {
    for (const RowCell& cell : context_.row(id.row - above).cells) {
      if (cell.empty() || column < cell.column || column >= cell.column + cell.column_span) continue;
      if (context_.lexicon().fund_column(context_.key(cell.text)) != Role::kRate) continue;
      line.rate = context_.rate(id);
      return;
    }
  }
  context_.add_unplaced(id);
}

}  // namespace hebiao
