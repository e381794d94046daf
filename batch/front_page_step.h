// DIR/index.html at the end of a run that writes pages: over every input of the run that has results, as the summary.
#pragma once

#include <filesystem>

#include "batch/catalog.h"
#include "batch/place.h"

namespace hebiao {

inline constexpr const char* kFrontPageFile = "index.html";

// Writes it if html is among the folder's formats and what it says has changed or it is not as we left it; puts it in
// place as any other output. Inputs without results stand on it with their reasons. Nothing is written for a run
// without results.
Result<void> write_front_page(const std::filesystem::path& work_folder, Catalog& catalog, Placer& placer,
                              std::int64_t run, ConvertOutcome& outcome);

}  // namespace hebiao
