// What the tests of forms share: from text to forms in one call.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "extract/extract.h"
#include "model/model.h"
#include "normalize/normalize.h"

namespace hebiao {

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Stands in for normalize_document until that lands: the samples need no more than trimming.
inline Document trimmed_document(Document document) {
  const auto trim = [](const std::string& raw) {
    const std::size_t first = raw.find_first_not_of(' ');
    return first == std::string::npos ? std::string() : raw.substr(first, raw.find_last_not_of(' ') - first + 1);
  };
  for (Table& table : document.tables)
    for (Cell& cell : table.cells) cell.text = trim(cell.raw);
  for (Line& line : document.pages.front().lines) line.text = trim(line.raw);
  return document;
}

inline Result<BuiltForms> try_forms(std::string_view text) {
  auto document = read_text(text, "test.txt", {});
  if (!document) return tl::make_unexpected(document.error());
  return build_forms(trimmed_document(std::move(*document)), Dialects::shipped(), Vocabulary(nullptr));
}

inline BuiltForms forms_in(std::string_view text) {
  auto built = try_forms(text);
  if (built) return std::move(*built);
  ADD_FAILURE() << built.error().problem.message.en;
  return {};
}

// The folder of acceptance material, which is no part of the project; empty if it is not at hand.
inline std::string acceptance_folder() {
  const char* folder = std::getenv("HEBIAO_ACCEPTANCE");
  return folder == nullptr ? std::string() : std::string(folder);
}

}  // namespace hebiao
