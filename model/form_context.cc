#include "model/form_context.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/printed_number.h"
#include "model/slots.h"
#include "model/utf8.h"

namespace hebiao {
namespace {

int row_span_within(const Row& row, const RowCell& cell, int rows_left) {
  return row.columns == Columns::kDrawn ? std::min(cell.row_span, rows_left) : 1;
}

}  // namespace

FormContext::FormContext(const std::vector<Row>& rows, const FormSegment& segment, const Lexicon& lexicon)
    : rows_(rows), segment_(segment), lexicon_(lexicon) {
  const auto count = static_cast<int>(segment.end - segment.begin);
  form.sheet.rows = count;
  first_sheet_cell_.reserve(segment.end - segment.begin);
  for (std::size_t r = segment.begin; r < segment.end; ++r) {
    first_sheet_cell_.push_back(form.sheet.cells.size());
    const auto sheet_row = static_cast<int>(r - segment.begin);
    for (const RowCell& cell : rows[r].cells) {
      Cell printed;
      printed.row = sheet_row;
      printed.column = cell.column;
      printed.row_span = row_span_within(rows[r], cell, count - sheet_row);
      printed.column_span = cell.column_span;
      printed.raw = std::string(cell.raw);
      printed.text = std::string(cell.text);
      printed.at = cell.at;
      printed.more_at = cell.more_at;
      form.sheet.columns = std::max(form.sheet.columns, cell.column + cell.column_span);
      form.sheet.cells.push_back(std::move(printed));
    }
  }
}

Role FormContext::label_of(const RowCell& cell) const {
  constexpr std::size_t kLabelBytes = 90;  // a label is a few words
  if (cell.empty() || cell.text.size() > kLabelBytes) return Role::kNone;
  return lexicon_.label(key(cell.text));
}

OptionalField FormContext::caption_field(CellId id) const {
  auto points = caption_points(cell(id).text, tables());
  if (!points) return std::nullopt;
  Field field = words(id);
  field.state = FieldState::kNumber;
  field.value = std::move(*points);
  return field;
}

Field FormContext::base(CellId id) const {
  const RowCell& source = cell(id);
  Field field;
  field.raw = std::string(source.raw);
  field.text = std::string(source.text);
  field.at = source.at;
  field.cell = sheet_cell(id);
  return field;
}

Field FormContext::words(CellId id) const {
  Field field = base(id);
  const bool blank = field.text.empty() || find_word(tables().blanks, field.text) != nullptr;
  field.state = blank ? FieldState::kBlank : cell(id).certain ? FieldState::kWords : FieldState::kUnreadable;
  return field;
}

Field FormContext::words_within(CellId id, std::size_t begin, std::size_t end) const {
  Field field = base(id);
  field.text = field.text.substr(begin, end - begin);
  while (field.text.starts_with(' ')) field.text.erase(0, 1);
  while (field.text.ends_with(' ')) field.text.pop_back();
  // Where normalizing changed nothing the raw part is known to the character; else the raw cell is kept whole.
  const std::size_t in_raw = field.raw.rfind(field.text);
  if (!field.text.empty() && in_raw != std::string::npos) field.raw = field.raw.substr(in_raw, field.text.size());
  if (field.text.empty()) field.raw.clear();
  field.state =
      field.text.empty() || find_word(tables().blanks, field.text) != nullptr ? FieldState::kBlank : FieldState::kWords;
  return field;
}

Field FormContext::reason(CellId id) const {
  Field field = words(id);
  if (find_word(tables().blank_reasons, field.text) != nullptr) field.state = FieldState::kBlank;
  return field;
}

Field FormContext::number(Field field) const {
  if (field.state != FieldState::kWords) return field;
  std::vector<std::string> units = tables().money_units;
  units.insert(units.end(), tables().points_units.begin(), tables().points_units.end());
  const auto figure = read_figure(field.text, {}, units);
  field.state = figure ? FieldState::kNumber : FieldState::kUnreadable;
  // 3202300元 in a form of 万元 is no figure of that form.
  const auto& money = tables().money_units;
  if (figure && figure->unit != form.money_unit && !form.money_unit.empty() &&
      std::find(money.begin(), money.end(), figure->unit) != money.end())
    field.state = FieldState::kUnreadable;
  if (field.state == FieldState::kNumber) field.value = figure->number;
  return field;
}

Field FormContext::weight(CellId id) const { return figure(words(id), tables().points_units); }

Field FormContext::rate(CellId id) const { return figure(words(id), {}); }

Field FormContext::figure(Field field, const std::vector<std::string>& units) const {
  if (field.state != FieldState::kWords) return field;
  const auto figure = read_figure(field.text, tables().percent_marks, units);
  field.state = figure ? FieldState::kNumber : FieldState::kUnreadable;
  if (figure) field.value = figure->number;
  return field;
}

Field FormContext::blank(std::size_t r) const {
  Field field;
  field.at = row(r).at();
  return field;
}

Field FormContext::blank(std::size_t r, const Slot& slot) const {
  const std::vector<RowCell>& cells = row(r).cells;
  for (std::size_t c = 0; c < cells.size(); ++c)
    if (cells[c].empty() && cells[c].column >= slot.first && cells[c].column <= slot.last) return words({r, c});
  return blank(r);
}

void FormContext::append(Field& field, CellId id) const {
  const RowCell& more = cell(id);
  if (more.empty()) return;
  field.raw += std::string(more.raw);
  field.text += std::string(more.text);
  field.more_cells.push_back(sheet_cell(id));
  if (field.state == FieldState::kBlank) field.state = FieldState::kWords;
}

void FormContext::note_repair(std::size_t r, const Alignment& alignment, const Slots& slots, std::string field) {
  for (const PlacedCell& placed : alignment.cells) {
    if (placed.slot == PlacedCell::kNoSlot) continue;
    const RowCell& moved = cell({r, placed.cell});
    if (placed.slot == PlacedCell::kSecondLevel) {
      note_repair({fmt::format("本行指标级次名称多于栏数，「{}」按最近的一级归入", moved.text),
                   fmt::format("the row names more levels than there are columns; 「{}」 was taken as the nearest",
                               moved.text)},
                  moved.at, field);
      return;
    }
    const Slot& slot = slots[static_cast<std::size_t>(placed.slot)];
    if (moved.column >= slot.first && moved.column <= slot.last) continue;
    note_repair(
        {fmt::format("本行各格与表头错位，按含义归位：「{}」原在第 {} 格，归入「{}」栏", moved.text, moved.column + 1,
                     slot.label),
         fmt::format(
             "the row is out of line with its heads and was put right by meaning: 「{}」 stood in cell {} and belongs "
             "under 「{}」",
             moved.text, moved.column + 1, slot.label)},
        moved.at, std::move(field));
    return;
  }
}

void FormContext::note_repair(Message what, SourceRef at, std::string field) {
  form.repairs.push_back({std::move(what), std::move(at), std::move(field)});
}

void FormContext::add_unplaced(CellId id) {
  if (!cell(id).empty()) form.unplaced.push_back({std::string(cell(id).raw), cell(id).at});
}

void FormContext::add_other(std::string label, Field field) {
  const auto taken = [&](const std::string& name) {
    return std::any_of(form.other.begin(), form.other.end(), [&](const auto& entry) { return entry.first == name; });
  };
  std::string unique = label;
  for (int n = 2; taken(unique); ++n) unique = fmt::format("{} ({})", label, n);
  form.other.emplace_back(std::move(unique), std::move(field));
}

}  // namespace hebiao
