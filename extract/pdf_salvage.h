// Gives a PDF whose end or page tree is gone (a download cut short) a trailer again, so that what is there can be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hebiao {

enum class Salvage {
  kKeepCatalog,  // a new trailer that names the catalog in the file
  kNewPageTree,  // … and a new catalog over the root of the page tree, its count put right, or over all pages found
};

// The file with what it lacks written behind it; nothing if the file holds no objects to go by, or is encrypted (its
// trailer holds the key). Objects inside object streams are not seen.
std::optional<std::string> salvaged(std::string_view bytes, Salvage how);

}  // namespace hebiao
