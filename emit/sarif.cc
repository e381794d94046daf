#include "emit/sarif.h"

#include <fmt/format.h>

#include <map>

#include "emit/diagnostics.h"
#include "emit/json_parts.h"
#include "model/model.h"

namespace hebiao {
namespace {

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json";

// Where the package installs what one reads first.
constexpr std::string_view kInformation = "file:///usr/share/doc/hebiao/README.md";

constexpr const char* kPdf = "application/pdf";
constexpr const char* kPlainText = "text/plain";

// A relative path as a URI reference, an absolute one as a file URI (RFC 3986): unreserved characters and / stay.
std::string uri_of(std::string_view path) {
  std::string uri = path.substr(0, 1) == "/" ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter_or_digit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter_or_digit || std::string_view("-._~/").find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", byte);
    }
  }
  return uri;
}

// The id in words, as rule names are written: fund.low-rate -> FundLowRate.
std::string pascal_case(std::string_view id) {
  std::string name;
  bool upper = true;
  for (const char c : id) {
    if (c == '.' || c == '-') {
      upper = true;
      continue;
    }
    name += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return name;
}

Json rule_json(const RuleInfo& rule) {
  return Json{{"id", rule.id},
              {"name", pascal_case(rule.id)},
              {"shortDescription", {{"text", rule.title.zh}}},
              {"fullDescription", {{"text", fmt::format("{} {}", rule.title.zh, rule.formula.zh)}}},
              {"help", {{"text", fmt::format("{}\n{}", rule.examples.zh, rule.ignore_when.zh)}}},
              {"defaultConfiguration", {{"level", severity_name(rule.severity)}}},
              {"properties", {{"basis", rule.basis}}}};
}

// A file of the log: its place in the list of artifacts.
struct Artifact {
  std::string uri;
  std::size_t index = 0;
  SourceFormat format = SourceFormat::kText;
};

Json location_json(const Finding& finding, const AuditedForm* form, const Artifact& artifact) {
  Json physical{{"artifactLocation", {{"uri", artifact.uri}, {"index", artifact.index}}}};
  if (artifact.format == SourceFormat::kText) physical["region"] = {{"startLine", diagnostic_row(finding, form)}};
  Json location{{"physicalLocation", std::move(physical)}};
  if (!finding.field.empty() && form != nullptr) {
    location["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", fmt::format("forms[{}].{}", form->form.index - 1, finding.field)},
                      {"kind", "member"}}});
  }
  location["properties"] = {{"page", finding.at.page},
                            {"row", diagnostic_row(finding, form)},
                            {"box", finding.at.box ? box_json(*finding.at.box) : Json()}};
  return location;
}

}  // namespace

struct SarifLog::State {
  std::string version;
  std::map<std::string, std::size_t, std::less<>> rule_index;
  Json rules = Json::array();
  Json artifacts = Json::array();
  Json results = Json::array();

  void add_result(const Finding& finding, const AuditedForm* form, const Artifact& artifact,
                  const Decisions& decisions) {
    Json result{{"ruleId", finding.rule}};
    if (const auto found = rule_index.find(finding.rule); found != rule_index.end())
      result["ruleIndex"] = found->second;
    result["level"] = severity_name(finding.severity);
    result["message"] = {{"text", finding.message.zh}};
    result["locations"] = Json::array({location_json(finding, form, artifact)});
    result["partialFingerprints"] = {{"hebiao/v1", finding.fingerprint}};
    result["properties"] = {{"class", difference_class_name(finding.difference_class)},
                            {"printed", optional_json(finding.printed)},
                            {"expected", optional_json(finding.expected)},
                            {"messageEn", finding.message.en}};
    if (decisions.standing(finding) == Standing::kAccepted) {
      const Decision& decision = *decisions.find(finding.fingerprint);
      result["suppressions"] =
          Json::array({{{"kind", "external"},
                        {"justification",
                         fmt::format("{} {} {} {}", decision.decision, decision.who, decision.when, decision.why)}}});
    }
    results.push_back(std::move(result));
  }
};

SarifLog::SarifLog(std::string_view version) : state_(std::make_unique<State>()) {
  state_->version = version;
  for (const RuleInfo& rule : hebiao::rules()) {
    state_->rule_index.emplace(rule.id, state_->rules.size());
    state_->rules.push_back(rule_json(rule));
  }
}

SarifLog::~SarifLog() = default;

void SarifLog::add(const Report& report, std::string_view path, const Decisions& decisions) {
  const Artifact artifact{uri_of(path), state_->artifacts.size(), report.document.format};
  state_->artifacts.push_back({{"location", {{"uri", artifact.uri}}},
                               {"hashes", {{"sha-256", report.document.sha256}}},
                               {"mimeType", artifact.format == SourceFormat::kPdf ? kPdf : kPlainText}});
  for (const AuditedForm& form : report.forms) {
    for (const Finding& finding : form.audit.findings) state_->add_result(finding, &form, artifact, decisions);
  }
  for (const Finding& finding : report.findings) state_->add_result(finding, nullptr, artifact, decisions);
}

void SarifLog::add(const Finding& finding, std::string_view path, const Decisions& decisions) {
  const std::string uri = uri_of(path);
  for (std::size_t artifact = 0; artifact < state_->artifacts.size(); ++artifact) {
    if (state_->artifacts[artifact]["location"]["uri"] != uri) continue;
    const bool is_text = state_->artifacts[artifact]["mimeType"] == kPlainText;
    return state_->add_result(finding, nullptr, {uri, artifact, is_text ? SourceFormat::kText : SourceFormat::kPdf},
                              decisions);
  }
}

void SarifLog::add(std::string_view log) {
  Json run = Json::parse(log)["runs"][0];
  const std::size_t first = state_->artifacts.size();
  for (Json& artifact : run["artifacts"]) state_->artifacts.push_back(std::move(artifact));
  for (Json& result : run["results"]) {
    Json& index = result["locations"][0]["physicalLocation"]["artifactLocation"]["index"];
    index = index.get<std::size_t>() + first;
    state_->results.push_back(std::move(result));
  }
}

std::string SarifLog::text() const {
  const Json driver{{"name", "hebiao"},
                    {"semanticVersion", state_->version},
                    {"informationUri", kInformation},
                    {"language", "zh"},
                    {"rules", state_->rules}};
  return dump(Json{{"$schema", kSchema},
                   {"version", "2.1.0"},
                   {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                          {"columnKind", "unicodeCodePoints"},
                                          {"artifacts", state_->artifacts},
                                          {"results", state_->results}}})}});
}

}  // namespace hebiao
