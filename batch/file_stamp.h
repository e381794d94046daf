// What tells, without reading it, that a file is the one that was read before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace hebiao {

// Size, times and inode. The change time cannot be set by a program, so equal stamps mean equal bytes, unless the file
// changed within one tick of the file system's clock; see settled().
struct FileStamp {
  std::uint64_t size = 0;
  std::int64_t modified_ns = 0;  // since 1970
  std::int64_t changed_ns = 0;
  std::uint64_t inode = 0;
  friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

// Of a file, links followed; nullopt if it is gone or cannot be looked at.
std::optional<FileStamp> stamp_of(const std::string& path);

// Had the file been left alone long enough, when it was read, that a later change would show in its stamp? Two seconds
// is the coarsest clock of a file system in use (FAT). A clock that jumped back says no, and the file is read again.
bool settled(const FileStamp& stamp, std::int64_t read_at_ns);

// Does some process have the file open for writing? A copy under way, mostly. False where the system cannot tell.
bool being_written(const std::string& path);

std::int64_t now_ns();  // since 1970

// The whole file; nullopt if it cannot be read or is larger than `limit`.
std::optional<std::string> read_bytes(const std::string& path, std::uint64_t limit);

// The SHA-256 of a file of ours, whatever its size; nullopt if it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path);

}  // namespace hebiao
