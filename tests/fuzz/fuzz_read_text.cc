// The text reader over any bytes: a document or a refusal, and every character accounted for.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "extract/extract.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto document = hebiao::read_text(bytes, "fuzz.txt", {});
  if (document) {
    const hebiao::Coverage& coverage = document->coverage;
    if (coverage.characters != coverage.in_cells + coverage.outside_tables + coverage.unplaced) std::abort();
  }
  return 0;
}
