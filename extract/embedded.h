// Data files compiled into the program (cmake/HebiaoTargets.cmake, hebiao_embed).
#pragma once

#include <span>
#include <string_view>

namespace hebiao {

struct EmbeddedFile {
  std::string_view name;  // file name without folder
  std::string_view text;  // its bytes, for as long as the program runs
};

}  // namespace hebiao
