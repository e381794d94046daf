#include "emit/replace_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

namespace hebiao {
namespace {

tl::unexpected<Error> unwritable(const std::filesystem::path& path, int code) {
  return failure(ProblemCode::kOutputUnwritable, unwritable_message(code), path.string());
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : value_(::open(path.c_str(), flags | O_CLOEXEC, 0666)) {}
  ~Descriptor() {
    if (value_ >= 0) ::close(value_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int value() const { return value_; }

 private:
  int value_;
};

int synced(const std::filesystem::path& path, int flags) {
  const Descriptor file(path, flags);
  if (file.value() < 0) return errno;
  // Some file systems do not sync folders and say so by EINVAL.
  if (::fsync(file.value()) != 0 && errno != EINVAL) return errno;
  return 0;
}

int written(const std::filesystem::path& path, std::string_view bytes) {
  const Descriptor file(path, O_WRONLY | O_CREAT | O_TRUNC);
  if (file.value() < 0) return errno;
  while (!bytes.empty()) {
    const auto count = ::write(file.value(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return 0;
}

tl::unexpected<Error> given_up(const std::filesystem::path& path, int code) {
  std::error_code ignored;
  std::filesystem::remove(part_path(path), ignored);
  return unwritable(path, code);
}

}  // namespace

Message unwritable_message(int error_number) {
  const std::string reason = std::strerror(error_number);
  return {"无法写出文件：" + reason + "；原有文件保持不变",
          "cannot write the file: " + reason + "; an older one is untouched"};
}

std::filesystem::path part_path(const std::filesystem::path& path) { return path.string() + ".part"; }

Result<void> replace_file(const std::filesystem::path& path) {
  const auto part = part_path(path);
  if (const int code = synced(part, O_RDONLY); code != 0) return given_up(path, code);
  std::error_code error;
  std::filesystem::rename(part, path, error);
  if (error) return given_up(path, error.value());
  const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  if (const int code = synced(folder, O_RDONLY | O_DIRECTORY); code != 0) return unwritable(path, code);
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  if (const int code = written(part_path(path), bytes); code != 0) return given_up(path, code);
  return replace_file(path);
}

}  // namespace hebiao
