#include "batch/outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "batch/front_page_step.h"
#include "emit/csv.h"
#include "emit/json.h"
#include "emit/replace_file.h"
#include "emit/review_page.h"
#include "emit/workbook.h"
#include "extract/sha256.h"

namespace hebiao {
namespace {

// Outputs are our own: no limit but the worker's on the size of a file.
std::string file_name(std::string_view name) { return std::string(name.substr(name.rfind('/') + 1)); }

tl::unexpected<Error> unwritable(const std::string& path, std::string_view reason) {
  return failure(
      ProblemCode::kOutputUnwritable,
      {fmt::format("无法写入「{}」（{}）", path, reason), fmt::format("cannot write 「{}」 ({})", path, reason)}, path);
}

bool writes(const JobContext& context, OutputFormat format) {
  return std::find(context.formats.begin(), context.formats.end(), format) != context.formats.end();
}

std::string html_of(const Report& report, const JobContext& context, const Job& job) {
  ReviewContext known{.decisions = context.decisions, .front_page = {}, .workbook = {}};
  for (const char c : job.name) known.front_page += c == '/' ? "../" : "";
  known.front_page += kFrontPageFile;
  if (writes(context, OutputFormat::kXlsx)) known.workbook = file_name(job.name) + ".xlsx";
  return review_page(report, source_pictures(report, job.path, PictureLimits{}), known);
}

WorkbookContext workbook_context(const Report& report, const JobContext& context, const Job& job) {
  WorkbookContext known{.decisions = context.decisions,
                        .previous = job.history.compared_with(report.document.sha256),
                        .version = context.version,
                        .review_page = {}};
  if (writes(context, OutputFormat::kHtml)) known.review_page = file_name(job.name) + ".html";
  return known;
}

Result<void> write_one(const Report& report, const JobContext& context, const Job& job, std::string_view suffix) {
  const std::string path = job.stage + std::string(suffix);
  if (suffix == ".xlsx") {
    return write_workbook(report, path, workbook_context(report, context, job));
  }
  if (suffix == ".json") return write_file(path, report_json(report, context.decisions));
  if (suffix == ".indicators.csv") return write_file(path, indicators_csv(report));
  if (suffix == ".findings.csv") return write_file(path, findings_csv(report));
  if (suffix == ".indicators.excel.csv") return write_file(path, indicators_csv(report, CsvFlavor::kSpreadsheetSafe));
  if (suffix == ".findings.excel.csv") return write_file(path, findings_csv(report, CsvFlavor::kSpreadsheetSafe));
  return write_file(path, html_of(report, context, job));
}

}  // namespace

Result<std::vector<StagedOutput>> write_outputs(const Report& report, const JobContext& context, const Job& job) {
  std::vector<StagedOutput> outputs;
  for (std::string& suffix : output_suffixes(context.formats)) {
    const std::string path = job.stage + suffix;
    if (Result<void> written = write_one(report, context, job, suffix); !written) {
      return tl::make_unexpected(written.error());
    }
    std::optional<std::string> hash = hash_of_file(path);
    if (!hash) return unwritable(path, "it cannot be read back");
    outputs.push_back({std::move(suffix), *std::move(hash)});
  }
  return outputs;
}

}  // namespace hebiao
