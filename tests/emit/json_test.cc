// The public JSON: shape, order, nulls, numbers and strings, each as the contract names them.
#include "emit/json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/form_builder.h"

namespace hebiao {
namespace {

using Json = nlohmann::ordered_json;

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> names;
  for (const auto& [key, value] : object.items()) names.push_back(key);
  return names;
}

Report sample_report() {
  Report report = test::build_report({test::correct_form_text()});
  report.document.name = "2023/a.txt";
  report.document.sha256 = std::string(64, 'a');
  report.document.coverage = {.characters = 10, .in_cells = 7, .outside_tables = 2, .unplaced = 1};
  return report;
}

TEST(ReportJson, HasTheKeysOfTheContractInItsOrder) {
  const Json json = Json::parse(report_json(sample_report()));
  EXPECT_THAT(keys(json), testing::ElementsAre("schema", "source", "coverage", "forms", "findings", "problems"));
  EXPECT_EQ(json["schema"], "hebiao.document/1");
  EXPECT_THAT(keys(json["source"]), testing::ElementsAre("path", "sha256", "format", "pages"));
  EXPECT_EQ(json["source"]["path"], "2023/a.txt");
  EXPECT_TRUE(json["source"]["pages"].is_number_integer());
  EXPECT_EQ(json["coverage"], Json::parse(R"({"characters":10,"in_cells":7,"outside_tables":2,"unplaced":1})"));
}

TEST(ReportJson, FiguresAreStringsAndCountsAreNumbers) {
  const test::FormText text = test::correct_form_text();
  const Json form = Json::parse(report_json(sample_report()))["forms"][0];
  EXPECT_TRUE(form["funds"][0]["executed"]["value"].is_string());
  EXPECT_EQ(form["funds"][0]["executed"]["raw"], text.funds[0].executed);
  EXPECT_TRUE(form["index"].is_number_integer());
  EXPECT_TRUE(form["year"].is_number_integer());
  EXPECT_EQ(form["indicators"][0]["weight"]["value"], text.indicators[0].weight);
  int checks = 0;
  for (const auto& [name, count] : form["checks"].items()) checks += count.get<int>();
  EXPECT_GT(checks, 0);
}

TEST(ReportJson, TargetAndActualCarryTheirReadingAndNothingElseDoes) {
  const Json indicator = Json::parse(report_json(sample_report()))["forms"][0]["indicators"][0];
  EXPECT_THAT(keys(indicator["target"]["reading"]),
              testing::ElementsAre("kind", "comparator", "value", "unit", "quantum", "flags", "alternative"));
  EXPECT_TRUE(indicator["actual"].contains("reading"));
  EXPECT_FALSE(indicator["name"].contains("reading"));
  EXPECT_FALSE(indicator["weight"].contains("reading"));
}

TEST(ReportJson, WhatTheFormHasNotIsNull) {
  Report report = sample_report();
  report.forms[0].form.department.reset();
  report.forms[0].form.year.reset();
  report.forms[0].form.indicators[0].level2.clear();
  const Json form = Json::parse(report_json(report))["forms"][0];
  EXPECT_TRUE(form["department"].is_null());
  EXPECT_TRUE(form["year"].is_null());
  EXPECT_TRUE(form["indicators"][0]["level2"].is_null());
  EXPECT_EQ(form["indicators"][0]["level1"], report.forms[0].form.indicators[0].level1);
}

TEST(ReportJson, PlacesSayWhatAppliesAndRoundBoxesToTwoDecimals) {
  Report report = sample_report();
  Field& project = *report.forms[0].form.project;
  project.at = {.page = 3, .line = 0, .field = 0, .box = Box{1.005, 2.333333, 100, 20.25}};
  EXPECT_EQ(Json::parse(report_json(report))["forms"][0]["project"]["at"],
            Json::parse(R"({"page":3,"line":null,"field":null,"box":[1.0,2.33,100.0,20.25]})"));
  project.at = {.page = 1, .line = 7, .field = 2, .box = std::nullopt};
  EXPECT_EQ(Json::parse(report_json(report))["forms"][0]["project"]["at"],
            Json::parse(R"({"page":1,"line":7,"field":2,"box":null})"));
}

TEST(ReportJson, EqualLabelsAreBothKept) {
  Report report = sample_report();
  Field field;
  field.raw = "first";
  report.forms[0].form.other.emplace_back("备注", field);
  field.raw = "second";
  report.forms[0].form.other.emplace_back("备注", field);
  const Json other = Json::parse(report_json(report))["forms"][0]["other"];
  EXPECT_EQ(other["备注"]["raw"], "first");
  EXPECT_EQ(other["备注#2"]["raw"], "second");
}

TEST(ReportJson, BytesThatAreNoTextBecomeReplacementCharacters) {
  Report report = sample_report();
  report.document.name = "a\xFF.txt";
  EXPECT_EQ(Json::parse(report_json(report))["source"]["path"], "a\uFFFD.txt");
}

TEST(ReportJson, FindingsCarryEveryKey) {
  Report report = sample_report();
  report.findings.push_back({.rule = "report.year-conflict",
                             .severity = Severity::kNote,
                             .difference_class = DifferenceClass::kSoft,
                             .field = "",
                             .printed = "2022",
                             .expected = std::nullopt,
                             .low = std::nullopt,
                             .high = std::nullopt,
                             .message = {"年度不一致", "the years disagree"},
                             .basis = "",
                             .at = {},
                             .because = {"year"},
                             .fingerprint = "0123456789abcdef"});
  const Json finding = Json::parse(report_json(report))["findings"][0];
  EXPECT_THAT(keys(finding),
              testing::ElementsAre("rule", "severity", "class", "field", "printed", "expected", "low", "high",
                                   "message", "message_en", "basis", "at", "because", "fingerprint"));
  EXPECT_EQ(finding["severity"], "note");
  EXPECT_EQ(finding["class"], "soft");
  EXPECT_TRUE(finding["expected"].is_null());
}

TEST(ReportJson, TheSameReportGivesTheSameBytes) {
  EXPECT_EQ(report_json(sample_report()), report_json(sample_report()));
  EXPECT_EQ(report_json(sample_report()).back(), '\n');
}

}  // namespace
}  // namespace hebiao
