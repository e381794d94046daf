#include <nlohmann/json.hpp>
#include <utility>

#include "batch/run_lock.h"
#include "batch/run_report.h"
#include "batch/run_report_words.h"

namespace hebiao {
namespace {

using Json = nlohmann::ordered_json;

Json message_json(const Message& message) { return Json{{"zh", message.zh}, {"en", message.en}}; }

Json reasons_json(const std::vector<NamedReason>& reasons) {
  Json list = Json::array();
  for (const NamedReason& reason : reasons) {
    list.push_back({{"name", reason.name}, {"code", reason.code}, {"message", message_json(reason.message)}});
  }
  return list;
}

Json skipped_json(const std::vector<Skipped>& skipped) {
  Json list = Json::array();
  for (const Skipped& one : skipped) list.push_back({{"name", one.name}, {"message", message_json(one.why)}});
  return list;
}

Json inputs_json(const std::vector<InputRecord>& records) {
  Json list = Json::array();
  for (const InputRecord& record : records) {
    list.push_back({{"name", record.name},
                    {"bytes", record.stamp.size},
                    {"pages", record.pages},
                    {"cpu_seconds", record.resources.cpu_seconds},
                    {"wall_seconds", record.resources.wall_seconds},
                    {"worker_peak_bytes", record.resources.peak_bytes}});
  }
  return list;
}

Json changes_json(Catalog& catalog, std::int64_t run) {
  Json list = Json::array();
  catalog.each_change(run, [&list](const Change& change) {
    list.push_back({{"change", finding_change_name(change.kind)},
                    {"name", change.input},
                    {"rule", change.finding.rule},
                    {"severity", change.finding.severity},
                    {"fingerprint", change.finding.fingerprint},
                    {"message", message_json(change.finding.message)}});
  });
  return list;
}

Json stale_json(const std::vector<StaleOutput>& stale) {
  Json list = Json::array();
  for (const StaleOutput& one : stale) list.push_back({{"file", one.file}, {"name", one.input}, {"why", one.why}});
  return list;
}

Json sentences_json(const std::vector<Message>& messages, Language language) {
  Json list = Json::array();
  for (const Message& message : messages) list.push_back(in_language(message, language));
  return list;
}

}  // namespace

std::string run_report_json(const RunStory& story) {
  const ConvertOutcome& outcome = story.outcome;
  Catalog& catalog = story.catalog;
  const std::int64_t run = story.run;
  Json counts;
  for (const CountLine& line : kCounts) counts[std::string(line.key)] = outcome.counts.*line.count;
  Json kept = Json::array();
  for (const KeptWorkbook& one : outcome.kept) kept.push_back({{"kept", one.kept}, {"written", one.written}});
  const CatalogTotals totals = catalog.totals(run);
  const Json json{
      {"schema", "hebiao.run/1"},
      {"run", run},
      {"exit_code", exit_code(outcome)},
      {"seconds", story.seconds},
      {"machine", machine_name()},
      {"counts", std::move(counts)},
      {"totals",
       {{"documents", totals.documents},
        {"pages", totals.pages},
        {"forms", totals.forms},
        {"characters", totals.characters},
        {"errors", totals.errors},
        {"warnings", totals.warnings},
        {"notes", totals.notes}}},
      {"unreconciled", sentences_json(outcome.unreconciled, Language::kChinese)},
      {"unreconciled_en", sentences_json(outcome.unreconciled, Language::kEnglish)},
      {"failed", reasons_json(outcome.failed)},
      {"quarantined", reasons_json(outcome.quarantined)},
      {"unsupported", reasons_json(outcome.unsupported)},
      {"vanished", reasons_json(outcome.vanished)},
      {"left", reasons_json(outcome.left)},
      {"skipped", skipped_json(outcome.skipped)},
      {"unreadable_folders", skipped_json(outcome.unreadable_folders)},
      {"kept_workbooks", std::move(kept)},
      {"decisions_read_back", outcome.decisions_read_back},
      {"decisions_unread", reasons_json(outcome.decisions_unread)},
      {"stale_outputs", stale_json(story.stale)},
      {"changes", changes_json(catalog, run)},
      {"slowest", inputs_json(catalog.slowest(run, kNoteworthyInputs))},
      {"largest", inputs_json(catalog.largest(run, kNoteworthyInputs))},
      {"sandbox", outcome.sandbox_layers},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hebiao
