// The sample report says the same as text and as the PDFs that an office and a browser make of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "batch/audit.h"
#include "emit/json.h"

namespace hebiao {
namespace {

using Json = nlohmann::ordered_json;

// Messages name places: （第3页） of a PDF, （第17行） of a text.
std::string without_place_names(const std::string& message) {
  static const std::regex kPlaces("（第[0-9]+(页|行)[^）]*）| \\((page|line) [0-9]+[^)]*\\)");
  return std::regex_replace(message, kPlaces, "");
}

// Places and file names differ by nature; `raw` differs where a line was wrapped at a blank.
Json without_places(const Json& value) {
  if (value.is_string()) return without_place_names(value.get<std::string>());
  static const std::set<std::string> kPlaces = {"at",  "levels_at", "source",     "coverage",
                                                "raw", "problems",  "fingerprint"};
  if (value.is_array()) {
    Json out = Json::array();
    for (const Json& item : value) out.push_back(without_places(item));
    return out;
  }
  if (!value.is_object()) return value;
  Json out = Json::object();
  for (const auto& [key, item] : value.items()) {
    if (kPlaces.count(key) == 0) out[key] = without_places(item);
  }
  return out;
}

// Mendings of the text's own rows (a level one column off) have no counterpart on a page that was set right.
Json without_mendings(Json report) {
  for (Json& form : report["forms"]) {
    Json kept = Json::array();
    for (const Json& finding : form["findings"]) {
      if (finding["rule"] != "read.repaired") kept.push_back(finding);
    }
    form["findings"] = kept;
    form.erase("checks");
  }
  return report;
}

Json audited(const std::filesystem::path& path) {
  Result<Report> report = audit(path, path.filename().string(), AuditOptions{});
  EXPECT_TRUE(report.has_value()) << path << ": " << report.error().problem.message.en;
  if (!report) return {};
  EXPECT_EQ(report->document.coverage.unplaced, 0u);
  return without_mendings(without_places(Json::parse(report_json(*report))));
}

std::string first_difference(const Json& a, const Json& b) {
  Json patch = Json::diff(a, b);
  std::string out;
  for (std::size_t i = 0; i < patch.size() && i < 12; ++i) out += patch[i].dump() + "\n";
  return out;
}

class SameReport : public testing::TestWithParam<const char*> {};

TEST_P(SameReport, AsTextAndAsPdf) {
  const char* acceptance = std::getenv("HEBIAO_ACCEPTANCE");
  if (acceptance == nullptr) GTEST_SKIP() << "HEBIAO_ACCEPTANCE is not set";
  std::string options = GetParam();
  std::string engine = options.substr(0, options.find(' '));
  std::string sample = std::string(acceptance) + "/samples/shanghai-2023-self-evaluation.txt";
  // A folder for each way of drawing: the tests run side by side.
  std::string way = options;
  std::replace(way.begin(), way.end(), ' ', '-');
  std::filesystem::path out = std::filesystem::temp_directory_path() / ("hebiao-same-report-" + way);
  std::string command = std::string(HEBIAO_SOURCE_DIR) + "/scripts/typeset '" + sample + "' -o '" + out.string() +
                        "' --engines " + options + " >/dev/null 2>&1";
  int status = std::system(command.c_str());
  if (WEXITSTATUS(status) == 3) GTEST_SKIP() << engine << " is not installed";
  ASSERT_EQ(status, 0) << command;
  Json from_text = audited(sample);
  Json from_pdf = audited(out / ("shanghai-2023-self-evaluation." + engine + ".pdf"));
  ASSERT_EQ(from_pdf["forms"].size(), 8u);
  EXPECT_EQ(from_text["forms"], from_pdf["forms"]) << first_difference(from_text["forms"], from_pdf["forms"]);
  std::filesystem::remove_all(out);
}

class OurSample : public testing::TestWithParam<const char*> {};

TEST_P(OurSample, AsTextAndAsPdf) {
  const std::string sample = std::string(HEBIAO_SOURCE_DIR) + "/samples/" + GetParam();
  const Json from_text = audited(sample + ".txt");
  const Json from_pdf = audited(sample + ".pdf");
  EXPECT_FALSE(from_text["forms"].empty());
  EXPECT_EQ(from_text["forms"], from_pdf["forms"]) << first_difference(from_text["forms"], from_pdf["forms"]);
}

INSTANTIATE_TEST_SUITE_P(Each, OurSample,
                         testing::Values("information-centre-2023", "library-2023", "rural-roads-2022-gb18030",
                                         "sports-bureau-2023-errors"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

// As printed: the rows stay where the text has them, so that the PDF shows the same slips.
INSTANTIATE_TEST_SUITE_P(Engines, SameReport,
                         testing::Values("writer", "chromium", "weasyprint", "writer --as-printed"),
                         [](const auto& test) {
                           std::string name = test.param;
                           std::replace_if(
                               name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
                           return name;
                         });

}  // namespace
}  // namespace hebiao
