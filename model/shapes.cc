// One pass over the rows. A line whose pieces are column heads opens a block of joined lines (model/joined_lines.h);
// lines that are one head each, several in a row, open a block of one cell a line (model/single_cells.h). Rows of
// tables stay as they are.
#include "model/shapes.h"

#include <algorithm>

#include "model/cell_shape.h"
#include "model/form_segments.h"
#include "model/joined_lines.h"
#include "model/single_cells.h"

namespace hebiao {
namespace {

class Shaper {
 public:
  Shaper(DocumentRows rows, const Lexicon& lexicon) : lines_(std::move(rows), lexicon) {}

  DocumentRows run() {
    one_cell_a_line_ = single_.any();
    for (std::size_t i = read_rest_of_a_form(); i < lines_.rows().size();) i = read(i);
    return lines_.take();
  }

 private:
  // Reads from row i; the row to go on with.
  std::size_t read(std::size_t i) {
    if (!lines_.is_line(i)) {
      joined_.close();
      return lines_.keep(i);
    }
    if (one_cell_a_line_)
      if (const std::size_t next = single_.read(i); next > i) return next;
    return joined_.read(i);
  }

  // Lines before the first title or label that hold figures are the rest of a form whose heads are lost; the columns of
  // the first heads that follow stand in. The row to go on with.
  std::size_t read_rest_of_a_form() {
    constexpr std::size_t kFewestFigures = 4;  // two rows with weight and score
    std::size_t end = 0;
    std::size_t figures = 0;
    bool levels = false;  // only rows of indicators name them; tables of budgets stand before forms as well
    for (; lines_.is_line(end); ++end) {
      const RowFacts facts = facts_of(lines_.rows()[end], lines_.lexicon());
      const std::vector<LineToken> tokens = tokens_of(lines_.line(end));
      if (facts.title || facts.look_alike_title || tokens.empty() ||
          lines_.lexicon().label(lines_.key(tokens.front().text)) == Role::kProject)
        break;
      for (const LineToken& token : tokens) {
        const CellShape shape = shape_of(token.text, lines_.lexicon());
        levels = levels || shape.is_level();
        figures += shape.shape == Shape::kNumber || shape.shape == Shape::kPercent || shape.shape == Shape::kCompared ||
                           shape.shape == Shape::kWithUnit
                       ? 1
                       : 0;
      }
    }
    if (end == lines_.rows().size() || figures < kFewestFigures || !levels) return 0;
    std::optional<Slots> columns = columns_from(end);
    if (!columns) return 0;
    if (one_cell_a_line_) return single_.read_headless(end, *columns);
    joined_.open_headless(std::move(*columns));
    return 0;
  }

  // The columns of the first indicator heads from row i on.
  std::optional<Slots> columns_from(std::size_t i) const {
    for (; lines_.is_line(i); ++i)
      if (auto columns = one_cell_a_line_ ? single_.columns_at(i) : joined_.columns_at(i)) return columns;
    return std::nullopt;
  }

  ShapedRows lines_;
  SingleCells single_{lines_};
  JoinedLines joined_{lines_};
  bool one_cell_a_line_ = false;
};

}  // namespace

DocumentRows recover_columns(DocumentRows rows, const Lexicon& lexicon) {
  const bool any_line = std::any_of(rows.rows.begin(), rows.rows.end(), [](const Row& row) { return row.is_line; });
  return any_line ? Shaper(std::move(rows), lexicon).run() : std::move(rows);
}

}  // namespace hebiao
