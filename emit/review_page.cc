#include "emit/review_page.h"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "emit/html.h"
#include "emit/review_parts.h"
#include "emit/words.h"
#include "model/model.h"

namespace hebiao {
namespace {

constexpr std::array kLevels = {Severity::kError, Severity::kWarning, Severity::kNote};

std::size_t count(const std::vector<ReviewMark>& marks, Severity severity) {
  std::size_t n = 0;
  for (const ReviewMark& mark : marks) n += mark.finding->severity == severity ? 1 : 0;
  return n;
}

std::string level_filters(const std::vector<ReviewMark>& marks) {
  std::string html = "<fieldset class=\"levels\"><legend>级别</legend>";
  for (const Severity severity : kLevels)
    html += fmt::format(
        "<label class=\"{0}\"><input type=\"checkbox\" name=\"level\" value=\"{0}\" checked>{1} <b>{2}</b></label>",
        severity_name(severity), words::severity(severity), count(marks, severity));
  return html + "</fieldset>\n";
}

std::string rule_filter(const std::vector<ReviewMark>& marks) {
  std::set<std::string> used;
  for (const ReviewMark& mark : marks) used.insert(mark.finding->rule);
  std::string html = "<label>规则 <select id=\"rule\"><option value=\"\">全部</option>";
  for (const std::string& id : used) {
    const RuleInfo* rule = find_rule(id);
    html += fmt::format("<option value=\"{0}\">{0}{1}</option>", html_text(id),
                        rule == nullptr ? std::string() : " " + html_text(rule->title.zh));
  }
  return html + "</select></label>\n";
}

std::string form_filter(const Report& report) {
  std::string html = "<label>表 <select id=\"form\"><option value=\"\">全部</option>";
  for (const AuditedForm& form : report.forms) {
    const std::string project = form.form.project ? form.form.project->text : std::string();
    html += fmt::format("<option value=\"{0}\">{0} {1}</option>", form.form.index, html_text(project));
  }
  if (!report.findings.empty()) html += "<option value=\"0\">报告整体</option>";
  return html + "</select></label>\n";
}

std::string link_html(std::string_view path, std::string_view words) {
  return path.empty() ? std::string() : fmt::format(" · <a href=\"{}\">{}</a>", html_text(link_path(path)), words);
}

std::string header(const Report& report, const std::vector<ReviewMark>& marks, const ReviewContext& context) {
  const Document& document = report.document;
  const Coverage& coverage = document.coverage;
  std::string facts = fmt::format("{} 张表", report.forms.size());
  if (document.format == SourceFormat::kPdf) facts += fmt::format(" · {} 页", document.pages.size());
  facts += fmt::format(" · 字符 {}：表格内 {}，表格外 {}，未归位 {}", coverage.characters, coverage.in_cells,
                       coverage.outside_tables, coverage.unplaced);
  return fmt::format(
      "<header>\n<h1>{}</h1>\n<p class=\"facts\">{} · SHA-256 <code title=\"{}\">{}</code>{}{}</p>\n"
      "<form class=\"filters\" role=\"search\" aria-label=\"筛选发现\">\n{}{}{}"
      "<label>搜索 <input type=\"search\" id=\"search\" placeholder=\"按 / 键\" autocomplete=\"off\"></label>\n"
      "<label class=\"option\"><input type=\"checkbox\" id=\"all-used\">显示全部依据框</label>\n"
      "<output id=\"shown\" aria-live=\"polite\"></output><output id=\"said\" class=\"unseen\" "
      "aria-live=\"polite\"></output>\n"
      "<button type=\"button\" id=\"help-button\" aria-haspopup=\"dialog\">键盘</button>\n</form>\n</header>\n",
      html_text(document.name), facts, html_text(document.sha256), html_text(document.sha256.substr(0, 12)),
      link_html(context.front_page, "汇总页"), link_html(context.workbook, "工作簿"), level_filters(marks),
      rule_filter(marks), form_filter(report));
}

constexpr std::string_view kDialogs =
    "<dialog id=\"help\" aria-label=\"键盘操作\"><h2>键盘操作</h2><dl class=\"keys\">"
    "<dt><kbd>j</kbd> <kbd>k</kbd></dt><dd>下一条、上一条发现</dd><dt><kbd>/</kbd></dt><dd>搜索</dd>"
    "<dt><kbd>c</kbd></dt><dd>截取当前发现处的图片</dd><dt><kbd>Esc</kbd></dt><dd>取消选择，清除搜索，关闭窗口</dd></"
    "dl>"
    "<form method=\"dialog\"><button>关闭</button></form></dialog>\n"
    "<dialog id=\"crop\" aria-label=\"截图\"><div id=\"crop-view\"></div><pre id=\"crop-text\"></pre><p "
    "class=\"actions\">"
    "<button type=\"button\" id=\"crop-copy\">复制图片</button> <a id=\"crop-save\" class=\"button\">保存图片</a> "
    "<button type=\"button\" id=\"crop-copy-text\">复制文字</button> "
    "<button type=\"button\" id=\"crop-close\">关闭</button> <output id=\"crop-said\" "
    "aria-live=\"polite\"></output></p></dialog>\n";

}  // namespace

std::string review_page(const Report& report, const SourcePictures& pictures, const ReviewContext& context) {
  const std::vector<ReviewMark> marks = review_marks(report);
  const bool is_pdf = report.document.format == SourceFormat::kPdf;
  std::string body = header(report, marks, context);
  body += fmt::format("<main class=\"{}\">\n<section id=\"source\" aria-label=\"源文件\" tabindex=\"-1\">\n",
                      is_pdf ? "pdf" : "text");
  body += is_pdf ? review_source_pdf(report, pictures, marks) : review_source_text(report, marks);
  body += "</section>\n<section id=\"findings\" aria-label=\"发现\" tabindex=\"-1\">\n";
  body += review_findings(report, marks, context.decisions);
  body += "</section>\n</main>\n";
  body += kDialogs;
  return html_page(report.document.name + " · 核表", {.style = "review.css", .script = "review.js"}, body);
}

}  // namespace hebiao
