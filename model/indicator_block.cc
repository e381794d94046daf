#include "model/indicator_block.h"

#include <fmt/format.h>

#include <algorithm>

#include "model/slots.h"

namespace hebiao {
namespace {

// A name that no list knows stays as printed, without the points that a caption carries.
std::string canonical_level(const CellShape& shape, Role role, std::string_view text, const Dialects::Tables& tables) {
  if (role == Role::kLevel1 && shape.level1 != nullptr) return shape.level1->name;
  const bool named_after_group = role == Role::kLevel2 && shape.level2 == nullptr && shape.level1 != nullptr;
  if (named_after_group && text != shape.level1->name) return std::string(text);  // 履职效益 under 效益指标
  if (role == Role::kLevel2 && shape.level2 != nullptr) return shape.level2->name;
  if (shape.level2 != nullptr) return shape.level2->name;
  if (shape.level1 != nullptr) return shape.level1->name;
  return shape.points ? tables.key(text) : std::string(text);
}

// The cells of one row, by what they are.
struct RowReading {
  std::vector<CellId> level1;
  std::vector<CellId> level2;  // the column's own name first, then names beyond the columns
  OptionalField name;
  OptionalField sign;
  OptionalField target;
  OptionalField initial_target;
  OptionalField unit;
  OptionalField actual;
  OptionalField weight;
  OptionalField score;
  OptionalField deviation;
  OtherFields other;

  bool has_values() const { return target || initial_target || actual || weight || score; }
};

OptionalField* word_member(RowReading& reading, Role role) {
  switch (role) {
    case Role::kName:
      return &reading.name;
    case Role::kSign:
      return &reading.sign;
    case Role::kTarget:
      return &reading.target;
    case Role::kInitialTarget:
      return &reading.initial_target;
    case Role::kUnit:
      return &reading.unit;
    case Role::kActual:
      return &reading.actual;
    default:
      return nullptr;
  }
}

void place(const FormContext& context, RowReading& reading, CellId id, const Slot& slot) {
  if (OptionalField* member = word_member(reading, slot.role)) {
    *member = context.words(id);
  } else if (slot.role == Role::kWeight) {
    reading.weight = context.weight(id);
  } else if (slot.role == Role::kScore) {
    reading.score = context.number(id);
  } else if (slot.role == Role::kDeviation) {
    reading.deviation = context.reason(id);
  } else if (slot.role == Role::kLevel1) {
    reading.level1.push_back(id);
  } else if (slot.role == Role::kLevel2) {
    reading.level2.push_back(id);
  } else if (slot.role != Role::kIndicatorCaption) {
    reading.other.emplace_back(slot.label, context.words(id));
  }
}

RowReading gather(FormContext& context, std::size_t row, const Slots& slots, const Alignment& alignment) {
  RowReading reading;
  for (const PlacedCell& placed : alignment.cells) {
    const CellId id{row, placed.cell};
    if (placed.slot == PlacedCell::kSecondLevel) {
      reading.level2.push_back(id);
    } else if (placed.slot < 0 || placed.slot >= static_cast<int>(slots.size())) {
      context.add_unplaced(id);
    } else {
      place(context, reading, id, slots[static_cast<std::size_t>(placed.slot)]);
    }
  }
  return reading;
}

// Points in a caption belong to the group, wherever it stands.
void note_group_points(FormContext& context, CellId id, const std::string& level) {
  auto points = caption_points(context.cell(id).text, context.tables());
  if (!points) return;
  Field field = context.words(id);
  field.state = FieldState::kNumber;
  field.value = std::move(*points);
  context.form.group_points.emplace_back(level, std::move(field));
}

bool belongs(const LevelName* level2, const std::string& level1) {
  return level2 != nullptr &&
         std::find(level2->parents.begin(), level2->parents.end(), level1) != level2->parents.end();
}

// Is a cell of its own drawn in that column, with nothing in it?
bool has_empty_cell(const Row& row, const Slots& slots, Role role) {
  const Slot* slot = find_slot(slots, role);
  return slot != nullptr && std::any_of(row.cells.begin(), row.cells.end(), [&](const RowCell& cell) {
           return cell.empty() && cell.column >= slot->first && cell.column <= slot->last;
         });
}

// A name of either level (成本指标) in the first level's column, nothing in the second's, below a group to which it
// belongs as second level: it is that, unless rulings let the name span both columns. True if the row was changed.
bool demote_ambiguous_level(const FormContext& context, const Row& row, const Slots& slots, RowReading& reading,
                            const Levels& levels) {
  const bool spans_both =
      row.columns == Columns::kDrawn && !row.recovered && !has_empty_cell(row, slots, Role::kLevel2);
  if (spans_both || reading.level1.size() != 1 || !reading.level2.empty()) return false;
  const CellShape shape = shape_of(context.cell(reading.level1.front()).text, context.lexicon());
  if (shape.level1 == nullptr || !belongs(shape.level2, levels.level1)) return false;
  reading.level2 = std::move(reading.level1);
  reading.level1.clear();
  return !row.recovered;
}

// What this row's own levels are; `levels` becomes what the rows below inherit. A row with two level-2 names is one of
// another group's name within a group whose name spans the rows below: the last name is the row's own, and the rows
// below inherit the one that belongs to the level-1 group.
Levels take_levels(FormContext& context, const RowReading& reading, Levels& levels) {
  for (CellId id : reading.level1) {
    const CellShape shape = shape_of(context.cell(id).text, context.lexicon());
    const std::string name = canonical_level(shape, Role::kLevel1, context.cell(id).text, context.tables());
    if (name != levels.level1) levels.level2.clear();
    levels.level1 = name;
    levels.at = context.cell(id).at;
    note_group_points(context, id, levels.level1);
  }
  Levels own = levels;
  bool inherited = false;
  for (CellId id : reading.level2) {
    const CellShape shape = shape_of(context.cell(id).text, context.lexicon());
    own.level2 = canonical_level(shape, Role::kLevel2, context.cell(id).text, context.tables());
    own.at = context.cell(id).at;
    note_group_points(context, id, own.level2);
    if (inherited && !belongs(shape.level2, levels.level1)) continue;
    levels.level2 = own.level2;
    levels.at = own.at;
    inherited = belongs(shape.level2, levels.level1);
  }
  return own;
}

bool is_template(const RowReading& reading, const Dialects::Tables& tables) {
  const auto blank = [](const OptionalField& field) { return !field || field->state == FieldState::kBlank; };
  if (!blank(reading.target) || !blank(reading.actual) || !blank(reading.weight) || !blank(reading.score)) return false;
  return blank(reading.name) || find_word(tables.templates, tables.key(reading.name->text)) != nullptr;
}

// A row that holds nothing but a reason is the rest of the reason above: a page break or a wrapped cell cut it.
bool continues_reason(const RowReading& reading, const std::vector<Indicator>& indicators) {
  return !reading.name && !reading.has_values() && reading.level1.empty() && reading.level2.empty() &&
         reading.deviation && reading.deviation->state == FieldState::kWords && !indicators.empty() &&
         indicators.back().deviation;
}

void append_field(Field& field, const Field& more) {
  field.raw += more.raw;
  field.text += more.text;
  if (more.cell != Field::npos) field.more_cells.push_back(more.cell);
}

void keep(OtherFields& other, OptionalField& field, const Slots& slots, Role role) {
  if (!field || field->state == FieldState::kBlank) return;
  const Slot* slot = find_slot(slots, role);
  other.emplace_back(slot == nullptr ? std::string() : slot->label, std::move(*field));
}

// What the target did not take: 定性 where a comparator might stand, a unit without a value, a target before it was
// adjusted.
void keep_the_rest(RowReading& reading, const Field* target, const Slots& slots) {
  const auto taken = [&](const OptionalField& field) {
    if (!field || target == nullptr) return false;
    return target->cell == field->cell ||
           std::find(target->more_cells.begin(), target->more_cells.end(), field->cell) != target->more_cells.end();
  };
  if (!taken(reading.sign)) keep(reading.other, reading.sign, slots, Role::kSign);
  if (!taken(reading.unit)) keep(reading.other, reading.unit, slots, Role::kUnit);
  if (!taken(reading.initial_target)) keep(reading.other, reading.initial_target, slots, Role::kInitialTarget);
}

// Sign, value and unit in three cells are read as one value.
OptionalField joined_target(const RowReading& reading, const Dialects::Tables& tables) {
  OptionalField target =
      reading.target && reading.target->state != FieldState::kBlank ? reading.target : reading.initial_target;
  if (!target) target = reading.target;
  if (!target || target->state != FieldState::kWords) return target;
  const bool signed_apart =
      reading.sign && std::find(tables.signs.begin(), tables.signs.end(), reading.sign->text) != tables.signs.end();
  if (signed_apart) {
    target->raw = reading.sign->raw + target->raw;
    target->text = reading.sign->text + target->text;
    target->more_cells.push_back(reading.sign->cell);
  }
  if (reading.unit && reading.unit->state == FieldState::kWords) append_field(*target, *reading.unit);
  return target;
}

Indicator indicator_of(RowReading reading, const Levels& own, const Slots& slots, const Dialects::Tables& tables) {
  Indicator indicator;
  indicator.level1 = own.level1;
  indicator.level2 = own.level2;
  indicator.levels_at = own.at;
  indicator.target = joined_target(reading, tables);
  keep_the_rest(reading, indicator.target ? &*indicator.target : nullptr, slots);
  indicator.name = std::move(reading.name);
  indicator.actual = std::move(reading.actual);
  indicator.weight = std::move(reading.weight);
  indicator.score = std::move(reading.score);
  indicator.deviation = std::move(reading.deviation);
  indicator.other = std::move(reading.other);
  return indicator;
}

// A column of the block where the row has nothing is a blank field, not an absent one: in the drawn empty cell, or,
// where the row was out of line, nowhere.
void fill_blanks(const FormContext& context, Indicator& indicator, std::size_t row, const Slots& slots,
                 const Alignment& alignment) {
  const auto fill = [&](OptionalField& field, Role role) {
    const Slot* slot = find_slot(slots, role);
    if (field || slot == nullptr) return;
    field = alignment.mended ? context.blank(row) : context.blank(row, *slot);
  };
  fill(indicator.name, Role::kName);
  fill(indicator.target, Role::kTarget);
  fill(indicator.actual, Role::kActual);
  fill(indicator.weight, Role::kWeight);
  fill(indicator.score, Role::kScore);
  fill(indicator.deviation, Role::kDeviation);
}

}  // namespace

void read_indicator_row(FormContext& context, std::size_t row, const Slots& slots, Levels& levels) {
  const Alignment alignment = align_row(context.row(row), slots, context.lexicon());
  if (alignment.cells.empty()) return;
  RowReading reading = gather(context, row, slots, alignment);
  std::vector<Indicator>& indicators = context.form.indicators;
  if (continues_reason(reading, indicators)) return append_field(*indicators.back().deviation, *reading.deviation);
  const bool demoted = demote_ambiguous_level(context, context.row(row), slots, reading, levels);
  const Levels own = take_levels(context, reading, levels);
  if (!reading.name && !reading.has_values()) return;
  if (is_template(reading, context.tables())) {
    ++context.form.empty_rows_dropped;
    return;
  }
  if (context.row(row).recovered && !reading.has_values()) {
    // A line without figures among lines that are rows: a part of some cell, and nobody can say of which.
    for (const PlacedCell& placed : alignment.cells)
      if (placed.slot >= 0 && slots[static_cast<std::size_t>(placed.slot)].role == Role::kName)
        context.add_unplaced({row, placed.cell});
    return;
  }
  if (alignment.mended) context.note_repair(row, alignment, slots, fmt::format("indicators[{}]", indicators.size()));
  if (demoted && !alignment.mended) {
    context.note_repair(
        {fmt::format("「{}」原在一级指标栏，其下没有二级指标，按「{}」的二级指标归入", own.level2, own.level1),
         fmt::format(
             "「{}」 stood in the column of level 1 with no level 2 beside it and was taken as level 2 of 「{}」",
             own.level2, own.level1)},
        own.at.value_or(SourceRef{}), fmt::format("indicators[{}]", indicators.size()));
  }
  Indicator indicator = indicator_of(std::move(reading), own, slots, context.tables());
  fill_blanks(context, indicator, row, slots, alignment);
  indicators.push_back(std::move(indicator));
}

namespace {

// 自评总分, 综合得分 say which of the two sums stands alone; 总分 does not.
bool names_scores(const FormContext& context, std::size_t row) {
  const std::vector<RowCell>& cells = context.row(row).cells;
  const auto label = std::find_if(cells.begin(), cells.end(), [](const RowCell& cell) { return !cell.empty(); });
  const std::vector<std::string>& words = context.tables().score_words;
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return label->text.find(word) != std::string_view::npos; });
}

}  // namespace

void read_total_row(FormContext& context, std::size_t row, const Slots& slots) {
  std::vector<CellId> numbers;
  const std::vector<RowCell>& cells = context.row(row).cells;
  FormTotal& total = context.form.total;
  for (std::size_t c = 0; c < cells.size(); ++c) {
    if (cells[c].empty()) continue;
    const CellShape shape = shape_of(cells[c].text, context.lexicon());
    if (shape.shape == Shape::kNumber || shape.shape == Shape::kWithUnit) numbers.push_back({row, c});
    const auto& grades = context.tables().grades;
    if (std::find(grades.begin(), grades.end(), cells[c].text) != grades.end()) total.grade = context.words({row, c});
  }
  const Slot* weight = find_slot(slots, Role::kWeight);
  if (numbers.size() >= 2 && (weight != nullptr || slots.empty())) {
    const Slot* score = find_slot(slots, Role::kScore);
    const bool score_first = score != nullptr && weight != nullptr && score->first < weight->first;
    total.weight = context.number(numbers[score_first ? 1 : 0]);
    total.score = context.number(numbers[score_first ? 0 : 1]);
    return;
  }
  if (numbers.size() != 1) return;
  const int column = context.cell(numbers[0]).column;
  const bool of_scores = names_scores(context, row);
  const bool in_weight = !of_scores && weight != nullptr && column >= weight->first && column <= weight->last;
  OptionalField& field = in_weight ? total.weight : total.score;
  field = context.number(numbers[0]);
  if (of_scores || weight == nullptr || context.row(row).columns != Columns::kUnknown) return;
  // One figure for two columns that are gone: whether it is the weights' or the scores' sum cannot be told.
  field->value.reset();
  field->state = FieldState::kUnreadable;
}

}  // namespace hebiao
