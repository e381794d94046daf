// The value grammar over any bytes, under every column: no crash, and what it says holds together.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "normalize/plain.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const hebiao::Reading& reading) {
  require(reading.is_none() == reading.values.empty());
  for (const hebiao::Value& value : reading.values) {
    const auto* interval = std::get_if<hebiao::Interval>(&value.extent);
    if (interval != nullptr && interval->low && interval->high) require(interval->low->value <= interval->high->value);
    for (const hebiao::Rational& quantum : value.quantum) require(quantum > 0);
  }
  const hebiao::CanonicalReading printed = hebiao::canonical(reading);
  require(printed.value.has_value() != reading.is_none());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 1) return 0;
  hebiao::ValueContext context;
  context.column = static_cast<hebiao::Column>(data[0] % 7);
  if (data[0] & 0x10) context.year = 2023;
  if (data[0] & 0x20) context.header_unit = "万元";
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const hebiao::Vocabulary& vocabulary = hebiao::Vocabulary::shipped();
  const hebiao::Reading reading = hebiao::read_value(text, context, vocabulary);
  check(reading);
  hebiao::compare(reading, reading);
  hebiao::reported_figure(reading);
  // The short way agrees with the grammar wherever it applies.
  if (const auto plain = hebiao::read_plain(text, context, vocabulary.tables())) {
    const hebiao::CanonicalReading a = hebiao::canonical(*plain);
    const hebiao::CanonicalReading b = hebiao::canonical(hebiao::read_by_grammar(text, context, vocabulary));
    require(a.kind == b.kind && a.value == b.value && a.unit == b.unit && a.quantum == b.quantum && a.flags == b.flags);
  }
  return 0;
}
