// What one code point becomes in canonical text.
#pragma once

#include <string_view>

namespace hebiao {

enum class FoldClass {
  kKeep,       // stays as it is
  kReplace,    // becomes `to`
  kBlank,      // a blank of some width
  kInvisible,  // draws nothing: dropped
  kMark,       // a combining mark: composed with what stands before it, where Unicode has the composition
};

struct Folded {
  FoldClass what = FoldClass::kKeep;
  char32_t to = 0;
  std::string_view repair;  // why this counts as a mending; empty for a mere width
};

// Width forms of letters, digits and mathematical signs are folded; width forms of punctuation (（ ， ：) are left,
// they are ordinary Chinese. Canonical singletons (CJK compatibility ideographs), radicals and the rows of symbols.tsv
// are replaced. Superscripts, circled digits, fractions, ㎡ are left.
Folded fold(char32_t code_point);

}  // namespace hebiao
