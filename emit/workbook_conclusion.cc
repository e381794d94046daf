// The first sheet: what was read, what came of it, counts that reconcile by formulas, the forms, lines to sign.

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>

#include "emit/workbook.h"
#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"

namespace hebiao {
namespace {

using xlsx::Address;
using xlsx::Range;

constexpr int kLastColumn = 11;
constexpr double kWidths[kLastColumn + 1] = {12, 24, 20, 6, 12, 12, 9, 8, 8, 6, 6, 6};
constexpr int kBudgetColumn = 4;  // of the forms
constexpr int kExecutedColumn = 5;
constexpr double kWidthOfValues = 110;  // columns 1 and on together, a little less
constexpr std::array<Severity, 3> kSeverities = {Severity::kError, Severity::kWarning, Severity::kNote};
constexpr std::array<DifferenceClass, 7> kClasses = {
    DifferenceClass::kExact, DifferenceClass::kRounding, DifferenceClass::kChained,  DifferenceClass::kTruncation,
    DifferenceClass::kReal,  DifferenceClass::kSoft,     DifferenceClass::kUnchecked};

// One column of a sheet, all its rows of data.
std::string column_range(std::string_view sheet, int column, std::size_t rows) {
  return xlsx::sheet_prefix(sheet) +
         xlsx::fixed_range_name({{1, column}, {static_cast<int>(std::max<std::size_t>(1, rows)), column}});
}

class Conclusion {
 public:
  Conclusion(xlsx::Sheet& sheet, const WorkbookPlan& plan) : sheet_(sheet), plan_(plan) {}

  void write() {
    sheet_.hide_grid_lines();
    for (int column = 0; column <= kLastColumn; ++column) {
      TableColumn wide{"", kWidths[column]};
      if (column == kBudgetColumn || column == kExecutedColumn) fit_figures(wide, plan_);
      sheet_.column_width(column, column, wide.width);
    }
    sheet_.merge({{0, 0}, {0, kLastColumn}}, "绩效自评表复核结论", looks::title());
    sheet_.row_height(0, 30);
    verdict();
    identity();
    findings();
    checks();
    signatures();
    forms();
    problems();
    xlsx::PrintSetup setup;
    setup.header = plan_.report->document.name;
    setup.area = Range{{0, 0}, {row_, kLastColumn}};
    // Upright, so that what is to be signed stands on one page; a long list of forms repeats its headings.
    setup.landscape = false;
    setup.repeat_rows = {heads_of_forms_, heads_of_forms_};
    sheet_.print(setup);
    sheet_.activate();
  }

 private:
  void section(std::string_view title) {
    ++row_;
    sheet_.merge({{row_, 0}, {row_, kLastColumn}}, title, looks::section());
    sheet_.row_height(row_, 22);
    ++row_;
  }

  void pair(std::string_view label, std::string_view value) {
    sheet_.text({row_, 0}, label, looks::head());
    sheet_.merge({{row_, 1}, {row_, kLastColumn}}, value, looks::text());
    if (value.empty()) sheet_.row_height(row_, 22);
    sheet_.row_height(row_, height_of(wrapped_lines(value, kWidthOfValues)));
    ++row_;
  }

  std::size_t count(Severity severity, bool accepted, const FormPlan* form = nullptr) const {
    return static_cast<std::size_t>(
        std::count_if(plan_.findings.begin(), plan_.findings.end(), [&](const FindingPlan& finding) {
          return finding.finding->severity == severity && finding.accepted == accepted &&
                 (form == nullptr || finding.form == form);
        }));
  }

  std::size_t count(DifferenceClass difference_class) const {
    std::size_t total = 0;
    for (const FormPlan& form : plan_.forms) {
      for (const Check& check : form.audited->audit.checks)
        total += check.difference_class == difference_class ? 1U : 0U;
    }
    return total;
  }

  void verdict() {
    const std::size_t errors = count(Severity::kError, false);
    const std::size_t warnings = count(Severity::kWarning, false);
    const std::size_t notes = count(Severity::kNote, false);
    std::size_t indicators = 0;
    for (const FormPlan& form : plan_.forms) indicators += form.audited->form.indicators.size();
    const std::string sentence =
        fmt::format("读出 {} 张自评表、{} 项指标，重算 {} 处；{}，警告 {} 条，提示 {} 条{}。", plan_.forms.size(),
                    indicators, plan_.checks, errors == 0 ? "没有错误" : fmt::format("错误 {} 条", errors), warnings,
                    notes, plan_.accepted == 0 ? "" : fmt::format("，另有已接受 {} 条", plan_.accepted));
    xlsx::Style style = looks::in_weight(looks::text(), xlsx::Weight::kBold);
    style.size = 11;
    const auto color = errors > 0     ? looks::of(Severity::kError)
                       : warnings > 0 ? looks::of(Severity::kWarning)
                                      : looks::of(DifferenceClass::kExact);
    row_ = 1;
    sheet_.merge({{1, 0}, {1, kLastColumn}}, sentence, looks::filled(style, color));
    sheet_.row_height(1, 24);
  }

  void identity() {
    section("一、报告");
    const Document& document = plan_.report->document;
    std::set<std::string> agencies;
    std::set<std::string> departments;
    std::set<std::string> years;
    std::set<std::string> profiles;
    for (const FormPlan& form : plan_.forms) {
      const Form& printed = form.audited->form;
      if (printed.agency) agencies.insert(printed.agency->text);
      if (printed.department) departments.insert(printed.department->text);
      if (printed.year) years.insert(std::to_string(*printed.year));
      const Profile& profile = form.audited->profile;
      profiles.insert(
          fmt::format("{}（{}）{}", profile.title.empty() ? profile.id : profile.title, profile.id, profile.basis));
    }
    pair(words::kReportFile, document.name);
    pair("SHA-256", document.sha256);
    pair("页数",
         document.format == SourceFormat::kPdf ? fmt::format("{} 页（PDF）", document.pages.size()) : "文本文件");
    pair("主管部门", joined(departments));
    pair("实施单位", joined(agencies));
    pair("年度", joined(years));
    pair("复核口径", joined(profiles));
    if (!plan_.context->version.empty()) pair("程序", "核表 hebiao " + plan_.context->version);
    const Coverage& coverage = document.coverage;
    pair("读取范围", fmt::format("原文共 {} 字 = 表内 {} + 表外 {} + 未归位 {}", coverage.characters, coverage.in_cells,
                                 coverage.outside_tables, coverage.unplaced));
  }

  static std::string joined(const std::set<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += (all.empty() ? "" : "；") + text;
    return all;
  }

  void heads(const std::vector<std::string_view>& titles) {
    for (std::size_t i = 0; i < titles.size(); ++i) sheet_.text({row_, static_cast<int>(i)}, titles[i], looks::head());
    ++row_;
  }

  void count_formula(int column, const std::string& formula, std::size_t cached) {
    sheet_.formula({row_, column}, xlsx::FormulaNumber{formula, static_cast<double>(cached)}, looks::count());
  }

  // The column's sum over the rows since `first`.
  void sum_row(int first, int columns, const std::vector<std::size_t>& totals) {
    sheet_.text({row_, 0}, "合计", looks::head());
    for (int column = 1; column <= columns; ++column) {
      count_formula(column, fmt::format("SUM({})", xlsx::range_name({{first, column}, {row_ - 1, column}})),
                    totals[static_cast<std::size_t>(column - 1)]);
    }
    ++row_;
  }

  void findings() {
    section("二、发现");
    heads({"级别", "未了结", "已接受"});
    const int first = row_;
    std::vector<std::size_t> totals(2, 0);
    for (const Severity severity : kSeverities) {
      const std::string word(words::severity(severity));
      sheet_.text({row_, 0}, word, looks::filled(looks::short_text(), looks::of(severity)));
      const std::size_t open = count(severity, false);
      const std::size_t accepted = count(severity, true);
      totals[0] += open;
      totals[1] += accepted;
      count_formula(
          1, fmt::format("COUNTIF({},\"{}\")", column_range(words::kFindings, kFindingLevelColumn, plan_.open), word),
          open);
      if (plan_.accepted > 0) {
        count_formula(2,
                      fmt::format("COUNTIF({},\"{}\")",
                                  column_range(words::kAccepted, kFindingLevelColumn, plan_.accepted), word),
                      accepted);
      } else {
        sheet_.number({row_, 2}, 0, looks::count());
      }
      ++row_;
    }
    sum_row(first, 2, totals);
    since_last();
  }

  void since_last() {
    if (!plan_.context->previous) return;
    const auto are = [&](FindingChange change) {
      return std::count_if(plan_.findings.begin(), plan_.findings.end(),
                           [&](const FindingPlan& finding) { return finding.since_last->change == change; });
    };
    pair("与上次比", fmt::format("新增 {}，有变动 {}，仍在 {}；已消失 {}", are(FindingChange::kNew),
                                 are(FindingChange::kUpdated), are(FindingChange::kUnchanged), plan_.gone.size()));
  }

  void checks() {
    section("三、重算");
    heads({"类别", "处数"});
    sheet_.merge({{row_ - 1, 2}, {row_ - 1, kLastColumn}}, "含义", looks::head());
    const int first = row_;
    for (const DifferenceClass difference_class : kClasses) {
      const std::string word(words::difference_class(difference_class));
      sheet_.text({row_, 0}, word, looks::filled(looks::short_text(), looks::of(difference_class)));
      count_formula(
          1, fmt::format("COUNTIF({},\"{}\")", column_range(words::kChecks, kCheckClassColumn, plan_.checks), word),
          count(difference_class));
      sheet_.merge({{row_, 2}, {row_, kLastColumn}}, words::class_meaning(difference_class), looks::text());
      ++row_;
    }
    sum_row(first, 1, {plan_.checks});
    const std::string total = xlsx::cell_name({row_ - 1, 1});
    sheet_.text({row_, 0}, "与底稿核对", looks::head());
    const std::string rows = fmt::format("COUNT({})", column_range(words::kChecks, 0, plan_.checks));
    sheet_.formula({row_, 1},
                   xlsx::FormulaText{fmt::format("IF({}={},\"✓ 与底稿行数一致\",\"✗ 与底稿行数不符\")", total, rows),
                                     "✓ 与底稿行数一致"},
                   looks::short_text());
    sums_foot();
  }

  void sums_foot() {
    std::size_t sums = 0;
    std::size_t footing = 0;
    for (const FormPlan& form : plan_.forms) {
      for (const Check& check : form.audited->audit.checks) {
        if (check.relation != Relation::kSum || !check.recomputed) continue;
        ++sums;
        footing += check.difference_class == DifferenceClass::kExact ? 1U : 0U;
      }
    }
    // Live: it counts the working paper's rows.
    const std::string relations = column_range(words::kChecks, kCheckRelationColumn, plan_.checks);
    const std::string classes = column_range(words::kChecks, kCheckClassColumn, plan_.checks);
    const std::string sum_word = relation_words(Relation::kSum);
    const std::string formula = fmt::format(
        "\"合计关系 \"&COUNTIF({0},\"{2}\")&\" 处，其中 \"&COUNTIFS({0},\"{2}\",{1},\"{3}\")&\" 处分毫不差\"",
        relations, classes, sum_word, words::difference_class(DifferenceClass::kExact));
    const xlsx::Range where{{row_, 2}, {row_, kLastColumn}};
    sheet_.merge_blank(where, looks::text());
    sheet_.formula(where.first,
                   xlsx::FormulaText{formula, fmt::format("合计关系 {} 处，其中 {} 处分毫不差", sums, footing)},
                   looks::text());
    ++row_;
  }

  // A figure of the form by reference; its text where it is none.
  void figure(int column, const FormPlan& form, const OptionalField& field) {
    const auto number = field ? field_number(form, *field, xlsx::sheet_prefix(form.sheet)) : std::nullopt;
    if (!number) return sheet_.text({row_, column}, field ? field->raw : "", looks::short_text());
    const xlsx::Style style = looks::number(number->format.empty() ? "General" : number->format);
    if (!number->live) return sheet_.number({row_, column}, number->cell.approximate, style);
    sheet_.formula({row_, column}, xlsx::FormulaNumber{number->cell.text, number->cell.approximate}, style);
  }

  void recomputed_total(const FormPlan& form) {
    const auto& checks = form.audited->audit.checks;
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (checks[i].field != "total.score") continue;
      const auto formula = check_formula(form, checks[i], xlsx::sheet_prefix(form.sheet), {});
      if (!formula) continue;
      const Address at{static_cast<int>(form.check_rows[i]), kCheckResultColumn};
      return sheet_.formula(
          {row_, 8},
          xlsx::FormulaNumber{xlsx::sheet_prefix(words::kChecks) + xlsx::cell_name(at), formula->result->approximate},
          looks::number(formula->format));
    }
    sheet_.blank({row_, 8}, looks::short_text());
  }

  static const FundLine* total_line(const Form& form) {
    const auto row = total_row(form);
    return row ? &form.funds[*row] : nullptr;
  }

  void forms() {
    section("五、各表");
    heads_of_forms_ = row_;
    heads({"表", "项目", "实施单位", "年度", "全年预算", "全年执行", "执行率", "总分", "重算总分", "错误", "警告",
           "提示"});
    for (const FormPlan& form : plan_.forms) {
      const Form& printed = form.audited->form;
      const std::string project = printed.project ? printed.project->text : printed.title;
      const std::string agency = printed.agency ? printed.agency->text : "";
      sheet_.link({row_, 0}, form.sheet, {0, 0}, fmt::format("表{}", printed.index), looks::link(looks::short_text()));
      sheet_.text({row_, 1}, project, looks::text());
      sheet_.text({row_, 2}, agency, looks::text());
      sheet_.text({row_, 3}, printed.year ? std::to_string(*printed.year) : "", looks::short_text());
      const FundLine nothing;
      const FundLine* total = total_line(printed);
      const FundLine& line = total == nullptr ? nothing : *total;
      figure(kBudgetColumn, form, line.full_budget);
      figure(kExecutedColumn, form, line.executed);
      figure(6, form, line.rate);
      figure(7, form, printed.total.score);
      recomputed_total(form);
      for (std::size_t i = 0; i < kSeverities.size(); ++i) {
        const std::size_t all = count(kSeverities[i], false, &form) + count(kSeverities[i], true, &form);
        const auto style = all == 0 ? looks::count() : looks::filled(looks::count(), looks::of(kSeverities[i]));
        sheet_.number({row_, 9 + static_cast<int>(i)}, static_cast<double>(all), style);
      }
      sheet_.row_height(row_,
                        height_of(std::max(wrapped_lines(project, kWidths[1]), wrapped_lines(agency, kWidths[2]))));
      ++row_;
    }
  }

  void signatures() {
    section("四、签署");
    for (const auto& [left, right] :
         {std::pair{"编制人", "编制日期"}, {"复核人", "复核日期"}, {"索引号", "底稿页数"}}) {
      sheet_.text({row_, 0}, left, looks::head());
      sheet_.blank({row_, 1}, looks::input());
      sheet_.text({row_, 2}, right, looks::head());
      sheet_.merge_blank({{row_, 3}, {row_, 5}}, looks::input());
      sheet_.blank({row_, 3}, looks::input());
      sheet_.row_height(row_, 24);
      ++row_;
    }
    sheet_.text({row_, 0}, "复核意见", looks::head());
    sheet_.merge_blank({{row_, 1}, {row_, kLastColumn}}, looks::input());
    sheet_.blank({row_, 1}, looks::input());
    sheet_.row_height(row_, 60);
    ++row_;
  }

  void problems() {
    if (plan_.report->problems.empty()) return;
    section("六、读取中的问题");
    for (const Problem& problem : plan_.report->problems) {
      pair(words::place(problem.at), fmt::format("{}（{}）", problem.message.zh, problem_code_name(problem.code)));
    }
  }

  xlsx::Sheet& sheet_;
  const WorkbookPlan& plan_;
  int row_ = 0;
  int heads_of_forms_ = 0;
};

}  // namespace

void write_conclusion(xlsx::Sheet& sheet, const WorkbookPlan& plan) { Conclusion(sheet, plan).write(); }

}  // namespace hebiao
