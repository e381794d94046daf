// A sentence for people, in the two languages that the program speaks.
#pragma once

#include <string>

namespace hebiao {

// Workbooks and pages show `zh`; the terminal shows one or the other (--lang). Both say the same and quote the
// source in 「」. Neither is ever parsed: whatever a caller needs stands in a field of its own.
struct Message {
  std::string zh;
  std::string en;
};

enum class Language { kChinese, kEnglish };

inline const std::string& in_language(const Message& message, Language language) {
  return language == Language::kChinese ? message.zh : message.en;
}

}  // namespace hebiao
