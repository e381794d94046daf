#include "emit/extraction.h"
#include "emit/json_parts.h"

namespace hebiao {
namespace {

Json optional_box_json(const SourceRef& at) { return at.box ? box_json(*at.box) : Json(); }

// `raw` stands beside `text` where folding changed something: a radical, a full-width digit.
void add_raw(Json& json, const std::string& raw, const std::string& text) {
  if (raw != text) json["raw"] = raw;
}

Json line_json(const Line& line) {
  Json json{{"text", line.text},
            {"box", optional_box_json(line.at)},
            {"kind", line_kind_name(line.kind)},
            {"line", line.at.line > 0 ? Json(line.at.line) : Json()}};
  add_raw(json, line.raw, line.text);
  return json;
}

Json page_json(const Page& page) {
  Json lines = Json::array();
  for (const Line& line : page.lines) lines.push_back(line_json(line));
  return Json{{"page", page.number},
              {"width", page.width},
              {"height", page.height},
              {"rotation", page.rotation},
              {"lines", std::move(lines)}};
}

Json cell_json(const Cell& cell) {
  Json json{{"row", cell.row},
            {"column", cell.column},
            {"row_span", cell.row_span},
            {"column_span", cell.column_span},
            {"text", cell.text},
            {"page", cell.at.page},
            {"box", optional_box_json(cell.at)},
            {"line", cell.at.line > 0 ? Json(cell.at.line) : Json()}};
  add_raw(json, cell.raw, cell.text);
  if (!cell.more_at.empty()) {  // the pieces that a page break cut off
    Json more = Json::array();
    for (const SourceRef& at : cell.more_at) more.push_back({{"page", at.page}, {"box", optional_box_json(at)}});
    json["continued"] = std::move(more);
  }
  return json;
}

Json table_json(const Table& table) {
  Json cells = Json::array();
  for (const Cell& cell : table.cells) cells.push_back(cell_json(cell));
  return Json{
      {"pages", table.pages},     {"found_by", found_by_name(table.found_by)},          {"rows", table.rows},
      {"columns", table.columns}, {"repeated_header_rows", table.repeated_header_rows}, {"cells", std::move(cells)}};
}

}  // namespace

std::string extraction_json(const Document& document) {
  Json pages = Json::array();
  for (const Page& page : document.pages) pages.push_back(page_json(page));
  Json tables = Json::array();
  for (const Table& table : document.tables) tables.push_back(table_json(table));
  Json problems = Json::array();
  for (const Problem& problem : document.problems) problems.push_back(problem_json(problem));
  return dump(Json{{"pages", std::move(pages)},
                   {"tables", std::move(tables)},
                   {"coverage",
                    {{"characters", document.coverage.characters},
                     {"in_cells", document.coverage.in_cells},
                     {"outside_tables", document.coverage.outside_tables},
                     {"unplaced", document.coverage.unplaced}}},
                   {"problems", std::move(problems)}});
}

}  // namespace hebiao
