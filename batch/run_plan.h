// What a run was asked for, kept in the catalog: so that a retry can ask for the same, and a merge can prove that the
// shards are parts of one whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "batch/catalog.h"
#include "batch/convert.h"
#include "batch/walk.h"

namespace hebiao {

struct RunPlan {
  std::vector<std::filesystem::path> paths;  // as given; kept absolute
  std::vector<OutputFormat> formats;
  std::optional<std::filesystem::path> accepted;
  std::size_t inputs = 0;  // of all shards together
  std::string names_hash;  // over the names of all of them, in order
};

std::string names_hash(const InputList& inputs);

void remember_plan(const RunPlan& plan, Catalog& catalog);
std::optional<RunPlan> remembered_plan(Catalog& catalog);  // nullopt: no run was ever begun

}  // namespace hebiao
