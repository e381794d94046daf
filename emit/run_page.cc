#include "emit/run_page.h"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <vector>

#include "emit/html.h"
#include "emit/run_charts.h"
#include "emit/words.h"

namespace hebiao {
namespace {

// Names that a browser's own encoding of their text would not lead to, because their bytes are no UTF-8.
std::string odd_links(const RunTable& table, std::string_view suffix) {
  std::string json;
  for (std::size_t i = 0; i < table.reports.size(); ++i) {
    const std::string shown = script_string(table.reports[i]);
    if (shown.find("\xEF\xBF\xBD") == std::string::npos) continue;
    json += fmt::format("{}\"{}\":{}", json.empty() ? "" : ",", i,
                        script_string(link_path(table.reports[i] + std::string(suffix))));
  }
  return json;
}

std::string string_list(const std::vector<std::string>& texts) {
  std::string json;
  for (const std::string& text : texts) json += (json.empty() ? "" : ",") + script_string(text);
  return "[" + json + "]";
}

// [report, form, unit, year, project, money unit, budget, executed, rate, score, grade, errors, warnings, notes,
// [rules]]
std::string row_json(const RunRow& row) {
  std::string rules;
  for (const auto& [rule, count] : row.rules) rules += fmt::format("{}{}", rules.empty() ? "" : ",", rule);
  return fmt::format("[{},{},{},{},{},{},{},{},{},{},{},{},{},{},[{}]]", row.report, row.form, row.unit,
                     row.year.value_or(0), script_string(row.project), script_string(row.money_unit),
                     script_string(row.full_budget), script_string(row.executed), script_string(row.rate_percent),
                     script_string(row.total_score), script_string(row.grade), row.errors, row.warnings, row.notes,
                     rules);
}

std::string data(const RunTable& table, std::string_view suffix) {
  std::string rows;
  for (const RunRow& row : table.rows) rows += (rows.empty() ? "" : ",\n") + row_json(row);
  return fmt::format(
      "<script type=\"application/json\" id=\"data\">{{\"suffix\":{},\"reports\":{},\"odd\":{{{}}},\"units\":{},"
      "\"rules\":{},\"rows\":[{}]}}</script>\n",
      script_string(suffix), string_list(table.reports), odd_links(table, suffix), string_list(table.units),
      string_list(table.rules), rows);
}

std::string header(const RunTable& table, const RunPageOptions& options) {
  return fmt::format(
      "<header><h1>{}</h1><p class=\"facts\">{} 份文件 · {} 张表 · {} 个单位 · <span class=\"error\">错误 {}</span> · "
      "<span class=\"warning\">警告 {}</span> · <span class=\"note\">提示 {}</span>{}</p></header>\n",
      html_text(options.title), table.reports.size(), table.rows.size(), table.units.size(), table.errors,
      table.warnings, table.notes,
      table.unread.empty() ? std::string()
                           : fmt::format(" · <a href=\"#unread\">未得出结果的文件 {}</a>", table.unread.size()));
}

std::string unread_html(const RunTable& table) {
  if (table.unread.empty()) return {};
  std::string html = fmt::format(
      "<section id=\"unread\"><h2>未得出结果的文件 {}</h2><table class=\"plain\"><thead><tr><th scope=\"col\">文件</th>"
      "<th scope=\"col\">状态</th><th scope=\"col\">原因</th></tr></thead><tbody>\n",
      table.unread.size());
  for (const UnreadInput& input : table.unread)
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_text(input.name), html_text(input.state),
                        html_text(input.reason));
  return html + "</tbody></table></section>\n";
}

std::string across_html(const RunTable& table, std::string_view suffix) {
  if (table.across.empty()) return {};
  std::string html = fmt::format(
      "<section id=\"across\"><h2>跨文件的发现 {}</h2><table class=\"plain\"><thead><tr><th scope=\"col\">级别</th>"
      "<th scope=\"col\">规则</th><th scope=\"col\">说明</th><th scope=\"col\">首见于</th></tr></thead><tbody>\n",
      table.across.size());
  for (const RunFinding& one : table.across)
    html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td><a href=\"{}\">{}</a></td></tr>\n",
                        words::severity(one.finding.severity), html_text(one.finding.rule),
                        html_text(one.finding.message.zh), html_text(link_path(one.report + std::string(suffix))),
                        html_text(one.report));
  return html + "</tbody></table></section>\n";
}

std::string picture(std::string_view heading, std::string_view explanation, const std::string& chart,
                    std::string_view css) {
  return fmt::format("<section class=\"picture {}\"><h2>{}</h2><p class=\"facts\">{}</p>\n{}</section>\n", css, heading,
                     explanation, chart);
}

std::string pictures(const RunTable& table, std::string_view suffix) {
  return "<div class=\"pictures\">\n" +
         picture("各年度", "同一口径并列；点选年度只看该年。", years_chart(table, suffix), "wide") +
         picture("预算执行率，按单位", "圆点为一张表，竖条为相近的多张；红色为至少四分之一有错误。",
                 rate_dots_chart(table, suffix), "") +
         "<div>\n" + picture("自评总分的分布", "粗线为 60、80、90 分；满分单列。", score_histogram(table, suffix), "") +
         picture("总分与执行率", "右上为钱花完、分也高，左上为分高而钱未花完；颜色越深，表越多。",
                 score_rate_chart(table, suffix), "") +
         "</div>\n" +
         picture("错误和警告，按规则与单位", "点选数字只看这些表。", rules_by_unit_chart(table, suffix), "wide") +
         "</div>\n";
}

constexpr std::string_view kTable =
    "<section id=\"forms\" aria-label=\"单位与项目\"><h2>单位与项目</h2>\n"
    "<form class=\"filters\" role=\"search\" aria-label=\"筛选\"><label>搜索 <input type=\"search\" id=\"search\" "
    "placeholder=\"项目、单位或文件，按 / 键\" autocomplete=\"off\"></label>"
    "<label>单位 <select id=\"unit\"><option value=\"\">全部</option></select></label>"
    "<label>年度 <select id=\"year\"><option value=\"\">全部</option></select></label>"
    "<label>规则 <select id=\"rule\"><option value=\"\">全部</option></select></label>"
    "<label>发现 <select id=\"level\"><option value=\"\">全部</option><option value=\"error\">有错误</option>"
    "<option value=\"warning\">有错误或警告</option><option value=\"none\">没有错误和警告</option></select></label>"
    "<span id=\"ranges\"></span><button type=\"button\" id=\"clear\">清除筛选</button><output id=\"shown\" "
    "aria-live=\"polite\"></output></form>\n"
    "<noscript><p>表格的排序与筛选需要浏览器脚本；图中各点的链接不需要。</p></noscript>\n"
    "<div class=\"scroll\"><table class=\"rows\"><thead><tr id=\"heads\"></tr></thead><tbody "
    "id=\"rows\"></tbody></table></div>\n"
    "<nav class=\"pager\" aria-label=\"分页\"><button type=\"button\" id=\"first\">首页</button> <button "
    "type=\"button\" id=\"back\">上一页</button> "
    "<output id=\"page\"></output> <button type=\"button\" id=\"on\">下一页</button> <button type=\"button\" "
    "id=\"last\">末页</button></nav></section>\n";

}  // namespace

std::string run_page(const RunTable& table, const RunPageOptions& options) {
  std::string body = header(table, options) + "<main>\n";
  if (!table.rows.empty()) body += pictures(table, options.link_suffix);
  body += across_html(table, options.link_suffix);
  body += kTable;
  body += unread_html(table);
  body += "</main>\n" + data(table, options.link_suffix);
  return html_page(options.title, {.style = "run.css", .script = "run.js"}, body);
}

}  // namespace hebiao
