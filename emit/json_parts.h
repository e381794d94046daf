// Pieces that the JSON outputs share. Internal to emit/: it brings in nlohmann/json.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "extract/result.h"
#include "model/finding.h"
#include "normalize/reading.h"

namespace hebiao {

// Keys stay in the order in which they were set, so that the same report gives the same bytes.
using Json = nlohmann::ordered_json;

Json at_json(const SourceRef& at);  // {"page", "line", "field", "box"}; null what does not apply
Json box_json(const Box& box);      // [left, top, right, bottom] in points, two decimals
Json optional_json(const std::optional<std::string>& text);
Json reading_json(const CanonicalReading& reading);
Json finding_json(const Finding& finding);
Json problem_json(const Problem& problem);

// Two-space indented, ends with a newline. Bytes that are no UTF-8 become U+FFFD, never an exception.
std::string dump(const Json& json);
// The same on one line, without the newline.
std::string dump_compact(const Json& json);

}  // namespace hebiao
