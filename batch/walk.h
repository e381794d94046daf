// PATH... -> the inputs of a run, each with the name that its outputs carry.
//
// Rules (the public contract): `in/2023/a.pdf`, given as `in`, is called `2023/a.pdf`; a file given by itself is called
// by its last component. Several PATHs each get a top folder named after their last component; equal ones are refused.
// Folders are walked recursively and sorted by bytes, so a run's order depends on names alone. Every regular file is an
// input: what a file holds is found by content, later. Not walked: the output folder inside an input folder, symbolic
// links that lead out of the tree named or to a folder (each is reported as skipped), sockets, pipes and devices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/message.h"
#include "extract/result.h"

namespace hebiao {

struct Input {
  std::string path;  // to open it by
  std::string name;  // relative, '/'-separated; the raw bytes of the file system, newlines and all
  friend bool operator==(const Input&, const Input&) = default;
};

// Something under PATH that is not an input, and why.
struct Skipped {
  std::string name;
  Message why;
};

// Inputs in little memory, about twenty bytes each beside the name: an archive has some hundred thousand. A path is
// made when it is asked for, from what a PATH adds to the names below it.
class InputList {
 public:
  // The inputs of one PATH: their paths are `before` + their names without the first `skipped` bytes.
  std::size_t add_path(std::string before, std::size_t skipped);
  void add(std::size_t path, std::string_view name);
  void sort();  // by name, byte by byte
  void keep_if(const std::function<bool(std::string_view name)>& wanted);

  std::size_t size() const { return entries_.size(); }
  bool empty() const { return entries_.empty(); }
  std::string_view name(std::size_t at) const;
  // The place of a name in a sorted list; size() if it is not there.
  std::size_t find(std::string_view name) const;
  Input operator[](std::size_t at) const;

 private:
  struct Path {
    std::string before;
    std::size_t skipped = 0;
  };
  struct Entry {
    std::uint64_t begin = 0;  // of the name, in names_
    std::uint32_t size = 0;
    std::uint32_t path = 0;
  };
  std::string_view name(const Entry& entry) const { return {names_.data() + entry.begin, entry.size}; }

  std::vector<Path> paths_;
  std::vector<Entry> entries_;
  std::string names_;
};

struct Inputs {
  InputList files;               // sorted by name; no two names are equal
  std::vector<Skipped> skipped;  // sorted likewise
  // Folders that could not be read. A run with one of these has not seen everything and never ends with exit 0.
  std::vector<Skipped> unreadable;
};

// Refuses, with kConfiguration: no PATH, PATHs with equal last components, a folder that is `output`. With
// kFileUnreadable: a PATH that does not exist or is neither file nor folder. `output` need not exist.
Result<Inputs> walk(const std::vector<std::filesystem::path>& paths, const std::filesystem::path& output);

// `name` as one printable line: control characters as \n, \t, \xHH, a backslash as \\, bytes that are not UTF-8 as
// \xHH.
std::string printable_name(std::string_view name);

}  // namespace hebiao
