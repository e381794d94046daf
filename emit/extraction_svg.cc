#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <variant>

#include "emit/extraction.h"
#include "emit/html.h"

namespace hebiao {
namespace {

constexpr double kGap = 20;  // points between two pages, which stand one under the other

constexpr double kHairline = 0.4;  // points: a thinner rule could not be seen

struct Dot {
  double x = 0;
  double y = 0;
};

// Where each page's top stands in the drawing, and how large the drawing is.
struct Sheet {
  std::vector<double> tops;
  double width = 0;
  double height = kGap;
};

Sheet lay_out(const Document& document) {
  Sheet sheet;
  for (const Page& page : document.pages) {
    sheet.tops.push_back(sheet.height);
    sheet.height += page.height + kGap;
    sheet.width = std::max(sheet.width, page.width);
  }
  return sheet;
}

// A rectangle of class `kind` with `text` as the label that a viewer shows on pointing at it.
std::string frame(const SourceRef& at, const Sheet& sheet, std::string_view kind, std::string_view text) {
  const std::size_t page = static_cast<std::size_t>(at.page) - 1;
  if (!at.box || page >= sheet.tops.size()) return {};
  return fmt::format(
      "<rect class=\"{}\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"><title>{}</title></rect>\n",
      kind, at.box->left, sheet.tops[page] + at.box->top, at.box->width(), at.box->height(), html_text(text));
}

std::string caption(const SourceRef& at, const Sheet& sheet, std::string_view text) {
  const std::size_t page = static_cast<std::size_t>(at.page) - 1;
  if (!at.box || page >= sheet.tops.size()) return {};
  return fmt::format("<text x=\"{:.2f}\" y=\"{:.2f}\">{}</text>\n", at.box->left + 1,
                     sheet.tops[page] + at.box->top + 7, html_text(text));
}

std::string table_svg(const Table& table, const Sheet& sheet) {
  std::string svg;
  for (const Cell& cell : table.cells) {
    const std::string label = fmt::format("({}, {}) {}", cell.row, cell.column, cell.text);
    svg += frame(cell.at, sheet, found_by_name(table.found_by), label);
    for (const SourceRef& at : cell.more_at) svg += frame(at, sheet, "continued", label);
    svg += caption(cell.at, sheet, fmt::format("{},{}", cell.row, cell.column));
  }
  return svg;
}

std::string page_svg(const Page& page, double top, const Underlay& underlay) {
  std::string svg = fmt::format("<rect class=\"page\" x=\"0\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>\n", top,
                                page.width, page.height);
  for (const PagePicture& picture : underlay.pictures) {
    if (picture.page != page.number || picture.png.empty()) continue;
    svg += fmt::format(
        "<image x=\"0\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\" preserveAspectRatio=\"none\" href=\"{}\"/>\n",
        top, page.width, page.height, data_uri("image/png", picture.png));
  }
  const auto rulings = underlay.rulings.find(page.number);
  if (rulings == underlay.rulings.end()) return svg;
  for (const Box& rule : rulings->second) {
    svg +=
        fmt::format("<rect class=\"rule\" x=\"{:.2f}\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>\n", rule.left,
                    top + rule.top, std::max(rule.width(), kHairline), std::max(rule.height(), kHairline));
  }
  return svg;
}

// Where a line or a table begins, on the sheet; nothing for what has no place (text input).
std::optional<Dot> dot_of(const Document& document, const FlowItem& item, const Sheet& sheet) {
  SourceRef at;
  if (const auto* line = std::get_if<LineIndex>(&item)) {
    at = document.pages[line->page].lines[line->line].at;
  } else {
    const Table& table = document.tables[std::get<TableIndex>(item).table];
    if (!table.cells.empty()) at = table.cells.front().at;
  }
  const std::size_t page = static_cast<std::size_t>(at.page) - 1;
  if (!at.box || page >= sheet.tops.size()) return std::nullopt;
  return Dot{at.box->left, sheet.tops[page] + at.box->top};
}

std::string reading_order_svg(const Document& document, const Sheet& sheet) {
  std::string path;
  std::string dots;
  int number = 0;
  for (const FlowItem& item : document.flow) {
    const std::optional<Dot> dot = dot_of(document, item, sheet);
    if (!dot) continue;
    path += fmt::format("{:.2f},{:.2f} ", dot->x, dot->y);
    dots += fmt::format(
        "<circle cx=\"{0:.2f}\" cy=\"{1:.2f}\" r=\"2\"/><text class=\"order\" x=\"{2:.2f}\" y=\"{1:.2f}\">{3}</text>\n",
        dot->x, dot->y, dot->x - 9, ++number);
  }
  if (number == 0) return {};
  return "<polyline class=\"order\" points=\"" + path + "\"/>\n" + dots;
}

}  // namespace

std::string extraction_svg(const Document& document, const Underlay& underlay) {
  const Sheet sheet = lay_out(document);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.2f}\" height=\"{1:.2f}\" viewBox=\"0 0 {0:.2f} "
      "{1:.2f}\">\n"
      "<style>rect {{ fill-opacity: 0.08; stroke-width: 0.7 }} .page {{ fill: none; stroke: #000 }}\n"
      ".rulings {{ fill: #06c; stroke: #06c }} .alignment {{ fill: #c60; stroke: #c60 }} .text {{ fill: #090; stroke: "
      "#090 }}\n"
      ".continued {{ fill: #c0c; stroke: #c0c }} .line {{ fill: #777; stroke: #777 }}\n"
      ".rule {{ fill: #e00; fill-opacity: 0.8 }} circle, text.order {{ fill: #080 }}\n"
      "polyline {{ fill: none; stroke: #080; stroke-width: 0.6 }} text {{ font: 6px sans-serif; fill: #c00 "
      "}}</style>\n",
      sheet.width, sheet.height);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    svg += page_svg(page, sheet.tops[i], underlay);
    for (const Line& line : page.lines) svg += frame(line.at, sheet, "line", line.text);
  }
  for (const Table& table : document.tables) svg += table_svg(table, sheet);
  return svg + reading_order_svg(document, sheet) + "</svg>\n";
}

}  // namespace hebiao
