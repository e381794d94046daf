#include "emit/csv.h"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

namespace hebiao {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

class CsvWriter {
 public:
  explicit CsvWriter(CsvFlavor flavor) : flavor_(flavor) {
    if (flavor == CsvFlavor::kSpreadsheetSafe) text_ = kByteOrderMark;
  }

  void row(const std::vector<std::string>& fields) {
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (i > 0) text_ += ',';
      text_ += csv_field(fields[i], flavor_);
    }
    text_ += "\r\n";
  }

  std::string take() { return std::move(text_); }

 private:
  CsvFlavor flavor_;
  std::string text_;
};

bool is_plain_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  bool digits = false;
  bool point = false;
  for (const char byte : text) {
    if (byte >= '0' && byte <= '9')
      digits = true;
    else if (byte == '.' && digits && !point)
      point = true;
    else
      return false;
  }
  return digits;
}

bool begins_a_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos &&
         !is_plain_number(text);
}

std::string raw(const OptionalField& field) { return field ? field->raw : ""; }

std::string digits(const OptionalField& field) { return field && field->value ? field->value->digits : ""; }

// The canonical value and unit of a target or an actual.
std::pair<std::string, std::string> reading(const OptionalField& field) {
  if (!field) return {};
  const CanonicalReading canonical_form = canonical(field->reading);
  return {canonical_form.value.value_or(""), canonical_form.unit.value_or("")};
}

std::vector<std::string> place(const SourceRef& at) {
  return {std::to_string(at.page), at.line > 0 ? std::to_string(at.line) : "",
          at.field > 0 ? std::to_string(at.field) : ""};
}

void indicator_row(CsvWriter& csv, const Report& report, const AuditedForm& audited, std::size_t index) {
  const Form& form = audited.form;
  const Indicator& indicator = form.indicators[index];
  const auto target = reading(indicator.target);
  const auto actual = reading(indicator.actual);
  const auto& scores = audited.audit.recomputed_scores;
  std::vector<std::string> fields = {report.document.name,
                                     std::to_string(form.index),
                                     form.year ? std::to_string(*form.year) : "",
                                     raw(form.project),
                                     raw(form.agency),
                                     std::to_string(index + 1),
                                     indicator.level1,
                                     indicator.level2,
                                     raw(indicator.name),
                                     raw(indicator.target),
                                     target.first,
                                     target.second,
                                     raw(indicator.actual),
                                     actual.first,
                                     actual.second,
                                     raw(indicator.weight),
                                     digits(indicator.weight),
                                     raw(indicator.score),
                                     digits(indicator.score),
                                     index < scores.size() ? scores[index].value_or("") : "",
                                     raw(indicator.deviation)};
  const OptionalField& named = indicator.name ? indicator.name : indicator.score;
  for (auto& part : named ? place(named->at) : std::vector<std::string>(3)) fields.push_back(std::move(part));
  csv.row(fields);
}

void finding_row(CsvWriter& csv, const Report& report, const Form* form, const Finding& finding) {
  std::string because;
  for (const std::string& path : finding.because) because += (because.empty() ? "" : " ") + path;
  std::vector<std::string> fields = {report.document.name,
                                     form != nullptr ? std::to_string(form->index) : "",
                                     form != nullptr ? raw(form->project) : "",
                                     finding.rule,
                                     std::string(severity_name(finding.severity)),
                                     std::string(difference_class_name(finding.difference_class)),
                                     finding.field,
                                     finding.printed.value_or(""),
                                     finding.expected.value_or(""),
                                     finding.low.value_or(""),
                                     finding.high.value_or(""),
                                     finding.message.zh,
                                     finding.basis};
  for (auto& part : place(finding.at)) fields.push_back(std::move(part));
  fields.push_back(because);
  fields.push_back(finding.fingerprint);
  csv.row(fields);
}

}  // namespace

std::string csv_field(std::string_view text, CsvFlavor flavor) {
  std::string guarded;
  if (flavor == CsvFlavor::kSpreadsheetSafe && begins_a_formula(text)) guarded = "'";
  guarded += text;
  if (guarded.find_first_of(",\"\r\n") == std::string::npos) return guarded;
  std::string quoted = "\"";
  for (const char byte : guarded) {
    if (byte == '"') quoted += '"';
    quoted += byte;
  }
  return quoted + "\"";
}

std::string indicators_csv(const Report& report, CsvFlavor flavor) {
  CsvWriter csv(flavor);
  csv.row({"report",      "form",   "year",         "project",      "agency",      "indicator",        "level1",
           "level2",      "name",   "target",       "target_value", "target_unit", "actual",           "actual_value",
           "actual_unit", "weight", "weight_value", "score",        "score_value", "recomputed_score", "deviation",
           "page",        "line",   "field"});
  for (const AuditedForm& audited : report.forms) {
    for (std::size_t i = 0; i < audited.form.indicators.size(); ++i) indicator_row(csv, report, audited, i);
  }
  return csv.take();
}

std::string findings_csv(const Report& report, CsvFlavor flavor) {
  CsvWriter csv(flavor);
  csv.row({"report", "form", "project", "rule", "severity", "class", "path", "printed", "expected", "low", "high",
           "message", "basis", "page", "line", "field", "because", "fingerprint"});
  for (const AuditedForm& audited : report.forms) {
    for (const Finding& finding : audited.audit.findings) finding_row(csv, report, &audited.form, finding);
  }
  for (const Finding& finding : report.findings) finding_row(csv, report, nullptr, finding);
  return csv.take();
}

}  // namespace hebiao
