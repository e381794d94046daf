// Runs the program as a user does: arguments and standard input in, the two streams and the exit code out.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hebiao {

struct Ran {
  int exit_code = -1;  // 128 + n after signal n
  std::string out;
  std::string err;
};

// The binary under test, in English unless the arguments say otherwise. `stdout_path` sends standard output to a file
// or device instead of `out`.
Ran run_program(const std::vector<std::string>& arguments, std::string_view input = {},
                const std::string& stdout_path = {});

// Any other program; nullopt-like exit code 127 where it does not exist.
Ran run_command(const std::vector<std::string>& command, std::string_view input = {},
                const std::string& stdout_path = {});

// A folder that is gone with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  // Writes a file below the folder, its folders made as needed, and returns its path.
  std::string write(const std::string& name, std::string_view bytes) const;
  // Names of all files below the folder, sorted.
  std::vector<std::string> files() const;

 private:
  std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);

// A PDF of one page whose content stream is `content` (font F1 is Helvetica); offsets are right, so that no reader has
// to repair it.
std::string one_page_pdf(std::string_view content);

}  // namespace hebiao
