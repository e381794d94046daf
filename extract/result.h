// How a stage says that it cannot go on with this file.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "extract/message.h"
#include "extract/source_ref.h"

namespace hebiao {

// What can be wrong with an input or an output. The names up to kLimitExceeded are problem codes of the public JSON
// (see problem_code_name); the rest concern the file as such.
enum class ProblemCode {
  kPdfDamaged,        // "pdf-damaged": Poppler had to repair it, or could not
  kPdfEncrypted,      // "pdf-encrypted": a password is needed (an empty one is tried)
  kNoTextLayer,       // "no-text-layer": an image-only page: a scan
  kFontUndecodable,   // "font-undecodable": glyphs without a trustworthy Unicode mapping
  kCmapMissing,       // "cmap-missing": poppler-data is not installed, text would vanish
  kGridOpen,          // "grid-open": rulings that do not close to cells
  kTextUndecodable,   // "text-undecodable": neither UTF-8 nor GB18030
  kNoForm,            // "no-form": nothing here is a self-evaluation form
  kLookAlike,         // "look-alike": a target-only form or a checklist, which has nothing to recompute
  kLimitExceeded,     // "limit-exceeded": a limit of extract/limits.h was met; the rest was still read
  kFileUnreadable,    // "file-unreadable": open or read failed
  kFileEmpty,         // "file-empty": zero bytes, or blanks only
  kFormatUnknown,     // "format-unknown": neither PDF nor text (a Word file renamed, an archive)
  kOutputUnwritable,  // "output-unwritable"
  kConfiguration,     // "configuration": a profile, a dialect or a configuration file that cannot be used
  kInternal,          // "internal": our own bug
};

// The public name of a code, as in the comments above.
std::string_view problem_code_name(ProblemCode code);

// Something that a reader of the results must know about the source. It does not stop the work.
struct Problem {
  ProblemCode code = ProblemCode::kInternal;
  Message message;
  SourceRef at;
};

// A problem that stops the work on one file.
struct Error {
  Problem problem;
  std::string path;  // the file, as the user named it; empty if none is concerned
};

template <class T>
using Result = tl::expected<T, Error>;

// Shorthand for `return failure(code, {zh, en}, path);`
tl::unexpected<Error> failure(ProblemCode code, Message message, std::string path = {}, SourceRef at = {});

}  // namespace hebiao
