// Putting a finished file in the place of an older one, whole or not at all.
#pragma once

#include <filesystem>
#include <string_view>

#include "extract/result.h"

namespace hebiao {

// Where a file is written before it is complete: beside the place it will take, so that a rename suffices.
std::filesystem::path part_path(const std::filesystem::path& path);

// Forces the part file to the disk, renames it to `path`, and forces the folder. On failure (kOutputUnwritable) the
// file at `path` is as it was and the part file is gone.
Result<void> replace_file(const std::filesystem::path& path);

// What is said when a file cannot be written, by the system's error number.
Message unwritable_message(int error_number);

// Writes `bytes` so, from nothing to the finished file.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace hebiao
