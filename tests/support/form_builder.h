// Forms for tests, from the strings that a person would type: a correct one to begin with, easy to spoil.
//
//   FormText text = correct_form_text();
//   text.indicators[1].score = "4";            // plant a fault
//   const Form form = build_form(text);        // in memory, every field in its cell of the sheet
//   const Report report = build_report({text});  // recomputed too
//   const std::string file = as_tab_text(text);  // the same form as a text file, for the whole way
//
// An empty string is a blank cell. Readings come from read_value, as build_forms takes them.
#pragma once

#include <string>
#include <vector>

#include "model/report.h"

namespace hebiao::test {

struct FundText {
  FundKind kind = FundKind::kTotal;
  int depth = 0;
  std::string label;
  std::string initial_budget;
  std::string full_budget;
  std::string executed;
  std::string weight;
  std::string rate;
  std::string score;
};

struct IndicatorText {
  std::string level1;  // canonical; printed where it changes
  std::string level2;
  std::string name;
  std::string target;
  std::string actual;
  std::string weight;
  std::string score;
  std::string deviation;
};

struct FormText {
  std::string title = "项目支出绩效自评表";
  std::string year = "2023";  // printed as (2023年度)
  std::string project;
  std::string department;
  std::string agency;
  std::string money_unit = "万元";
  std::vector<FundText> funds;
  std::string goal;
  std::string outcome;
  std::vector<IndicatorText> indicators;
  std::string total_weight;
  std::string total_score;
  std::string grade;
  std::string profile = "mof-base";
};

// A form on which the audit finds nothing: three rows of money, nine indicators of every kind, 50/30/10, total 99.55.
FormText correct_form_text();

// The cells that FormText prints, row by row, as the Ministry's layout draws them.
std::vector<std::vector<std::string>> form_rows(const FormText& text);

Form build_form(const FormText& text, int index = 1);
AuditedForm build_audited(const FormText& text, int index = 1);
Report build_report(const std::vector<FormText>& forms);

// One form, or several with a blank line between, as tab-separated text.
std::string as_tab_text(const FormText& text);
std::string as_tab_text(const std::vector<FormText>& forms);

}  // namespace hebiao::test
