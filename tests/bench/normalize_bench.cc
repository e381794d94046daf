// Values read a second, by shape. Plain values take the short way (normalize/plain.h), the rest the grammar.

#include <benchmark/benchmark.h>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

void read_text(benchmark::State& state, const char* text, Column column) {
  ValueContext context;
  context.column = column;
  context.year = 2023;
  const Vocabulary& vocabulary = Vocabulary::shipped();
  for (auto _ : state) benchmark::DoNotOptimize(read_value(text, context, vocabulary));
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}

BENCHMARK_CAPTURE(read_text, plain_count, "365人", Column::kActual);
BENCHMARK_CAPTURE(read_text, plain_percent, "98.50%", Column::kActual);
BENCHMARK_CAPTURE(read_text, plain_bracket, "≥4.00(次)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, plain_amount, "1,563.92", Column::kFund);
BENCHMARK_CAPTURE(read_text, words, "按期完成", Column::kTarget);
BENCHMARK_CAPTURE(read_text, multiplied, "≥20(万页)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, range, "300-400(人)", Column::kTarget);
BENCHMARK_CAPTURE(read_text, deadline, "6月底前", Column::kTarget);
BENCHMARK_CAPTURE(read_text, chinese, "三千四百五十人", Column::kTarget);
BENCHMARK_CAPTURE(read_text, several, "1小时内响应，3小时内抵达现场", Column::kTarget);

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
