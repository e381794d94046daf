// Arabic figures as they stand inside a numeral: 1,563.92.
#pragma once

#include <string>

#include "normalize/numeral.h"

namespace hebiao {

// An Arabic chunk: digits with grouping and decimals.
struct Chunk {
  std::string digits;  // without grouping and point
  int decimals = 0;
  bool grouped = false;
  std::size_t end = 0;
};

struct ChunkResult {
  NumeralStatus status = NumeralStatus::kNone;
  Chunk chunk;
};

// Digits from `pos` on, or `.5`. kUnreadable where they run on against the rules: 12,34; 10..1; 3.1.4.
ChunkResult scan_chunk(std::u32string_view text, std::size_t pos);

Rational chunk_value(const Chunk& chunk);

// The place of the last digit that is not 0; the place of the last digit if all are.
Rational chunk_step(const Chunk& chunk);

constexpr std::size_t kLongestChunk = 60;  // digits; the longest seen is a serial of 24

}  // namespace hebiao
