#include "emit/sarif.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/form_builder.h"

namespace hebiao {
namespace {

using Json = nlohmann::ordered_json;

Report report_with_fault() {
  test::FormText text = test::correct_form_text();
  text.total_score = "1";
  Report report = test::build_report({text});
  report.document.sha256 = std::string(64, 'b');
  return report;
}

Json run_of(const std::string& path) {
  SarifLog log("1.2.3");
  log.add(report_with_fault(), path, {});
  return Json::parse(log.text())["runs"][0];
}

TEST(Sarif, NamesTheFormatAndTheTool) {
  SarifLog log("1.2.3");
  const Json json = Json::parse(log.text());
  EXPECT_EQ(json["version"], "2.1.0");
  EXPECT_EQ(json["runs"][0]["tool"]["driver"]["name"], "hebiao");
  EXPECT_EQ(json["runs"][0]["tool"]["driver"]["semanticVersion"], "1.2.3");
  EXPECT_TRUE(json["runs"][0]["results"].is_array());
}

TEST(Sarif, AResultPointsAtItsRuleItsFileAndItsLine) {
  const Json run = run_of("a.txt");
  ASSERT_FALSE(run["results"].empty());
  for (const Json& result : run["results"]) {
    const std::size_t rule = result["ruleIndex"].get<std::size_t>();
    EXPECT_EQ(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    const Json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["artifactLocation"]["index"], 0);
    EXPECT_GE(place["region"]["startLine"].get<int>(), 1);
    EXPECT_FALSE(result["partialFingerprints"]["hebiao/v1"].get<std::string>().empty());
  }
  EXPECT_EQ(run["artifacts"][0]["hashes"]["sha-256"], std::string(64, 'b'));
}

TEST(Sarif, EscapesPathsToUris) {
  EXPECT_EQ(run_of("报告/a b#1.txt")["artifacts"][0]["location"]["uri"], "%E6%8A%A5%E5%91%8A/a%20b%231.txt");
  // A reference that begins with a slash combines with no base: the public validator refuses it.
  EXPECT_EQ(run_of("/var/a b.txt")["artifacts"][0]["location"]["uri"], "file:///var/a%20b.txt");
}

TEST(Sarif, AnAcceptedFindingStaysSuppressed) {
  const Report report = report_with_fault();
  const Finding& accepted = report.forms[0].audit.findings.at(0);
  Decisions decisions;
  decisions.set({.fingerprint = accepted.fingerprint,
                 .report = "a.txt",
                 .rule = accepted.rule,
                 .printed = accepted.printed.value_or(""),
                 .decision = "不属实",
                 .who = "王审核",
                 .when = "2024-05-01",
                 .why = "已核"});
  ASSERT_TRUE(decisions.standing(accepted) == Standing::kAccepted);
  SarifLog log("1");
  log.add(report, "a.txt", decisions);
  const Json results = Json::parse(log.text())["runs"][0]["results"];
  EXPECT_EQ(results[0]["suppressions"][0]["kind"], "external");
  EXPECT_NE(results[0]["suppressions"][0]["justification"].get<std::string>().find("王审核"), std::string::npos);
  for (std::size_t i = 1; i < results.size(); ++i) EXPECT_FALSE(results[i].contains("suppressions"));
}

TEST(Sarif, APdfHasNoLineButPageAndBox) {
  Report report = report_with_fault();
  report.document.format = SourceFormat::kPdf;
  SarifLog log("1");
  log.add(report, "a.pdf", {});
  const Json location = Json::parse(log.text())["runs"][0]["results"][0]["locations"][0];
  EXPECT_FALSE(location["physicalLocation"].contains("region"));
  EXPECT_TRUE(location["properties"]["page"].is_number_integer());
}

}  // namespace
}  // namespace hebiao
