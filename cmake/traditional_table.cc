// Build tool: writes OpenCC's character table, traditional to simplified, as C++ (see normalize/CMakeLists.txt).
//
// The program needs single characters only, for keys; loading OpenCC's dictionaries at every start would cost more than
// auditing a small file. So OpenCC is asked once, when the program is built.

#include <opencc/opencc.h>

#include <cstdio>
#include <string>

#include "normalize/utf8.h"

int main() {
  const opencc::SimpleConverter converter("t2s.json");
  std::puts("// Generated from OpenCC's t2s; do not edit.");
  std::puts("#include \"normalize/traditional.h\"\n");
  std::puts("#include <algorithm>\n#include <iterator>\n");
  std::puts("namespace hebiao {\nnamespace {\n\nstruct Pair {\n  char16_t from;\n  char16_t to;\n};\n");
  std::puts("constexpr Pair kPairs[] = {");
  for (char32_t c = 0x3400; c <= 0x9FFF; ++c) {
    std::string text;
    hebiao::append_utf8(text, c);
    const std::string simple = converter.Convert(text);
    std::size_t pos = 0;
    const char32_t to = hebiao::next_code_point(simple, pos).value;
    if (pos != simple.size() || to == c || to > 0xFFFF) continue;
    std::printf("    {0x%04X, 0x%04X},\n", static_cast<unsigned>(c), static_cast<unsigned>(to));
  }
  std::puts("};\n\n}  // namespace\n\nchar32_t simplified(char32_t ideograph) {");
  std::puts("  const auto* found = std::lower_bound(std::begin(kPairs), std::end(kPairs), ideograph,");
  std::puts("                                       [](const Pair& one, char32_t c) { return one.from < c; });");
  std::puts("  return found != std::end(kPairs) && found->from == ideograph ? found->to : ideograph;\n}\n");
  std::puts("}  // namespace hebiao");
}
