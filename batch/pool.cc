#include "batch/pool.h"

#include <fmt/format.h>
#include <malloc.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "batch/sandbox.h"

namespace hebiao {
namespace {

std::string pack_layers(const std::vector<std::string>& layers) {
  Packer packer;
  packer.number(layers.size());
  for (const std::string& layer : layers) packer.text(layer);
  return packer.take();
}

std::optional<std::vector<std::string>> unpack_layers(std::string_view bytes) {
  Unpacker unpacker(bytes);
  std::vector<std::string> layers;
  for (std::size_t left = unpacker.count(); left > 0; --left) layers.push_back(unpacker.text());
  if (!unpacker.complete()) return std::nullopt;
  return layers;
}

// Memory that one document has freed is there for the next: fetched from the system anew, its pages cost more than the
// work on a short form does.
void keep_freed_memory() {
  constexpr int kKept = 64 << 20;  // bytes at the top of the heap; what most documents need
  constexpr int kFetchedAtOnce = 1 << 20;
  ::mallopt(M_TRIM_THRESHOLD, kKept);
  ::mallopt(M_TOP_PAD, kFetchedAtOnce);
}

// The life of a worker.
void work(int socket, const PoolOptions& options, const JobRunner& runner) {
  keep_freed_memory();
  if (!options.work_folder.empty()) ::setenv("TMPDIR", options.work_folder.c_str(), 1);
  if (!write_frame(socket, pack_layers(enter_sandbox(options.limits, options.work_folder)))) return;
  while (const std::optional<std::string> frame = read_frame(socket)) {
    const std::optional<Job> job = unpack_job(*frame);
    if (!job) return;
    renew_cpu_limit(options.limits.cpu);
    if (!write_frame(socket, pack(runner(*job)))) return;
  }
}

struct Reason {
  std::string code;
  Message message;
  bool limited = false;  // one of WorkerLimits was met
};

Reason too_slow(const WorkerLimits& limits) {
  return {"wall-time",
          {fmt::format("处理超过 {} 秒的上限（wall），已停止", limits.wall.count()),
           fmt::format("stopped after {} seconds (wall)", limits.wall.count())},
          true};
}

Reason why_it_ended(int status, const WorkerLimits& limits) {
  if (WIFEXITED(status) && WEXITSTATUS(status) == kOutOfMemoryStatus) {
    return {"memory",
            {fmt::format("文件要用的内存超过 {} MB 的上限（memory_bytes）", limits.memory_bytes >> 20),
             fmt::format("the document needs more than {} MB of memory (memory_bytes)", limits.memory_bytes >> 20)},
            true};
  }
  if (!WIFSIGNALED(status)) {
    return {"crashed", {"处理此文件的进程意外退出", "the process that read this document ended on its own"}, false};
  }
  switch (WTERMSIG(status)) {
    case SIGXCPU:
      return {"cpu-time",
              {fmt::format("处理器时间超过 {} 秒的上限（cpu）", limits.cpu.count()),
               fmt::format("it took more than {} seconds of processor time (cpu)", limits.cpu.count())},
              true};
    case SIGXFSZ:
      return {"output-size",
              {fmt::format("输出文件超过 {} MB 的上限（output_bytes）", limits.output_bytes >> 20),
               fmt::format("an output file grew beyond {} MB (output_bytes)", limits.output_bytes >> 20)},
              true};
    case SIGSYS:
      return {"sandbox",
              {"文件使程序试图做不允许的事，已停止", "the document made the program try what it may not do"},
              false};
    default:
      return {"crashed",
              {fmt::format("处理此文件的进程崩溃（{}）", ::strsignal(WTERMSIG(status))),
               fmt::format("the process that read this document crashed ({})", ::strsignal(WTERMSIG(status)))},
              false};
  }
}

}  // namespace

WorkerPool::WorkerPool(PoolOptions options, JobRunner runner)
    : options_(std::move(options)),
      server_(options_.warm_up, [this, runner = std::move(runner)](int socket) { work(socket, options_, runner); }),
      slots_(static_cast<std::size_t>(std::max(options_.workers, 1))) {}

WorkerPool::~WorkerPool() {
  for (Slot& slot : slots_) end_worker(slot);
}

std::size_t WorkerPool::busy() const {
  return static_cast<std::size_t>(
      std::count_if(slots_.begin(), slots_.end(), [](const Slot& slot) { return slot.job.has_value(); }));
}

bool WorkerPool::ensure_worker(Slot& slot) {
  if (slot.worker.pid > 0 && slot.documents < options_.limits.documents_per_worker) return true;
  end_worker(slot);
  const std::optional<ForkServer::Worker> worker = server_.spawn();
  if (!worker) return false;
  slot.worker = *worker;
  const std::optional<std::string> greeting = read_frame(slot.worker.socket);
  const std::optional<std::vector<std::string>> in_force = greeting ? unpack_layers(*greeting) : std::nullopt;
  if (!in_force) {
    end_worker(slot);
    return false;
  }
  if (!layers_) layers_ = in_force;
  return true;
}

std::optional<WorkerEnd> WorkerPool::end_worker(Slot& slot) {
  if (slot.worker.pid <= 0) return std::nullopt;
  ::close(slot.worker.socket);
  const std::optional<WorkerEnd> end = server_.end(slot.worker.pid);
  slot = Slot{};
  return end;
}

bool WorkerPool::start(const Job& job) {
  Slot& slot = *std::find_if(slots_.begin(), slots_.end(), [](const Slot& one) { return !one.job; });
  const std::string frame = pack(job);
  bool given = ensure_worker(slot) && write_frame(slot.worker.socket, frame);
  if (!given) {  // a worker that died while idle: not the document's fault
    end_worker(slot);
    given = ensure_worker(slot) && write_frame(slot.worker.socket, frame);
  }
  if (!given) return false;
  slot.job = job;
  slot.deadline = Clock::now() + options_.limits.wall;
  ++slot.documents;
  return true;
}

FinishedJob WorkerPool::finish(Slot& slot, JobResult result) {
  FinishedJob finished{*std::move(slot.job), std::move(result), false};
  slot.job.reset();
  return finished;
}

FinishedJob WorkerPool::finish_broken(Slot& slot, bool late) {
  FinishedJob finished{*std::move(slot.job), JobResult{}, true};
  const std::optional<WorkerEnd> end = end_worker(slot);
  Reason reason = late ? too_slow(options_.limits) : why_it_ended(end ? end->status : 0, options_.limits);
  finished.result.outcome = Outcome::kFailed;
  finished.result.code = std::move(reason.code);
  finished.result.message = std::move(reason.message);
  finished.result.limited = reason.limited;
  if (end) {
    finished.result.resources.cpu_seconds = end->cpu_seconds;
    finished.result.resources.peak_bytes = static_cast<std::uint64_t>(end->peak_kib) * 1024;
  }
  return finished;
}

std::optional<FinishedJob> WorkerPool::take_finished(Slot& slot) {
  const FrameReader::State state = slot.reader.read_some(slot.worker.socket);
  if (const std::optional<std::string> frame = slot.reader.next_frame()) {
    std::optional<JobResult> result = unpack_result(*frame);
    if (!result) return finish_broken(slot, false);
    return finish(slot, *std::move(result));
  }
  if (state == FrameReader::State::kClosed) return finish_broken(slot, false);
  return std::nullopt;
}

std::chrono::milliseconds WorkerPool::time_until_a_deadline(std::chrono::milliseconds at_most) const {
  const Clock::time_point now = Clock::now();
  for (const Slot& slot : slots_) {
    if (!slot.job) continue;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(slot.deadline - now);
    at_most = std::max(std::chrono::milliseconds(0), std::min(at_most, left));
  }
  return at_most;
}

std::optional<FinishedJob> WorkerPool::wait(std::chrono::milliseconds at_most) {
  const Clock::time_point give_up = Clock::now() + at_most;
  while (true) {
    std::vector<pollfd> sockets;
    std::vector<Slot*> polled;
    for (Slot& slot : slots_) {
      if (!slot.job) continue;
      sockets.push_back({slot.worker.socket, POLLIN, 0});
      polled.push_back(&slot);
    }
    if (sockets.empty()) return std::nullopt;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(give_up - Clock::now());
    const auto patience = time_until_a_deadline(std::max(left, std::chrono::milliseconds(0)));
    ::poll(sockets.data(), sockets.size(), static_cast<int>(patience.count()));
    for (std::size_t i = 0; i < sockets.size(); ++i) {
      if (sockets[i].revents == 0) continue;
      if (std::optional<FinishedJob> finished = take_finished(*polled[i])) return finished;
    }
    const Clock::time_point now = Clock::now();
    for (Slot* slot : polled) {
      if (slot->deadline <= now) return finish_broken(*slot, true);
    }
    if (now >= give_up) return std::nullopt;
  }
}

std::optional<std::vector<std::string>> WorkerPool::layers() {
  if (!layers_ && !ensure_worker(slots_.front())) return std::nullopt;
  return layers_;
}

}  // namespace hebiao
