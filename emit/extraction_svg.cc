#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

#include "emit/extraction.h"
#include "emit/html.h"

namespace hebiao {
namespace {

constexpr double kGap = 20;  // points between two pages, which stand one under the other

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
    const std::string label = fmt::format("({}, {}) {}", cell.row, cell.column, cell.raw);
    svg += frame(cell.at, sheet, found_by_name(table.found_by), label);
    for (const SourceRef& at : cell.more_at) svg += frame(at, sheet, "continued", label);
    svg += caption(cell.at, sheet, fmt::format("{},{}", cell.row, cell.column));
  }
  return svg;
}

}  // namespace

std::string extraction_svg(const Document& document) {
  const Sheet sheet = lay_out(document);
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.2f}\" height=\"{1:.2f}\" viewBox=\"0 0 {0:.2f} "
      "{1:.2f}\">\n"
      "<style>rect {{ fill-opacity: 0.08; stroke-width: 0.7 }} .page {{ fill: none; stroke: #000 }}\n"
      ".rulings {{ fill: #06c; stroke: #06c }} .alignment {{ fill: #c60; stroke: #c60 }} .text {{ fill: #090; stroke: "
      "#090 }}\n"
      ".continued {{ fill: #c0c; stroke: #c0c }} .line {{ fill: #777; stroke: #777 }}\n"
      "text {{ font: 6px sans-serif; fill: #c00 }}</style>\n",
      sheet.width, sheet.height);
  for (std::size_t i = 0; i < document.pages.size(); ++i) {
    const Page& page = document.pages[i];
    svg += fmt::format("<rect class=\"page\" x=\"0\" y=\"{:.2f}\" width=\"{:.2f}\" height=\"{:.2f}\"/>\n",
                       sheet.tops[i], page.width, page.height);
    for (const Line& line : page.lines) svg += frame(line.at, sheet, "line", line.raw);
  }
  for (const Table& table : document.tables) svg += table_svg(table, sheet);
  return svg + "</svg>\n";
}

}  // namespace hebiao
