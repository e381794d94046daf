#include "emit/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "emit/display_width.h"
#include "model/form.h"

namespace hebiao {
namespace {

// Columns of the terminal. A row is shown to recognise it by, its full text stands in the workbook.
constexpr int kMarkedWidth = 60;
constexpr int kOtherWidth = 24;
constexpr std::string_view kIndent = "    ";
constexpr std::string_view kSeparator = " | ";

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kGreen = "\x1b[1;32m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view severity_colour(Severity severity) {
  switch (severity) {
    case Severity::kError:
      return "\x1b[1;31m";
    case Severity::kWarning:
      return "\x1b[1;35m";
    case Severity::kNote:
      break;
  }
  return "\x1b[1;36m";
}

std::string painted(std::string_view text, std::string_view colour, const DiagnosticStyle& style) {
  return style.colour ? fmt::format("{}{}{}", colour, text, kReset) : std::string(text);
}

// Control characters would move the cursor or speak to the terminal: a file must not be able to do that.
std::string printable(std::string_view text) {
  std::string result;
  for (const char c : text) result += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return result;
}

// The beginning of `text` in at most `width` columns, with … where something was left out.
std::string clipped(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  std::string result;
  int used = 0;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t next = i + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0) == 0x80) ++next;
    const std::string_view character = text.substr(i, next - i);
    used += display_width(character);
    if (used > width - 1) break;
    result += character;
    i = next;
  }
  return result + "…";
}

// The cell of the form's sheet that the finding is about.
std::optional<std::size_t> cell_of(const Finding& finding, const Form& form) {
  if (const Field* field = find_field(form, finding.field); field != nullptr && field->cell < form.sheet.cells.size()) {
    return field->cell;
  }
  const auto& cells = form.sheet.cells;
  const auto found =
      std::find_if(cells.begin(), cells.end(), [&finding](const Cell& cell) { return cell.at == finding.at; });
  if (found == cells.end()) return std::nullopt;
  return static_cast<std::size_t>(found - cells.begin());
}

std::string excerpt(const Form& form, std::size_t marked, const DiagnosticStyle& style) {
  const int row = form.sheet.cells[marked].row;
  std::string line;
  int mark_begin = 0;
  std::string mark;
  for (std::size_t i = 0; i < form.sheet.cells.size(); ++i) {
    const Cell& cell = form.sheet.cells[i];
    const std::string text = printable(cell.text);
    if (cell.row != row || (text.empty() && i != marked)) continue;
    if (!line.empty()) line += kSeparator;
    const std::string shown = clipped(text, i == marked ? kMarkedWidth : kOtherWidth);
    if (i == marked) {
      mark_begin = display_width(line);
      mark = "^" + std::string(static_cast<std::size_t>(std::max(0, display_width(shown) - 1)), '~');
    }
    line += shown;
  }
  return fmt::format("{}{}\n{}{}{}\n", kIndent, line, kIndent, std::string(static_cast<std::size_t>(mark_begin), ' '),
                     painted(mark, kGreen, style));
}

std::string heading(std::string_view file, int page, int row, std::string_view label, std::string_view label_colour,
                    std::string_view message, std::string_view id, const DiagnosticStyle& style) {
  return fmt::format("{} {} {} [{}]\n", painted(fmt::format("{}:{}:{}:", file, page, row), kBold, style),
                     painted(fmt::format("{}:", label), label_colour, style), printable(message), id);
}

}  // namespace

int diagnostic_row(const Finding& finding, const AuditedForm* form) {
  if (finding.at.line > 0) return finding.at.line;
  if (form == nullptr) return 1;
  const std::optional<std::size_t> cell = cell_of(finding, form->form);
  return cell ? form->form.sheet.cells[*cell].row + 1 : 1;
}

std::string diagnostic(const Finding& finding, const AuditedForm* form, std::string_view file,
                       const DiagnosticStyle& style) {
  std::string text =
      heading(file, finding.at.page, diagnostic_row(finding, form), severity_name(finding.severity),
              severity_colour(finding.severity), in_language(finding.message, style.language), finding.rule, style);
  if (form != nullptr) {
    if (const std::optional<std::size_t> cell = cell_of(finding, form->form)) text += excerpt(form->form, *cell, style);
  }
  if (!finding.basis.empty()) {
    const Message basis{"依据：" + finding.basis, "basis: " + finding.basis};
    text += fmt::format("{}= {}\n", kIndent, printable(in_language(basis, style.language)));
  }
  return text;
}

std::string diagnostic(const Problem& problem, std::string_view file, const DiagnosticStyle& style) {
  return heading(file, problem.at.page, std::max(1, problem.at.line), "problem", severity_colour(Severity::kWarning),
                 in_language(problem.message, style.language), problem_code_name(problem.code), style);
}

}  // namespace hebiao
