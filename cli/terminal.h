// The terminal: which language it speaks, whether it has colour, and the only place that prints.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_code.h"
#include "extract/result.h"

namespace hebiao {

// From LC_ALL, LC_MESSAGES, LANG, the first that is set: Chinese for zh…, else English.
Language language_of_locale();

// "zh" or "en"; anything else is kEnglish (the option itself refuses it).
Language language_of_name(std::string_view name);

struct Terminal {
  Language language = Language::kEnglish;

  const std::string& say(const Message& message) const { return in_language(message, language); }
};

// Results: to standard output. Throws OutputLost when it cannot be written (a full disk), so that no run that lost
// its results ends with 0.
struct OutputLost {};
void print_result(std::string_view text);
void flush_results();

// Everything else: to standard error, one line, `hebiao: ` before it.
void print_note(const Terminal& terminal, const Message& message);
void print_error(const Terminal& terminal, const Message& message);
void print_error(const Terminal& terminal, const Error& error);

// Prints the error and returns the code that the program ends with for it.
ExitCode refuse(const Error& error, ExitCode code, const Terminal& terminal);

enum class ColourWish { kAuto, kAlways, kNever };

// kAuto: standard output is a terminal that is not `dumb`, and NO_COLOR is not set.
bool colour_on_output(ColourWish wish);

}  // namespace hebiao
