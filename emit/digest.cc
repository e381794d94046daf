#include "emit/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "emit/json_parts.h"
#include "extract/sha256.h"
#include "model/rules/report_finding.h"

namespace hebiao {
namespace {

// Raised when a version changes what a line means; a reader refuses the others.
constexpr int kDigestVersion = 2;

// ---- report -> digest

std::string digits_of(const OptionalField& field) { return field && field->value ? field->value->digits : ""; }

std::string text_of(const OptionalField& field) { return field ? field->text : ""; }

std::string hash_of_indicators(const Form& form) {
  const std::string signature = audit_rules::indicators_signature(form);
  return signature.empty() ? "" : sha256_hex(signature);
}

std::string department_projects(const Form& form) {
  if (!audit_rules::is_whole_department(form)) return "";
  const auto row = audit_rules::projects_row(form);
  return row ? digits_of(form.funds[*row].full_budget) : "";
}

std::map<std::string, int> count_checks(const std::vector<Check>& checks) {
  std::map<std::string, int> counts;
  for (const Check& check : checks) ++counts[std::string(difference_class_name(check.difference_class))];
  return counts;
}

FormDigest digest_form(const AuditedForm& audited) {
  const Form& form = audited.form;
  FormDigest out;
  out.index = form.index;
  out.dialect = form.dialect;
  out.profile = audited.profile.id;
  out.year = form.year;
  out.project = text_of(form.project);
  out.department = text_of(form.department);
  out.agency = text_of(form.agency);
  out.money_unit = form.money_unit;
  if (const auto row = total_row(form)) {
    const FundLine& total = form.funds[*row];
    out.initial_budget = digits_of(total.initial_budget);
    out.full_budget = digits_of(total.full_budget);
    out.executed = digits_of(total.executed);
    out.rate_percent = digits_of(total.rate);
  }
  out.total_score = digits_of(form.total.score);
  out.grade = text_of(form.total.grade);
  out.full_marks = audit_rules::at_full_marks(audited);
  out.department_projects = department_projects(form);
  out.indicators = static_cast<int>(form.indicators.size());
  out.checks = count_checks(audited.audit.checks);
  out.indicators_sha256 = hash_of_indicators(form);
  return out;
}

// The name of the indicator that a path such as "indicators[3].score" leads to; empty for other paths.
std::string indicator_name(const Form& form, std::string_view path) {
  constexpr std::string_view kHead = "indicators[";
  if (!path.starts_with(kHead)) return "";
  path.remove_prefix(kHead.size());
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), index);
  if (error != std::errc() || index >= form.indicators.size()) return "";
  return text_of(form.indicators[index].name);
}

// ---- digest -> JSON

Json form_json(const FormDigest& form) {
  return Json{{"index", form.index},
              {"dialect", form.dialect},
              {"profile", form.profile},
              {"year", form.year ? Json(*form.year) : Json()},
              {"project", form.project},
              {"department", form.department},
              {"agency", form.agency},
              {"money_unit", form.money_unit},
              {"initial_budget", form.initial_budget},
              {"full_budget", form.full_budget},
              {"executed", form.executed},
              {"rate_percent", form.rate_percent},
              {"total_score", form.total_score},
              {"grade", form.grade},
              {"full_marks", form.full_marks},
              {"department_projects", form.department_projects},
              {"indicators", form.indicators},
              {"checks", form.checks},
              {"indicators_sha256", form.indicators_sha256}};
}

Json finding_digest_json(const FindingDigest& digest) {
  return Json{{"form", digest.form},
              {"finding", finding_json(digest.finding)},
              {"project", digest.project},
              {"agency", digest.agency},
              {"indicator", digest.indicator}};
}

// ---- JSON -> digest. Whatever does not fit throws; digest_from_json turns that into an Error.

// The enumerator, from the first to the last, that bears this name.
template <class Enum, class NameOf>
Enum named(const std::string& name, Enum last, NameOf name_of) {
  for (int value = 0; value <= static_cast<int>(last); ++value) {
    if (name_of(static_cast<Enum>(value)) == name) return static_cast<Enum>(value);
  }
  throw std::runtime_error(fmt::format("unknown name 「{}」", name));
}

std::optional<std::string> optional_text(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return json.get<std::string>();
}

SourceRef read_at(const Json& json) {
  SourceRef at;
  at.page = json.at("page").get<int>();
  at.line = json.at("line").is_null() ? 0 : json.at("line").get<int>();
  at.field = json.at("field").is_null() ? 0 : json.at("field").get<int>();
  if (!json.at("box").is_null()) {
    const auto sides = json.at("box").get<std::array<double, 4>>();
    at.box = Box{sides[0], sides[1], sides[2], sides[3]};
  }
  return at;
}

Finding read_finding(const Json& json) {
  Finding out;
  out.rule = json.at("rule").get<std::string>();
  out.severity = named(json.at("severity").get<std::string>(), Severity::kError, severity_name);
  out.difference_class = named(json.at("class").get<std::string>(), DifferenceClass::kUnchecked, difference_class_name);
  out.field = json.at("field").get<std::string>();
  out.printed = optional_text(json.at("printed"));
  out.expected = optional_text(json.at("expected"));
  out.low = optional_text(json.at("low"));
  out.high = optional_text(json.at("high"));
  out.message = {json.at("message").get<std::string>(), json.at("message_en").get<std::string>()};
  out.basis = json.at("basis").get<std::string>();
  out.at = read_at(json.at("at"));
  out.because = json.at("because").get<std::vector<std::string>>();
  out.fingerprint = json.at("fingerprint").get<std::string>();
  return out;
}

FindingDigest read_finding_digest(const Json& json) {
  return {.form = json.at("form").get<int>(),
          .finding = read_finding(json.at("finding")),
          .project = json.at("project").get<std::string>(),
          .agency = json.at("agency").get<std::string>(),
          .indicator = json.at("indicator").get<std::string>()};
}

Problem read_problem(const Json& json) {
  return {.code = named(json.at("code").get<std::string>(), ProblemCode::kInternal, problem_code_name),
          .message = {json.at("message").get<std::string>(), json.at("message_en").get<std::string>()},
          .at = read_at(json.at("at"))};
}

FormDigest read_form(const Json& json) {
  FormDigest out;
  out.index = json.at("index").get<int>();
  out.dialect = json.at("dialect").get<std::string>();
  out.profile = json.at("profile").get<std::string>();
  if (!json.at("year").is_null()) out.year = json.at("year").get<int>();
  out.project = json.at("project").get<std::string>();
  out.department = json.at("department").get<std::string>();
  out.agency = json.at("agency").get<std::string>();
  out.money_unit = json.at("money_unit").get<std::string>();
  out.initial_budget = json.at("initial_budget").get<std::string>();
  out.full_budget = json.at("full_budget").get<std::string>();
  out.executed = json.at("executed").get<std::string>();
  out.rate_percent = json.at("rate_percent").get<std::string>();
  out.total_score = json.at("total_score").get<std::string>();
  out.grade = json.at("grade").get<std::string>();
  out.full_marks = json.at("full_marks").get<bool>();
  out.department_projects = json.at("department_projects").get<std::string>();
  out.indicators = json.at("indicators").get<int>();
  out.checks = json.at("checks").get<std::map<std::string, int>>();
  out.indicators_sha256 = json.at("indicators_sha256").get<std::string>();
  return out;
}

ReportDigest read_digest(const Json& json) {
  if (json.at("digest").get<int>() != kDigestVersion) throw std::runtime_error("another version of the digest");
  ReportDigest out;
  out.name = json.at("name").get<std::string>();
  out.sha256 = json.at("sha256").get<std::string>();
  out.pages = json.at("pages").get<int>();
  const Json& coverage = json.at("coverage");
  out.coverage = {.characters = coverage.at("characters").get<std::size_t>(),
                  .in_cells = coverage.at("in_cells").get<std::size_t>(),
                  .outside_tables = coverage.at("outside_tables").get<std::size_t>(),
                  .unplaced = coverage.at("unplaced").get<std::size_t>()};
  for (const Json& form : json.at("forms")) out.forms.push_back(read_form(form));
  for (const Json& finding : json.at("findings")) out.findings.push_back(read_finding_digest(finding));
  for (const Json& problem : json.at("problems")) out.problems.push_back(read_problem(problem));
  return out;
}

}  // namespace

ReportDigest digest(const Report& report) {
  ReportDigest out;
  out.name = report.document.name;
  out.sha256 = report.document.sha256;
  out.pages = static_cast<int>(report.document.pages.size());
  out.coverage = report.document.coverage;
  out.problems = report.problems;
  for (const Finding& finding : report.findings) out.findings.push_back({0, finding, "", "", ""});
  for (const AuditedForm& audited : report.forms) {
    out.forms.push_back(digest_form(audited));
    const FormDigest& form = out.forms.back();
    for (const Finding& finding : audited.audit.findings) {
      out.findings.push_back(
          {form.index, finding, form.project, form.agency, indicator_name(audited.form, finding.field)});
    }
  }
  return out;
}

std::string digest_to_json(const ReportDigest& digest) {
  Json json{{"digest", kDigestVersion},
            {"name", digest.name},
            {"sha256", digest.sha256},
            {"pages", digest.pages},
            {"coverage",
             {{"characters", digest.coverage.characters},
              {"in_cells", digest.coverage.in_cells},
              {"outside_tables", digest.coverage.outside_tables},
              {"unplaced", digest.coverage.unplaced}}},
            {"forms", Json::array()},
            {"findings", Json::array()},
            {"problems", Json::array()}};
  for (const FormDigest& form : digest.forms) json["forms"].push_back(form_json(form));
  for (const FindingDigest& finding : digest.findings) json["findings"].push_back(finding_digest_json(finding));
  for (const Problem& problem : digest.problems) json["problems"].push_back(problem_json(problem));
  return dump_compact(json);
}

Result<ReportDigest> digest_from_json(std::string_view text) {
  try {
    return read_digest(Json::parse(text));
  } catch (const std::exception& error) {
    return failure(ProblemCode::kInternal, {fmt::format("摘要无法读取（{}）", error.what()),
                                            fmt::format("a digest cannot be read ({})", error.what())});
  }
}

}  // namespace hebiao
