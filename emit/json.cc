#include "emit/json.h"

#include <array>
#include <cstddef>

#include "emit/json_parts.h"
#include "normalize/reading.h"

namespace hebiao {
namespace {

Json field_json(const OptionalField& field) {
  if (!field) return {};
  return Json{{"raw", field->raw},
              {"text", field->text},
              {"value", field->value ? Json(field->value->digits) : Json()},
              {"at", at_json(field->at)}};
}

Json field_with_reading_json(const OptionalField& field) {
  Json json = field_json(field);
  if (field) json["reading"] = reading_json(canonical(field->reading));
  return json;
}

// Labels may repeat on a form; an object holds each key once, so the second 备注 becomes 备注#2: nothing is dropped.
Json other_json(const OtherFields& fields) {
  Json json = Json::object();
  for (const auto& [label, field] : fields) {
    std::string key = label;
    for (int ordinal = 2; json.contains(key); ++ordinal) key = label + "#" + std::to_string(ordinal);
    json[key] = field_json(field);
  }
  return json;
}

Json fund_json(const FundLine& fund) {
  return Json{{"kind", fund_kind_name(fund.kind)},
              {"label", field_json(fund.label)},
              {"depth", fund.depth},
              {"initial_budget", field_json(fund.initial_budget)},
              {"full_budget", field_json(fund.full_budget)},
              {"executed", field_json(fund.executed)},
              {"weight", field_json(fund.weight)},
              {"rate", field_json(fund.rate)},
              {"score", field_json(fund.score)},
              {"other", other_json(fund.other)}};
}

Json level_json(const std::string& level) { return level.empty() ? Json() : Json(level); }

Json indicator_json(const Indicator& indicator, const std::optional<std::string>& recomputed) {
  return Json{{"level1", level_json(indicator.level1)},
              {"level2", level_json(indicator.level2)},
              {"levels_at", indicator.levels_at ? at_json(*indicator.levels_at) : Json()},
              {"name", field_json(indicator.name)},
              {"target", field_with_reading_json(indicator.target)},
              {"actual", field_with_reading_json(indicator.actual)},
              {"weight", field_json(indicator.weight)},
              {"score", field_json(indicator.score)},
              {"deviation", field_json(indicator.deviation)},
              {"other", other_json(indicator.other)},
              {"recomputed_score", optional_json(recomputed)}};
}

Json checks_json(const FormAudit& audit) {
  constexpr std::array kClasses{DifferenceClass::kExact,      DifferenceClass::kRounding, DifferenceClass::kChained,
                                DifferenceClass::kTruncation, DifferenceClass::kReal,     DifferenceClass::kSoft,
                                DifferenceClass::kUnchecked};
  Json json = Json::object();
  for (const DifferenceClass difference_class : kClasses)
    json[std::string(difference_class_name(difference_class))] = 0;
  for (const Check& check : audit.checks) {
    Json& count = json[std::string(difference_class_name(check.difference_class))];
    count = count.get<int>() + 1;
  }
  return json;
}

Json unchecked_json(const FormAudit& audit) {
  Json json = Json::array();
  for (const Check& check : audit.checks) {
    if (check.difference_class != DifferenceClass::kUnchecked) continue;
    json.push_back({{"field", check.field}, {"reason", check.unchecked_reason}, {"rule", check.rule}});
  }
  return json;
}

std::string_view standing_name(Standing standing) {
  switch (standing) {
    case Standing::kAccepted:
      return "accepted";
    case Standing::kLapsed:
      return "lapsed";
    default:
      return "open";
  }
}

Json decided_finding_json(const Finding& finding, const Decisions& decisions) {
  Json json = finding_json(finding);
  const Standing standing = decisions.standing(finding);
  if (standing == Standing::kNone) return json;
  const Decision& decision = *decisions.find(finding.fingerprint);
  json["decision"] = {{"standing", standing_name(standing)},
                      {"decision", decision.decision},
                      {"who", decision.who},
                      {"when", decision.when},
                      {"why", decision.why},
                      {"printed", decision.printed}};
  return json;
}

Json findings_json(const std::vector<Finding>& findings, const Decisions& decisions) {
  Json json = Json::array();
  for (const Finding& finding : findings) json.push_back(decided_finding_json(finding, decisions));
  return json;
}

Json indicators_json(const AuditedForm& audited) {
  Json json = Json::array();
  const std::vector<Indicator>& indicators = audited.form.indicators;
  const auto& recomputed = audited.audit.recomputed_scores;
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    json.push_back(indicator_json(indicators[i], i < recomputed.size() ? recomputed[i] : std::nullopt));
  }
  return json;
}

Json form_json(const AuditedForm& audited, const Decisions& decisions) {
  const Form& form = audited.form;
  Json funds = Json::array();
  for (const FundLine& fund : form.funds) funds.push_back(fund_json(fund));
  return Json{{"index", form.index},
              {"dialect", form.dialect},
              {"profile", audited.profile.id},
              {"title", form.title},
              {"year", form.year ? Json(*form.year) : Json()},
              {"project", field_json(form.project)},
              {"department", field_json(form.department)},
              {"agency", field_json(form.agency)},
              {"money_unit", form.money_unit},
              {"funds", std::move(funds)},
              {"goal", field_json(form.goal)},
              {"outcome", field_json(form.outcome)},
              {"indicators", indicators_json(audited)},
              {"total",
               {{"weight", field_json(form.total.weight)},
                {"score", field_json(form.total.score)},
                {"grade", field_json(form.total.grade)}}},
              {"other", other_json(form.other)},
              {"group_points", other_json(form.group_points)},
              {"checks", checks_json(audited.audit)},
              {"unchecked", unchecked_json(audited.audit)},
              {"findings", findings_json(audited.audit.findings, decisions)}};
}

Json source_json(const Document& document) {
  return Json{{"path", document.name},
              {"sha256", document.sha256},
              {"format", source_format_name(document.format)},
              {"pages", document.pages.size()}};
}

Json coverage_json(const Coverage& coverage) {
  return Json{{"characters", coverage.characters},
              {"in_cells", coverage.in_cells},
              {"outside_tables", coverage.outside_tables},
              {"unplaced", coverage.unplaced}};
}

}  // namespace

std::string report_json(const Report& report, const Decisions& decisions) {
  Json forms = Json::array();
  for (const AuditedForm& audited : report.forms) forms.push_back(form_json(audited, decisions));
  Json problems = Json::array();
  for (const Problem& problem : report.problems) problems.push_back(problem_json(problem));
  return dump(Json{{"schema", "hebiao.document/1"},
                   {"source", source_json(report.document)},
                   {"coverage", coverage_json(report.document.coverage)},
                   {"forms", std::move(forms)},
                   {"findings", findings_json(report.findings, decisions)},
                   {"problems", std::move(problems)}});
}

std::string with_findings(const std::string& json, const std::vector<Finding>& findings, const Decisions& decisions) {
  Json report = Json::parse(json);
  for (const Finding& finding : findings) report["findings"].push_back(decided_finding_json(finding, decisions));
  return dump(report);
}

std::string canonical_json(const CanonicalReading& reading) { return dump_compact(reading_json(reading)); }

}  // namespace hebiao
