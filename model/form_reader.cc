// A form is read row by row. What a row is follows from its words (facts_of) and from the block that is open: column
// heads open the fund and the indicator block, the caption of the goals opens the goals, the total closes the
// indicators. Everything else is labels with their values, or belongs to no field.
#include "model/form_reader.h"

#include <algorithm>
#include <utility>

#include "model/form_values.h"
#include "model/fund_block.h"
#include "model/indicator_block.h"
#include "model/labelled_parts.h"
#include "model/slots.h"
#include "model/utf8.h"

namespace hebiao {
namespace {

enum class Block { kHead, kFunds, kGoals, kIndicators, kAfter };

constexpr std::size_t kLabelBytes = 90;    // a label is a few words
constexpr std::size_t kLongestLabel = 14;  // characters of a label that no list knows
constexpr std::size_t kYearLength = 10;    // (2023年度)
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2099;

// The year written as four digits before one of `words` (2023年度); nullopt if there is none.
std::optional<int> year_in(std::string_view text, const std::vector<std::string>& words) {
  for (std::size_t at = 0; at + 4 <= text.size(); ++at) {
    if (at > 0 && is_digit(text[at - 1])) continue;
    if (!std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(at) + 4,
                     is_digit))
      continue;
    const int year =
        (text[at] - '0') * 1000 + (text[at + 1] - '0') * 100 + (text[at + 2] - '0') * 10 + (text[at + 3] - '0');
    std::string_view rest = text.substr(at + 4);
    while (rest.starts_with(" ")) rest.remove_prefix(1);
    // 2023年3月 is a date, not the year of the form.
    const auto names_year = [&](const std::string& word) {
      return rest.starts_with(word) && (rest.size() == word.size() || !is_digit(rest[word.size()]));
    };
    const bool followed = std::any_of(words.begin(), words.end(), names_year);
    if (followed && year >= kFirstYear && year <= kLastYear) return year;
  }
  return std::nullopt;
}

struct GoalHead {
  Role role = Role::kNone;
  int column = 0;
  std::string label;
};

class FormReader {
 public:
  FormReader(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
             const Lexicon& lexicon)
      : context_(rows, segment, lexicon), rows_(rows), facts_(facts), segment_(segment) {}

  Form read() {
    if (segment_.borrowed_head) {
      block_ = Block::kIndicators;
      const std::size_t head = *segment_.borrowed_head;
      indicator_slots_ =
          indicator_slots(rows_, head, indicator_head_rows(rows_, head, rows_.size(), lexicon()), lexicon());
    }
    for (std::size_t r = segment_.begin; r < segment_.end; r += rows_taken_) {
      rows_taken_ = 1;
      read_row(r);
    }
    settle_agency();
    return std::move(context_.form);
  }

 private:
  const Lexicon& lexicon() const { return context_.lexicon(); }
  Form& form() { return context_.form; }

  void read_row(std::size_t r) {
    const RowFacts& facts = facts_[r];
    const Row& row = context_.row(r);
    read_year(r);
    read_money_unit(row);
    if (facts.title || facts.look_alike_title) return read_title(r);
    if (facts.total && totals_early(row)) return read_total_row(context_, r, indicator_slots_);
    if (facts.indicator_head) return open_indicators(r);
    if (facts.fund_head) return open_funds(r);
    if (opens_goals(row)) return open_goals(r);
    switch (block_) {
      case Block::kFunds:
        if (read_fund_row(context_, r, fund_slots_)) return take_caption_points();
        break;
      case Block::kGoals:
        if (is_caption(row)) return;
        if (!has_label(row)) return read_goals(r);
        break;
      case Block::kIndicators:
        if (facts.total) return close_indicators(r);
        if (row.is_line && lexicon().is_section(row.cells.front().text)) {
          block_ = Block::kAfter;
          return;
        }
        if (row.is_line && !has_label(row)) return read_line_among_indicators(r);
        if (!is_label_row(row)) return read_indicator_row(context_, r, indicator_slots_, levels_);
        break;
      case Block::kHead:
      case Block::kAfter:
        break;
    }
    read_labels(r);
  }

  // Is this row of totals that of a form which has it above the indicators? 合计 among the funds is a row of the funds.
  bool totals_early(const Row& row) const {
    if (block_ == Block::kHead || block_ == Block::kGoals) return true;
    const auto first =
        std::find_if(row.cells.begin(), row.cells.end(), [](const RowCell& cell) { return !cell.empty(); });
    return block_ == Block::kFunds && !lexicon().fund_row(context_.key(first->text));
  }

  void read_title(std::size_t r) {
    if (block_ != Block::kHead || !form().title.empty()) return;
    form().title = std::string(context_.row(r).only_cell()->text);
  }

  void read_year(std::size_t r) {
    if (form().year || block_ != Block::kHead) return;
    const Row& row = context_.row(r);
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const auto year = year_in(row.cells[c].text, context_.tables().years);
      // Beside other cells only a cell that says nothing else.
      if (!year || (row.only_cell() == nullptr && utf8_length(row.cells[c].text) > kYearLength)) continue;
      form().year = year;
      form().year_field = context_.words({r, c});
      return;
    }
  }

  // Beside the caption of the fund block (项目资金 (万元)), or behind 单位：.
  void read_money_unit(const Row& row) {
    if (!form().money_unit.empty() || block_ == Block::kIndicators || block_ == Block::kAfter) return;
    for (const RowCell& cell : row.cells) {
      if (cell.empty() || cell.text.size() > kLabelBytes) continue;
      const std::string key = context_.key(cell.text);
      const bool heads_money =
          key.empty() || lexicon().fund_column(key) != Role::kNone || lexicon().fund_row(key).has_value();
      std::string unit = heads_money ? unit_in_brackets(cell.text, context_.tables()) : unit_behind_label(cell.text);
      if (unit.empty() || unit == "%") continue;
      form().money_unit = std::move(unit);
      return;
    }
  }

  std::string unit_behind_label(std::string_view text) const {
    const Dialects::Tables& tables = context_.tables();
    for (const std::string& label : tables.money_unit_labels) {
      const std::size_t at = text.find(label);
      if (at == std::string_view::npos) continue;
      const std::string rest = tables.key(text.substr(at + label.size()));
      for (const std::string& unit : tables.money_units)
        if (rest.ends_with(unit) && rest.size() <= unit.size() + 3) return unit;
    }
    return {};
  }

  void open_funds(std::size_t r) {
    block_ = Block::kFunds;
    fund_slots_ = fund_slots(context_.row(r), lexicon());
    const Row& row = context_.row(r);
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (auto points = caption_field({r, c}); points && !fund_points_) fund_points_ = std::move(points);
  }

  // Points in the brackets of a caption: 预算执行情况(20分).
  OptionalField caption_field(CellId id) const {
    auto points = caption_points(context_.cell(id).text, context_.tables());
    if (!points) return std::nullopt;
    Field field = context_.words(id);
    field.state = FieldState::kNumber;
    field.value = std::move(*points);
    return field;
  }

  // A fund block without a column of weights has its weight in its caption.
  void take_caption_points() {
    if (!fund_points_ || find_slot(fund_slots_, Role::kWeight) != nullptr) return;
    form().funds.back().weight = std::move(fund_points_);
    fund_points_.reset();
  }

  void open_indicators(std::size_t r) {
    block_ = Block::kIndicators;
    head_recovered_ = context_.row(r).recovered;
    rows_taken_ = indicator_head_rows(rows_, r, segment_.end, lexicon());
    indicator_slots_ = indicator_slots(rows_, r, rows_taken_, lexicon());
  }

  // Between the rows of a table a line is the furniture of a page. Among lines that are rows it is text of the form
  // whose place is unknown.
  void read_line_among_indicators(std::size_t r) {
    if (head_recovered_) context_.add_unplaced({r, 0});
  }

  // A score that the head of the form prints as well is kept beside that of the row.
  void close_indicators(std::size_t r) {
    OptionalField above = std::exchange(form().total.score, std::nullopt);
    read_total_row(context_, r, indicator_slots_);
    if (above && !form().total.score) {
      form().total.score = std::move(above);
    } else if (above) {
      context_.add_other(total_label_, std::move(*above));
    }
    block_ = Block::kAfter;
  }

  Role label_of(const RowCell& cell) const {
    if (cell.empty() || cell.text.size() > kLabelBytes) return Role::kNone;
    return lexicon().label(context_.key(cell.text));
  }

  bool has_label(const Row& row) const {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [&](const RowCell& cell) { return label_of(cell) != Role::kNone; });
  }

  // The name of a block, alone in its row.
  bool is_caption(const Row& row) const {
    const RowCell* only = row.only_cell();
    return only != nullptr && lexicon().indicator_column(context_.key(only->text)) == Role::kIndicatorCaption;
  }

  // In the indicator block a row of labels has few cells and begins with one of them: an indicator may be called as a
  // label is.
  bool is_label_row(const Row& row) const {
    constexpr std::size_t kMostCells = 3;
    std::size_t filled = 0;
    const RowCell* first = nullptr;
    for (const RowCell& cell : row.cells) {
      if (cell.empty()) continue;
      if (filled++ == 0) first = &cell;
    }
    if (first == nullptr || filled > kMostCells) return false;
    return label_of(*first) != Role::kNone || !labelled_parts(first->text, lexicon()).empty();
  }

  bool opens_goals(const Row& row) const {
    if (block_ == Block::kIndicators || block_ == Block::kAfter) return false;
    return std::any_of(row.cells.begin(), row.cells.end(), [&](const RowCell& cell) {
      const Role role = label_of(cell);
      return role == Role::kGoalCaption || role == Role::kGoal || role == Role::kOutcome;
    });
  }

  // Either the row holds heads only, and the texts stand below, or each label is followed by its text.
  void open_goals(std::size_t r) {
    block_ = Block::kGoals;
    goal_heads_.clear();
    const Row& row = context_.row(r);
    Role last = Role::kNone;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const RowCell& cell = row.cells[c];
      if (cell.empty()) continue;
      const Role role = label_of(cell);
      if (role == Role::kGoalCaption || role == Role::kGoal || role == Role::kOutcome) {
        note_goal_head(cell, role);
        if (auto points = caption_field({r, c}))
          form().group_points.emplace_back(context_.key(cell.text), std::move(*points));
        last = role;
      } else {
        set_goal(last == Role::kOutcome ? form().outcome : form().goal, {r, c});
      }
    }
  }

  void note_goal_head(const RowCell& cell, Role role) {
    if (role == Role::kGoal || role == Role::kOutcome)
      goal_heads_.push_back({role, cell.column, context_.key(cell.text)});
    if (role == Role::kOutcome) outcome_column_ = cell.column;
  }

  void set_goal(OptionalField& field, CellId id) {
    if (field) {
      context_.append(*field, id);
    } else {
      field = context_.words(id);
    }
  }

  void read_goals(std::size_t r) {
    const Row& row = context_.row(r);
    std::vector<CellId> texts;
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (!row.cells[c].empty()) texts.push_back({r, c});
    if (texts.size() == 2) {
      set_goal(form().goal, texts[0]);
      set_goal(form().outcome, texts[1]);
      return;
    }
    for (CellId id : texts) {
      if (const GoalHead* earlier = earlier_goal(context_.cell(id).column)) {
        context_.add_other(earlier->label, context_.words(id));
        continue;
      }
      const bool right = outcome_column_ >= 0 && context_.cell(id).column >= outcome_column_;
      set_goal(right ? form().outcome : form().goal, id);
    }
  }

  // Of two columns of goals, as set and as adjusted, the last counts: the head of an earlier one over that column, or
  // nullptr.
  const GoalHead* earlier_goal(int column) const {
    const GoalHead* above = nullptr;
    const GoalHead* last = nullptr;
    for (const GoalHead& head : goal_heads_) {
      if (head.role != Role::kGoal) continue;
      if (head.column <= column) above = &head;
      last = &head;
    }
    return above == last || column >= outcome_column_ ? nullptr : above;
  }

  OptionalField* label_member(Role role) {
    switch (role) {
      case Role::kProject:
        return &form().project;
      case Role::kDepartment:
        return &form().department;
      case Role::kAgency:
        return &form().agency;
      case Role::kTotal:
      case Role::kTotalScore:
        return &form().total.score;
      case Role::kGrade:
        return &form().total.grade;
      default:
        return nullptr;
    }
  }

  void set_label(Role role, const std::string& label, Field field) {
    if (role == Role::kTotal || role == Role::kTotalScore) {
      field = context_.number(std::move(field));
      total_label_ = label;
    }
    if (role == Role::kYear && !form().year) {
      form().year = year_in(field.text + context_.tables().years.front(), context_.tables().years);
      form().year_field = field;
      return;
    }
    OptionalField* member = label_member(role);
    if (role == Role::kFiller && !filler_) {
      filler_ = {label, std::move(field)};
    } else if (member != nullptr && !*member) {
      *member = std::move(field);
    } else if (role != Role::kNone || !field.text.empty()) {
      context_.add_other(label, std::move(field));
    }
  }

  // Who fills in the form (单位名称) is who carries the project out, unless the form names that unit as well.
  void settle_agency() {
    if (!filler_) return;
    if (!form().agency) {
      form().agency = std::move(filler_->second);
    } else {
      context_.add_other(filler_->first, std::move(filler_->second));
    }
  }

  // Labels and their values: a value stands in the next cell that is not empty, or behind a colon in the label's own.
  void read_labels(std::size_t r) {
    const Row& row = context_.row(r);
    if (row.is_line && block_ == Block::kAfter) return;  // prose below the form
    Role pending = Role::kNone;
    std::string label;
    bool waiting = false;
    std::size_t filled = 0;
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      const RowCell& cell = row.cells[c];
      if (cell.empty()) continue;
      ++filled;
      const Role role = label_of(cell);
      if (role != Role::kNone) {
        if (waiting) leave_blank(pending, label, r, c);
        pending = role;
        label = context_.key(cell.text);
        waiting = true;
      } else if (const auto parts = labelled_parts(cell.text, lexicon()); !parts.empty()) {
        for (const LabelledPart& part : parts)
          set_label(part.role, part.label, context_.words_within({r, c}, part.begin, part.end));
        waiting = false;
      } else if (read_fund_in_cell({r, c})) {
        waiting = false;
      } else if (waiting) {
        set_label(pending, label, context_.words({r, c}));
        waiting = false;
      } else {
        read_unknown(r, c, filled);
      }
    }
  }

  // 其中：一般公共预算：1234.50 in one cell: a figure of the fund block whose column nobody names.
  bool read_fund_in_cell(CellId id) {
    const std::string_view text = context_.cell(id).text;
    std::size_t colon = std::string_view::npos;
    std::size_t length = 0;
    for (std::string_view mark : {std::string_view(":"), std::string_view("\xEF\xBC\x9A")}) {
      const std::size_t at = text.rfind(mark);
      if (at != std::string_view::npos && (colon == std::string_view::npos || at > colon))
        colon = at, length = mark.size();
    }
    if (colon == std::string_view::npos || colon > kLabelBytes) return false;
    const std::string label = part_label(context_.key(text.substr(0, colon)), context_.tables()).key;
    if (!lexicon().fund_row(label)) return false;
    Field field = context_.words_within(id, colon + length, std::string::npos);
    if (field.state != FieldState::kBlank) context_.add_other(label, std::move(field));
    return true;
  }

  // A label without a value: the empty cell behind it, if there is one, is a blank field.
  void leave_blank(Role role, const std::string& label, std::size_t r, std::size_t next) {
    if (next > 0 && context_.row(r).cells[next - 1].empty()) set_label(role, label, context_.words({r, next - 1}));
  }

  // A cell that no word explains: in a table the value of a short first cell, which then is its label.
  void read_unknown(std::size_t r, std::size_t c, std::size_t filled) {
    const Row& row = context_.row(r);
    if (row.is_line) return;
    if (filled == 2) {
      for (std::size_t before = 0; before < c; ++before) {
        const RowCell& label = row.cells[before];
        if (label.empty() || utf8_length(label.text) > kLongestLabel || label_of(label) != Role::kNone) continue;
        form().unplaced.erase(std::remove_if(form().unplaced.begin(), form().unplaced.end(),
                                             [&](const Unplaced& u) { return u.at == label.at; }),
                              form().unplaced.end());
        return context_.add_other(std::string(label.text), context_.words({r, c}));
      }
    }
    if (block_ == Block::kAfter && row.only_cell() != nullptr)
      return context_.add_other(context_.tables().note_label, context_.words({r, c}));
    const std::string key = context_.key(row.cells[c].text);
    const bool explained =
        lexicon().fund_column(key) != Role::kNone || lexicon().indicator_column(key) != Role::kNone || key.empty() ||
        lexicon().fund_row(key).has_value() || unit_behind_label(row.cells[c].text) == form().money_unit;
    if (!explained) context_.add_unplaced({r, c});
  }

  FormContext context_;
  const std::vector<Row>& rows_;
  const std::vector<RowFacts>& facts_;
  FormSegment segment_;
  Block block_ = Block::kHead;
  std::size_t rows_taken_ = 1;
  Slots fund_slots_;
  OptionalField fund_points_;  // of the block's caption, until a row takes them
  Slots indicator_slots_;
  Levels levels_;
  bool head_recovered_ = false;  // the block's heads were found in lines
  std::string total_label_;
  std::optional<std::pair<std::string, Field>> filler_;
  std::vector<GoalHead> goal_heads_;
  int outcome_column_ = -1;
};

}  // namespace

Form read_form(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
               const Lexicon& lexicon, const Vocabulary& vocabulary) {
  Form form = FormReader(rows, facts, segment, lexicon).read();
  read_values(form, vocabulary);
  return form;
}

}  // namespace hebiao
