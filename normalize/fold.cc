// Folding by decomposition type.
//
// NFKC is the wrong tool for figures: it turns 10² into 102, 5① into 51 and ㎡ into m2. Unicode says of each
// compatibility decomposition what kind it is; only those kinds that change nothing but width or blankness are folded
// here, from utf8proc's copy of the Unicode data. Radicals and look-alikes come from the data files.

#include "normalize/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "normalize/data_file.h"
#include "normalize/utf8.h"

namespace hebiao {
namespace {

struct Replacement {
  char32_t from = 0;
  char32_t to = 0;
  std::string_view repair;
};

char32_t hex(std::string_view digits) { return static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16)); }

std::vector<Replacement> load_replacements() {
  std::vector<Replacement> all;
  for (const auto& row : data_rows(data_file("symbols.tsv"))) {
    std::size_t pos = 0;
    all.push_back({hex(row[0]), next_code_point(row[1], pos).value, row[2]});
  }
  for (const auto& row : data_rows(data_file("radicals.tsv"))) all.push_back({hex(row[0]), hex(row[1]), "radical"});
  std::sort(all.begin(), all.end(), [](const Replacement& a, const Replacement& b) { return a.from < b.from; });
  return all;
}

const Replacement* find_replacement(char32_t code_point) {
  static const std::vector<Replacement> all = load_replacements();
  const auto found = std::lower_bound(all.begin(), all.end(), code_point,
                                      [](const Replacement& one, char32_t c) { return one.from < c; });
  return found != all.end() && found->from == code_point ? &*found : nullptr;
}

// Invisible by nature, whatever their category: Hangul fillers, variation selectors, the object replacement character.
bool draws_nothing(char32_t c) {
  constexpr std::array<std::pair<char32_t, char32_t>, 9> kRanges = {{{0x00AD, 0x00AD},
                                                                     {0x034F, 0x034F},
                                                                     {0x115F, 0x1160},
                                                                     {0x180B, 0x180F},
                                                                     {0x3164, 0x3164},
                                                                     {0xFFA0, 0xFFA0},
                                                                     {0xFE00, 0xFE0F},
                                                                     {0xFFF9, 0xFFFC},
                                                                     {0xE0000, 0xE0FFF}}};
  return std::any_of(kRanges.begin(), kRanges.end(),
                     [&](const auto& range) { return range.first <= c && c <= range.second; });
}

bool is_blank(char32_t c, utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_ZS || category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP ||
         (c >= 0x09 && c <= 0x0D) || c == 0x85;
}

// Of the width forms, those that are part of figures and codes; Chinese punctuation keeps its width.
bool folds_to(char32_t c) {
  constexpr std::u32string_view kSigns = U"%+-=<>~./$#&*@^_|\\`'\"¥£¢¬¦";
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c > 0xFF ||
         kSigns.find(c) != std::u32string_view::npos;
}

// The one code point that `c` decomposes to; 0 if there are several.
char32_t single_decomposition(char32_t c, bool compatibility) {
  std::array<utf8proc_int32_t, 4> buffer{};
  int boundary = 0;
  const auto options = static_cast<utf8proc_option_t>(compatibility ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT
                                                                    : UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
  const utf8proc_ssize_t length =
      utf8proc_decompose_char(static_cast<utf8proc_int32_t>(c), buffer.data(), buffer.size(), options, &boundary);
  return length == 1 ? static_cast<char32_t>(buffer[0]) : 0;
}

}  // namespace

Folded fold(char32_t code_point) {
  if (code_point >= 0x21 && code_point <= 0x7E) return {};
  if (code_point >= 0x4E00 && code_point <= 0x9FFF) return {};
  if (const Replacement* found = find_replacement(code_point)) return {FoldClass::kReplace, found->to, found->repair};
  const utf8proc_property_t* property = utf8proc_get_property(static_cast<utf8proc_int32_t>(code_point));
  const auto category = static_cast<utf8proc_category_t>(property->category);
  if (is_blank(code_point, category)) return {FoldClass::kBlank, U' ', {}};
  if (category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_CC || draws_nothing(code_point))
    return {FoldClass::kInvisible, 0, "invisible"};
  switch (property->decomp_type) {
    case UTF8PROC_DECOMP_TYPE_WIDE:
    case UTF8PROC_DECOMP_TYPE_NARROW:
    case UTF8PROC_DECOMP_TYPE_SMALL:
    case UTF8PROC_DECOMP_TYPE_NOBREAK: {
      const char32_t to = single_decomposition(code_point, true);
      if (to != 0 && to != code_point && folds_to(to)) return {FoldClass::kReplace, to, {}};
      return {};
    }
    case 0: {
      if (property->combining_class != 0) return {FoldClass::kMark, 0, {}};
      const char32_t to = single_decomposition(code_point, false);
      if (to != 0 && to != code_point) return {FoldClass::kReplace, to, {}};
      return {};
    }
    default:
      return {};
  }
}

}  // namespace hebiao
