// The stage: text -> canonical text and readings. Pure: no path, clock, locale or environment.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/document.h"
#include "normalize/reading.h"
#include "normalize/vocabulary.h"

namespace hebiao {

// Canonical text: folded by decomposition type (wide, narrow, small, no-break, canonical, Kangxi radicals; never NFKC:
// 10² stays), radicals of the Supplement, private-use ≥ ≤ of the Symbol font, known tags and entities removed,
// invisible characters dropped, blanks collapsed and trimmed. Punctuation, ① and ㎡ are left alone. Idempotent.
struct NormalizedText {
  std::string text;
  std::vector<TextRepair> repairs;  // offsets into the raw bytes
};
NormalizedText normalize_text(std::string_view raw);

// The raw bytes that one byte range of the canonical text came from.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};
ByteRange raw_range(std::string_view raw, ByteRange in_text);

// Fills `text` and `repairs` of every cell and line from `raw`.
Document normalize_document(Document document);

// The key under which a header, a level name or a label is looked up: canonical text, simplified, ASCII punctuation,
// without blanks and without bracket characters: `全年 預算數（A）` and `全年预算数(A)` are one key, `全年预算数A`.
// With kDropContent what stands in brackets goes too: `产出指标（50分）` is `产出指标`. For comparison, never for
// display.
enum class Brackets { kKeepContent, kDropContent };
std::string match_key(std::string_view text, Brackets brackets = Brackets::kKeepContent);

enum class Column { kNone, kTarget, kActual, kFund, kRate, kScore, kText };

struct ValueContext {
  Column column = Column::kNone;
  std::optional<int> year;       // of the form
  std::string_view header_unit;  // named by the column head or the paired cell; used only if the cell names none
};

// Reads a whole cell: canonical text or raw text, which it canonicalizes first. Never throws, linear in the text; a
// number that is not there is never invented: what cannot be read as a whole is kNone with the flag that says why.
Reading read_value(std::string_view text, const ValueContext& context, const Vocabulary& vocabulary);

// Is the whole text a unit that the vocabulary knows: 万平方米, 元/人·月, %?
bool names_unit(std::string_view text, const Vocabulary& vocabulary);

// Reads a context as `hebiao normalize` takes it: `year=2023;hunit=万元;col=target`. Unknown keys are an error.
struct ParsedContext {
  ValueContext context;
  std::string header_unit;  // owns what context.header_unit views (call `value()`)
  ValueContext value() const {
    ValueContext result = context;
    result.header_unit = header_unit;
    return result;
  }
};
Result<ParsedContext> parse_context(std::string_view text);

}  // namespace hebiao
