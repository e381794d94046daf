// The whole way of one text, in memory: read, normalize, build, recompute.
#pragma once

#include <string>
#include <string_view>

#include "model/report.h"

namespace hebiao::test {

// A failure ends the test with the error's message and gives an empty report.
Report audit_text(std::string_view text);

// The folder of acceptance material, which is no part of the project; empty if HEBIAO_ACCEPTANCE is not set.
std::string acceptance_folder();

// The bytes of a file; a failure ends the test.
std::string file_text(const std::string& path);

}  // namespace hebiao::test
