// How far a run is: a line that is rewritten in place on a terminal, a line a minute in a log.
#pragma once

#include <chrono>

#include "batch/convert.h"
#include "cli/terminal.h"

namespace hebiao {

// "120/1000 files, 8.5/s, 1:43 left, 2 failed, 31 errors and warnings". Rate and time left are of the inputs that were
// worked on, after `seconds` of work; they are left out until there is something to go by.
Message progress_line(const RunCounts& counts, std::size_t findings, double seconds);

class Progress {
 public:
  // Looks whether standard error is a terminal.
  explicit Progress(Terminal terminal);

  void show(const RunEvent& event);
  void clear();  // before anything else is printed

 private:
  using Clock = std::chrono::steady_clock;
  Terminal terminal_;
  bool live_;
  bool shown_ = false;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
};

}  // namespace hebiao
