#include "normalize/chunk.h"

#include <utility>

namespace hebiao {
namespace {

bool digits_at(std::u32string_view text, std::size_t pos, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i)
    if (!is_ascii_digit(at(text, pos + i))) return false;
  return true;
}

// Groups of three behind `,` or a blank, from `pos`: moves over them. Blanks need two groups at least: `3 100` may be
// two numbers, `2 748 456` is one.
void take_groups(std::u32string_view text, Chunk& chunk) {
  const char32_t separator = at(text, chunk.end);
  if (separator != U',' && separator != U' ') return;
  std::size_t end = chunk.end;
  std::string digits = chunk.digits;
  int groups = 0;
  while (at(text, end) == separator && digits_at(text, end + 1, 3) && !is_ascii_digit(at(text, end + 4))) {
    for (std::size_t i = 1; i <= 3; ++i) digits += static_cast<char>(text[end + i]);
    end += 4;
    ++groups;
  }
  if (groups == 0 || (separator == U' ' && groups < 2)) return;
  chunk.digits = std::move(digits);
  chunk.end = end;
  chunk.grouped = true;
}

// Decimals in groups of three: 3.141 592 65.
void take_decimal_groups(std::u32string_view text, std::size_t first, Chunk& chunk) {
  if (chunk.end - first != 3 || at(text, chunk.end) != U' ') return;
  std::size_t end = chunk.end;
  while (at(text, end) == U' ' && is_ascii_digit(at(text, end + 1))) {
    std::size_t next = end + 1;
    while (is_ascii_digit(at(text, next))) ++next;
    if (next - end > 4) return;
    for (std::size_t i = end + 1; i < next; ++i) chunk.digits += static_cast<char>(text[i]), ++chunk.decimals;
    end = next;
  }
  chunk.end = end;
}

}  // namespace

ChunkResult scan_chunk(std::u32string_view text, std::size_t pos) {
  ChunkResult result;
  Chunk& chunk = result.chunk;
  chunk.end = pos;
  while (is_ascii_digit(at(text, chunk.end))) chunk.digits += static_cast<char>(text[chunk.end++]);
  const bool leading_point = chunk.digits.empty();
  if (leading_point && !(at(text, pos) == U'.' && is_ascii_digit(at(text, pos + 1)))) return result;
  if (!leading_point && chunk.digits.size() <= 3) take_groups(text, chunk);
  if (at(text, chunk.end) == U'.' && is_ascii_digit(at(text, chunk.end + 1))) {
    const std::size_t first = ++chunk.end;
    while (is_ascii_digit(at(text, chunk.end))) chunk.digits += static_cast<char>(text[chunk.end++]), ++chunk.decimals;
    take_decimal_groups(text, first, chunk);
  }
  const char32_t next = at(text, chunk.end);
  const char32_t after = at(text, chunk.end + 1);
  const bool runs_on = (next == U',' || next == U'.' || next == U' ') && (is_ascii_digit(after) || after == next);
  const bool dangling = next == U'.' && (after == U'\0' || multiplier_value(after) != 0);
  result.status =
      runs_on || dangling || chunk.digits.size() > kLongestChunk ? NumeralStatus::kUnreadable : NumeralStatus::kRead;
  return result;
}

Rational chunk_value(const Chunk& chunk) {
  // Short chunks, nearly all of them, need no big-number parsing.
  if (chunk.digits.size() <= 18) {
    unsigned long mantissa = 0;
    for (char c : chunk.digits) mantissa = mantissa * 10 + static_cast<unsigned long>(c - '0');
    Rational value(mantissa);
    if (chunk.decimals > 0) value *= power_of_ten(-chunk.decimals);
    return value;
  }
  Rational value{mpz_class(chunk.digits, 10)};
  if (chunk.decimals > 0) value *= power_of_ten(-chunk.decimals);
  return value;
}

Rational chunk_step(const Chunk& chunk) {
  int zeros = 0;
  while (zeros < static_cast<int>(chunk.digits.size()) && chunk.digits[chunk.digits.size() - 1 - zeros] == '0') ++zeros;
  if (zeros == static_cast<int>(chunk.digits.size())) zeros = 0;
  return power_of_ten(zeros - chunk.decimals);
}

}  // namespace hebiao
