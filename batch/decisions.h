// What people decided about findings, gathered before a run works: the accepted-findings file, and the workbooks that
// they edited.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "batch/catalog.h"
#include "batch/place.h"
#include "emit/accepted.h"

namespace hebiao {

// The file without --accepted: beside the outputs, made when somebody's decision is first read back.
inline constexpr const char* kDefaultAcceptedFile = "accepted.tsv";

struct GatheredDecisions {
  Decisions decisions;
  std::vector<std::string> read_back;  // workbooks that were edited since the last run, in the order of their editing
  std::vector<NamedReason> unread;     // edited files that are no workbooks of ours any more
};

// Shards of one run share the file: they use what they read back, and leave writing it to the next whole run.
enum class AcceptedFile { kUpdate, kOnlyRead };

// Reads `file` (if it exists), then every recorded workbook that somebody edited since it was last read; what stands
// there wins, the later one over the earlier. Writes the file if that changed anything and may be. Errors:
// kConfiguration for a file that cannot be read, kOutputUnwritable.
Result<GatheredDecisions> gather_decisions(const std::filesystem::path& file, const std::filesystem::path& output,
                                           Catalog& catalog, Placer& placer, AcceptedFile use);

// A hash of the decisions on these findings; empty for none. It is part of what an input's outputs are made from.
std::string decisions_hash(const std::vector<std::string>& fingerprints, const Decisions& decisions);

// That hash for every input of the catalog that has a finding with a decision.
std::map<std::string, std::string> decisions_by_input(const Decisions& decisions, Catalog& catalog);

}  // namespace hebiao
