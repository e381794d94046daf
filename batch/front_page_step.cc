#include "batch/front_page_step.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "batch/run.h"
#include "batch/run_plan.h"
#include "emit/digest.h"
#include "emit/replace_file.h"
#include "emit/run_page.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPageSource = "front page of";  // what the page in place was made from

bool writes_pages(Catalog& catalog) {
  const std::optional<RunPlan> plan = remembered_plan(catalog);
  return plan && std::find(plan->formats.begin(), plan->formats.end(), OutputFormat::kHtml) != plan->formats.end();
}

void add_unread(RunTable& table, const std::vector<NamedReason>& reasons, const char* state) {
  for (const NamedReason& reason : reasons) table.unread.push_back({reason.name, state, reason.message.zh});
}

std::vector<UnreadInput> unread_inputs(const ConvertOutcome& outcome) {
  RunTable table;
  add_unread(table, outcome.failed, "失败");
  add_unread(table, outcome.quarantined, "曾失败，未再试");
  add_unread(table, outcome.unsupported, "没有自评表");
  add_unread(table, outcome.vanished, "中途消失");
  add_unread(table, outcome.left, "仍在写入，留待下次");
  return std::move(table.unread);
}

Result<RunTable> table_of(Catalog& catalog, std::int64_t run, std::vector<UnreadInput> unread) {
  RunTable table;
  table.unread = std::move(unread);
  RunAudit across;
  std::optional<Error> trouble;
  catalog.each_digest(run, [&](std::string_view, std::string_view json) {
    const Result<ReportDigest> digest = digest_from_json(json);
    if (!digest) {
      if (!trouble) trouble = digest.error();
      return;
    }
    table.add(*digest);
    across.add(*digest);
  });
  if (trouble) return tl::make_unexpected(*std::move(trouble));
  table.add(across.findings());
  return table;
}

std::string what_it_says(Catalog& catalog, std::int64_t run, const std::vector<UnreadInput>& unread) {
  std::string text = program_identity() + ' ' + catalog.digests_hash(run);
  for (const UnreadInput& input : unread) text += fmt::format("\n{}\n{}\n{}", input.name, input.state, input.reason);
  return sha256_hex(text);
}

}  // namespace

Result<void> write_front_page(const fs::path& work_folder, Catalog& catalog, Placer& placer, std::int64_t run,
                              ConvertOutcome& outcome) {
  if (!writes_pages(catalog) || catalog.totals(run).documents == 0) return {};
  const std::vector<UnreadInput> unread = unread_inputs(outcome);
  const std::string made_from = what_it_says(catalog, run, unread);
  if (catalog.fact(kPageSource) == made_from && placer.run_output_stands(".html")) return {};

  const Result<RunTable> table = table_of(catalog, run, unread);
  if (!table) return tl::make_unexpected(table.error());
  fs::create_directories(work_folder);
  const std::string stage = (work_folder / "index").string();
  const std::string html = run_page(*table, {});
  if (Result<void> written = write_file(stage + ".html", html); !written) return written;
  const Result<std::vector<Placed>> placed =
      placer.place_front_page(stage, {".html", sha256_hex(html)}, [&] { catalog.set_fact(kPageSource, made_from); });
  if (!placed) return tl::make_unexpected(placed.error());
  for (const Placed& one : *placed) {
    if (one.kept) outcome.kept.push_back({*one.kept, one.file});
  }
  return {};
}

}  // namespace hebiao
