// What is there to do: every input of a run compared with what the catalog knows of it.
//
// An input is done again if its bytes, the version, the options, the decisions of people on it or a limit that it met
// have changed, or an output is gone. Stamps answer for the bytes where they can; where not, a worker hashes them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "batch/catalog.h"
#include "batch/convert.h"
#include "batch/place.h"
#include "batch/walk.h"

namespace hebiao {

// An input to be worked on; small, for there may be many.
struct Todo {
  std::uint32_t input = 0;        // of the run's list
  bool may_be_unchanged = false;  // the bytes decide
};

class Survey {
 public:
  // `accepted` holds the hash of the decisions on an input's findings, see decisions_by_input(). All must outlive it.
  Survey(const ConvertOptions& options, const std::map<std::string, std::string>& accepted, Catalog& catalog,
         Placer& placer);

  // nullopt: there is nothing to do about it.
  std::optional<Todo> look_at(std::uint32_t index, const Input& input);

 private:
  bool made_alike(const InputRecord& record) const;
  bool outputs_stand(const InputRecord& record);

  const ConvertOptions& options_;
  const std::map<std::string, std::string>& accepted_;
  Catalog& catalog_;
  Placer& placer_;
  const std::string identity_;
  const std::string limits_;
  const std::vector<std::string> suffixes_;
};

// What an input counts as in `run` that was worked on before it and has not changed. A failure is new until a run that
// came to its end has told of it: one that was killed or stopped may not have reached anybody.
Outcome outcome_without_work(const InputRecord& known, Catalog& catalog, std::int64_t run);

}  // namespace hebiao
