// Canonical text of any bytes: idempotent, and its offsets stay inside the raw bytes.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "normalize/normalize.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view raw(reinterpret_cast<const char*>(data), size);
  const hebiao::NormalizedText once = hebiao::normalize_text(raw);
  if (hebiao::normalize_text(once.text).text != once.text) std::abort();
  for (const hebiao::TextRepair& repair : once.repairs)
    if (repair.begin >= repair.end || repair.end > size) std::abort();
  if (!once.text.empty()) {
    const hebiao::ByteRange range = hebiao::raw_range(raw, {once.text.size() / 2, once.text.size() / 2 + 1});
    if (range.begin >= range.end || range.end > size) std::abort();
  }
  return 0;
}
