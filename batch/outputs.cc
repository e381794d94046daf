#include "batch/outputs.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "emit/csv.h"
#include "emit/json.h"
#include "emit/replace_file.h"
#include "emit/review_page.h"
#include "emit/workbook.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

// Outputs are our own: no limit but the worker's on the size of a file.
constexpr std::uint64_t kAnySize = UINT64_MAX;

tl::unexpected<Error> unwritable(const std::string& path, std::string_view reason) {
  return failure(
      ProblemCode::kOutputUnwritable,
      {fmt::format("无法写入「{}」（{}）", path, reason), fmt::format("cannot write 「{}」 ({})", path, reason)}, path);
}

std::string html_of(const Report& report, const std::string& source) {
  return review_page(report, source_pictures(report, source, PictureLimits{}));
}

Result<void> write_one(const Report& report, const JobContext& context, const Job& job, std::string_view suffix) {
  const std::string path = job.stage + std::string(suffix);
  if (suffix == ".xlsx") {
    return write_workbook(report, path, {.decisions = context.decisions, .previous = {}, .version = context.version});
  }
  if (suffix == ".json") return write_file(path, report_json(report));
  if (suffix == ".indicators.csv") return write_file(path, indicators_csv(report));
  if (suffix == ".findings.csv") return write_file(path, findings_csv(report));
  return write_file(path, html_of(report, job.path));
}

}  // namespace

Result<std::vector<StagedOutput>> write_outputs(const Report& report, const JobContext& context, const Job& job) {
  std::vector<StagedOutput> outputs;
  for (std::string& suffix : output_suffixes(context.formats)) {
    const std::string path = job.stage + suffix;
    if (Result<void> written = write_one(report, context, job, suffix); !written) {
      return tl::make_unexpected(written.error());
    }
    const std::optional<std::string> bytes = read_bytes(path, kAnySize);
    if (!bytes) return unwritable(path, "it cannot be read back");
    outputs.push_back({std::move(suffix), sha256_hex(*bytes)});
  }
  return outputs;
}

}  // namespace hebiao
