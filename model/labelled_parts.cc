#include "model/labelled_parts.h"

#include <algorithm>

namespace hebiao {
namespace {

constexpr std::string_view kColons[] = {":", "\xEF\xBC\x9A"};

struct Colon {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
};

Colon find_colon(std::string_view text, std::size_t from) {
  Colon first;
  for (const std::string_view colon : kColons)
    if (const std::size_t at = text.find(colon, from); at < first.at) first = {at, colon.size()};
  return first;
}

// Where the label before the colon begins: at the last blank behind which a label stands, or at the beginning.
std::size_t label_begin(std::string_view text, std::size_t first, std::size_t colon, const Lexicon& lexicon) {
  for (std::size_t begin = first; begin < colon; begin = text.find(' ', begin)) {
    begin = std::min(text.find_first_not_of(' ', begin), colon);
    if (colon - begin <= kLabelBytes &&
        lexicon.label(lexicon.tables().key(text.substr(begin, colon - begin))) != Role::kNone)
      return begin;
  }
  return std::string_view::npos;
}

}  // namespace

std::vector<LabelledPart> labelled_parts(std::string_view text, const Lexicon& lexicon) {
  std::vector<LabelledPart> parts;
  std::size_t from = 0;
  for (Colon colon = find_colon(text, 0); colon.at != std::string_view::npos; colon = find_colon(text, from)) {
    const std::size_t begin = label_begin(text, from, colon.at, lexicon);
    const bool at_start = parts.empty() && begin == 0;
    const bool behind_blank = !parts.empty() && begin != std::string_view::npos && begin > from;
    if (parts.empty() && !at_start) break;
    from = colon.at + colon.size;
    if (!at_start && !behind_blank) continue;
    std::string label = lexicon.tables().key(text.substr(begin, colon.at - begin));
    if (!parts.empty()) parts.back().end = begin;
    const Role role = lexicon.label(label);
    parts.push_back({role, std::move(label), from, text.size()});
  }
  return parts;
}

}  // namespace hebiao
