#include "tests/emit/page_samples.h"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

#include "extract/sha256.h"

namespace hebiao::test {
namespace {

// --- a report ---

// The columns of the composed form: what a row's fields are called, and where their cells begin (of 1).
constexpr double kColumns[] = {0.06, 0.36, 0.5, 0.64, 0.74, 0.84, 0.94};
constexpr double kFirstRow = 0.12;
constexpr double kRowShare = 0.024;

class ReportComposer {
 public:
  explicit ReportComposer(const SampleReport& sample) : sample_(sample) {
    report_.document.name = "2023/样本.pdf";
    report_.document.format = sample.format;
    report_.document.tables.resize(static_cast<std::size_t>(sample.forms));
  }

  Report compose() {
    for (int index = 1; index <= sample_.forms; ++index) add_form(index);
    if (sample_.format == SourceFormat::kText) join_text_pages();
    report_.document.sha256 = sha256_hex(drawn_pdf(report_));
    return std::move(report_);
  }

 private:
  bool is_text() const { return sample_.format == SourceFormat::kText; }

  SourceRef at(int row, int column) const {
    if (is_text())
      return {.page = 1, .line = (form_ - 1) * (sample_.indicators + 6) + row + 1, .field = column + 1, .box = {}};
    const double top = (kFirstRow + row * row_share()) * sample_.page_height;
    return {.page = form_,
            .line = 0,
            .field = 0,
            .box = Box{kColumns[column] * sample_.page_width, top, kColumns[column + 1] * sample_.page_width,
                       top + row_share() * sample_.page_height}};
  }

  double row_share() const { return std::min(kRowShare, 0.8 / (sample_.indicators + 4)); }

  Field field(int row, int column, const std::string& text) {
    Field made;
    made.raw = made.text = text;
    made.at = at(row, column);
    made.cell = current_->form.sheet.cells.size();
    if (const auto value = parse_decimal(text)) {
      made.state = FieldState::kNumber;
      made.value = PrintedNumber{text, *value, 0};
    } else {
      made.state = text.empty() ? FieldState::kBlank : FieldState::kWords;
    }
    const Cell cell{row, column, 1, 1, text, text, {}, made.at, {}};
    current_->form.sheet.cells.push_back(cell);
    report_.document.tables[static_cast<std::size_t>(form_ - 1)].cells.push_back(cell);
    return made;
  }

  void add_form(int index) {
    form_ = index;
    report_.forms.emplace_back();
    current_ = &report_.forms.back();
    Form& form = current_->form;
    form.index = index;
    form.year = 2023;
    form.project = field(0, 0, sample_.project);
    form.agency = field(0, 1, "市委组织部");
    FundLine total;
    total.kind = FundKind::kTotal;
    total.label = field(1, 0, "年度资金总额");
    total.full_budget = field(1, 1, "312.73");
    total.executed = field(1, 2, "284.27");
    total.weight = field(1, 3, "10");
    total.rate = field(1, 4, "90.90");
    total.score = field(1, 5, "9.5");
    form.funds.push_back(std::move(total));
    for (int i = 0; i < sample_.indicators; ++i) add_indicator(i);
    form.total.score = field(sample_.indicators + 2, 5, "99.09");
    for (int i = 0; i < sample_.findings; ++i) add_finding(i);
    add_page();
  }

  void add_indicator(int i) {
    Indicator indicator;
    indicator.level1 = "产出指标";
    indicator.level2 = "数量指标";
    indicator.name = field(i + 2, 0, fmt::format("指标 {}", i + 1));
    indicator.target = field(i + 2, 1, "110");
    indicator.actual = field(i + 2, 2, "10");
    indicator.weight = field(i + 2, 3, "5");
    indicator.score = field(i + 2, 5, "1");
    current_->form.indicators.push_back(std::move(indicator));
  }

  void add_finding(int i) {
    Finding finding;
    Check check;
    if (i == 0) {
      finding.rule = "fund.score";
      finding.field = "funds[0].score";
      finding.because = {"funds[0].weight", "funds[0].executed", "funds[0].full_budget"};
      check.relation = Relation::kExecutionScore;
      check.recomputed = Rational(28427, 31273) * 10;
    } else {
      const int row = (i - 1) % sample_.indicators;
      finding.rule = "score.ratio";
      finding.field = fmt::format("indicators[{}].score", row);
      finding.because = {fmt::format("indicators[{}].weight", row), fmt::format("indicators[{}].target", row),
                         fmt::format("indicators[{}].actual", row)};
      check.relation = Relation::kScoreAtLeast;
      check.recomputed = Rational(50, 110);
    }
    finding.severity = i % 3 == 0 ? Severity::kError : i % 3 == 1 ? Severity::kWarning : Severity::kNote;
    finding.difference_class = DifferenceClass::kReal;
    finding.printed = i == 0 ? "9.5" : "1";
    finding.expected = i == 0 ? "9.09" : "0.45";
    finding.message = {fmt::format("{}：印出「{}」，应为 {}。", sample_.project, *finding.printed, *finding.expected),
                       "A finding."};
    finding.basis = "财预〔2020〕10号";
    finding.at = find_field(current_->form, finding.field)->at;
    finding.fingerprint = sha256_hex(fmt::format("{}/{}/{}", form_, finding.field, i)).substr(0, 16);
    check.rule = finding.rule;
    check.field = finding.field;
    check.because = finding.because;
    check.difference_class = finding.difference_class;
    current_->audit.checks.push_back(check);
    current_->audit.findings.push_back(std::move(finding));
  }

  void add_page() {
    Page page;
    page.number = form_;
    page.width = is_text() ? 0 : sample_.page_width;
    page.height = is_text() ? 0 : sample_.page_height;
    report_.document.pages.push_back(page);
  }

  void join_text_pages() {
    report_.document.name = "2023/样本.txt";
    report_.document.pages.resize(1);
  }

  const SampleReport& sample_;
  Report report_;
  AuditedForm* current_ = nullptr;
  int form_ = 1;
};

std::string drawn_text(const std::string& text) {
  std::string drawn;
  for (const char c : text) {
    const bool is_plain = c >= ' ' && c <= '~' && c != '(' && c != ')' && c != '\\';
    if (is_plain) drawn += c;
    if ((static_cast<unsigned char>(c) & 0xC0U) == 0xC0U) drawn += '.';
  }
  return drawn;
}

std::string page_content(const Report& report, const Page& page) {
  std::string content = "0.5 w\n";
  for (const Table& table : report.document.tables) {
    for (const Cell& cell : table.cells) {
      if (cell.at.page != page.number || !cell.at.box) continue;
      const Box& box = *cell.at.box;
      const double bottom = page.height - box.bottom;
      content += fmt::format("{} {} {} {} re S\nBT /F {} Tf {} {} Td ({}) Tj ET\n", box.left, bottom, box.width(),
                             box.height(), box.height() * 0.5, box.left + box.height() * 0.2,
                             bottom + box.height() * 0.3, drawn_text(cell.raw));
    }
  }
  return content;
}

// --- a run ---

// Always the same, and no two runs of the test differ: a linear congruential generator.
class Dice {
 public:
  int below(int limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int>((state_ >> 33U) % static_cast<unsigned>(limit));
  }

 private:
  unsigned long long state_ = 2023;
};

constexpr const char* kRules[] = {"fund.score",     "score.ratio", "target.exceeded", "weight.groups",
                                  "reason.missing", "score.total", "target.deadline", "level.misplaced",
                                  "actual.missing", "fund.rate"};

FindingDigest run_finding(const FormDigest& form, Dice& dice) {
  FindingDigest digest;
  digest.form = form.index;
  digest.project = form.project;
  digest.agency = form.agency;
  const int rule = dice.below(10) * dice.below(10) / 10;
  digest.finding.rule = kRules[rule];
  digest.finding.severity = rule % 5 == 0        ? Severity::kError
                            : dice.below(3) == 0 ? Severity::kNote
                                                 : Severity::kWarning;
  return digest;
}

ReportDigest run_report(int i, int units, Dice& dice) {
  ReportDigest report;
  const int unit = dice.below(units) * dice.below(units) / units;
  report.name = fmt::format("{}/单位{:03}/项目 {}.pdf", 2021 + i % 3, unit, i);
  FormDigest form;
  form.year = 2021 + i % 3;
  form.agency = fmt::format("某市第{}预算单位", unit);
  form.project = fmt::format("专项工作经费 {}", i);
  form.money_unit = "万元";
  const int budget = 1000 + dice.below(90000);
  const int rate = dice.below(5) == 0 ? dice.below(10000) : 10000 - dice.below(900);
  form.full_budget = fmt::format("{}.{:02}", budget / 100, budget % 100);
  const int executed = static_cast<int>(1.0 * budget * rate / 10000);
  form.executed = fmt::format("{}.{:02}", executed / 100, executed % 100);
  form.rate_percent = fmt::format("{}.{:02}", rate / 100, rate % 100);
  const int score = dice.below(3) == 0 ? 10000 : 10000 - dice.below(50) * dice.below(50);
  form.total_score = fmt::format("{}.{:02}", score / 100, score % 100);
  form.grade = score >= 9000 ? "优" : "良";
  for (int n = dice.below(3) == 0 ? 1 + dice.below(4) : 0; n > 0; --n)
    report.findings.push_back(run_finding(form, dice));
  report.forms.push_back(std::move(form));
  return report;
}

}  // namespace

Report sample_report(const SampleReport& sample) { return ReportComposer(sample).compose(); }

std::string drawn_pdf(const Report& report) {
  std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "",
                                      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string kids;
  for (const Page& page : report.document.pages) {
    const std::string content = page_content(report, page);
    kids += fmt::format("{} 0 R ", objects.size() + 1);
    objects.push_back(
        fmt::format("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Resources << /Font << /F 3 0 R >> >> "
                    "/Contents {} 0 R >>",
                    page.width, page.height, objects.size() + 2));
    objects.push_back(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
  }
  objects[1] = fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, report.document.pages.size());
  std::string pdf = "%PDF-1.4\n";
  std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects.size() + 1);
  for (std::size_t i = 0; i < objects.size(); ++i) {
    table += fmt::format("{:010} 00000 n \n", pdf.size());
    pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
  }
  return fmt::format("{}{}trailer << /Size {} /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", pdf, table, objects.size() + 1,
                     pdf.size());
}

std::vector<ReportDigest> sample_run(int forms, int units) {
  Dice dice;
  std::vector<ReportDigest> digests;
  for (int i = 0; i < forms; ++i) digests.push_back(run_report(i, units, dice));
  return digests;
}

RunTable table_of(const std::vector<ReportDigest>& digests) {
  RunTable table;
  for (const ReportDigest& digest : digests) table.add(digest);
  return table;
}

}  // namespace hebiao::test
