#include "extract/result.h"

#include <algorithm>
#include <utility>

#include "extract/document.h"

namespace hebiao {

Box enclosing(const Box& a, const Box& b) {
  return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right), std::max(a.bottom, b.bottom)};
}

std::string_view problem_code_name(ProblemCode code) {
  switch (code) {
    case ProblemCode::kPdfDamaged:
      return "pdf-damaged";
    case ProblemCode::kPdfEncrypted:
      return "pdf-encrypted";
    case ProblemCode::kNoTextLayer:
      return "no-text-layer";
    case ProblemCode::kFontUndecodable:
      return "font-undecodable";
    case ProblemCode::kCmapMissing:
      return "cmap-missing";
    case ProblemCode::kGridOpen:
      return "grid-open";
    case ProblemCode::kTextUndecodable:
      return "text-undecodable";
    case ProblemCode::kNoForm:
      return "no-form";
    case ProblemCode::kLookAlike:
      return "look-alike";
    case ProblemCode::kLimitExceeded:
      return "limit-exceeded";
    case ProblemCode::kFileUnreadable:
      return "file-unreadable";
    case ProblemCode::kFileEmpty:
      return "file-empty";
    case ProblemCode::kFormatUnknown:
      return "format-unknown";
    case ProblemCode::kOutputUnwritable:
      return "output-unwritable";
    case ProblemCode::kConfiguration:
      return "configuration";
    case ProblemCode::kInternal:
      break;
  }
  return "internal";
}

tl::unexpected<Error> failure(ProblemCode code, Message message, std::string path, SourceRef at) {
  return tl::make_unexpected(Error{Problem{code, std::move(message), std::move(at)}, std::move(path)});
}

std::string_view found_by_name(FoundBy found_by) {
  switch (found_by) {
    case FoundBy::kRulings:
      return "rulings";
    case FoundBy::kAlignment:
      return "alignment";
    case FoundBy::kText:
      break;
  }
  return "text";
}

std::string_view line_kind_name(LineKind kind) {
  switch (kind) {
    case LineKind::kWatermark:
      return "watermark";
    case LineKind::kPageNumber:
      return "page-number";
    case LineKind::kHidden:
      return "hidden";
    case LineKind::kText:
      break;
  }
  return "text";
}

std::string_view source_format_name(SourceFormat format) { return format == SourceFormat::kPdf ? "pdf" : "txt"; }

}  // namespace hebiao
