// Sentences that check and the batch commands share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "extract/result.h"

namespace hebiao {

// Of a file that gave no report: its name, why, and the code of the reason.
Message unusable(std::string_view file, std::string_view code, const Message& why);
Message unusable(std::string_view file, const Problem& problem);

// Of a run that met no form at all in `files` files.
Message no_form_in(std::size_t files);

}  // namespace hebiao
