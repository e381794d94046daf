// What auditing one form costs: under 100 microseconds.
#include <benchmark/benchmark.h>

#include "model/model.h"
#include "tests/model/mutation/form_generator.h"
#include "tests/support/form_builder.h"

namespace hebiao {
namespace {

void run(benchmark::State& state, const test::FormText& text) {
  const Form form = test::build_form(text);
  const Profile& profile = *Profiles::shipped().find("mof-base");
  const Vocabulary& vocabulary = Vocabulary::shipped();
  for (auto _ : state) benchmark::DoNotOptimize(recompute(form, profile, vocabulary));
  state.counters["indicators"] = static_cast<double>(form.indicators.size());
}

void BM_AuditCorrectForm(benchmark::State& state) { run(state, test::correct_form_text()); }
BENCHMARK(BM_AuditCorrectForm)->Unit(benchmark::kMicrosecond);

void BM_AuditGeneratedForm(benchmark::State& state) {
  run(state, test::generate_form(static_cast<std::uint64_t>(state.range(0)), {80, 100, 40}).text);
}
BENCHMARK(BM_AuditGeneratedForm)->Arg(1)->Arg(2)->Arg(3)->Unit(benchmark::kMicrosecond);

// As many indicators as the longest form seen in print.
constexpr std::size_t kMostIndicators = 29;

test::FormText long_form() {
  test::FormText text = test::correct_form_text();
  const std::vector<test::IndicatorText> rows = text.indicators;
  while (text.indicators.size() < kMostIndicators) {
    text.indicators.push_back(rows[text.indicators.size() % rows.size()]);
    text.indicators.back().name += std::to_string(text.indicators.size());
  }
  return text;
}

void BM_AuditLongForm(benchmark::State& state) { run(state, long_form()); }
BENCHMARK(BM_AuditLongForm)->Unit(benchmark::kMicrosecond);

// Every row at fault: what costs is the sentences.
void BM_AuditLongFaultyForm(benchmark::State& state) {
  test::FormText text = long_form();
  for (test::IndicatorText& row : text.indicators) row.score = "0.01", row.deviation = "";
  run(state, text);
}
BENCHMARK(BM_AuditLongFaultyForm)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace hebiao

BENCHMARK_MAIN();
