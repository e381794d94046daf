// Forms of our own composition, and the shapes in which a form reaches the program. The oracle of the tests of forms:
// what was composed is what must be read.
#pragma once

#include <string>
#include <vector>

namespace hebiao {

struct ComposedIndicator {
  std::string level1;
  std::string level2;
  std::string name;
  std::string target;
  std::string actual;
  std::string weight;
  std::string score;
  std::string reason;
};

struct ComposedForm {
  std::string title = "项目支出绩效自评表";
  std::string year = "2022";
  std::string project = "社区花园养护";
  std::string department = "青石县住房和城乡建设局";
  std::string agency = "青石县园林所";
  std::vector<std::vector<std::string>> funds = {{"年度资金总额", "80.00", "76.50", "70.00", "10", "91.50%", "9.15"},
                                                 {"其中：当年财政拨款", "80.00", "76.50", "70.00", "—", "91.50%", "—"},
                                                 {"上年结转资金", "0.00", "0.00", "0.00", "—", "0.00%", "—"},
                                                 {"其他资金", "0.00", "0.00", "0.00", "—", "0.00%", "—"}};
  std::string goal = "完成全县二十座社区花园的日常养护，植物成活率保持稳定。";
  std::string outcome = "二十座社区花园全部按计划养护，补种乔木三十株，居民反映良好。";
  std::vector<ComposedIndicator> indicators;
  std::string total_weight = "100";
  std::string total_score = "98.15";
};

// A form with every kind of target: counts, shares, deadlines, phrases, ranges.
inline ComposedForm composed_form() {
  ComposedForm form;
  form.indicators = {{"产出指标", "数量指标", "养护花园数量", "≥20(座)", "20座", "10", "10", ""},
                     {"产出指标", "数量指标", "补种乔木", "=30(株)", "30株", "5", "5", ""},
                     {"产出指标", "数量指标", "巡查里程", "100-120(公里)", "110公里", "5", "5", ""},
                     {"产出指标", "质量指标", "植物成活率", "≥95(%)", "90%", "10", "9", "夏季高温少雨，部分花灌木枯死"},
                     {"产出指标", "质量指标", "养护操作规范", "符合规程", "符合规程", "5", "5", ""},
                     {"产出指标", "时效指标", "报修处置时间", "≤48(小时)", "36小时", "10", "10", ""},
                     {"产出指标", "成本指标", "单座养护成本", "≤3.5(万元)", "3.4万元", "5", "5", ""},
                     {"效益指标", "社会效益指标", "改善社区环境", "有效改善", "有效改善", "15", "15", ""},
                     {"效益指标", "可持续影响指标", "养护机制健全性", "健全", "基本健全", "15", "15", ""},
                     {"满意度指标", "服务对象满意度指标", "居民满意度", "≥90(%)", "96%", "10", "10", ""}};
  return form;
}

using TextRow = std::vector<std::string>;

constexpr std::size_t kIndicatorColumns = 9;

inline TextRow padded(TextRow row, std::size_t columns) {
  row.resize(columns);
  return row;
}

inline std::vector<TextRow> head_rows(const ComposedForm& form) {
  std::vector<TextRow> rows = {
      {"项目名称", form.project},
      {"主管部门", form.department, "", "", "实施单位", form.agency},
      {"项目资金(万元)", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"}};
  for (const TextRow& fund : form.funds) {
    rows.push_back({""});
    rows.back().insert(rows.back().end(), fund.begin(), fund.end());
  }
  rows.push_back({"年度总体目标", "预算目标", "", "", "实际完成情况"});
  rows.push_back({"", form.goal, "", "", form.outcome});
  return rows;
}

inline TextRow indicator_head() {
  return {"绩效指标", "一级指标",   "二级指标",
          "三级指标", "年度指标值", "实际完成值",
          "分值",     "得分",       "偏差原因分析及改进措施"};
}

// Level names stand once, as over merged cells.
inline std::vector<TextRow> indicator_rows(const ComposedForm& form) {
  std::vector<TextRow> rows;
  std::string level1;
  std::string level2;
  for (const ComposedIndicator& i : form.indicators) {
    const bool new1 = i.level1 != level1;
    const bool new2 = new1 || i.level2 != level2;
    rows.push_back(
        {"", new1 ? i.level1 : "", new2 ? i.level2 : "", i.name, i.target, i.actual, i.weight, i.score, i.reason});
    level1 = i.level1;
    level2 = i.level2;
  }
  return rows;
}

inline TextRow total_row(const ComposedForm& form) {
  return {"总分", "", "", "", "", "", form.total_weight, form.total_score, ""};
}

inline std::string joined_by(const TextRow& row, const std::string& separator) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) line += (i == 0 ? "" : separator) + row[i];
  return line;
}

// Only cells that hold something.
inline TextRow filled(const TextRow& row) {
  TextRow result;
  for (const std::string& cell : row)
    if (!cell.empty()) result.push_back(cell);
  return result;
}

inline std::vector<TextRow> body_rows(const ComposedForm& form) {
  std::vector<TextRow> rows = head_rows(form);
  rows.push_back(indicator_head());
  for (const TextRow& row : indicator_rows(form)) rows.push_back(row);
  rows.push_back(total_row(form));
  return rows;
}

inline std::string titled(const ComposedForm& form, const std::string& body) {
  return form.title + "\n(" + form.year + "年度)\n" + body + "\n";
}

inline std::string as_tabs(const ComposedForm& form) {
  std::string body;
  for (const TextRow& row : body_rows(form)) body += joined_by(padded(row, kIndicatorColumns), "\t") + "\n";
  return titled(form, body);
}

inline std::string as_bars(const ComposedForm& form) {
  std::string body;
  for (const TextRow& row : body_rows(form)) body += joined_by(padded(row, kIndicatorColumns), " | ") + "\n";
  return titled(form, body);
}

inline std::string as_joined_lines(const ComposedForm& form) {
  std::string body;
  for (const TextRow& row : body_rows(form)) body += joined_by(filled(row), " ") + "\n";
  return titled(form, body);
}

inline std::string as_single_cells(const ComposedForm& form) {
  std::string body;
  for (const TextRow& row : body_rows(form)) body += joined_by(filled(row), "\n") + "\n";
  return titled(form, body);
}

}  // namespace hebiao
