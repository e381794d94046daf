#include "model/fund_block.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/printed_number.h"
#include "model/slots.h"

namespace hebiao {
namespace {

bool is_figure(const RowCell& cell, const Lexicon& lexicon) {
  const Shape shape = shape_of(cell.text, lexicon).shape;
  return shape == Shape::kNumber || shape == Shape::kPercent || shape == Shape::kWithUnit;
}

// A row of the block has figures, or the name of a row that has none; one that begins with a label of another part of
// the form (下达及时性 …) is none, whatever stands in it.
bool is_fund_row(const Row& row, const FormContext& context) {
  const Lexicon& lexicon = context.lexicon();
  bool figures = false;
  bool named = false;
  bool first = true;
  for (const RowCell& cell : row.cells) {
    if (cell.empty()) continue;
    const bool fund = shape_of(cell.text, lexicon).fund_row;
    if (first && !fund && lexicon.label(context.key(cell.text)) != Role::kNone) return false;
    named = named || fund;
    figures = figures || is_figure(cell, lexicon);
    first = false;
  }
  return figures || named;
}

bool is_by_government(FundKind kind) { return kind == FundKind::kCentral || kind == FundKind::kLocal; }

bool is_expenditure(const std::string& key, const Dialects::Tables& tables) {
  return find_word(tables.expenditure, key) != nullptr;
}

// Says the row what another side of the same money is made of than the rows before it, or what a row before it is made
// of (人员经费 of 基本支出)?
bool divides_again(const FundLine& line, const std::string& key, const FormContext& context) {
  const Dialects::Tables& tables = context.tables();
  const bool part = find_word(tables.expenditure_parts, key) != nullptr;
  for (const FundLine& before : context.form.funds) {
    if (before.depth != 1 || !before.label) continue;
    const std::string before_key = part_label(context.key(before.label->text), tables).key;
    if (is_expenditure(before_key, tables) != is_expenditure(key, tables)) return line.kind != FundKind::kTotal;
    if (part && find_word(tables.expenditure_parts, before_key) == nullptr) return true;
  }
  return false;
}

// The total is 0, its parts 1. A second 其中 opens the parts of a part (中央, 省级 under 财政资金): 2, until a kind
// comes that is no level of government. What divides the same money again is 2 as well.
int depth_of(const FundLine& line, const PartLabel& label, const FormContext& context) {
  const std::vector<FundLine>& before = context.form.funds;
  if (before.empty() || line.kind == FundKind::kTotal) return 0;
  if (divides_again(line, label.key, context)) return 2;
  if (is_expenditure(label.key, context.tables())) return 1;
  const FundLine& last = before.back();
  if (label.marked && last.depth >= 1) return 2;
  if (last.depth == 2 && is_by_government(line.kind) == is_by_government(last.kind)) return 2;
  return 1;
}

// A form that names no unit of money elsewhere has that which stands behind its figures.
void take_money_unit(FormContext& context, const Field& field) {
  if (!context.form.money_unit.empty() || field.state != FieldState::kNumber) return;
  for (const std::string& unit : context.tables().money_units) {
    if (!field.text.ends_with(unit)) continue;
    context.form.money_unit = unit;
    return;
  }
}

void place(FormContext& context, FundLine& line, CellId id, const Slot& slot) {
  if (OptionalField* member = fund_money(line, slot.role)) {
    *member = context.number(id);
    take_money_unit(context, **member);
  } else if (slot.role == Role::kRate) {
    line.rate = context.rate(id);
  } else if (slot.role == Role::kFundLabel) {
    line.label = context.words(id);
  } else if (slot.role != Role::kFundCaption) {
    line.other.emplace_back(slot.label, slot.role == Role::kDeviation ? context.reason(id) : context.words(id));
  }
}

// Columns of the head that the row leaves empty are blank, not absent.
void fill_blanks(const FormContext& context, FundLine& line, std::size_t row, const Slots& slots,
                 const Alignment& alignment) {
  for (const Slot& slot : slots) {
    OptionalField* member = slot.role == Role::kRate ? &line.rate : fund_money(line, slot.role);
    if (member == nullptr || *member) continue;
    *member = alignment.mended ? context.blank(row) : context.blank(row, slot);
  }
}

// 0.958 is 95.8 % or 0.958 %: whichever lies nearer to executed ÷ budget.
void settle_rate(FormContext& context, FundLine& line, const Slots& slots) {
  constexpr int kLargestFraction = 2;  // 200 %: nobody prints a larger rate as a fraction, or a smaller one without %
  if (!line.rate || !line.rate->value) return;
  PrintedNumber& printed = *line.rate->value;
  for (const std::string& mark : context.tables().percent_marks)
    if (line.rate->text.find(mark) != std::string::npos) return;
  if (sgn(printed.number) <= 0 || printed.number > kLargestFraction) return;
  const bool recomputable = line.executed && line.executed->value && line.full_budget && line.full_budget->value &&
                            sgn(line.full_budget->value->number) != 0;
  if (!recomputable) {
    const Slot* slot = find_slot(slots, Role::kRate);
    if (slot != nullptr && slot->percent) return;
    line.rate->value.reset();
    line.rate->state = FieldState::kUnreadable;
    return;
  }
  const Rational percent = line.executed->value->number / line.full_budget->value->number * 100;
  if (abs(percent - printed.number) <= abs(percent - printed.number * 100)) return;
  const std::string fraction = printed.digits;
  printed = times_hundred(printed);
  context.note_repair({fmt::format("执行率「{}」是小数，按百分数记为 {}%", fraction, printed.digits),
                       fmt::format("the rate 「{}」 is a fraction and was taken as {}%", fraction, printed.digits)},
                      line.rate->at, fmt::format("funds[{}].rate", context.form.funds.size()));
}

// What the line is, and of what it is a part.
void settle_place(const FormContext& context, FundLine& line) {
  const PartLabel label = part_label(line.label ? context.key(line.label->text) : std::string(), context.tables());
  const auto kind = context.lexicon().fund_row(label.key);
  line.kind = kind.value_or(!line.label && context.form.funds.empty() ? FundKind::kTotal : FundKind::kOther);
  line.depth = depth_of(line, label, context);
}

}  // namespace

OptionalField* fund_money(FundLine& line, Role role) {
  switch (role) {
    case Role::kInitialBudget:
      return &line.initial_budget;
    case Role::kFullBudget:
      return &line.full_budget;
    case Role::kExecuted:
      return &line.executed;
    case Role::kWeight:
      return &line.weight;
    case Role::kScore:
      return &line.score;
    default:
      return nullptr;
  }
}

void settle_parts_above_total(std::vector<FundLine>& funds) {
  const auto total =
      std::find_if(funds.begin(), funds.end(), [](const FundLine& line) { return line.kind == FundKind::kTotal; });
  if (total == funds.end()) return;
  for (auto line = funds.begin(); line != total; ++line) line->depth = std::max(line->depth, 1);
}

void add_fund_line(FormContext& context, FundLine line) {
  settle_place(context, line);
  settle_rate(context, line, {});
  context.form.funds.push_back(std::move(line));
}

bool read_fund_row(FormContext& context, std::size_t row, const Slots& slots) {
  if (!is_fund_row(context.row(row), context)) return false;
  const Alignment alignment = align_row(context.row(row), slots, context.lexicon());
  FundLine line;
  for (const PlacedCell& placed : alignment.cells) {
    const CellId id{row, placed.cell};
    if (placed.slot < 0 || placed.slot >= static_cast<int>(slots.size())) {
      context.add_unplaced(id);
    } else {
      place(context, line, id, slots[static_cast<std::size_t>(placed.slot)]);
    }
  }
  fill_blanks(context, line, row, slots, alignment);
  settle_place(context, line);
  settle_rate(context, line, slots);
  if (alignment.mended) context.note_repair(row, alignment, slots, fmt::format("funds[{}]", context.form.funds.size()));
  context.form.funds.push_back(std::move(line));
  return true;
}

}  // namespace hebiao
