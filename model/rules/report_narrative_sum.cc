// report.narrative-sum. Basis: arithmetic within the form (what prose says of the money is what the table says).
//
// Two things are held against each other: an amount right after a money word (全年预算数为312.73万元) and the table's
// column of that name; and an amount with the parts that 其中 lists behind it in the same sentence. Rounding counts as
// in the table: 312.7万元 agrees with 312.73.
#include <fmt/core.h>

#include <algorithm>

#include "model/interval_arithmetic.h"
#include "model/rules/case.h"
#include "model/rules/prose_amounts.h"
#include "model/rules/report_finding.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"
#include "model/rules/words.h"

namespace hebiao::audit_rules::report_narrative_sum {
namespace {

constexpr std::string_view kId = "report.narrative-sum";

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// The clause in which `before` ends: what stands behind its last comma or stop.
std::string_view clause_of(std::string_view before) {
  std::size_t begin = 0;
  for (std::string_view list : {"sentence-end", "clause-end"}) {
    for (const std::string& stop : words(list)) {
      const std::size_t found = before.rfind(stop);
      if (found != std::string_view::npos) begin = std::max(begin, found + stop.size());
    }
  }
  return before.substr(begin);
}

// 较上年实际支出300万元, 一季度实际支出20万元, 2022年实际支出300万元 in a form of 2023: not the amount of its year.
bool of_another_time(std::string_view before, const std::optional<int>& year) {
  const std::string_view clause = clause_of(before);
  const std::vector<int> years = written_years(clause);
  if (year && !years.empty()) return std::find(years.begin(), years.end(), *year) == years.end();
  return mentions(clause, "other-time");
}

// Does `before`, the text up to an amount, end with a word of the list, perhaps with a filler behind it?
bool names_column(std::string_view before, std::string_view list) {
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  for (const std::string& word : words(list)) {
    if (ends_with(before, word)) return true;
    for (const std::string& filler : words("money-filler"))
      if (ends_with(before, word + filler)) return true;
  }
  return false;
}

struct Narrative {
  std::string path;  // in the form
  const Field* field = nullptr;
};

std::vector<Narrative> narratives(const Form& form) {
  std::vector<Narrative> texts;
  if (form.goal) texts.push_back({"goal", &*form.goal});
  if (form.outcome) texts.push_back({"outcome", &*form.outcome});
  for (const auto& [label, field] : form.other) texts.push_back({"other", &field});
  return texts;
}

Finding differs(std::size_t position, const Form& form, const Narrative& text, const std::string& printed,
                const std::string& fund) {
  const Message where = place(text.field->at);
  const Message cited = cite(form, fund);
  Finding finding = report_finding(
      kId, Severity::kWarning, DifferenceClass::kReal,
      {fmt::format("文字所述「{}」（{}）与表中{}不一致（单位：{}）", printed, where.zh, cited.zh, form.money_unit),
       fmt::format("the text says 「{}」 ({}), the table's {} differs (in {})", printed, where.en, cited.en,
                   form.money_unit)},
      text.field->at, form_identity(form) + "/" + text.path + "/" + fund);
  finding.printed = printed;
  finding.expected = find_field(form, fund)->value->digits;
  finding.because = {report_path(position, text.path), report_path(position, fund)};
  return finding;
}

// Prose may speak of a part of the project too: where one amount under the column's name agrees, the others may differ.
void compare_with_table(std::size_t position, const Form& form, const Narrative& text, std::vector<Finding>& findings) {
  const std::optional<Rational> unit = yuan_per(form.money_unit);
  const std::optional<std::size_t> row = total_row(form);
  if (!unit || !row) return;
  const std::vector<ProseAmount> amounts = prose_amounts(text.field->text);
  for (const MoneyColumn& column : kMoneyColumns) {
    const PrintedNumber* printed = number_of(form.funds[*row].*column.field);
    if (printed == nullptr) continue;
    const Interval in_table = scaled(measured(*printed, Printing::kRounded), *unit);
    const ProseAmount* different = nullptr;
    bool agrees = false;
    for (const ProseAmount& amount : amounts) {
      const std::string_view before = std::string_view(text.field->text).substr(0, amount.begin);
      if (!names_column(before, fmt::format("money:{}", column.member)) || of_another_time(before, form.year)) continue;
      const bool same = common(amount.possible, in_table).has_value();
      agrees = agrees || same;
      if (!same && different == nullptr) different = &amount;
    }
    if (different != nullptr && !agrees)
      findings.push_back(differs(position, form, text, different->printed, fund_path(*row, column.member)));
  }
}

// One amount before 其中, two or more behind it, all in one sentence.
struct StatedSum {
  const ProseAmount* total = nullptr;
  std::vector<const ProseAmount*> parts;
};

StatedSum stated_sum(std::string_view sentence, const std::vector<ProseAmount>& amounts) {
  StatedSum stated;
  for (const std::string& word : words("sum-parts")) {
    const std::size_t at = sentence.find(word);
    if (at == std::string_view::npos || sentence.find(word, at + 1) != std::string_view::npos) continue;
    for (const ProseAmount& amount : amounts) {
      if (amount.begin < at) stated.total = &amount;
      if (amount.begin > at) stated.parts.push_back(&amount);
    }
    break;
  }
  return stated;
}

void add_up(std::size_t position, const Form& form, const Narrative& text, std::vector<Finding>& findings) {
  for (const Sentence& sentence : sentences(text.field->text)) {
    const std::vector<ProseAmount> amounts = prose_amounts(sentence.text);
    const StatedSum stated = stated_sum(sentence.text, amounts);
    if (stated.total == nullptr || stated.parts.size() < 2) continue;
    Interval possible = Interval::point(Rational(0));
    Rational added = 0;
    std::string terms;
    for (const ProseAmount* part : stated.parts) {
      possible = sum(possible, part->possible);
      added += part->number;
      terms += (terms.empty() ? "" : " + ") + part->printed;
    }
    const bool open_list = mentions(sentence.text, "and-so-on") && added < stated.total->number;
    if (open_list || common(possible, stated.total->possible)) continue;
    const Message where = place(text.field->at);
    Finding finding =
        report_finding(kId, Severity::kWarning, DifferenceClass::kReal,
                       {fmt::format("文字所述「{}」（{}）与其分项之和不符：{} = {}元", stated.total->printed, where.zh,
                                    terms, canonical_number(added)),
                        fmt::format("the text says 「{}」 ({}), its parts add to something else: {} = {} yuan",
                                    stated.total->printed, where.en, terms, canonical_number(added))},
                       text.field->at, form_identity(form) + "/" + text.path + "/sum");
    finding.printed = stated.total->printed;
    finding.expected = canonical_number(added);
    finding.because = {report_path(position, text.path)};
    findings.push_back(std::move(finding));
  }
}

std::vector<Finding> check(const ReportCase& report) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < report.forms.size(); ++i) {
    const Form& form = report.forms[i].form;
    for (const Narrative& text : narratives(form)) {
      compare_with_table(i, form, text, findings);
      add_up(i, form, text, findings);
    }
  }
  return findings;
}

}  // namespace

Rule rule() {
  return {{kId,
           Severity::kWarning,
           {"文字叙述中的金额应自洽并与表中一致", "amounts in a narrative add up and agree with the table"},
           kArithmetic,
           {"文字中的金额 = 表中对应的金额；「其中」之前的金额 = 其后各金额之和",
            "amount after a money word = the table's column; amount before 其中 = sum of the amounts behind it"},
           {"警告：“全年预算数为 321.73 万元”，表中 312.73；警告：“共 500 万元，其中甲 300 万元、乙 150 "
            "万元”；无：“全年预算数约合 312.7 万元”",
            "warning: 全年预算数为321.73万元 where the table says 312.73; warning: 500 of 300 and 150; none: amounts "
            "that round "
            "to the table's"},
           {"文字所述为项目的一部分或其他年度时", "where the text speaks of a part of the project or of another year"}},
          nullptr,
          BasisOf::kRule,
          check};
}

}  // namespace hebiao::audit_rules::report_narrative_sum
