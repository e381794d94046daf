// fund.parts. Basis: arithmetic within the form (the total row is the sum of its sources of money).
//
// A dash or an empty cell in a part row means that no money came from there and adds nothing. A lone 其中 row need not
// be all of the money: unless another column shows that it is, it may be smaller than the total, never larger.
#include <fmt/core.h>

#include "model/rules/difference.h"
#include "model/rules/rules.h"
#include "model/rules/wording.h"

namespace hebiao::audit_rules::fund_parts {
namespace {

constexpr std::string_view kId = "fund.parts";

// A bare 0 beside figures with decimals says "nothing", not "less than a half".
Interval money(const PrintedNumber& printed) {
  if (sgn(printed.number) == 0 && printed.decimals == 0) return Interval::point(Rational(0));
  return measured(printed, Printing::kRounded);
}

struct Parts {
  std::vector<std::string> paths;  // of the rows that print a figure
  std::vector<const PrintedNumber*> figures;
  Rational printed = 0;
  std::string_view obstacle;  // why the sum cannot be taken; empty if it can
  std::string obstacle_path;
};

Parts add_up(const Form& form, const MoneyColumn& column) {
  Parts parts;
  for (std::size_t row = 0; row < form.funds.size(); ++row) {
    if (form.funds[row].depth != 1) continue;
    const OptionalField& field = form.funds[row].*column.field;
    if (field && field->state == FieldState::kBlank) continue;
    const PrintedNumber* figure = number_of(field);
    if (figure == nullptr) {
      parts.obstacle = why_not_a_number(field);
      parts.obstacle_path = fund_path(row, column.member);
      continue;
    }
    parts.paths.push_back(fund_path(row, column.member));
    parts.printed += figure->number;
    parts.figures.push_back(figure);
  }
  return parts;
}

std::size_t part_rows(const Form& form) {
  std::size_t count = 0;
  for (const FundLine& line : form.funds) count += line.depth == 1 ? 1 : 0;
  return count;
}

// Several part rows are all of the money; a lone one is if some column with money in it says so.
bool parts_are_all(const Case& c) {
  if (part_rows(c.form) > 1) return true;
  for (const MoneyColumn& column : kMoneyColumns) {
    const PrintedNumber* total = number_of(c.form.funds[*c.total_row].*column.field);
    const Parts parts = add_up(c.form, column);
    if (total != nullptr && sgn(total->number) > 0 && parts.obstacle.empty() && parts.printed == total->number)
      return true;
  }
  return false;
}

Message explain(const Case& c, const std::string& path, const Parts& parts, const Judgement& judgement, int decimals) {
  Message terms;
  for (const std::string& part : parts.paths) {
    const Message cited = cite(c.form, part, Naming::kWithRow);
    terms.zh += (terms.zh.empty() ? "" : " + ") + cited.zh;
    terms.en += (terms.en.empty() ? "" : " + ") + cited.en;
  }
  const Message total = cite(c.form, path, Naming::kWithRow);
  const Message verdict = verdict_on(judgement, decimals, "", OtherFigures::kAllowCuttingOff);
  const std::string added = canonical_number(parts.printed);
  return {fmt::format("{}不等于各分项之和 {}：{}；{}", total.zh, added, terms.zh, verdict.zh),
          fmt::format("{} is not the sum of its parts {}: {}; {}", total.en, added, terms.en, verdict.en)};
}

Judgement judge(const PrintedNumber& total, const Parts& parts) {
  Judgement judgement;
  judgement.recomputed = parts.printed;
  if (round_half_up(parts.printed, total.decimals) == total.number) return judgement;
  Interval possible = Interval::point(Rational(0));
  for (const PrintedNumber* part : parts.figures) possible = sum(possible, money(*part));
  const Interval printed = money(total);
  judgement.difference_class = common(printed, possible) ? DifferenceClass::kRounding : DifferenceClass::kReal;
  judgement.unexplained = gap(printed, possible);
  judgement.allowed = possible;
  return judgement;
}

void check_column(const Case& c, const MoneyColumn& column, bool all, Outcome& outcome) {
  const OptionalField& field = c.form.funds[*c.total_row].*column.field;
  const std::string path = fund_path(*c.total_row, column.member);
  const Parts parts = add_up(c.form, column);
  if (parts.paths.empty()) return;
  const std::string_view reason = why_not_a_number(field);
  if (!reason.empty()) return outcome.add(unchecked(c.form, kId, path, reason, path));
  if (!parts.obstacle.empty()) return outcome.add(unchecked(c.form, kId, path, parts.obstacle, parts.obstacle_path));
  const PrintedNumber& total = *field->value;
  const Judgement judgement = judge(total, parts);
  if (!all && parts.printed < total.number)
    return outcome.add(unchecked(c.form, kId, path, "lone-part", parts.paths.front()));
  outcome.add(checked(kId, path, judgement.difference_class, Relation::kSum, parts.paths, judgement.recomputed,
                      total.decimals));
  if (judgement.difference_class == DifferenceClass::kExact) return;
  Finding found = finding(c.form, kId, severity_of(judgement.difference_class, OtherFigures::kAllowCuttingOff),
                          judgement.difference_class, path, explain(c, path, parts, judgement, total.decimals));
  outcome.add(with_figures(std::move(found), judgement, total.decimals, parts.paths));
}

Outcome check(const Case& c) {
  Outcome outcome;
  if (!c.total_row || part_rows(c.form) == 0) return outcome;
  const bool all = parts_are_all(c);
  for (const MoneyColumn& column : kMoneyColumns) check_column(c, column, all, outcome);
  return outcome;
}

}  // namespace

Rule rule() {
  return {
      {kId,
       Severity::kError,
       {"资金总额应等于各来源之和（年初预算数、全年预算数、全年执行数分别核对）",
        "the total row is the sum of its parts, in each of the three money columns"},
       kArithmetic,
       {"年度资金总额 = 其下各项之和（三列金额分别核对）", "funds[total].column = sum of funds[part].column"},
       {"错误：总额 312.73，分项 300.00 与 12.00；提示：总额 0.03，分项 0.01 与 0.01，四舍五入可以解释；无：分项合计 "
        "312.73",
        "error: total 312.73 of 300.00 and 12.00; note: total 0.03 of 0.01 and 0.01, which rounding explains; none: "
        "parts that add to 312.73"},
       {"表中只列部分来源、未列全部来源时", "where the form lists some of the sources only"}},
      check};
}

}  // namespace hebiao::audit_rules::fund_parts
