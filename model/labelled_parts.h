// Labels that stand in one cell or line with their values: 单位名称：… 填报日期：….
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/lexicon.h"

namespace hebiao {

inline constexpr std::size_t kLabelBytes = 90;  // a label is a few words

struct LabelledPart {
  Role role = Role::kNone;
  std::string label;      // its key
  std::size_t begin = 0;  // of the value, behind the colon: bytes [begin, end) of the text
  std::size_t end = 0;
};

// The labels that the lexicon knows, each at the beginning of the text or behind a blank and before a colon. Empty if
// the text does not begin with one.
std::vector<LabelledPart> labelled_parts(std::string_view text, const Lexicon& lexicon);

}  // namespace hebiao
