#include "cli/run_words.h"

#include <fmt/format.h>

namespace hebiao {

Message unusable(std::string_view file, std::string_view code, const Message& why) {
  // Some sentences name the file themselves.
  const auto sentence = [&](const std::string& text) {
    return text.rfind(file, 0) == 0 ? fmt::format("{} [{}]", text, code) : fmt::format("{}: {} [{}]", file, text, code);
  };
  return {sentence(why.zh), sentence(why.en)};
}

Message unusable(std::string_view file, const Problem& problem) {
  return unusable(file, problem_code_name(problem.code), problem.message);
}

Message no_form_in(std::size_t files) {
  if (files == 0) return {"指定的地方没有任何文件", "there is no file in what was named"};
  return {fmt::format("看了 {} 个文件，没有一张绩效自评表；可读的是 PDF 和文本文件", files),
          fmt::format("no self-evaluation form in the {} file{} seen; PDF and text files can be read", files,
                      files == 1 ? "" : "s")};
}

}  // namespace hebiao
