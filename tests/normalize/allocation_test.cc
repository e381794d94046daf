// What reading the plainest cell takes from the heap: room for its one value and for that value's one quantum.

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "normalize/normalize.h"

namespace {
std::size_t allocations = 0;  // of this single-threaded program
}

[[gnu::noinline]] void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace hebiao {
namespace {

std::size_t allocations_of(const char* text) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  read_value(text, {}, vocabulary);  // tables are loaded once
  const std::size_t before = allocations;
  const Reading reading = read_value(text, {}, vocabulary);
  return allocations - before;
}

TEST(Allocations, APlainCellNeedsWhatItsValueKeeps) {
  for (const char* text : {"365人", "≥4.00(次)", "98.50%", "1,563.92", "≤30（分钟）"})
    EXPECT_EQ(allocations_of(text), 2U) << text;
}

TEST(Allocations, WordsNeedNone) {
  for (const char* text : {"", "—"}) EXPECT_EQ(allocations_of(text), 0U) << text;
}

TEST(Allocations, TheGrammarStaysWithinAFewDozen) {
  for (const char* text : {"300-400(人)", "三千四百五十人", "6月底前", "1小时内响应，3小时内抵达现场"})
    EXPECT_LE(allocations_of(text), 36U) << text;
}

}  // namespace
}  // namespace hebiao
