#include "cli/run_view.h"

#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/progress.h"
#include "cli/run_words.h"

namespace hebiao {
namespace {

std::string_view kind_name(RunEvent::Kind kind) {
  switch (kind) {
    case RunEvent::Kind::kStarted:
      return "started";
    case RunEvent::Kind::kDocument:
      return "document";
    case RunEvent::Kind::kNotice:
      return "notice";
    case RunEvent::Kind::kFinished:
      return "finished";
  }
  return "";
}

std::size_t finished_inputs(const RunCounts& counts) {
  return counts.unchanged + counts.done + counts.failed + counts.quarantined + counts.unsupported + counts.vanished +
         counts.left;
}

void log_as_json(const RunEvent& event) {
  nlohmann::ordered_json json{{"event", kind_name(event.kind)}};
  if (event.kind == RunEvent::Kind::kDocument) {
    json["name"] = event.name;
    json["outcome"] = outcome_name(event.outcome);
  }
  if (!event.message.zh.empty()) {
    json["message"] = event.message.zh;
    json["message_en"] = event.message.en;
  }
  json["seen"] = event.counts.seen;
  json["finished"] = finished_inputs(event.counts);
  json["findings"] = event.findings;
  json["seconds"] = event.seconds;
  const std::string line = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

Message named(std::string_view name, const Message& message) {
  if (name.empty()) return message;
  const std::string printable = printable_name(name);
  return {printable + ": " + message.zh, printable + ": " + message.en};
}

void print_reasons(const Message& heading, const std::vector<NamedReason>& reasons, const Terminal& terminal) {
  if (reasons.empty()) return;
  print_result(fmt::format("{}\n", terminal.say(heading)));
  for (const NamedReason& reason : reasons) {
    print_result(
        fmt::format("  {}: {} [{}]\n", printable_name(reason.name), terminal.say(reason.message), reason.code));
  }
}

void print_skipped(const Message& heading, const std::vector<Skipped>& skipped, const Terminal& terminal) {
  if (skipped.empty()) return;
  print_result(fmt::format("{}\n", terminal.say(heading)));
  for (const Skipped& item : skipped) {
    print_result(fmt::format("  {}: {}\n", printable_name(item.name), terminal.say(item.why)));
  }
}

void print_counts(const ConvertOutcome& outcome, const Terminal& terminal) {
  const RunCounts& counts = outcome.counts;
  print_result(terminal.say(
      {fmt::format(
           "输入 {}：完成 {}，未变 {}，失败 {}，此前已隔离 {}，不是自评表 {}，消失 {}，正在写入 {}，未轮到 {}\n",
           counts.seen, counts.done, counts.unchanged, counts.failed, counts.quarantined, counts.unsupported,
           counts.vanished, counts.left, counts.interrupted),
       fmt::format(
           "{} inputs: {} done, {} unchanged, {} failed, {} quarantined before, {} unsupported, {} vanished, {} "
           "left, {} not reached\n",
           counts.seen, counts.done, counts.unchanged, counts.failed, counts.quarantined, counts.unsupported,
           counts.vanished, counts.left, counts.interrupted)}));
  print_result(terminal.say({fmt::format("{} 张表：{} 个错误，{} 个警告，{} 条提示\n", outcome.forms, outcome.errors,
                                         outcome.warnings, outcome.notes),
                             fmt::format("{} forms: {} errors, {} warnings, {} notes\n", outcome.forms, outcome.errors,
                                         outcome.warnings, outcome.notes)}));
}

}  // namespace

RunObserver run_observer(LogFormat format, const Terminal& terminal) {
  if (format == LogFormat::kJson) return log_as_json;
  const auto progress = std::make_shared<Progress>(terminal);
  return [progress, terminal](const RunEvent& event) {
    if (event.kind == RunEvent::Kind::kNotice) {
      progress->clear();
      print_note(terminal, named(event.name, event.message));
    }
    if (event.kind == RunEvent::Kind::kFinished) return progress->clear();
    progress->show(event);
  };
}

void print_outcome(const ConvertOutcome& outcome, const Terminal& terminal) {
  print_counts(outcome, terminal);
  print_reasons({"失败：", "Failed:"}, outcome.failed, terminal);
  print_reasons({"此前已隔离（hebiao retry 可再试）：", "Quarantined before (hebiao retry tries again):"},
                outcome.quarantined, terminal);
  print_reasons({"不是自评表：", "No self-evaluation form in it:"}, outcome.unsupported, terminal);
  print_reasons({"运行中消失：", "Vanished during the run:"}, outcome.vanished, terminal);
  print_reasons({"正在写入，下次再读：", "Still being written, left for the next run:"}, outcome.left, terminal);
  print_skipped({"跳过：", "Skipped:"}, outcome.skipped, terminal);
  print_skipped({"读不了的文件夹：", "Folders that cannot be read:"}, outcome.unreadable_folders, terminal);
  for (const KeptWorkbook& kept : outcome.kept) {
    print_result(terminal.say(
        {fmt::format("「{}」有人改过，未动；新的是「{}」\n", printable_name(kept.kept), printable_name(kept.written)),
         fmt::format("「{}」 was edited by a person and left alone; the new one is 「{}」\n", printable_name(kept.kept),
                     printable_name(kept.written))}));
  }
  if (outcome.stale_outputs > 0) {
    print_result(terminal.say({fmt::format("{} 个输出已过期，未删除，见运行报告\n", outcome.stale_outputs),
                               fmt::format("{} outputs are out of date and were left in place: see the run report\n",
                                           outcome.stale_outputs)}));
  }
  for (const Message& sentence : outcome.unreconciled) print_error(terminal, sentence);
}

ExitCode finish_run(const tl::expected<ConvertOutcome, RunError>& run, const Terminal& terminal) {
  if (!run) {
    print_error(terminal, run.error().error);
    return static_cast<ExitCode>(exit_code(run.error().trouble));
  }
  if (run->only_input) {
    const NamedReason& reason = *run->only_input;
    print_error(terminal, unusable(printable_name(reason.name), reason.code, reason.message));
  } else {
    print_outcome(*run, terminal);
  }
  return static_cast<ExitCode>(exit_code(*run));
}

}  // namespace hebiao
