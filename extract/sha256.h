// SHA-256 of bytes, for document identities and fingerprints.
#pragma once

#include <string>
#include <string_view>

namespace hebiao {

std::string sha256_hex(std::string_view bytes);  // 64 lower-case hex digits

}  // namespace hebiao
