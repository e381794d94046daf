#include "model/line_tokens.h"

#include <algorithm>

#include "model/utf8.h"

namespace hebiao {
namespace {

struct Piece {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t blanks_before = 0;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  std::size_t blanks = 0;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = utf8_character(text, at);
    if (is_blank_character(character)) {
      ++blanks;
      inside = false;
    } else {
      if (!inside) pieces.push_back({at, at, blanks});
      pieces.back().end = at + character.size();
      blanks = 0;
      inside = true;
    }
    at += character.size();
  }
  return pieces;
}

// Does the bracket that opens the text close at its end: (%), (万元)?
bool is_one_bracket(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view character = utf8_character(text, at);
    at += character.size();
    depth += is_opening_bracket(character) ? 1 : is_closing_bracket(character) ? -1 : 0;
    if (depth <= 0) return at == text.size();
  }
  return true;  // a bracket that is never closed was cut off
}

// May the piece open a cell?
bool separates(const Piece& raw, std::string_view text, bool double_blanks) {
  if (double_blanks && raw.blanks_before < 2) return false;
  return !is_opening_bracket(utf8_character(text, 0)) || !is_one_bracket(text);
}

std::string_view span_of(std::string_view from, std::string_view to) {
  return {from.data(), static_cast<std::size_t>(to.data() + to.size() - from.data())};
}

}  // namespace

std::vector<LineToken> tokens_of(const RowCell& line) {
  const std::vector<Piece> texts = pieces_of(line.text);
  std::vector<Piece> raws = pieces_of(line.raw);
  const bool paired = texts.size() == raws.size();
  if (!paired) raws = texts;  // normalizing took a piece away: blanks as in the canonical text, raw the whole line
  const bool double_blanks = std::any_of(
      raws.begin(), raws.end(), [&](const Piece& p) { return p.begin != raws.front().begin && p.blanks_before >= 2; });
  std::vector<LineToken> tokens;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view text = line.text.substr(texts[i].begin, texts[i].end - texts[i].begin);
    const std::string_view raw = paired ? line.raw.substr(raws[i].begin, raws[i].end - raws[i].begin) : line.raw;
    if (tokens.empty() || separates(raws[i], text, double_blanks)) {
      tokens.push_back({text, raw, static_cast<int>(tokens.size()) + 1});
    } else {
      tokens.back().text = span_of(tokens.back().text, text);
      if (paired) tokens.back().raw = span_of(tokens.back().raw, raw);
    }
  }
  return tokens;
}

RowCell cell_of_tokens(const RowCell& line, const LineToken& first, const LineToken& last, int column) {
  RowCell cell;
  cell.text = span_of(first.text, last.text);
  cell.raw = first.raw.data() == line.raw.data() && first.raw.size() == line.raw.size() ? line.raw
                                                                                        : span_of(first.raw, last.raw);
  cell.at = line.at;
  cell.at.field = first.ordinal;
  cell.column = column;
  return cell;
}

}  // namespace hebiao
