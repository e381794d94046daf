// What crosses the border between processes: plain values in a byte string, and byte strings over a socket.
//
// A worker may have been taken over by the document that it read, so the reading side trusts nothing: lengths are
// bounded, a value that is not there reads as nothing and spoils the whole message.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hebiao {

class Packer {
 public:
  void text(std::string_view text);
  void number(std::uint64_t number);
  void real(double number);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads in the order in which it was packed. `complete` tells whether every value was there and nothing is left.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : left_(bytes) {}
  std::string text();
  std::uint64_t number();
  double real();
  // A count of items of at least one byte each: bounded by what is left, so that no loop runs away.
  std::size_t count();
  bool complete() const { return !broken_ && left_.empty(); }

 private:
  std::string_view take(std::size_t size);
  std::string_view left_;
  bool broken_ = false;
};

// The largest message: a digest of a volume of some thousand forms takes about 20 MB.
inline constexpr std::size_t kMaxFrameBytes = std::size_t{256} << 20;

// Blocking; false when the other side is gone.
bool write_frame(int socket, std::string_view bytes);
// Blocking; nullopt at the end of the stream, on an error, and for a frame that is too large.
std::optional<std::string> read_frame(int socket);

// Collects what a socket has, without blocking.
class FrameReader {
 public:
  enum class State { kOpen, kClosed };
  State read_some(int socket);              // kClosed: the end, an error, or a frame that is too large
  std::optional<std::string> next_frame();  // a complete one, if there is one

 private:
  std::string buffer_;
};

}  // namespace hebiao
