#include "batch/run_report.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "batch/run.h"
#include "emit/replace_file.h"

namespace hebiao {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kSlowest = 10;
constexpr std::size_t kNamedInText = 100;  // of each kind; the JSON has all

struct CountLine {
  std::string_view key;
  std::string_view label;
  std::size_t RunCounts::*count;
};
constexpr std::array kCounts = {
    CountLine{"seen", "输入", &RunCounts::seen},
    CountLine{"unchanged", "未变（跳过）", &RunCounts::unchanged},
    CountLine{"done", "完成", &RunCounts::done},
    CountLine{"failed", "新失败", &RunCounts::failed},
    CountLine{"quarantined", "已隔离", &RunCounts::quarantined},
    CountLine{"unsupported", "不含自评表", &RunCounts::unsupported},
    CountLine{"vanished", "运行中消失", &RunCounts::vanished},
    CountLine{"left", "还在写入", &RunCounts::left},
    CountLine{"interrupted", "中断未做", &RunCounts::interrupted},
};

// ---- JSON

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
    list.push_back({{"change", change.is_new ? "new" : "gone"},
                    {"name", change.input},
                    {"rule", change.finding.rule},
                    {"severity", change.finding.severity},
                    {"fingerprint", change.finding.fingerprint},
                    {"message", message_json(change.finding.message)}});
  });
  return list;
}

std::string machine() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string json_report(const ConvertOutcome& outcome, Catalog& catalog, std::int64_t run, double seconds) {
  Json counts;
  for (const CountLine& line : kCounts) counts[std::string(line.key)] = outcome.counts.*line.count;
  Json kept = Json::array();
  for (const KeptWorkbook& one : outcome.kept) kept.push_back({{"kept", one.kept}, {"written", one.written}});
  const CatalogTotals totals = catalog.totals(run);
  const Json json{
      {"schema", "hebiao.run/1"},
      {"run", run},
      {"exit_code", exit_code(outcome)},
      {"seconds", seconds},
      {"machine", machine()},
      {"counts", std::move(counts)},
      {"totals",
       {{"documents", totals.documents},
        {"pages", totals.pages},
        {"forms", totals.forms},
        {"characters", totals.characters},
        {"errors", totals.errors},
        {"warnings", totals.warnings},
        {"notes", totals.notes}}},
      {"unreconciled", outcome.unreconciled},
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
      {"changes", changes_json(catalog, run)},
      {"slowest", inputs_json(catalog.slowest(run, kSlowest))},
      {"largest", inputs_json(catalog.largest(run, kSlowest))},
      {"sandbox", outcome.sandbox_layers},
  };
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

// ---- text

// A heading and its lines, cut with a word about what was left out; nothing at all for no lines.
class Section {
 public:
  explicit Section(std::string heading) : heading_(std::move(heading)) {}
  void add(const std::string& line) {
    if (++lines_ <= kNamedInText) body_ += "  " + line + "\n";
  }
  std::string text() const {
    if (lines_ == 0) return "";
    std::string text = fmt::format("\n{}（{}）\n{}", heading_, lines_, body_);
    if (lines_ > kNamedInText) text += fmt::format("  …… 另有 {} 项，见 JSON 报告\n", lines_ - kNamedInText);
    return text;
  }

 private:
  std::string heading_;
  std::string body_;
  std::size_t lines_ = 0;
};

std::string section(const char* heading, const std::vector<NamedReason>& reasons) {
  Section out(heading);
  for (const NamedReason& reason : reasons) {
    out.add(fmt::format("{}：{} [{}]", printable_name(reason.name), reason.message.zh, reason.code));
  }
  return out.text();
}

std::string section(const char* heading, const std::vector<Skipped>& skipped) {
  Section out(heading);
  for (const Skipped& one : skipped) out.add(fmt::format("{}：{}", printable_name(one.name), one.why.zh));
  return out.text();
}

std::string changes_section(const char* heading, Catalog& catalog, std::int64_t run, bool is_new) {
  Section out(heading);
  catalog.each_change(run, [&](const Change& change) {
    if (change.is_new != is_new) return;
    out.add(fmt::format("{}：{} [{}]", printable_name(change.input), change.finding.message.zh, change.finding.rule));
  });
  return out.text();
}

std::string inputs_section(const char* heading, const std::vector<InputRecord>& records) {
  Section out(heading);
  for (const InputRecord& record : records) {
    out.add(fmt::format("{}：{:.2f} 秒，{} 页，{:.1f} MB", printable_name(record.name), record.resources.cpu_seconds,
                        record.pages, static_cast<double>(record.stamp.size) / 1e6));
  }
  return out.text();
}

std::string text_report(const ConvertOutcome& outcome, Catalog& catalog, std::int64_t run, double seconds) {
  const CatalogTotals totals = catalog.totals(run);
  std::string text =
      fmt::format("核表运行报告 · 第 {} 次运行 · {:.1f} 秒 · 退出码 {}\n\n", run, seconds, exit_code(outcome));
  for (const CountLine& line : kCounts) {
    const std::size_t count = outcome.counts.*line.count;
    if (count > 0 || line.key == "seen" || line.key == "failed") text += fmt::format("{}：{}\n", line.label, count);
  }
  text += fmt::format("\n有结果的报告 {} 份，{} 页，自评表 {} 张；错误 {}，警告 {}，提示 {}\n", totals.documents,
                      totals.pages, totals.forms, totals.errors, totals.warnings, totals.notes);
  Section unreconciled("数目不符");
  for (const std::string& sentence : outcome.unreconciled) unreconciled.add(sentence);
  Section kept("保留了有人改过的工作簿，新的另存");
  for (const KeptWorkbook& one : outcome.kept) {
    kept.add(fmt::format("{} → {}", printable_name(one.kept), printable_name(one.written)));
  }
  Section read_back("读回了有人在工作簿里写下的处理意见");
  for (const std::string& file : outcome.decisions_read_back) read_back.add(printable_name(file));
  text += unreconciled.text();
  text += section("新失败", outcome.failed);
  text += section("无法读取的文件夹", outcome.unreadable_folders);
  text += section("已隔离（以前失败，文件和版本未变，未重试）", outcome.quarantined);
  text += section("运行中消失", outcome.vanished);
  text += section("还在写入，留待下次", outcome.left);
  text += kept.text();
  text += read_back.text();
  text += section("有人改过、但处理意见无法读回的工作簿", outcome.decisions_unread);
  text += changes_section("上次运行以来新出现的发现", catalog, run, true);
  text += changes_section("上次运行以来消失的发现", catalog, run, false);
  text += section("不含自评表", outcome.unsupported);
  text += section("跳过", outcome.skipped);
  text += inputs_section("最慢的文件", catalog.slowest(run, kSlowest));
  text += inputs_section("最大的文件", catalog.largest(run, kSlowest));
  if (!outcome.sandbox_layers.empty()) {
    text += fmt::format("\n隔离层：{}\n", fmt::join(outcome.sandbox_layers, " "));
  }
  return text;
}

}  // namespace

RunReport run_report(const ConvertOutcome& outcome, Catalog& catalog, std::int64_t run, double seconds) {
  return {text_report(outcome, catalog, run, seconds), json_report(outcome, catalog, run, seconds)};
}

Result<void> end_run(const std::filesystem::path& output, const std::optional<Shard>& shard, Catalog& catalog,
                     std::int64_t run, double seconds, ConvertOutcome& outcome) {
  outcome.run_report = output / run_file("run-report", ".txt", shard);
  const RunReport report = run_report(outcome, catalog, run, seconds);
  if (Result<void> written = write_file(outcome.run_report, report.text); !written) return written;
  if (Result<void> written = write_file(output / run_file("run-report", ".json", shard), report.json); !written) {
    return written;
  }
  catalog.end_run(run, outcome, seconds);
  return {};
}

}  // namespace hebiao
