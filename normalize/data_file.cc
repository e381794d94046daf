#include "normalize/data_file.h"

#include <cassert>
#include <span>

#include "extract/embedded.h"

namespace hebiao {
namespace embedded {
std::span<const EmbeddedFile> normalize();
}

std::vector<std::vector<std::string_view>> data_rows(std::string_view text) {
  std::vector<std::vector<std::string_view>> rows;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> fields;
    for (std::size_t begin = 0; begin <= line.size();) {
      const std::size_t end = std::min(line.find('\t', begin), line.size());
      fields.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    assert(rows.empty() || fields.size() == rows.front().size());
    rows.push_back(std::move(fields));
  }
  if (!rows.empty()) rows.erase(rows.begin());  // the header
  return rows;
}

std::string_view data_file(std::string_view name) {
  for (const EmbeddedFile& file : embedded::normalize())
    if (file.name == name) return file.text;
  assert(false && "a data file of normalize/ is missing");
  return {};
}

}  // namespace hebiao
