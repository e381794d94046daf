// Counts what becomes of a run's inputs, keeps the reasons of those without results, and tells whoever watches.
#pragma once

#include <chrono>
#include <string>

#include "batch/convert.h"

namespace hebiao {

class Tally {
 public:
  // Both must outlive it. Counts and reasons go into `outcome`.
  Tally(ConvertOutcome& outcome, const RunObserver& observer) : outcome_(outcome), observer_(observer) {}

  // `reason` names the input; its code and message matter for outcomes without results. `seconds` is what it took.
  void settle(NamedReason reason, Outcome outcome, double seconds);
  void add_findings(std::size_t errors_and_warnings) { findings_ += errors_and_warnings; }
  void tell(RunEvent::Kind kind) const;
  double seconds() const;  // since the start of the run

  // Puts the reasons in the order of their names.
  void sort();

 private:
  void tell(RunEvent event) const;

  ConvertOutcome& outcome_;
  const RunObserver& observer_;
  const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
  std::size_t findings_ = 0;
};

}  // namespace hebiao
