#include "emit/json_parts.h"

#include <cmath>

namespace hebiao {
namespace {

double two_decimals(double points) { return std::round(points * 100) / 100; }

}  // namespace

Json box_json(const Box& box) {
  return Json::array(
      {two_decimals(box.left), two_decimals(box.top), two_decimals(box.right), two_decimals(box.bottom)});
}

Json at_json(const SourceRef& at) {
  return Json{{"page", at.page},
              {"line", at.line > 0 ? Json(at.line) : Json()},
              {"field", at.field > 0 ? Json(at.field) : Json()},
              {"box", at.box ? box_json(*at.box) : Json()}};
}

Json optional_json(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Json reading_json(const CanonicalReading& reading) {
  return Json{{"kind", reading.kind},
              {"comparator", optional_json(reading.comparator)},
              {"value", optional_json(reading.value)},
              {"unit", optional_json(reading.unit)},
              {"quantum", optional_json(reading.quantum)},
              {"flags", reading.flags},
              {"alternative", optional_json(reading.alternative)}};
}

Json finding_json(const Finding& finding) {
  return Json{{"rule", finding.rule},
              {"severity", severity_name(finding.severity)},
              {"class", difference_class_name(finding.difference_class)},
              {"field", finding.field},
              {"printed", optional_json(finding.printed)},
              {"expected", optional_json(finding.expected)},
              {"low", optional_json(finding.low)},
              {"high", optional_json(finding.high)},
              {"message", finding.message.zh},
              {"message_en", finding.message.en},
              {"basis", finding.basis},
              {"at", at_json(finding.at)},
              {"because", finding.because},
              {"fingerprint", finding.fingerprint}};
}

Json problem_json(const Problem& problem) {
  return Json{{"code", problem_code_name(problem.code)},
              {"message", problem.message.zh},
              {"message_en", problem.message.en},
              {"at", at_json(problem.at)}};
}

std::string dump(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string dump_compact(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace hebiao
