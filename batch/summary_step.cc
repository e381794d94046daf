#include "batch/summary_step.h"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "batch/run.h"
#include "emit/digest.h"
#include "emit/run_rules.h"
#include "emit/summary.h"

namespace hebiao {
namespace {

namespace fs = std::filesystem;

constexpr const char* kSummarySource = "summary of";  // what the summary in place was made from

struct Counted {
  std::size_t documents = 0;
  std::size_t forms = 0;
};

Result<Counted> write_rows(const std::string& file, Catalog& catalog, std::int64_t run) {
  SummaryWriter writer(file);
  RunAudit across;
  Counted counted;
  std::optional<Error> trouble;
  catalog.each_digest(run, [&](std::string_view, std::string_view json) {
    const Result<ReportDigest> digest = digest_from_json(json);
    if (!digest) {
      if (!trouble) trouble = digest.error();
      return;
    }
    ++counted.documents;
    counted.forms += digest->forms.size();
    writer.add(*digest);
    across.add(*digest);
  });
  if (trouble) return tl::make_unexpected(*std::move(trouble));
  writer.add(across.findings());
  if (Result<void> finished = writer.finish(); !finished) return tl::make_unexpected(finished.error());
  return counted;
}

}  // namespace

Result<void> write_summary(const fs::path& work_folder, Catalog& catalog, Placer& placer, std::int64_t run,
                           ConvertOutcome& outcome) {
  const CatalogTotals totals = catalog.totals(run);
  if (totals.documents == 0) return {};
  const std::string made_from = program_identity() + ' ' + catalog.digests_hash(run);
  if (catalog.fact(kSummarySource) == made_from && placer.run_output_stands(".xlsx")) return {};

  fs::create_directories(work_folder);
  const std::string stage = (work_folder / "summary").string();
  const Result<Counted> counted = write_rows(stage + ".xlsx", catalog, run);
  if (!counted) return tl::make_unexpected(counted.error());
  if (counted->documents != totals.documents || counted->forms != totals.forms) {
    outcome.unreconciled.push_back(
        {fmt::format("汇总表写入报告 {} 份、自评表 {} 张，目录中有 {} 份、{} 张", counted->documents, counted->forms,
                     totals.documents, totals.forms),
         fmt::format("summary: {} reports with {} forms were written, the catalog holds {} with {}", counted->documents,
                     counted->forms, totals.documents, totals.forms)});
  }
  const std::string hash = hash_of_file(stage + ".xlsx").value_or("");
  const Result<std::vector<Placed>> placed =
      placer.place_summary(stage, {".xlsx", hash}, [&] { catalog.set_fact(kSummarySource, made_from); });
  if (!placed) return tl::make_unexpected(placed.error());
  for (const Placed& one : *placed) {
    if (one.kept) outcome.kept.push_back({*one.kept, one.file});
  }
  return {};
}

}  // namespace hebiao
