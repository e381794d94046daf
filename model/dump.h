// A form as text, one field a line: for golden tests and for people who look.
#pragma once

#include <string>

#include "model/form.h"

namespace hebiao {

enum class DumpPlaces { kWithout, kWith };

// A line is `path = value`, the value as its canonical text: `"…"` words, `#…` a number as printed, `-` blank, `?"…"`
// unreadable; of target and actual what `hebiao normalize` reads follows in brackets. Fields that the form does not
// have have no line. With places, ` @line:field` or ` @page[left,top,right,bottom]` follows.
std::string dump_form(const Form& form, DumpPlaces places);

}  // namespace hebiao
