#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace hebiao {
namespace {

constexpr std::chrono::seconds kBetweenLogLines{60};
constexpr std::chrono::milliseconds kBetweenFrames{100};  // faster than anyone reads, slower than a terminal can bear

std::size_t worked_on(const RunCounts& counts) {
  return counts.done + counts.failed + counts.unsupported + counts.vanished + counts.left;
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<long>(seconds + 0.5);
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

Message progress_line(const RunCounts& counts, std::size_t findings, double seconds) {
  const std::size_t worked = worked_on(counts);
  const std::size_t finished = worked + counts.unchanged + counts.quarantined;
  Message line{fmt::format("{}/{} 个文件", finished, counts.seen), fmt::format("{}/{} files", finished, counts.seen)};
  if (worked > 0 && seconds > 0) {
    const double rate = static_cast<double>(worked) / seconds;
    const std::string left = clock_time(static_cast<double>(counts.seen - finished) / rate);
    line.zh += fmt::format("，每秒 {:.1f} 个，还要 {}", rate, left);
    line.en += fmt::format(", {:.1f}/s, {} left", rate, left);
  }
  line.zh += fmt::format("，失败 {}，错误和警告 {}", counts.failed, findings);
  line.en += fmt::format(", {} failed, {} errors and warnings", counts.failed, findings);
  return line;
}

Progress::Progress(Terminal terminal) : terminal_(terminal), live_(isatty(STDERR_FILENO) != 0) {}

void Progress::show(const RunEvent& event) {
  const Clock::time_point now = Clock::now();
  const bool first = event.kind == RunEvent::Kind::kStarted;
  if (live_ ? !first && now - last_ < kBetweenFrames : now - last_ < kBetweenLogLines) return;
  last_ = now;
  const double seconds = std::chrono::duration<double>(now - begin_).count();
  const Message line = progress_line(event.counts, event.findings, seconds);
  if (!live_) return print_note(terminal_, line);
  fmt::print(stderr, "\r\x1b[K{}", terminal_.say(line));
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (shown_) fmt::print(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace hebiao
