// The way of a PDF: capture a page, lay it out, mark what is furniture by its neighbours, join its first table to the
// last of the page before, and note what a reader must know.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "extract/extract.h"
#include "extract/furniture.h"
#include "extract/page_join.h"
#include "extract/page_layout.h"
#include "extract/pdf_capture.h"
#include "extract/pdf_problems.h"

namespace hebiao {
namespace {

Cell to_cell(JoinedCell cell) {
  Cell out;
  out.row = cell.row;
  out.column = cell.column;
  out.row_span = cell.row_span;
  out.column_span = cell.column_span;
  out.raw = utf8(cell.text);
  out.at = cell.at.front();
  out.more_at.assign(cell.at.begin() + 1, cell.at.end());
  return out;
}

Table to_table(JoinedTable joined) {
  Table table;
  table.pages = std::move(joined.pages);
  table.found_by = joined.found_by;
  table.rows = joined.rows;
  table.columns = static_cast<int>(joined.xs.size()) - 1;
  table.repeated_header_rows = joined.repeated_header_rows;
  std::sort(joined.cells.begin(), joined.cells.end(), [](const JoinedCell& a, const JoinedCell& b) {
    return std::pair(a.row, a.column) < std::pair(b.row, b.column);
  });
  table.cells.reserve(joined.cells.size());
  for (JoinedCell& c : joined.cells) table.cells.push_back(to_cell(std::move(c)));
  return table;
}

// Collects finished pages into a Document. A table stays open until the next page has been seen.
class Assembly {
 public:
  explicit Assembly(Document& document) : document_(document) {}

  void add(PageLayout layout) {
    Page page;
    page.number = layout.number;
    page.rotation = layout.rotation;
    page.width = layout.turn.width;
    page.height = layout.turn.height;
    document_.coverage.characters += layout.characters;
    std::vector<DroppedRow> dropped = add_tables(layout);
    add_lines(page, layout, dropped);
    document_.pages.push_back(std::move(page));
  }

  void finish() {
    close_table();
    for (Table& t : tables_) document_.tables.push_back(std::move(t));
  }

 private:
  // One thing of a page, for the reading order.
  struct Item {
    double top = 0;
    double left = 0;
    FlowItem flow;
  };

  std::vector<DroppedRow> add_tables(PageLayout& layout) {
    std::vector<DroppedRow> dropped;
    items_.clear();
    bool first = true;
    for (LaidTable& t : layout.tables) {
      bool joins =
          first && open_ && open_reaches_end_ && nothing_above(layout, t.grid.box) && continues(*open_, t, settings_);
      first = false;
      Box box = t.grid.box;
      if (joins) {
        dropped = append_table(*open_, std::move(t), layout.number, layout.turn, settings_);
      } else {
        close_table();
        open_ = begin_table(std::move(t), layout.number, layout.turn);
        items_.push_back({box.top, box.left, TableIndex{tables_.size()}});
      }
      open_reaches_end_ = nothing_below(layout, box);
    }
    if (layout.tables.empty()) open_reaches_end_ = false;
    return dropped;
  }

  static bool nothing_above(const PageLayout& layout, const Box& table) {
    return std::none_of(layout.lines.begin(), layout.lines.end(), [&](const LaidLine& l) {
      return l.kind == LineKind::kText && l.line.box.bottom <= table.top + l.line.size;
    });
  }
  static bool nothing_below(const PageLayout& layout, const Box& table) {
    bool line = std::any_of(layout.lines.begin(), layout.lines.end(), [&](const LaidLine& l) {
      return l.kind == LineKind::kText && l.line.box.top >= table.bottom - l.line.size;
    });
    bool other = std::any_of(layout.tables.begin(), layout.tables.end(),
                             [&](const LaidTable& t) { return t.grid.box.top >= table.bottom; });
    return !line && !other;
  }

  void add_lines(Page& page, PageLayout& layout, const std::vector<DroppedRow>& dropped) {
    std::size_t index = document_.pages.size();
    auto add = [&](std::u32string_view text, const Box& box, LineKind kind) {
      items_.push_back({box.top, box.left, LineIndex{index, page.lines.size()}});
      Line line;
      line.raw = utf8(text);
      line.kind = kind;
      line.at = {layout.number, 0, 0, layout.turn.back(box)};
      page.lines.push_back(std::move(line));
    };
    for (const DroppedRow& row : dropped) add(row.text, row.box, LineKind::kPageNumber);
    for (const LaidLine& l : layout.lines) add(l.line.text, l.line.box, l.kind);
    std::stable_sort(items_.begin(), items_.end(),
                     [](const Item& a, const Item& b) { return std::pair(a.top, a.left) < std::pair(b.top, b.left); });
    for (Item& item : items_) document_.flow.push_back(item.flow);
  }

  void close_table() {
    if (open_) tables_.push_back(to_table(*std::move(open_)));
    open_.reset();
  }

  TableSettings settings_;
  Document& document_;
  std::vector<Table> tables_;
  std::optional<JoinedTable> open_;
  bool open_reaches_end_ = false;
  std::vector<Item> items_;
};

std::vector<Box> ruling_boxes(const PageLayout& layout) {
  std::vector<Box> boxes;
  for (const Segment& s : layout.rulings.horizontal) {
    boxes.push_back(layout.turn.back({s.begin, s.at - s.width / 2, s.end, s.at + s.width / 2}));
  }
  for (const Segment& s : layout.rulings.vertical) {
    boxes.push_back(layout.turn.back({s.at - s.width / 2, s.begin, s.at + s.width / 2, s.end}));
  }
  return boxes;
}

std::size_t visible_characters_utf8(std::string_view text) {
  // Counts code points that are no blanks; the blanks of is_blank() are known by their UTF-8 forms.
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    auto byte = [&](std::size_t k) { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    std::size_t size = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    char32_t c = size == 1   ? byte(0)
                 : size == 2 ? (byte(0) & 0x1F) << 6 | (byte(1) & 0x3F)
                 : size == 3 ? (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F)
                             : 0x10000;
    if (!is_blank(c)) ++count;
    i += size;
  }
  return count;
}

// Counted from what is handed out, not from what was captured: the two must agree (tests/extract).
void count_coverage(Document& document) {
  for (const Table& t : document.tables) {
    for (const Cell& c : t.cells) document.coverage.in_cells += visible_characters_utf8(c.raw);
  }
  for (const Page& p : document.pages) {
    for (const Line& l : p.lines) document.coverage.outside_tables += visible_characters_utf8(l.raw);
  }
  std::size_t placed = document.coverage.in_cells + document.coverage.outside_tables;
  document.coverage.unplaced = document.coverage.characters > placed ? document.coverage.characters - placed : 0;
}

}  // namespace

Result<Document> read_pdf(std::string_view bytes, std::string name, const ExtractOptions& options) {
  Result<PdfFile> file = PdfFile::open(bytes, options.limits);
  if (!file) return tl::make_unexpected(file.error());
  Document document;
  document.name = std::move(name);
  document.format = SourceFormat::kPdf;
  PdfProblems problems;
  if (file->repaired()) problems.note_repair();

  TableSettings settings;
  Assembly assembly(document);
  std::optional<PageLayout> before;  // already handed on; kept for its furniture
  std::optional<PageLayout> current;
  int pages = std::min(file->pages(), options.limits.pages);
  if (file->pages() > options.limits.pages) problems.note_page_limit(file->pages(), options.limits.pages);

  auto hand_on = [&](const PageLayout* after) {
    mark_furniture(*current, before ? &*before : nullptr, after);
    before = *current;
    assembly.add(*std::move(current));
  };
  for (int number = 1; number <= pages; ++number) {
    PageCapture capture = file->capture(number);
    problems.note_capture(capture, options.limits);
    bool stop = capture.timed_out;
    PageLayout layout = lay_out(std::move(capture), settings, options.limits.cells_per_table);
    problems.note_layout(layout);
    if (options.on_rulings) options.on_rulings(number, ruling_boxes(layout));
    if (current) hand_on(&layout);
    current = std::move(layout);
    if (stop) break;
  }
  if (current) hand_on(nullptr);
  assembly.finish();
  count_coverage(document);
  document.problems = problems.take();
  return document;
}

}  // namespace hebiao
