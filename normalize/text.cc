// Canonical text in one pass.
//
// Code points are folded one by one and pushed onto the output; whatever a push completes (a known tag, an entity, a
// 》 that stands for ≥) is taken off the output's end again, and what an entity stands for is pushed in its turn. So
// the output never holds anything that a second pass would find, however the pieces were nested: the pass is
// idempotent, and linear because the look back is bounded. Every code point of the output remembers its raw bytes.

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "normalize/utf8.h"

namespace hebiao {
namespace {

// A tag longer than this is text: the longest seen in forms is a <span style=…> of some 120 bytes.
constexpr std::size_t kLongestTag = 256;
constexpr std::size_t kLongestEntity = 8;  // &ensp; and numbers such as &#12288;

constexpr std::array<std::string_view, 24> kTags = {"p",      "br",   "span", "div", "b",  "i",  "u",     "em",
                                                    "strong", "font", "sub",  "sup", "td", "tr", "table", "tbody",
                                                    "ul",     "li",   "ol",   "a",   "h1", "h2", "h3",    "o:p"};

// Tags that end a line where they stand: a blank remains of them.
constexpr std::array<std::string_view, 9> kBreakingTags = {"p", "br", "div", "td", "tr", "li", "h1", "h2", "h3"};

struct Entity {
  std::string_view name;
  char32_t stands_for;
};
constexpr std::array<Entity, 19> kEntities = {{{"lt", U'<'},
                                               {"gt", U'>'},
                                               {"amp", U'&'},
                                               {"quot", U'"'},
                                               {"apos", U'\''},
                                               {"nbsp", 0xA0},
                                               {"ensp", 0x2002},
                                               {"emsp", 0x2003},
                                               {"thinsp", 0x2009},
                                               {"ge", U'≥'},
                                               {"le", U'≤'},
                                               {"ne", U'≠'},
                                               {"times", U'×'},
                                               {"plusmn", U'±'},
                                               {"permil", U'‰'},
                                               {"ldquo", U'“'},
                                               {"rdquo", U'”'},
                                               {"mdash", U'—'},
                                               {"middot", U'·'}}};

template <class Range>
bool holds(const Range& range, std::string_view word) {
  return std::find(range.begin(), range.end(), word) != range.end();
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return result;
}

// The name of a known tag that `text` is, from < to >; empty if it is none. `<3<x>` and `<p万元>` are text.
std::string known_tag(std::string_view text) {
  std::string_view inner = text.substr(1, text.size() - 2);
  if (!inner.empty() && inner.front() == '/') inner.remove_prefix(1);
  if (!inner.empty() && inner.back() == '/') inner.remove_suffix(1);
  std::string name = lower(inner.substr(0, inner.find(' ')));
  return holds(kTags, name) ? name : std::string();
}

// What `&name;` stands for; 0 if it is no known entity.
char32_t entity_value(std::string_view name) {
  for (const Entity& entity : kEntities)
    if (entity.name == name) return entity.stands_for;
  if (name.size() < 2 || name.front() != '#') return 0;
  const bool hexadecimal = name[1] == 'x' || name[1] == 'X';
  char32_t value = 0;
  for (char c : name.substr(hexadecimal ? 2 : 1)) {
    const bool digit = c >= '0' && c <= '9';
    const char small = c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c;
    if (!digit && !(hexadecimal && small >= 'a' && small <= 'f')) return 0;
    value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit ? c - '0' : small - 'a' + 10);
  }
  return value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF) ? 0 : value;
}

class Canonicalizer {
 public:
  explicit Canonicalizer(std::string_view raw) : raw_(raw) {
    out_.reserve(raw.size());
    pieces_.reserve(raw.size());
    for (std::size_t pos = 0; pos < raw.size();) {
      const std::size_t begin = pos;
      const CodePoint read = next_code_point(raw, pos);
      if (!read.valid) {
        repairs_.push_back({begin, pos, "invalid-utf8"});
        append(read.value, begin, pos);
      } else {
        push(read.value, begin, pos);
      }
    }
    while (!out_.empty() && out_.back() == ' ') pop();
  }

  NormalizedText result() && {
    std::stable_sort(repairs_.begin(), repairs_.end(),
                     [](const TextRepair& a, const TextRepair& b) { return a.begin < b.begin; });
    return {std::move(out_), std::move(repairs_)};
  }

  ByteRange raw_of(ByteRange in_text) const {
    const auto ends_after = [](std::size_t at, const Piece& piece) { return at < piece.out_end; };
    auto first = std::upper_bound(pieces_.begin(), pieces_.end(), in_text.begin, ends_after);
    if (first == pieces_.end()) return {raw_.size(), raw_.size()};
    if (in_text.end <= in_text.begin) return {first->raw_begin, first->raw_begin};
    const auto last = std::upper_bound(first, pieces_.end(), in_text.end - 1, ends_after);
    return {first->raw_begin, last == pieces_.end() ? raw_.size() : last->raw_end};
  }

 private:
  // One code point of the output: where it ends there, and the raw bytes it came from.
  struct Piece {
    std::size_t out_end;
    std::size_t raw_begin;
    std::size_t raw_end;
    int open_titles;    // 《 that are open behind it
    bool closes_title;  // a 》 that closes one of them
  };

  int open_titles() const { return pieces_.empty() ? 0 : pieces_.back().open_titles; }

  void push(char32_t c, std::size_t begin, std::size_t end) {
    const Folded folded = fold(c);
    switch (folded.what) {
      case FoldClass::kInvisible:
        repairs_.push_back({begin, end, std::string(folded.repair)});
        return;
      case FoldClass::kBlank:
        if (!out_.empty() && out_.back() != ' ') append(U' ', begin, end);
        return;
      case FoldClass::kMark:
        compose(c, begin, end);
        return;
      case FoldClass::kReplace:
        if (!folded.repair.empty()) repairs_.push_back({begin, end, std::string(folded.repair)});
        complete(folded.to, begin, end);
        return;
      case FoldClass::kKeep:
        complete(c, begin, end);
        return;
    }
  }

  // Appends, then mends what this code point completes.
  void complete(char32_t c, std::size_t begin, std::size_t end) {
    if (c >= U'0' && c <= U'9') mend_bracket_for_sign();
    append(c, begin, end);
    if (c == U'>') remove_tag(end);
    if (c == U';') replace_entity(end);
  }

  void append(char32_t c, std::size_t begin, std::size_t end) {
    int open = open_titles();
    const bool closes = c == U'》' && open > 0;
    if (c == U'《') ++open;
    if (closes) --open;
    append_utf8(out_, c);
    pieces_.push_back({out_.size(), begin, end, open, closes});
  }

  void pop() {
    pieces_.pop_back();
    out_.resize(pieces_.empty() ? 0 : pieces_.back().out_end);
  }

  // Cuts the output down to `size` bytes; says where the raw bytes of what is cut begin.
  std::size_t cut(std::size_t size) {
    std::size_t begin = 0;
    while (out_.size() > size) {
      begin = pieces_.back().raw_begin;
      pop();
    }
    return begin;
  }

  // 》 before a digit is typed for ≥, unless it closes a title.
  void mend_bracket_for_sign() {
    constexpr std::string_view kBracket = "》";
    if (!std::string_view(out_).ends_with(kBracket) || pieces_.back().closes_title) return;
    const Piece piece = pieces_.back();
    pop();
    repairs_.push_back({piece.raw_begin, piece.raw_end, "look-alike"});
    append(U'≥', piece.raw_begin, piece.raw_end);
  }

  void remove_tag(std::size_t raw_end) {
    const std::size_t open = look_back('<', kLongestTag);
    if (open == std::string::npos) return;
    const std::string name = known_tag(std::string_view(out_).substr(open));
    if (name.empty()) return;
    const std::size_t raw_begin = cut(open);
    repairs_.push_back({raw_begin, raw_end, "tag"});
    if (holds(kBreakingTags, name)) push(U' ', raw_begin, raw_end);
  }

  void replace_entity(std::size_t raw_end) {
    const std::size_t open = look_back('&', kLongestEntity);
    if (open == std::string::npos) return;
    const char32_t value = entity_value(std::string_view(out_).substr(open + 1, out_.size() - open - 2));
    if (value == 0) return;
    const std::size_t raw_begin = cut(open);
    repairs_.push_back({raw_begin, raw_end, "entity"});
    push(value, raw_begin, raw_end);
  }

  std::size_t look_back(char wanted, std::size_t limit) const {
    const std::size_t from = out_.size() > limit ? out_.size() - limit : 0;
    const std::size_t found = std::string_view(out_).substr(from).rfind(wanted);
    return found == std::string_view::npos ? std::string::npos : from + found;
  }

  // A combining mark joins the code point before it where Unicode has the composition (= and ̸ make ≠).
  void compose(char32_t mark, std::size_t begin, std::size_t end) {
    if (!out_.empty() && out_.back() != ' ') {
      const Piece base = pieces_.back();
      std::size_t at = pieces_.size() > 1 ? pieces_[pieces_.size() - 2].out_end : 0;
      std::array<utf8proc_int32_t, 2> pair = {static_cast<utf8proc_int32_t>(next_code_point(out_, at).value),
                                              static_cast<utf8proc_int32_t>(mark)};
      if (utf8proc_normalize_utf32(pair.data(), 2,
                                   static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE)) == 1) {
        pop();
        append(static_cast<char32_t>(pair[0]), base.raw_begin, end);
        return;
      }
    }
    append(mark, begin, end);
  }

  std::string_view raw_;
  std::string out_;
  std::vector<Piece> pieces_;
  std::vector<TextRepair> repairs_;
};

// True if canonicalizing changes nothing: letters, digits and ideographs, single blanks inside, no < & and no 》.
bool is_plain(std::string_view raw) {
  bool blank = true;  // a blank in front would be trimmed
  for (std::size_t pos = 0; pos < raw.size();) {
    const auto byte = static_cast<unsigned char>(raw[pos]);
    if (byte > 0x20 && byte < 0x7F) {
      if (byte == '>' || byte == ';') return false;
      blank = false;
      ++pos;
    } else if (byte == ' ') {
      if (blank) return false;
      blank = true;
      ++pos;
    } else {
      const CodePoint read = next_code_point(raw, pos);
      constexpr std::u32string_view kPlainSigns = U"（），。：、“”—～℃≥≤±×《";
      const bool ideograph = read.value >= 0x4E00 && read.value <= 0x9FFF;
      if (!ideograph && kPlainSigns.find(read.value) == std::u32string_view::npos) return false;
      if (fold(read.value).what != FoldClass::kKeep) return false;
      blank = false;
    }
  }
  return !blank || raw.empty();
}

}  // namespace

NormalizedText normalize_text(std::string_view raw) {
  if (is_plain(raw)) return {std::string(raw), {}};
  return Canonicalizer(raw).result();
}

ByteRange raw_range(std::string_view raw, ByteRange in_text) {
  if (is_plain(raw)) return {std::min(in_text.begin, raw.size()), std::min(in_text.end, raw.size())};
  return Canonicalizer(raw).raw_of(in_text);
}

Document normalize_document(Document document) {
  const auto normalize = [](auto& piece) {
    NormalizedText canonical = normalize_text(piece.raw);
    piece.text = std::move(canonical.text);
    piece.repairs = std::move(canonical.repairs);
  };
  for (Page& page : document.pages)
    for (Line& line : page.lines) normalize(line);
  for (Table& table : document.tables)
    for (Cell& cell : table.cells) normalize(cell);
  return document;
}

}  // namespace hebiao
