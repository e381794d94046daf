// Mutation testing: thousands of correct forms, one fault each.
//
// Measured are the recall per rule (the planted faults that the named rule finds at the named field), the false alarms
// (errors and warnings on correct forms: none is allowed), and the detection floor (the share of one- and two-unit
// errors of a printed figure that is raised above a note). The figures are kept in figures.tsv and may only rise:
// HEBIAO_MUTATION_FIGURES=FILE writes what was measured; HEBIAO_MUTATIONS sets how many forms (default 300, the
// file's).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>

#include "model/model.h"
#include "tests/model/findings_testing.h"
#include "tests/model/mutation/faults.h"
#include "tests/model/mutation/report_faults.h"
#include "tests/support/whole_way.h"

namespace hebiao::test {
namespace {

constexpr std::uint64_t kForms = 300;        // the sample whose figures are kept
constexpr std::uint64_t kWholeWayStep = 10;  // every tenth form goes the whole way, as text
constexpr int kRecallNumerator = 995;        // 99.5 %
constexpr int kRecallDenominator = 1000;

std::uint64_t form_count() {
  const char* wanted = std::getenv("HEBIAO_MUTATIONS");
  return wanted == nullptr ? kForms : std::strtoull(wanted, nullptr, 10);
}

struct Tally {
  long of = 0;
  long found = 0;

  void count(bool hit) { ++of, found += hit ? 1 : 0; }
  std::string share() const {  // four decimals, cut off
    return decimal_text(of == 0 ? 10'000 : found * 10'000 / of, 4);
  }
};

using Findings = std::vector<Finding>;

Findings audited_in_memory(const FormText& text) { return build_audited(text).audit.findings; }

Findings audited_whole_way(const FormText& text) {
  const Report report = audit_text(as_tab_text(text));
  return report.forms.size() == 1 ? report.forms[0].audit.findings : Findings{};
}

std::vector<std::string> alarms(const Findings& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings)
    if (finding.severity != Severity::kNote) lines.push_back(line_of(finding) + ": " + finding.message.zh);
  return lines;
}

bool names(const Findings& findings, const std::string& rule, const std::string& field, Severity least) {
  for (const Finding& finding : findings)
    if (finding.rule == rule && finding.field == field && finding.severity >= least) return true;
  return false;
}

TEST(Mutation, RaisesNoAlarmOnCorrectForms) {
  for (std::uint64_t seed = 1; seed <= form_count(); ++seed) {
    const FormText text = generate_form(seed).text;
    EXPECT_THAT(alarms(audited_in_memory(text)), testing::IsEmpty()) << "seed " << seed << "\n" << as_tab_text(text);
    if (seed % kWholeWayStep != 0) continue;
    EXPECT_THAT(alarms(audited_whole_way(text)), testing::IsEmpty()) << "seed " << seed << "\n" << as_tab_text(text);
  }
}

// Figures measured earlier, by name: "recall fund.rate" -> "1.0000".
std::map<std::string, std::string> kept_figures() {
  std::map<std::string, std::string> figures;
  std::ifstream file(HEBIAO_SOURCE_DIR "/tests/model/mutation/figures.tsv");
  std::string line;
  while (std::getline(file, line)) {
    const std::size_t tab = line.find('\t');
    if (tab != std::string::npos && line[0] != '#') figures[line.substr(0, tab)] = line.substr(tab + 1);
  }
  return figures;
}

// Writes the figures where they are wanted, and holds them against those of the file if the sample is the same.
void keep(const std::map<std::string, Tally>& measured) {
  if (const char* path = std::getenv("HEBIAO_MUTATION_FIGURES")) {
    std::ofstream file(path, std::ios::app);
    for (const auto& [name, tally] : measured) file << name << '\t' << tally.share() << '\n';
    return;
  }
  if (form_count() != kForms) return;
  const std::map<std::string, std::string> kept = kept_figures();
  for (const auto& [name, tally] : measured) {
    const auto before = kept.find(name);
    ASSERT_NE(before, kept.end()) << name << " is not in figures.tsv";
    EXPECT_GE(tally.share(), before->second) << name << " has fallen";
  }
}

// At least the recall that is asked for, and no less than was kept.
void hold_up(const std::map<std::string, Tally>& recall) {
  for (const auto& [name, tally] : recall) {
    EXPECT_GE(tally.found * kRecallDenominator, tally.of * kRecallNumerator)
        << name << ": " << tally.found << " of " << tally.of;
    std::cout << name << '\t' << tally.found << " of " << tally.of << '\n';
  }
  keep(recall);
}

TEST(Mutation, FindsPlantedFaults) {
  std::map<std::string, Tally> recall;
  for (std::uint64_t seed = 1; seed <= form_count(); ++seed) {
    for (std::size_t kind = 0; kind < faults().size(); ++kind) {
      const Fault& fault = faults()[kind];
      Random random(seed * 1000 + kind);
      PlannedForm form = generate_form(seed, fault.wishes);
      const std::optional<std::string> field = fault.plant(random, form);
      if (!field) continue;
      const bool whole_way = (seed + kind) % kWholeWayStep == 0;
      const Findings findings = whole_way ? audited_whole_way(form.text) : audited_in_memory(form.text);
      const bool hit = names(findings, fault.rule, *field, fault.least);
      recall[std::string("recall ") + fault.rule].count(hit);
      if (!hit)
        std::cout << "missed: " << fault.rule << " at " << *field << (whole_way ? ", whole way" : "") << ", seed "
                  << seed << "\n";
    }
  }
  hold_up(recall);
}

// Whole reports and spoiled texts go the whole way, which costs more: every tenth seed.
TEST(Mutation, FindsFaultsOfReportsAndTexts) {
  std::map<std::string, Tally> recall;
  for (std::uint64_t seed = kWholeWayStep; seed <= form_count(); seed += kWholeWayStep) {
    const PlannedReport correct = generate_report(seed);
    const Report quiet = audit_text(as_text(correct));
    EXPECT_EQ(quiet.forms.size(), correct.forms.size()) << "seed " << seed;
    EXPECT_THAT(alarms(quiet.findings), testing::IsEmpty()) << "seed " << seed;
    for (std::size_t kind = 0; kind < report_faults().size(); ++kind) {
      const ReportFault& fault = report_faults()[kind];
      Random random(seed * 1000 + kind);
      PlannedReport report = correct;
      if (!fault.plant(random, report)) continue;
      recall[std::string("recall ") + fault.rule].count(
          names(audit_text(as_text(report)).findings, fault.rule, "", fault.least));
    }
    for (std::size_t kind = 0; kind < text_faults().size(); ++kind) {
      const TextFault& fault = text_faults()[kind];
      Random random(seed * 1000 + kind);
      const std::optional<SpoiledText> spoiled = fault.spoil(random, correct.forms[0]);
      if (!spoiled) continue;
      const Report report = audit_text(spoiled->text);
      recall[std::string("recall ") + fault.rule].count(
          report.forms.size() == 1 && names(report.forms[0].audit.findings, fault.rule, spoiled->field, fault.least));
    }
  }
  hold_up(recall);
}

TEST(Mutation, HasAFaultForEveryRule) {
  std::set<std::string> with_fault;
  for (const Fault& fault : faults()) with_fault.insert(fault.rule);
  for (const ReportFault& fault : report_faults()) with_fault.insert(fault.rule);
  for (const TextFault& fault : text_faults()) with_fault.insert(fault.rule);
  for (const RuleInfo& rule : rules()) EXPECT_EQ(with_fault.count(std::string(rule.id)), 1U) << rule.id;
}

TEST(Mutation, MeasuresTheDetectionFloor) {
  std::map<std::string, Tally> floor;
  for (std::uint64_t seed = 1; seed <= form_count(); ++seed) {
    const PlannedForm correct = generate_form(seed, {80, 99, 40});
    for (const Nudge& nudge : nudges(correct)) {
      for (int units : {-2, -1, 1, 2}) {
        PlannedForm form = correct;
        nudge.apply(form, units);
        const bool hit = names(audited_in_memory(form.text), nudge.rule, nudge.field, Severity::kWarning);
        floor["floor " + std::string(nudge.rule) + (units * units == 1 ? " 1 unit" : " 2 units")].count(hit);
      }
    }
  }
  for (const auto& [name, tally] : floor) std::cout << name << '\t' << tally.share() << '\n';
  keep(floor);
}

// The slow version in whole numbers and the program agree: what rounding explains, jointly, is a note and no more.
TEST(Mutation, NeverRaisesRoundingAboveANote) {
  long rounded = 0;
  for (std::uint64_t seed = 1; seed <= form_count(); ++seed) {
    for (int units = -3; units <= 3; ++units) {
      PlannedForm form = generate_form(seed, {80, 99, 0});
      form.rate += units;
      nudges(form)[0].apply(form, 0);
      if (rate_is_rounding(form)) {
        EXPECT_FALSE(names(audited_in_memory(form.text), "fund.rate", "funds[0].rate", Severity::kWarning)) << seed;
        ++rounded;
      }
      form = generate_form(seed, {80, 99, 0});
      form.execution_score += units;
      nudges(form)[1].apply(form, 0);
      if (!score_is_rounding(form)) continue;
      EXPECT_FALSE(names(audited_in_memory(form.text), "fund.score", "funds[0].score", Severity::kWarning)) << seed;
      ++rounded;
    }
  }
  EXPECT_GT(rounded, 0);
}

}  // namespace
}  // namespace hebiao::test
