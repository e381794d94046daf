// Values read a second, by shape. Plain values take the short way (normalize/plain.h), the rest the grammar.

#include <benchmark/benchmark.h>

#include <array>
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

void read_text(benchmark::State& state, const char* text, Column column) {
  ValueContext context;
  context.column = column;
  context.year = 2023;
  const Vocabulary& vocabulary = Vocabulary::shipped();
  benchmark::DoNotOptimize(read_value(text, context, vocabulary));
  const std::size_t before = allocations;
  for (auto _ : state) benchmark::DoNotOptimize(read_value(text, context, vocabulary));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
  state.counters["allocations"] = static_cast<double>(allocations - before) / static_cast<double>(state.iterations());
}

BENCHMARK_CAPTURE(read_text, plain_count, "365人", Column::kActual);
BENCHMARK_CAPTURE(read_text, plain_percent, "98.50%", Column::kActual);
BENCHMARK_CAPTURE(read_text, plain_bracket, "≥4.00(次)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, plain_amount, "1,563.92", Column::kFund);
BENCHMARK_CAPTURE(read_text, words, "按期完成", Column::kTarget);
BENCHMARK_CAPTURE(read_text, multiplied, "≥20(万页)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, range, "300-400(人)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, deadline, "6月底前", Column::kTarget);
BENCHMARK_CAPTURE(read_text, date, "2023年12月31日", Column::kActual);
BENCHMARK_CAPTURE(read_text, chinese_money, "三百二十万元", Column::kFund);
BENCHMARK_CAPTURE(read_text, chinese, "三千四百五十人", Column::kTarget);
BENCHMARK_CAPTURE(read_text, several, "1小时内响应，3小时内抵达现场", Column::kTarget);

// The cells of a form in about the proportions of a published report: four in five are a figure with its unit.
struct MixedCell {
  const char* text;
  Column column;
};
constexpr std::array<MixedCell, 40> kMix = {{
    {"≥4.00(次)", Column::kTarget},
    {"5次", Column::kActual},
    {"≥200(人)", Column::kTarget},
    {"365人", Column::kActual},
    {"=3(个)", Column::kTarget},
    {"3个", Column::kActual},
    {"=100.00(%)", Column::kTarget},
    {"100%", Column::kActual},
    {"≥90(%)", Column::kTarget},
    {"98%", Column::kActual},
    {"≥95 (%)", Column::kTarget},
    {"100 (%)", Column::kActual},
    {"≤5 (次)", Column::kTarget},
    {"0 (次)", Column::kActual},
    {"≥30(期)", Column::kTarget},
    {"37期", Column::kActual},
    {"=365(天)", Column::kTarget},
    {"365天", Column::kActual},
    {"≤30（分钟）", Column::kTarget},
    {"≤30（分钟）", Column::kActual},
    {"300-400(人)", Column::kTarget},
    {"354人", Column::kActual},
    {"按期完成", Column::kTarget},
    {"按期完成", Column::kActual},
    {"有效提升", Column::kTarget},
    {"达成预期指标", Column::kActual},
    {"10月前", Column::kTarget},
    {"10月底", Column::kActual},
    {"≥20(万页)", Column::kTarget},
    {"20万页", Column::kActual},
    {"1小时内响应，3小时内抵达现场", Column::kTarget},
    {"达成预期指标", Column::kActual},
    {"=10(条/周)", Column::kTarget},
    {"10(条/周)", Column::kActual},
    {"1,563.92", Column::kFund},
    {"90.90%", Column::kRate},
    {"9.09", Column::kScore},
    {"10", Column::kScore},
    {"—", Column::kScore},
    {"三次", Column::kActual},
}};

void read_mix(benchmark::State& state) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  ValueContext context;
  context.year = 2023;
  for (auto _ : state)
    for (const MixedCell& cell : kMix) {
      context.column = cell.column;
      benchmark::DoNotOptimize(read_value(cell.text, context, vocabulary));
    }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(kMix.size()));
}
BENCHMARK(read_mix);

void canonical_text(benchmark::State& state, const char* text) {
  const std::string raw(text);
  for (auto _ : state) benchmark::DoNotOptimize(normalize_text(raw));
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * static_cast<std::int64_t>(raw.size())));
}

BENCHMARK_CAPTURE(canonical_text, plain, "通过基层党建各项工作开展，不断夯实基层基础。推动组织体系建设更严更实");
BENCHMARK_CAPTURE(canonical_text, mended, "<p>通过基层党建各项⼯作开展，≧９０％&nbsp;不断夯实基层基础。</p>");

void load_vocabulary(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(read_value("甲", {}, Vocabulary::shipped()));
}
BENCHMARK(load_vocabulary);

}  // namespace
}  // namespace hebiao
