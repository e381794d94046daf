// DIR/summary.xlsx at the end of a run: over every input of the run that has results, those of earlier runs included.
#pragma once

#include <filesystem>

#include "batch/catalog.h"
#include "batch/place.h"

namespace hebiao {

inline constexpr const char* kSummaryFile = "summary.xlsx";

// Writes it, if what it says has changed or it is not as we left it; puts it in place as any other output, so one that
// a person has edited stays and `outcome.kept` says so. Notes in `outcome.unreconciled` if its forms are not those of
// the catalog. Nothing is written for a run without results.
Result<void> write_summary(const std::filesystem::path& work_folder, Catalog& catalog, Placer& placer, std::int64_t run,
                           ConvertOutcome& outcome);

}  // namespace hebiao
