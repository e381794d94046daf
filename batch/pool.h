// N workers that take documents one at a time, and what became of each.
//
// A worker that crashes, hangs or uses too much is ended and replaced; its document comes back as failed with the
// reason. Workers are also replaced after WorkerLimits::documents_per_worker, so that leaks end with them.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/fork_server.h"
#include "batch/job.h"
#include "batch/wire.h"

namespace hebiao {

struct PoolOptions {
  int workers = 1;
  WorkerLimits limits;
  std::string work_folder;  // must exist when the first job is started; workers write below it only; empty: nowhere
  std::function<void()> warm_up;  // see ForkServer; may be empty
};

struct FinishedJob {
  Job job;
  JobResult result;
  bool broke_worker = false;  // the result is the worker's end, not its word: worth a second try
};

class WorkerPool {
 public:
  // Forks the server; no worker yet. pre: the process has one thread.
  WorkerPool(PoolOptions options, JobRunner runner);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  std::size_t busy() const;
  bool has_free_worker() const { return busy() < slots_.size(); }

  // Gives the job to a free worker, which is made if need be. false: no worker can be had (no processes, no memory).
  // pre: has_free_worker().
  bool start(const Job& job);

  // Waits at most so long for some job to finish.
  std::optional<FinishedJob> wait(std::chrono::milliseconds at_most);

  // The layers that every worker so far has in force (batch/sandbox.h); makes the first worker if there is none.
  std::optional<std::vector<std::string>> layers();

 private:
  using Clock = std::chrono::steady_clock;
  struct Slot {
    ForkServer::Worker worker;
    FrameReader reader;
    std::optional<Job> job;
    Clock::time_point deadline;
    int documents = 0;
  };

  bool ensure_worker(Slot& slot);
  std::optional<WorkerEnd> end_worker(Slot& slot);
  FinishedJob finish(Slot& slot, JobResult result);
  FinishedJob finish_broken(Slot& slot, bool too_slow);
  std::optional<FinishedJob> take_finished(Slot& slot);
  std::chrono::milliseconds time_until_a_deadline(std::chrono::milliseconds at_most) const;

  PoolOptions options_;
  ForkServer server_;
  std::vector<Slot> slots_;
  std::optional<std::vector<std::string>> layers_;
};

}  // namespace hebiao
