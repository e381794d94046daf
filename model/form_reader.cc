// A form is read row by row. What a row is follows from its words (facts_of) and from the block that is open: column
// heads open the fund and the indicator block, the caption of the goals opens the goals, the total closes the
// indicators. Everything else is labels with their values, or belongs to no field.
#include "model/form_reader.h"

#include <algorithm>
#include <utility>

#include "model/form_head.h"
#include "model/form_values.h"
#include "model/fund_block.h"
#include "model/goal_block.h"
#include "model/indicator_block.h"
#include "model/labelled_parts.h"
#include "model/paired_funds.h"
#include "model/slots.h"
#include "model/utf8.h"

namespace hebiao {
namespace {

enum class Block { kHead, kFunds, kPairedFunds, kGoals, kIndicators, kAfter };

constexpr std::size_t kLongestLabel = 14;  // characters of a label that no list knows
constexpr std::size_t kYearLength = 10;    // (2023年度)

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
    settle_parts_above_total(form().funds);
    return std::move(context_.form);
  }

 private:
  const Lexicon& lexicon() const { return context_.lexicon(); }
  Form& form() { return context_.form; }

  void read_row(std::size_t r) {
    const RowFacts& facts = facts_[r];
    const Row& row = context_.row(r);
    read_year(r);
    read_money_unit(row, facts);
    if (facts.title || facts.look_alike_title) return read_title(r);
    if (facts.total && totals_early(row)) return read_total_row(context_, r, indicator_slots_);
    if (facts.indicator_head) return open_indicators(r);
    if (facts.fund_head) return open_funds(r);
    if (block_ <= Block::kGoals && pairs_money(row, lexicon())) {
      block_ = Block::kPairedFunds;
      return paired_funds_.open(r);
    }
    if (opens_goals(row)) {
      block_ = Block::kGoals;
      return goals_.open(r);
    }
    switch (block_) {
      case Block::kFunds:
        if (read_fund_row(context_, r, fund_slots_)) return take_caption_points();
        break;
      case Block::kPairedFunds:
        if (paired_funds_.read(r)) return;
        break;
      case Block::kGoals:
        if (is_caption(row)) return;
        if (!has_label(row)) return goals_.read(r);
        break;
      case Block::kIndicators:
        if (facts.total) return close_indicators(r);
        if (row.is_line && lexicon().is_section(row.cells.front().text)) {
          block_ = Block::kAfter;
          return;
        }
        if (row.is_line && !has_label(row) && !is_label_row(row)) return read_line_among_indicators(r);
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
      const auto year = year_in(row.cells[c].text, context_.tables());
      // Beside other cells only a cell that says nothing else.
      if (!year || (row.only_cell() == nullptr && utf8_length(row.cells[c].text) > kYearLength)) continue;
      form().year = year;
      form().year_field = context_.words({r, c});
      return;
    }
  }

  // Beside the caption of the fund block (项目资金 (万元)), or behind 单位：.
  void read_money_unit(const Row& row, const RowFacts& facts) {
    if (!form().money_unit.empty() || block_ == Block::kIndicators || block_ == Block::kAfter) return;
    for (const RowCell& cell : row.cells) {
      if (cell.empty() || cell.text.size() > kLabelBytes) continue;
      const std::string key = context_.key(cell.text);
      const bool heads_money = facts.fund_head || key.empty() || lexicon().fund_column(key) != Role::kNone ||
                               lexicon().fund_row(key).has_value();
      std::string unit = heads_money ? unit_in_brackets(cell.text, context_.tables())
                                     : money_unit_behind_label(cell.text, context_.tables());
      if (unit.empty() || unit == "%") continue;
      form().money_unit = std::move(unit);
      return;
    }
  }

  void open_funds(std::size_t r) {
    block_ = Block::kFunds;
    const bool has_below = r + 1 < segment_.end && rows_[r + 1].columns != Columns::kUnknown;
    fund_slots_ = fund_slots(context_.row(r), has_below ? &rows_[r + 1] : nullptr, lexicon());
    const Row& row = context_.row(r);
    for (std::size_t c = 0; c < row.cells.size(); ++c)
      if (auto points = context_.caption_field({r, c}); points && !fund_points_) fund_points_ = std::move(points);
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

  bool has_label(const Row& row) const {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [&](const RowCell& cell) { return context_.label_of(cell) != Role::kNone; });
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
    return context_.label_of(*first) != Role::kNone || !labelled_parts(first->text, lexicon()).empty();
  }

  bool opens_goals(const Row& row) const {
    if (block_ == Block::kIndicators || block_ == Block::kAfter) return false;
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [&](const RowCell& cell) { return is_goal_head(context_.label_of(cell)); });
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
      form().year = year_in(field.text + context_.tables().years.front(), context_.tables());
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
      const Role role = context_.label_of(cell);
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
      } else if (pending == Role::kOtherLabel && !row.is_line) {
        context_.add_other(label, context_.words({r, c}));  // a label with several columns: 情况说明, 存在问题 …
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
    if (!lexicon().fund_row(label) && lexicon().fund_column(label) == Role::kNone) return false;
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
    if (row.is_line || find_word(context_.tables().blanks, row.cells[c].text) != nullptr) return;
    if (filled == 2) {
      for (std::size_t before = 0; before < c; ++before) {
        const RowCell& label = row.cells[before];
        if (label.empty() || utf8_length(label.text) > kLongestLabel || context_.label_of(label) != Role::kNone)
          continue;
        form().unplaced.erase(std::remove_if(form().unplaced.begin(), form().unplaced.end(),
                                             [&](const Unplaced& u) { return u.at == label.at; }),
                              form().unplaced.end());
        return context_.add_other(std::string(label.text), context_.words({r, c}));
      }
    }
    if (block_ == Block::kAfter && row.only_cell() != nullptr)
      return context_.add_other(context_.tables().note_label, context_.words({r, c}));
    const std::string key = context_.key(row.cells[c].text);
    const bool explained = lexicon().fund_column(key) != Role::kNone ||
                           lexicon().indicator_column(key) != Role::kNone || key.empty() ||
                           lexicon().fund_row(key).has_value() ||
                           money_unit_behind_label(row.cells[c].text, context_.tables()) == form().money_unit;
    if (!explained) context_.add_unplaced({r, c});
  }

  FormContext context_;
  const std::vector<Row>& rows_;
  const std::vector<RowFacts>& facts_;
  FormSegment segment_;
  Block block_ = Block::kHead;
  PairedFunds paired_funds_{context_};
  GoalBlock goals_{context_};
  std::size_t rows_taken_ = 1;
  Slots fund_slots_;
  OptionalField fund_points_;  // of the block's caption, until a row takes them
  Slots indicator_slots_;
  Levels levels_;
  bool head_recovered_ = false;  // the block's heads were found in lines
  std::string total_label_;
  std::optional<std::pair<std::string, Field>> filler_;
};

}  // namespace

Form read_form(const std::vector<Row>& rows, const std::vector<RowFacts>& facts, const FormSegment& segment,
               const Lexicon& lexicon, const Vocabulary& vocabulary) {
  Form form = FormReader(rows, facts, segment, lexicon).read();
  read_values(form, vocabulary);
  return form;
}

}  // namespace hebiao
