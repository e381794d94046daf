// A small process that makes workers: warmed once, then forked for each of them.
//
// Why a process between: nothing that the parent holds open (the lock, the catalog) reaches a worker, a worker starts
// with fonts, tables and rules already loaded, and a dead worker's number stays its own until its end was read.
// The server ends when the parent does, however that ends, and takes the workers with it.
#pragma once

#include <sys/types.h>

#include <functional>
#include <optional>

namespace hebiao {

// How a worker ended, as waitpid() tells, with what it used.
struct WorkerEnd {
  int status = 0;
  double cpu_seconds = 0;
  long peak_kib = 0;
};

class ForkServer {
 public:
  // Runs in a new worker; the worker's exit status is 0 when it returns. `socket` is a stream to the parent.
  using WorkerMain = std::function<void(int socket)>;

  // pre: the process has one thread. `warm_up` runs once in the server, before its first worker.
  ForkServer(std::function<void()> warm_up, WorkerMain worker_main);
  ~ForkServer();
  ForkServer(const ForkServer&) = delete;
  ForkServer& operator=(const ForkServer&) = delete;

  struct Worker {
    pid_t pid = -1;
    int socket = -1;  // the caller closes it
  };
  std::optional<Worker> spawn();            // nullopt: no process to be had, or the server is gone
  std::optional<WorkerEnd> end(pid_t pid);  // kills it if it still runs, and waits for it

 private:
  [[noreturn]] void serve(int control);
  bool request(char what, pid_t pid, int pass) const;

  std::function<void()> warm_up_;
  WorkerMain worker_main_;
  int control_ = -1;
  pid_t server_ = -1;
};

}  // namespace hebiao
