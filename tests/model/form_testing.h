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

inline Result<BuiltForms> try_forms(std::string_view text) {
  auto document = read_text(text, "test.txt", {});
  if (!document) return tl::make_unexpected(document.error());
  return build_forms(normalize_document(std::move(*document)), Dialects::shipped(), Vocabulary::shipped());
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
