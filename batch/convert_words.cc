// The words and numbers of the public interface: names of formats and outcomes, shards, exit codes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "batch/convert.h"

namespace hebiao {
namespace {

constexpr std::array kFormats = {OutputFormat::kXlsx, OutputFormat::kJson, OutputFormat::kCsv, OutputFormat::kExcelCsv,
                                 OutputFormat::kHtml};

std::optional<int> whole_number(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::string_view output_format_name(OutputFormat format) {
  switch (format) {
    case OutputFormat::kXlsx:
      return "xlsx";
    case OutputFormat::kJson:
      return "json";
    case OutputFormat::kCsv:
      return "csv";
    case OutputFormat::kExcelCsv:
      return "excel-csv";
    case OutputFormat::kHtml:
      return "html";
  }
  return "";
}

Result<std::vector<OutputFormat>> parse_output_formats(std::string_view text) {
  std::vector<OutputFormat> asked;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view word = text.substr(0, comma);
    const auto* known = std::find_if(kFormats.begin(), kFormats.end(),
                                     [word](OutputFormat format) { return output_format_name(format) == word; });
    if (known == kFormats.end()) {
      return failure(ProblemCode::kConfiguration,
                     {fmt::format("不认识输出格式「{}」，可用 xlsx、json、csv、excel-csv、html", word),
                      fmt::format("unknown output format 「{}」; expected xlsx, json, csv, excel-csv or html", word)});
    }
    asked.push_back(*known);
    if (comma == text.size()) break;
    text.remove_prefix(comma + 1);
  }
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  return asked;
}

Result<Shard> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash != std::string_view::npos) {
    const std::optional<int> index = whole_number(text.substr(0, slash));
    const std::optional<int> count = whole_number(text.substr(slash + 1));
    if (index && count && 1 <= *index && *index <= *count) return Shard{*index, *count};
  }
  return failure(ProblemCode::kConfiguration, {fmt::format("分片「{}」写法不对，应为 I/N，且 1 ≤ I ≤ N", text),
                                               fmt::format("bad shard 「{}」; expected I/N with 1 ≤ I ≤ N", text)});
}

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::kUnchanged:
      return "unchanged";
    case Outcome::kDone:
      return "done";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kQuarantined:
      return "quarantined";
    case Outcome::kUnsupported:
      return "unsupported";
    case Outcome::kVanished:
      return "vanished";
    case Outcome::kLeft:
      return "left";
    case Outcome::kInterrupted:
      return "interrupted";
  }
  return "";
}

int exit_code(const ConvertOutcome& outcome) {
  if (outcome.interrupted) return 130;
  if (outcome.only_input) return 65;
  if (!outcome.unreconciled.empty() || !outcome.counts.reconcile()) return 21;
  if (outcome.counts.failed > 0 || !outcome.unreadable_folders.empty()) return 20;
  return 0;
}

int exit_code(RunTrouble trouble) {
  switch (trouble) {
    case RunTrouble::kUsage:
      return 64;
    case RunTrouble::kInputUnusable:
      return 65;
    case RunTrouble::kConfiguration:
      return 78;
    case RunTrouble::kOutputUnwritable:
      return 73;
    case RunTrouble::kOutputHeld:
      return 75;
    case RunTrouble::kSandbox:
      return 78;
    case RunTrouble::kInternal:
      return 70;
  }
  return 70;
}

}  // namespace hebiao
