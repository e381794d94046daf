// The short way for the values that fill most cells: `365人`, `98%`, `≥4.00(次)`, `1,563.92`.
#pragma once

#include <optional>
#include <string_view>

#include "normalize/normalize.h"
#include "normalize/tables.h"

namespace hebiao {

// Reads canonical text that is nothing but: a sign, an ASCII figure, a unit of the vocabulary, bare or in a bracket.
// What it reads it reads exactly as the grammar does; everything else is nullopt and the grammar's. The grammar is some
// twenty times slower.
std::optional<Reading> read_plain(std::string_view text, const ValueContext& context, const Vocabulary::Tables& tables);

// The same by the grammar alone, for every text: what read_value does when the short way does not apply.
Reading read_by_grammar(std::string_view canonical, const ValueContext& context, const Vocabulary& vocabulary);

}  // namespace hebiao
