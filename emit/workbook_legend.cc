// The rules that spoke, what the colours and classes mean, and the items of the decision drop-down.

#include <algorithm>
#include <set>

#include "emit/workbook_sheets.h"
#include "emit/workbook_words.h"
#include "model/model.h"

namespace hebiao {
namespace {

constexpr double kWidths[] = {22, 10, 46, 24, 46, 46};
constexpr int kColumns = 6;

class Legend {
 public:
  Legend(xlsx::Sheet& sheet, const WorkbookPlan& plan) : sheet_(sheet), plan_(plan) {}

  xlsx::Range write() {
    for (int column = 0; column < kColumns; ++column) sheet_.column_width(column, column, kWidths[column]);
    colours();
    const xlsx::Range items = decisions();
    rules_table();
    xlsx::PrintSetup setup;
    setup.header = plan_.report->document.name;
    setup.area = xlsx::Range{{0, 0}, {std::max(1, row_ - 1), kColumns - 1}};
    sheet_.print(setup);
    return items;
  }

 private:
  void section(std::string_view title) {
    sheet_.text({row_, 0}, title, looks::section());
    sheet_.row_height(row_++, 22);
  }

  void colour(std::string_view word, xlsx::Color color, std::string_view meaning) {
    sheet_.text({row_, 0}, word, looks::filled(looks::short_text(), color));
    explain(meaning);
  }

  void explain(std::string_view meaning) {
    sheet_.merge({{row_, 1}, {row_, 2}}, meaning, looks::text());
    sheet_.row_height(row_, height_of(wrapped_lines(meaning, kWidths[1] + kWidths[2])));
    ++row_;
  }

  void colours() {
    section("图例：表页单元格的颜色");
    colour("一致", looks::of(DifferenceClass::kExact), "重算结果与印刷数完全一致");
    colour("舍入、连算、截位／提示", looks::of(DifferenceClass::kRounding), "差异可由舍入解释，或只是提示");
    colour("存疑／警告", looks::of(Severity::kWarning), "请判断：算式成立而裁量可疑，或与规则不合");
    colour("不符／错误", looks::of(Severity::kError), "任何舍入都解释不了");
    colour("未复核", looks::of(DifferenceClass::kUnchecked), "缺数、不可读或单位不明，未能重算");
    colour("待填", looks::input().fill, "由复核人填写；填写过的工作簿不会被覆盖，决定会带入下一次");
    ++row_;
  }

  xlsx::Range decisions() {
    section("处理决定（下拉列表取自此处）");
    const int first = row_;
    for (const std::string& word : decision_words()) {
      sheet_.text({row_, 0}, word, looks::short_text());
      explain(settles(word) ? "了结：下一次移至「已接受」，印刷数变动时失效" : "未了结：下一次仍列于「发现」");
    }
    const xlsx::Range items{{first, 0}, {row_ - 1, 0}};
    ++row_;
    return items;
  }

  std::set<std::string> spoken() const {
    std::set<std::string> ids;
    for (const FindingPlan& finding : plan_.findings) ids.insert(finding.finding->rule);
    for (const FormPlan& form : plan_.forms) {
      for (const Check& check : form.audited->audit.checks) ids.insert(check.rule);
    }
    return ids;
  }

  void rules_table() {
    section("规则");
    int column = 0;
    for (const auto title : {"规则", "最高级别", "含义", "依据", "算式", "何时可忽略"}) {
      sheet_.text({row_, column++}, title, looks::head());
    }
    ++row_;
    const auto used = spoken();
    for (const RuleInfo& rule : rules()) {
      if (!used.contains(std::string(rule.id))) continue;
      sheet_.text({row_, 0}, rule.id, looks::text());
      sheet_.text({row_, 1}, words::severity(rule.severity),
                  looks::filled(looks::short_text(), looks::of(rule.severity)));
      sheet_.text({row_, 2}, rule.title.zh, looks::text());
      sheet_.text({row_, 3}, rule.basis, looks::text());
      sheet_.text({row_, 4}, rule.formula.zh, looks::text());
      sheet_.text({row_, 5}, rule.ignore_when.zh, looks::text());
      const int lines =
          std::max({wrapped_lines(rule.title.zh, kWidths[2]), wrapped_lines(rule.basis, kWidths[3]),
                    wrapped_lines(rule.formula.zh, kWidths[4]), wrapped_lines(rule.ignore_when.zh, kWidths[5])});
      sheet_.row_height(row_++, height_of(lines));
    }
  }

  xlsx::Sheet& sheet_;
  const WorkbookPlan& plan_;
  int row_ = 0;
};

}  // namespace

xlsx::Range write_legend(xlsx::Sheet& sheet, const WorkbookPlan& plan) { return Legend(sheet, plan).write(); }

}  // namespace hebiao
