// How `hebiao check` shows reports: diagnostics, JSON or SARIF, one report after the other.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "batch/walk.h"
#include "cli/terminal.h"
#include "emit/accepted.h"
#include "emit/diagnostics.h"
#include "emit/run_rules.h"
#include "model/report.h"

namespace hebiao {

// What is known when all inputs have been seen. Accepted findings are counted apart and fail nothing.
struct CheckTally {
  SeverityCounts counts;
  std::size_t accepted = 0;
  std::size_t files = 0;
  std::size_t forms = 0;
  std::size_t failed = 0;
  std::size_t unsupported = 0;
};

// Makes text of a report, where it was audited, and prints such texts one after the other; keeps only what its format
// must hold back.
class CheckPrinter {
 public:
  virtual ~CheckPrinter() = default;
  virtual std::string show(const Report& report, const Input& input, const Decisions& decisions) const = 0;
  virtual void print(const std::string& shown, const Input& input) = 0;
  // What only shows when the reports stand side by side, once all have been printed; `inputs` are all of them.
  virtual void print_run(const std::vector<RunFinding>& findings, const InputList& inputs,
                         const Decisions& decisions) = 0;
  virtual void finish(const CheckTally& tally) = 0;
};

// `format` is text, json or sarif.
std::unique_ptr<CheckPrinter> check_printer(const std::string& format, const DiagnosticStyle& style);

}  // namespace hebiao
