// The right half of a review page: the findings, form by form, and what could not be checked.

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "emit/html.h"
#include "emit/review_parts.h"
#include "emit/words.h"
#include "emit/worked_formula.h"
#include "model/model.h"

namespace hebiao {
namespace {

std::string row(std::string_view term, const std::string& markup) {
  return markup.empty() ? std::string() : fmt::format("<dt>{}</dt><dd>{}</dd>", term, markup);
}

std::string quoted(const std::optional<std::string>& text) { return text ? html_text(*text) : std::string(); }

std::string accepted_range(const Finding& finding) {
  if (!finding.low && !finding.high) return {};
  if (finding.low == finding.high) return quoted(finding.low);
  return fmt::format("{} 至 {}", finding.low ? quoted(finding.low) : "不限",
                     finding.high ? quoted(finding.high) : "不限");
}

std::string class_markup(const Finding& finding) {
  return fmt::format("{}<span class=\"why\">（{}）</span>", words::difference_class(finding.difference_class),
                     words::class_meaning(finding.difference_class));
}

std::string formula_markup(const Finding& finding) {
  const RuleInfo* rule = find_rule(finding.rule);
  return rule == nullptr ? std::string() : html_text(rule->formula.zh);
}

std::string worked_markup(const ReviewMark& mark) {
  if (mark.form == nullptr) return {};
  const Check* check = check_of(mark.form->audit, *mark.finding);
  return check == nullptr ? std::string() : html_text(worked_formula(mark.form->form, *check));
}

std::string subject(const ReviewMark& mark) {
  if (mark.form == nullptr) return "报告整体";
  return words::field_label(mark.form->form, mark.finding->field);
}

std::string place_markup(const ReviewMark& mark) {
  std::string places;
  for (const SourceRef& at : mark.questioned) {
    const std::string address =
        at.line > 0 ? fmt::format("at-{}-{}", at.line, at.field) : fmt::format("page-{}", at.page);
    places += fmt::format("{}<a href=\"#{}\">{}</a>", places.empty() ? "" : "，", address, words::place(at));
  }
  return places;
}

// Places in a text source, for the script: "12-5 13-5".
std::string text_places(const std::vector<SourceRef>& refs) {
  std::string places;
  for (const SourceRef& at : refs) {
    if (at.line > 0) places += fmt::format("{}{}-{}", places.empty() ? "" : " ", at.line, at.field);
  }
  return places;
}

std::string rule_title(const Finding& finding) {
  const RuleInfo* rule = find_rule(finding.rule);
  return rule == nullptr ? std::string() : html_text(rule->title.zh);
}

// What people decided about the finding; nothing if nobody did.
std::string decision_markup(const Finding& finding, const Decisions& decisions) {
  const Decision* decision = decisions.find(finding.fingerprint);
  if (decision == nullptr) return {};
  std::string words;
  for (const std::string* part : {&decision->decision, &decision->who, &decision->when, &decision->why}) {
    if (!part->empty()) words += (words.empty() ? "" : "，") + *part;
  }
  const bool has_lapsed = decisions.standing(finding) == Standing::kLapsed;
  return fmt::format("<span class=\"decision\">{}</span>{}", html_text(words),
                     has_lapsed ? "（已失效：原文已变）" : "");
}

std::string finding_html(const ReviewMark& mark, const Decisions& decisions) {
  const Finding& finding = *mark.finding;
  const bool is_accepted = decisions.standing(finding) == Standing::kAccepted;
  std::string html = fmt::format(
      "<li class=\"finding {0}{5}\" id=\"{1}\" data-n=\"{2}\" data-level=\"{0}\" data-rule=\"{3}\" data-form=\"{4}\"",
      mark_class(mark), html_text(mark.id), mark.number, html_text(finding.rule),
      mark.form != nullptr ? mark.form->form.index : 0, is_accepted ? " accepted" : "");
  if (const std::string at = text_places(mark.questioned); !at.empty()) html += fmt::format(" data-at=\"{}\"", at);
  if (const std::string used = text_places(mark.used); !used.empty()) html += fmt::format(" data-used=\"{}\"", used);
  html += fmt::format(
      "><h3><a class=\"number\" href=\"#{}\" title=\"本条发现的地址\">{}</a><span class=\"level\">{}{}</span>"
      "<span class=\"subject\">{}</span></h3>\n<p class=\"message\">{}</p>\n<dl>",
      html_text(mark.id), mark.number, words::severity(finding.severity), is_accepted ? "·已接受" : "",
      html_text(subject(mark)), html_text(finding.message.zh));
  html += row("印出", quoted(finding.printed)) + row("应为", quoted(finding.expected)) +
          row("可接受", accepted_range(finding)) + row("性质", class_markup(finding)) +
          row("公式", formula_markup(finding)) + row("验算", worked_markup(mark)) +
          row("规则", fmt::format("<code>{}</code> {}", html_text(finding.rule), rule_title(finding))) +
          row("依据", html_text(finding.basis)) + row("位置", place_markup(mark)) +
          row("处理", decision_markup(finding, decisions));
  return html + "</dl></li>\n";
}

constexpr std::size_t kFoldedTogether = 50;

std::string items_html(const std::vector<const ReviewMark*>& marks, const Decisions& decisions) {
  std::string html;
  std::size_t at = 0;
  for (; at < marks.size() && marks[at]->number <= kUnfoldedFindings; ++at) html += finding_html(*marks[at], decisions);
  while (at < marks.size()) {
    const std::size_t end = std::min(marks.size(), at + kFoldedTogether);
    std::string together;
    for (; at < end; ++at) together += finding_html(*marks[at], decisions);
    html += "<li class=\"folded\">" + folded(together) + "</li>\n";
  }
  return html;
}

std::string printed_or(const OptionalField& field, std::string_view otherwise) {
  if (!field) return std::string(otherwise);
  const std::string& text = field->text.empty() ? field->raw : field->text;
  return text.empty() ? std::string(otherwise) : html_text(text);
}

std::string unchecked_html(const AuditedForm& form) {
  std::map<std::string, int> reasons;
  int count = 0;
  std::string items;
  for (const Check& check : form.audit.checks) {
    if (check.difference_class != DifferenceClass::kUnchecked) continue;
    ++count;
    const std::string why = check.unchecked_message.zh.empty() ? words::unchecked_reason(check.unchecked_reason)
                                                               : check.unchecked_message.zh;
    const std::string what = words::field_label(form.form, check.field);
    items += fmt::format("<li><span class=\"subject\">{}</span> <code>{}</code> {}</li>", html_text(what),
                         html_text(check.rule), html_text(why));
  }
  if (count == 0) return {};
  return fmt::format("<details class=\"unchecked\"><summary>未能核对 {} 项</summary><ul>{}</ul></details>\n", count,
                     items);
}

std::string form_facts(const Form& form) {
  std::string facts = fmt::format("{} · {}", form.year ? fmt::format("{} 年度", *form.year) : std::string("年度不明"),
                                  printed_or(form.agency, "实施单位不明"));
  if (!form.funds.empty() && form.funds.front().rate)
    facts += fmt::format(" · 执行率 {}", printed_or(form.funds.front().rate, "—"));
  if (form.total.score) facts += fmt::format(" · 总分 {}", printed_or(form.total.score, "—"));
  return facts;
}

std::string form_html(const AuditedForm& form, const std::string& items) {
  return fmt::format(
      "<section class=\"form\" id=\"form-{0}\" data-form=\"{0}\">\n<h2>表 {0} {1}</h2>\n<p class=\"facts\">{2}</p>\n"
      "<ol>{3}</ol>\n{4}{5}</section>\n",
      form.form.index, printed_or(form.form.project, "（项目名称不明）"), form_facts(form.form), items,
      items.empty() ? "<p class=\"clean\">没有发现。</p>\n" : "", unchecked_html(form));
}

std::string problems_html(const Report& report) {
  if (report.problems.empty()) return {};
  std::string items;
  for (const Problem& problem : report.problems)
    items += fmt::format("<li><code>{}</code> {}（{}）</li>", problem_code_name(problem.code),
                         html_text(problem.message.zh), words::place(problem.at));
  return fmt::format("<section class=\"problems\"><h2>读取源文件时的问题</h2><ul>{}</ul></section>\n", items);
}

}  // namespace

// Nothing in it can end the element: every < of a source is escaped, and no markup of ours holds a script.
std::string folded(const std::string& markup) { return "<script type=\"text/html\">" + markup + "</script>"; }

std::string review_findings(const Report& report, const std::vector<ReviewMark>& marks, const Decisions& decisions) {
  std::map<const AuditedForm*, std::vector<const ReviewMark*>> of_form;
  for (const ReviewMark& mark : marks) of_form[mark.form].push_back(&mark);
  std::string html = problems_html(report);
  for (const AuditedForm& form : report.forms) html += form_html(form, items_html(of_form[&form], decisions));
  if (const std::string whole = items_html(of_form[nullptr], decisions); !whole.empty())
    html += fmt::format(
        "<section class=\"form\" id=\"form-0\" data-form=\"0\"><h2>报告整体</h2><ol>{}</ol></section>\n", whole);
  return html;
}

}  // namespace hebiao
