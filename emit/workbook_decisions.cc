// Reading people's decisions back. A workbook that was saved by Excel, WPS or LibreOffice has the same sheets, but its
// columns may have been moved, its strings split into runs, and a date typed as a number of days.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <functional>
#include <map>
#include <optional>

#include "emit/accepted.h"
#include "emit/workbook_words.h"
#include "emit/xlsx_reader.h"

namespace hebiao {
namespace {

using Row = std::map<int, std::string>;  // by column

// The column of "AB12"; the one after `previous` where a program leaves the reference out.
int column_of(pugi::xml_node cell, int previous) {
  const std::string_view reference = cell.attribute("r").value();
  int column = 0;
  for (const char byte : reference) {
    if (byte < 'A' || byte > 'Z') break;
    column = column * 26 + (byte - 'A' + 1);
    if (column > xlsx::kMaxColumns) return previous + 1;
  }
  return column == 0 ? previous + 1 : column - 1;
}

Row read_row(pugi::xml_node row, const std::vector<std::string>& strings) {
  Row values;
  int column = -1;
  for (const auto& cell : row.children("c")) {
    column = column_of(cell, column);
    std::string value = xlsx::cell_value(cell, strings);
    if (!value.empty()) values[column] = std::move(value);
  }
  return values;
}

// A date that a spreadsheet keeps as days since 1899-12-30; anything else as it is.
std::string date_text(const std::string& text) {
  constexpr int kEarliest = 36526;  // 2000-01-01
  constexpr int kLatest = 73050;    // 2099-12-31
  int days = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), days);
  if (error != std::errc() || end != text.data() + text.size() || days < kEarliest || days > kLatest) return text;
  using namespace std::chrono;
  const year_month_day day{sys_days{year{1899} / December / 30} + std::chrono::days{days}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

// A row of findings, by the titles of the columns.
class FindingRow {
 public:
  FindingRow(const std::map<std::string, int, std::less<>>& columns, const Row& row) : columns_(columns), row_(row) {}

  std::string operator[](std::string_view title) const {
    const auto column = columns_.find(title);
    if (column == columns_.end()) return {};
    const auto found = row_.find(column->second);
    return found == row_.end() ? std::string() : found->second;
  }

 private:
  const std::map<std::string, int, std::less<>>& columns_;
  const Row& row_;
};

// The headings are the first row that names the fingerprint: people put titles above.
class SheetReader {
 public:
  explicit SheetReader(std::function<void(const FindingRow&)> on_finding) : on_finding_(std::move(on_finding)) {}

  void take(const Row& row) {
    if (columns_.empty()) return take_heads(row);
    const FindingRow finding(columns_, row);
    if (!finding[words::kFingerprint].empty()) on_finding_(finding);
  }

 private:
  void take_heads(const Row& row) {
    const bool has_fingerprint =
        std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell.second == words::kFingerprint; });
    if (!has_fingerprint) return;
    for (const auto& [column, title] : row) columns_.emplace(title, column);
  }

  std::function<void(const FindingRow&)> on_finding_;
  std::map<std::string, int, std::less<>> columns_;
};

std::optional<Decision> decision_of(const FindingRow& row, const std::string& report) {
  Decision decision;
  decision.fingerprint = row[words::kFingerprint];
  decision.report = report;
  decision.rule = row[words::kRule];
  decision.printed = row[words::kPrinted];
  decision.decision = row[words::kDecision];
  decision.who = row[words::kReviewer];
  decision.when = date_text(row[words::kReviewDate]);
  decision.why = row[words::kRemark];
  const bool written =
      !decision.decision.empty() || !decision.who.empty() || !decision.when.empty() || !decision.why.empty();
  return written ? std::optional(decision) : std::nullopt;
}

// The report's name, which stands on 结论 beside its label.
Result<std::string> report_name(const xlsx::Package& package, const std::vector<xlsx::SheetPart>& sheets,
                                const std::vector<std::string>& strings) {
  std::string name;
  for (const auto& sheet : sheets) {
    if (sheet.name != words::kConclusion) continue;
    auto read = package.rows(sheet.part, [&](pugi::xml_node row) {
      const Row values = read_row(row, strings);
      const auto label = std::find_if(values.begin(), values.end(),
                                      [](const auto& cell) { return cell.second == words::kReportFile; });
      if (label == values.end() || std::next(label) == values.end() || !name.empty()) return;
      name = std::next(label)->second;
    });
    if (!read) return tl::unexpected(read.error());
  }
  return name;
}

}  // namespace

Result<Decisions> read_decisions(const std::filesystem::path& workbook) {
  auto package = xlsx::Package::open(workbook, xlsx::PackageOrigin::kTheirs);
  if (!package) return tl::unexpected(package.error());
  auto sheets = xlsx::sheet_parts(*package);
  if (!sheets) return tl::unexpected(sheets.error());
  auto strings = xlsx::shared_strings(*package);
  if (!strings) return tl::unexpected(strings.error());
  auto report = report_name(*package, *sheets, *strings);
  if (!report) return tl::unexpected(report.error());
  Decisions decisions;
  bool found = false;
  for (const auto& sheet : *sheets) {
    if (sheet.name != words::kFindings && sheet.name != words::kAccepted) continue;
    found = true;
    SheetReader reader([&](const FindingRow& row) {
      if (auto decision = decision_of(row, *report)) decisions.set(std::move(*decision));
    });
    auto read = package->rows(sheet.part, [&](pugi::xml_node row) { reader.take(read_row(row, *strings)); });
    if (!read) return tl::unexpected(read.error());
  }
  if (found) return decisions;
  return failure(
      ProblemCode::kOutputUnwritable,
      {"这不是核表生成的工作簿：没有工作表「发现」", "this is no workbook of hebiao: it has no sheet 「发现」"},
      workbook.string());
}

}  // namespace hebiao
