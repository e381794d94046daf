#include "emit/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "support/form_builder.h"

namespace hebiao {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(CsvField, IsQuotedOnlyWhereTheFormatAsksForIt) {
  struct Case {
    const char* why;
    std::string in;
    std::string verbatim;
    std::string safe;
  };
  const Case cases[] = {
      {"plain", "核表", "核表", "核表"},
      {"nothing", "", "", ""},
      {"a comma", "1,563.92", "\"1,563.92\"", "\"1,563.92\""},
      {"quotes are doubled", "a\"b", "\"a\"\"b\"", "\"a\"\"b\""},
      {"line feeds stay", "a\nb\r\nc", "\"a\nb\r\nc\"", "\"a\nb\r\nc\""},
      {"a target that Excel would take for a formula", "=100.00(%)", "=100.00(%)", "'=100.00(%)"},
      {"a plus", "+cmd", "+cmd", "'+cmd"},
      {"an at", "@sum", "@sum", "'@sum"},
      {"a dash", "-5次", "-5次", "'-5次"},
      {"a negative number is a number", "-5.25", "-5.25", "-5.25"},
      {"a tab at the beginning", "\t=1", "\t=1", "'\t=1"},
      {"formula and quote", "=\"a\"", "\"=\"\"a\"\"\"", "\"'=\"\"a\"\"\""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(csv_field(c.in, CsvFlavor::kVerbatim), c.verbatim) << c.why;
    EXPECT_EQ(csv_field(c.in, CsvFlavor::kSpreadsheetSafe), c.safe) << c.why;
  }
}

// A reader of RFC 4180, slow and obvious.
std::vector<std::vector<std::string>> parsed(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::string field;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted) {
      if (text[i] == '"' && i + 1 < text.size() && text[i + 1] == '"')
        field += text[i++];
      else if (text[i] == '"')
        quoted = false;
      else
        field += text[i];
    } else if (text[i] == '"') {
      quoted = true;
    } else if (text[i] == ',') {
      row.push_back(std::exchange(field, ""));
    } else if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') {
      row.push_back(std::exchange(field, ""));
      rows.push_back(std::exchange(row, {}));
      ++i;
    } else {
      field += text[i];
    }
  }
  return rows;
}

TEST(IndicatorsCsv, HasARowAnIndicatorAndEveryFieldAsPrinted) {
  test::FormText text = test::correct_form_text();
  text.indicators[0].deviation = "一,二\"三\"\n四";
  text.indicators[1].target = "=48(次)";
  const Report report = test::build_report({text, text});
  const auto rows = parsed(indicators_csv(report));
  ASSERT_EQ(rows.size(), 1 + 2 * text.indicators.size());
  const auto column = [&rows](const std::string& name) {
    const auto& head = rows[0];
    return static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
  };
  for (const auto& row : rows) EXPECT_EQ(row.size(), rows[0].size());
  EXPECT_EQ(rows[1][column("deviation")], "一,二\"三\"\n四");
  EXPECT_EQ(rows[2][column("target")], "=48(次)");
  EXPECT_EQ(rows[2][column("target_value")], "48");
  EXPECT_EQ(rows[2][column("weight_value")], "10");
  EXPECT_EQ(rows[10][column("form")], "2");
}

TEST(FindingsCsv, HasARowAFinding) {
  test::FormText text = test::correct_form_text();
  text.funds[0].score = "9.99";
  const Report report = test::build_report({text});
  const auto rows = parsed(findings_csv(report));
  ASSERT_EQ(rows.size(), 1 + report.forms[0].audit.findings.size() + report.findings.size());
  EXPECT_THAT(findings_csv(report), HasSubstr("fund.score"));
  EXPECT_THAT(findings_csv(report), Not(StartsWith("\xEF\xBB\xBF")));
  EXPECT_THAT(findings_csv(report, CsvFlavor::kSpreadsheetSafe), StartsWith("\xEF\xBB\xBF"));
}

}  // namespace
}  // namespace hebiao
