#include "cli/spool.h"

#include "cli/terminal.h"

namespace hebiao {

std::FILE* Spool::file() {
  if (file_ == nullptr) file_.reset(std::tmpfile());
  if (file_ == nullptr) throw OutputLost();
  return file_.get();
}

void Spool::append(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file()) != text.size()) throw OutputLost();
}

void Spool::rewind() {
  if (std::fflush(file()) != 0 || std::fseek(file(), 0, SEEK_SET) != 0) throw OutputLost();
}

std::string Spool::next(std::size_t size) {
  std::string text(size, '\0');
  if (std::fread(text.data(), 1, size, file()) != size) throw OutputLost();
  return text;
}

}  // namespace hebiao
