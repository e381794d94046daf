#include "batch/run_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <utility>

namespace hebiao {
namespace {

constexpr const char* kLockFile = ".hebiao-lock";

std::string who_we_are() {
  std::array<char, 32> when{};
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  std::strftime(when.data(), when.size(), "%Y-%m-%d %H:%M:%S", &local);
  return fmt::format("{} @ {}, {}", ::getpid(), machine_name(), when.data());
}

std::string what_is_written(int file) {
  std::array<char, 512> text{};
  const ssize_t size = ::pread(file, text.data(), text.size() - 1, 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "?";
}

void write_down_who(int file) {
  const std::string text = who_we_are();
  if (::ftruncate(file, 0) != 0) return;
  // The lock holds without it; only the message to the next one would be poorer.
  [[maybe_unused]] const ssize_t written = ::pwrite(file, text.data(), text.size(), 0);
}

tl::unexpected<RunError> refuse(RunTrouble trouble, ProblemCode code, Message message, const std::string& path) {
  return tl::make_unexpected(RunError{trouble, Error{Problem{code, std::move(message), {}}, path}});
}

tl::expected<int, RunError> lock_file(const std::filesystem::path& path, int mode) {
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (file < 0) {
    const char* why = std::strerror(errno);
    return refuse(RunTrouble::kOutputUnwritable, ProblemCode::kOutputUnwritable,
                  {fmt::format("输出文件夹无法写入：「{}」（{}）", path.string(), why),
                   fmt::format("the output folder cannot be written to: 「{}」 ({})", path.string(), why)},
                  path.string());
  }
  if (::flock(file, mode | LOCK_NB) == 0) return file;
  const std::string holder = what_is_written(file);
  ::close(file);
  return refuse(RunTrouble::kOutputHeld, ProblemCode::kOutputUnwritable,
                {fmt::format("另一次运行正在使用输出文件夹（{}）", holder),
                 fmt::format("another run holds the output folder ({})", holder)},
                path.string());
}

}  // namespace

std::string machine_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "?";
}

tl::expected<RunLock, RunError> RunLock::take(const std::filesystem::path& output, const std::optional<Shard>& shard) {
  const tl::expected<int, RunError> folder = lock_file(output / kLockFile, shard ? LOCK_SH : LOCK_EX);
  if (!folder) return tl::make_unexpected(folder.error());
  RunLock lock(*folder);
  write_down_who(*folder);
  if (!shard) return lock;
  const tl::expected<int, RunError> own =
      lock_file(output / fmt::format("{}.{}-of-{}", kLockFile, shard->index, shard->count), LOCK_EX);
  if (!own) return tl::make_unexpected(own.error());
  lock.shard_ = *own;
  write_down_who(*own);
  return lock;
}

RunLock::RunLock(RunLock&& other) noexcept
    : folder_(std::exchange(other.folder_, -1)), shard_(std::exchange(other.shard_, -1)) {}

RunLock& RunLock::operator=(RunLock&& other) noexcept {
  std::swap(folder_, other.folder_);
  std::swap(shard_, other.shard_);
  return *this;
}

RunLock::~RunLock() {
  if (shard_ >= 0) ::close(shard_);
  if (folder_ >= 0) ::close(folder_);
}

}  // namespace hebiao
