#include "batch/wire.h"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace hebiao {
namespace {

constexpr std::size_t kLengthBytes = 4;
constexpr std::size_t kReadBytes = std::size_t{64} << 10;

std::string length_prefix(std::size_t size) {
  const auto length = static_cast<std::uint32_t>(size);
  std::string bytes(kLengthBytes, '\0');
  std::memcpy(bytes.data(), &length, kLengthBytes);
  return bytes;
}

std::size_t read_length(std::string_view bytes) {
  std::uint32_t length = 0;
  std::memcpy(&length, bytes.data(), kLengthBytes);
  return length;
}

bool write_all(int socket, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool read_exactly(int socket, std::string& into) {
  std::size_t have = 0;
  while (have < into.size()) {
    const ssize_t got = ::read(socket, into.data() + have, into.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    have += static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

void Packer::text(std::string_view text) {
  number(text.size());
  bytes_ += text;
}

void Packer::number(std::uint64_t number) {
  std::array<char, sizeof number> raw{};
  std::memcpy(raw.data(), &number, sizeof number);
  bytes_.append(raw.data(), raw.size());
}

void Packer::real(double number) {
  std::array<char, sizeof number> raw{};
  std::memcpy(raw.data(), &number, sizeof number);
  bytes_.append(raw.data(), raw.size());
}

std::string_view Unpacker::take(std::size_t size) {
  if (broken_ || size > left_.size()) {
    broken_ = true;
    return {};
  }
  const std::string_view taken = left_.substr(0, size);
  left_.remove_prefix(size);
  return taken;
}

std::string Unpacker::text() { return std::string(take(number())); }

std::uint64_t Unpacker::number() {
  std::uint64_t number = 0;
  const std::string_view raw = take(sizeof number);
  if (!raw.empty()) std::memcpy(&number, raw.data(), sizeof number);
  return number;
}

double Unpacker::real() {
  double number = 0;
  const std::string_view raw = take(sizeof number);
  if (!raw.empty()) std::memcpy(&number, raw.data(), sizeof number);
  return number;
}

std::size_t Unpacker::count() {
  const std::uint64_t items = number();
  if (items <= left_.size()) return items;
  broken_ = true;
  return 0;
}

bool write_frame(int socket, std::string_view bytes) {
  return bytes.size() <= kMaxFrameBytes && write_all(socket, length_prefix(bytes.size())) && write_all(socket, bytes);
}

std::optional<std::string> read_frame(int socket) {
  std::string length(kLengthBytes, '\0');
  if (!read_exactly(socket, length) || read_length(length) > kMaxFrameBytes) return std::nullopt;
  std::string frame(read_length(length), '\0');
  if (!read_exactly(socket, frame)) return std::nullopt;
  return frame;
}

FrameReader::State FrameReader::read_some(int socket) {
  std::array<char, kReadBytes> chunk;
  const ssize_t got = ::recv(socket, chunk.data(), chunk.size(), MSG_DONTWAIT);
  if (got < 0 && (errno == EAGAIN || errno == EINTR)) return State::kOpen;
  if (got <= 0) return State::kClosed;
  buffer_.append(chunk.data(), static_cast<std::size_t>(got));
  const bool too_large = buffer_.size() >= kLengthBytes && read_length(buffer_) > kMaxFrameBytes;
  return too_large ? State::kClosed : State::kOpen;
}

std::optional<std::string> FrameReader::next_frame() {
  if (buffer_.size() < kLengthBytes) return std::nullopt;
  const std::size_t size = read_length(buffer_);
  if (buffer_.size() < kLengthBytes + size) return std::nullopt;
  std::string frame = buffer_.substr(kLengthBytes, size);
  buffer_.erase(0, kLengthBytes + size);
  if (buffer_.empty()) std::string().swap(buffer_);  // one large digest must not stay for the rest of the run
  return frame;
}

}  // namespace hebiao
