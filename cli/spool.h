// Text that has to wait for what comes after it, in a temporary file without a name.
#pragma once

#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace hebiao {

// First everything is appended, then it is read once from the front. Where the disk is full, or there is no place for
// temporary files, the results are lost before they were printed: OutputLost.
class Spool {
 public:
  void append(std::string_view text);
  void rewind();
  std::string next(std::size_t size);  // the bytes that follow

 private:
  struct Closer {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::FILE* file();

  std::unique_ptr<std::FILE, Closer> file_;
};

}  // namespace hebiao
