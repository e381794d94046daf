// hebiao rules and hebiao explain RULE: what the program checks, why, and when to ignore it.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string_view>
#include <vector>

#include "cli/command_parts.h"
#include "model/model.h"

namespace hebiao {
namespace {

struct RulesFlags {};

struct ExplainFlags {
  std::string rule;
};

std::string indented(std::string_view text) {
  std::string result = "    ";
  for (const char c : text) {
    result += c;
    if (c == '\n') result += "    ";
  }
  return result;
}

std::string section(const Terminal& terminal, const Message& heading, std::string_view text) {
  if (text.empty()) return {};
  return fmt::format("  {}\n{}\n", terminal.say(heading), indented(text));
}

std::string explanation(const RuleInfo& rule, const Terminal& terminal) {
  return fmt::format("{} ({})\n  {}\n", rule.id, severity_name(rule.severity), terminal.say(rule.title)) +
         section(terminal, {"依据：", "Basis:"}, rule.basis) +
         section(terminal, {"公式：", "Formula:"}, terminal.say(rule.formula)) +
         section(terminal, {"示例：", "Examples:"}, terminal.say(rule.examples)) +
         section(terminal, {"何时可以不理会：", "When to ignore it:"}, terminal.say(rule.ignore_when));
}

ExitCode run_rules(const RulesFlags&, const Session& session) {
  std::string text;
  for (const RuleInfo& rule : rules()) text += (text.empty() ? "" : "\n") + explanation(rule, session.terminal);
  print_result(text);
  return ExitCode::kDone;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0U);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j + 1] + 1, row[j] + 1, substituted});
    }
  }
  return row.back();
}

std::string_view nearest_rule(std::string_view wanted) {
  const auto& all = rules();
  if (all.empty()) return {};
  return std::min_element(all.begin(), all.end(),
                          [wanted](const RuleInfo& a, const RuleInfo& b) {
                            return edit_distance(wanted, a.id) < edit_distance(wanted, b.id);
                          })
      ->id;
}

ExitCode run_explain(const ExplainFlags& flags, const Session& session) {
  const RuleInfo* rule = find_rule(flags.rule);
  if (rule == nullptr) {
    const std::string_view nearest = nearest_rule(flags.rule.substr(0, 64));  // no rule's id is longer
    print_error(
        session.terminal,
        {fmt::format("没有「{}」这条规则；最接近的是 {}；全部规则见 hebiao rules", flags.rule, nearest),
         fmt::format("there is no rule 「{}」; the nearest is {}; hebiao rules lists all", flags.rule, nearest)});
    return ExitCode::kUsage;
  }
  print_result(explanation(*rule, session.terminal));
  return ExitCode::kDone;
}

}  // namespace

void add_rules(CLI::App& app, Session& session) {
  add_command<RulesFlags>(app, session, "rules",
                          {"列出全部规则：级别、依据、公式、示例、何时可以不理会",
                           "List every rule: severity, basis, formula, examples, when to ignore it"},
                          run_rules);
}

void add_explain(CLI::App& app, Session& session) {
  auto command = add_command<ExplainFlags>(app, session, "explain", {"解释一条规则", "Explain one rule"}, run_explain);
  command.add("RULE", command.options.rule, {"规则名，如 fund.score", "The rule's id, such as fund.score"})->required();
}

}  // namespace hebiao
