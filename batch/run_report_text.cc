#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "batch/run_report.h"
#include "batch/run_report_words.h"

namespace hebiao {
namespace {

constexpr std::size_t kNamedInText = 100;  // of each kind; the JSON has all

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

std::string changes_section(const char* heading, Catalog& catalog, std::int64_t run, FindingChange kind) {
  Section out(heading);
  catalog.each_change(run, [&](const Change& change) {
    if (change.kind != kind) return;
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

std::string_view words_for(std::string_view why) {
  if (why == "failed") return "输入现在读不了";
  if (why == "unsupported") return "输入现在不含自评表";
  if (why == "vanished") return "输入在运行中消失";
  if (why == "left") return "输入还在写入";
  if (why == "superseded") return "有比它新的结果";
  return "这次没有看到输入";
}

std::string stale_section(const std::vector<StaleOutput>& stale) {
  Section out("过期的输出，未删除");
  for (const StaleOutput& one : stale) out.add(fmt::format("{}：{}", printable_name(one.file), words_for(one.why)));
  return out.text();
}

}  // namespace

std::string run_report_text(const RunStory& story) {
  const ConvertOutcome& outcome = story.outcome;
  Catalog& catalog = story.catalog;
  const std::int64_t run = story.run;
  const CatalogTotals totals = catalog.totals(run);
  std::string text =
      fmt::format("核表运行报告 · 第 {} 次运行 · {:.1f} 秒 · 退出码 {}\n\n", run, story.seconds, exit_code(outcome));
  for (const CountLine& line : kCounts) {
    const std::size_t count = outcome.counts.*line.count;
    if (count > 0 || line.key == "seen" || line.key == "failed") text += fmt::format("{}：{}\n", line.label, count);
  }
  text += fmt::format("\n有结果的报告 {} 份，{} 页，自评表 {} 张；错误 {}，警告 {}，提示 {}\n", totals.documents,
                      totals.pages, totals.forms, totals.errors, totals.warnings, totals.notes);
  Section unreconciled("数目不符");
  for (const Message& sentence : outcome.unreconciled) unreconciled.add(sentence.zh);
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
  text += stale_section(story.stale);
  text += changes_section("上次运行以来新出现的发现", catalog, run, FindingChange::kNew);
  text += changes_section("上次运行以来有变动的发现", catalog, run, FindingChange::kUpdated);
  text += changes_section("上次运行以来消失的发现", catalog, run, FindingChange::kGone);
  text += section("不含自评表", outcome.unsupported);
  text += section("跳过", outcome.skipped);
  text += inputs_section("最慢的文件", catalog.slowest(run, kNoteworthyInputs));
  text += inputs_section("最大的文件", catalog.largest(run, kNoteworthyInputs));
  if (!outcome.sandbox_layers.empty()) {
    text += fmt::format("\n隔离层：{}\n", fmt::join(outcome.sandbox_layers, " "));
  }
  return text;
}

}  // namespace hebiao
