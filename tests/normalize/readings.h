// A reading on one line: kind|comparator|value|unit|quantum|flags|alternative, "-" for what is absent.
#pragma once

#include <string>

#include "normalize/normalize.h"

namespace hebiao::testing {

inline std::string line_of(const Reading& read) {
  const CanonicalReading reading = canonical(read);
  std::string line = reading.kind;
  for (const auto& field : {reading.comparator, reading.value, reading.unit, reading.quantum})
    line += "|" + field.value_or("-");
  std::string flags;
  for (const std::string& flag : reading.flags) flags += (flags.empty() ? "" : ",") + flag;
  return line + "|" + (flags.empty() ? "-" : flags) + "|" + reading.alternative.value_or("-");
}

inline Reading read(const std::string& text, const std::string& context = "") {
  const auto parsed = parse_context(context);
  return parsed ? read_value(text, parsed->value(), Vocabulary::shipped()) : Reading{};
}

inline std::string line(const std::string& text, const std::string& context = "") {
  return line_of(read(text, context));
}

}  // namespace hebiao::testing
