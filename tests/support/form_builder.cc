#include "tests/support/form_builder.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "model/form_values.h"
#include "model/model.h"
#include "normalize/normalize.h"

namespace hebiao::test {
namespace {

using Rows = std::vector<std::vector<std::string>>;

// The fields of a form as they are laid out: where each one's cell stands.
struct Layout {
  Rows rows;
  std::size_t year = 0, project = 0, agencies = 0, first_fund = 0, goals = 0, first_indicator = 0, total = 0;
};

Layout lay_out(const FormText& text) {
  Layout l;
  Rows& rows = l.rows;
  const auto add = [&rows](std::vector<std::string> cells) {
    rows.push_back(std::move(cells));
    return rows.size() - 1;
  };
  add({text.title});
  l.year = add({"(" + text.year + "年度)"});
  l.project = add({"项目名称", text.project});
  l.agencies = add({"主管部门", text.department, "", "", "实施单位", text.agency});
  add({"项目资金 (" + text.money_unit + ")", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"});
  l.first_fund = rows.size();
  for (const FundText& f : text.funds)
    add({"", f.label, f.initial_budget, f.full_budget, f.executed, f.weight, f.rate, f.score});
  add({"年度总体目标", "预算目标", "", "", "实际完成情况"});
  l.goals = add({"", text.goal, "", "", text.outcome});
  add({"绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
       "偏差原因分析及改进措施"});
  l.first_indicator = rows.size();
  std::string level1;
  std::string level2;
  for (const IndicatorText& i : text.indicators) {
    const bool new_group = i.level1 != level1;
    const bool new_part = new_group || i.level2 != level2;
    add({"", new_group ? i.level1 : "", new_part ? i.level2 : "", i.name, i.target, i.actual, i.weight, i.score,
         i.deviation});
    level1 = i.level1;
    level2 = i.level2;
  }
  l.total = add({"", "总分", "", "", "", "", text.total_weight, text.total_score, text.grade});
  if (text.grade.empty()) rows.back().back() = "";
  return l;
}

bool is_dash(const std::string& text) {
  return text.empty() || text == "—" || text == "-" || text == "/" || text == "无";
}

// Digits without grouping and %; nullopt where that leaves no number. A slow, plain way of reading, for test strings.
std::optional<PrintedNumber> plain_number(const std::string& text) {
  std::string digits;
  for (char c : text)
    if (c != ',' && c != '%') digits += c;
  const std::optional<Rational> number = parse_decimal(digits);
  if (!number) return std::nullopt;
  const std::size_t point = digits.find('.');
  return PrintedNumber{digits, *number, point == std::string::npos ? 0 : static_cast<int>(digits.size() - point - 1)};
}

class Placer {
 public:
  Placer(Form& form, const Rows& rows) : form_(form) {
    form_.sheet.rows = static_cast<int>(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) place_row(row, rows[row]);
  }

  // The field whose cell stands at a row and column, as text.
  Field text(std::size_t row, std::size_t column) const {
    Field field;
    field.cell = index_[row][column];
    const Cell& cell = form_.sheet.cells[field.cell];
    field.raw = cell.raw;
    field.text = cell.text;
    field.at = cell.at;
    field.state = is_dash(field.text) ? FieldState::kBlank : FieldState::kWords;
    return field;
  }

  Field number(std::size_t row, std::size_t column) const {
    Field field = text(row, column);
    field.value = plain_number(field.text);
    if (field.state == FieldState::kBlank) return field;
    field.state = field.value ? FieldState::kNumber : FieldState::kUnreadable;
    return field;
  }

 private:
  void place_row(std::size_t row, const std::vector<std::string>& texts) {
    index_.emplace_back();
    for (std::size_t column = 0; column < texts.size(); ++column) {
      Cell cell;
      cell.row = static_cast<int>(row);
      cell.column = static_cast<int>(column);
      cell.raw = texts[column];
      cell.text = normalize_text(texts[column]).text;
      cell.at = SourceRef{1, static_cast<int>(row) + 1, static_cast<int>(column) + 1, std::nullopt};
      index_.back().push_back(form_.sheet.cells.size());
      form_.sheet.cells.push_back(std::move(cell));
    }
    form_.sheet.columns = std::max(form_.sheet.columns, static_cast<int>(texts.size()));
  }

  Form& form_;
  std::vector<std::vector<std::size_t>> index_;
};

void fill_funds(Form& form, const FormText& text, const Layout& l, const Placer& placer) {
  for (std::size_t i = 0; i < text.funds.size(); ++i) {
    const std::size_t row = l.first_fund + i;
    FundLine line;
    line.kind = text.funds[i].kind;
    line.depth = text.funds[i].depth;
    line.label = placer.text(row, 1);
    line.initial_budget = placer.number(row, 2);
    line.full_budget = placer.number(row, 3);
    line.executed = placer.number(row, 4);
    line.weight = placer.number(row, 5);
    line.rate = placer.number(row, 6);
    line.score = placer.number(row, 7);
    form.funds.push_back(std::move(line));
  }
}

void fill_indicators(Form& form, const FormText& text, const Layout& l, const Placer& placer) {
  for (std::size_t i = 0; i < text.indicators.size(); ++i) {
    const std::size_t row = l.first_indicator + i;
    Indicator indicator;
    indicator.level1 = text.indicators[i].level1;
    indicator.level2 = text.indicators[i].level2;
    indicator.levels_at = placer.text(row, 1).at;
    indicator.name = placer.text(row, 3);
    indicator.target = placer.text(row, 4);
    indicator.actual = placer.text(row, 5);
    indicator.weight = placer.number(row, 6);
    indicator.score = placer.number(row, 7);
    indicator.deviation = placer.text(row, 8);
    form.indicators.push_back(std::move(indicator));
  }
}

// The states that follow from the readings, as build_forms gives them.
void fill_readings(Form& form) {
  read_values(form, Vocabulary::shipped());
  for (Indicator& indicator : form.indicators) {
    for (Field* field : {&*indicator.target, &*indicator.actual}) {
      if (!field->reading.is_none()) field->state = FieldState::kNumber;
      if (field->reading.is_blank()) field->state = FieldState::kBlank;
    }
  }
}

std::string joined(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) text += (i > 0 ? "\t" : "") + row[i];
    text += '\n';
  }
  return text;
}

}  // namespace

std::vector<std::vector<std::string>> form_rows(const FormText& text) { return lay_out(text).rows; }

Form build_form(const FormText& text, int index) {
  const Layout l = lay_out(text);
  Form form;
  form.index = index;
  form.dialect = "mof-base";
  form.profile = text.profile;
  form.title = text.title;
  form.money_unit = text.money_unit;
  if (const auto year = plain_number(text.year)) form.year = static_cast<int>(year->number.get_d());
  const Placer placer(form, l.rows);
  form.year_field = placer.text(l.year, 0);
  form.project = placer.text(l.project, 1);
  form.department = placer.text(l.agencies, 1);
  form.agency = placer.text(l.agencies, 5);
  fill_funds(form, text, l, placer);
  form.goal = placer.text(l.goals, 1);
  form.outcome = placer.text(l.goals, 4);
  fill_indicators(form, text, l, placer);
  fill_readings(form);
  form.total.weight = placer.number(l.total, 6);
  form.total.score = placer.number(l.total, 7);
  if (!text.grade.empty()) form.total.grade = placer.text(l.total, 8);
  return form;
}

AuditedForm build_audited(const FormText& text, int index) {
  const Profile* profile = Profiles::shipped().find(text.profile);
  AuditedForm audited{build_form(text, index), profile != nullptr ? *profile : Profile{}, {}};
  audited.audit = recompute(audited.form, audited.profile, Vocabulary::shipped());
  return audited;
}

Report build_report(const std::vector<FormText>& forms) {
  Report report;
  report.document.name = "test.txt";
  report.document.sha256 = std::string(64, '0');
  for (const FormText& text : forms)
    report.forms.push_back(build_audited(text, static_cast<int>(report.forms.size()) + 1));
  report.findings = recompute_report(report.forms, report.document);
  return report;
}

std::string as_tab_text(const FormText& text) { return joined(lay_out(text).rows); }

std::string as_tab_text(const std::vector<FormText>& forms) {
  std::string all;
  for (const FormText& form : forms) all += (all.empty() ? "" : "\n") + as_tab_text(form);
  return all;
}

FormText correct_form_text() {
  FormText t;
  t.project = "城市道路养护经费";
  t.department = "某市交通委员会";
  t.agency = "某市道路管理中心";
  t.funds = {
      {FundKind::kTotal, 0, "年度资金总额", "320.23", "312.73", "298.61", "10", "95.48%", "9.55"},
      {FundKind::kCurrent, 1, "其中：当年财政拨款", "300.00", "292.50", "280.00", "—", "95.73%", "—"},
      {FundKind::kCarriedOver, 1, "上年结转资金", "20.23", "20.23", "18.61", "—", "91.99%", "—"},
      {FundKind::kOther, 1, "其他资金", "0.00", "0.00", "0.00", "—", "0.00", "—"},
  };
  t.goal = "完成全市主要道路的日常养护，保障通行安全，及时处置路面病害。";
  t.outcome = "全年按计划养护道路，路面病害均在规定时限内处置，通行安全得到保障。";
  t.indicators = {
      {"产出指标", "数量指标", "养护道路里程", "≥120.00(公里)", "125公里", "10", "10", ""},
      {"产出指标", "数量指标", "巡查次数", "=48(次)", "48次", "10", "10", ""},
      {"产出指标", "质量指标", "养护工程验收合格率", "≥95(%)", "98%", "10", "10", ""},
      {"产出指标", "时效指标", "年度养护任务完成时间", "12月底前", "11月底前", "10", "10", ""},
      {"产出指标", "成本指标", "单位养护成本", "≤2.5(万元)", "2.4万元", "10", "10", ""},
      {"效益指标", "社会效益指标", "交通拥堵缓解情况", "有效缓解", "有效缓解", "15", "15", ""},
      {"效益指标", "可持续影响指标", "路面病害复发率", "≤10(%)", "8%", "15", "15", ""},
      {"满意度指标", "服务对象满意度指标", "驾驶员满意度", "≥90(%)", "92.5%", "5", "5", ""},
      {"满意度指标", "服务对象满意度指标", "沿线居民满意度", "≥85(%)", "90%", "5", "5", ""},
  };
  t.total_weight = "100";
  t.total_score = "99.55";
  return t;
}

}  // namespace hebiao::test
