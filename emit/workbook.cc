#include "emit/workbook.h"

#include <fmt/core.h>

#include <algorithm>

#include "emit/workbook_plan.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

constexpr xlsx::Color kConclusionTab{0x1F4E79};
constexpr xlsx::Color kFindingsTab{0xC00000};
constexpr xlsx::Color kTidyTab{0x7F7F7F};

xlsx::Properties properties_of(const Report& report) {
  xlsx::Properties properties;
  properties.title = report.document.name + " 复核工作底稿";
  properties.subject = "绩效自评表复核";
  properties.author = "核表 hebiao";
  properties.comments = "SHA-256 " + report.document.sha256;
  // The date of creation comes from the input: the end of the latest year that its forms name.
  for (const AuditedForm& form : report.forms) {
    properties.created_year = std::max(properties.created_year, std::clamp(form.form.year.value_or(0), 0, 2100));
  }
  return properties;
}

// A form whose worst finding is an error or a warning shows it on its tab.
void color_tab(xlsx::Sheet& sheet, const FormAudit& audit) {
  Severity worst = Severity::kNote;
  for (const Finding& finding : audit.findings) worst = std::max(worst, finding.severity);
  if (worst != Severity::kNote) sheet.tab_color(looks::of(worst));
}

}  // namespace

Result<void> write_workbook(const Report& report, const std::filesystem::path& path, const WorkbookContext& context) {
  const WorkbookPlan plan = plan_workbook(report, context);
  xlsx::Workbook book(path, properties_of(report), words::overflow());

  xlsx::Sheet& conclusion = book.add_sheet(words::kConclusion);
  xlsx::Sheet& findings = book.add_sheet(words::kFindings);
  xlsx::Sheet* accepted = plan.accepted > 0 ? &book.add_sheet(words::kAccepted) : nullptr;
  xlsx::Sheet* gone = plan.gone.empty() ? nullptr : &book.add_sheet(words::kGone);
  xlsx::Sheet& checks = book.add_sheet(words::kChecks, xlsx::Memory::kConstant);
  std::vector<xlsx::Sheet*> forms;
  for (const FormPlan& form : plan.forms) forms.push_back(&book.add_sheet(form.sheet));
  xlsx::Sheet& indicators = book.add_sheet(words::kIndicators, xlsx::Memory::kConstant);
  xlsx::Sheet& data = book.add_sheet(words::kData, xlsx::Memory::kConstant);
  xlsx::Sheet& legend = book.add_sheet(words::kLegend);

  // The tidy sheets hold most cells: they are written row by row and not kept.
  write_conclusion(conclusion, plan);
  write_findings(findings, plan);
  if (accepted != nullptr) write_accepted(*accepted, plan);
  if (gone != nullptr) write_gone(*gone, plan);
  write_checks(checks, plan);
  for (std::size_t i = 0; i < forms.size(); ++i) {
    write_form(*forms[i], plan, plan.forms[i]);
    color_tab(*forms[i], plan.forms[i].audited->audit);
  }
  write_indicators(indicators, plan);
  write_data(data, plan);
  book.define_name(kDecisionName, words::kLegend, write_legend(legend, plan));

  conclusion.tab_color(kConclusionTab);
  findings.tab_color(kFindingsTab);
  for (xlsx::Sheet* sheet : {&indicators, &data, &legend}) sheet->tab_color(kTidyTab);
  return book.finish();
}

Result<void> write_workbook(const Report& report, const std::filesystem::path& path) {
  return write_workbook(report, path, WorkbookContext{});
}

}  // namespace hebiao
