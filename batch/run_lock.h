// One run a folder: a lock that the system lets go when the process ends, however it ends.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "batch/convert.h"

namespace hebiao {

// Of the machine that this runs on; "?" where the system does not tell.
std::string machine_name();

// A whole run excludes every other. Shards of one run go together, each with itself only once.
class RunLock {
 public:
  // Takes it at once or says who has it: kOutputHeld, with the process, machine and start that the holder wrote down.
  // kOutputUnwritable if the lock file cannot be made.
  static tl::expected<RunLock, RunError> take(const std::filesystem::path& output, const std::optional<Shard>& shard);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&& other) noexcept;
  ~RunLock();

 private:
  explicit RunLock(int folder) : folder_(folder) {}
  int folder_ = -1;  // descriptors: the folder's lock, and the shard's
  int shard_ = -1;
};

}  // namespace hebiao
