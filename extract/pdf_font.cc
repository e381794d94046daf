#include "extract/pdf_font.h"

#include <poppler/GfxFont.h>
#include <poppler/GlobalParams.h>
#include <poppler/fofi/FoFiTrueType.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <vector>

namespace hebiao {
namespace {

// Characters worth asking an embedded character map for: all of the Basic Multilingual Plane that is not surrogates.
constexpr std::uint32_t kFirstCharacter = 0x20;
constexpr std::uint32_t kLastCharacter = 0xFFFD;
constexpr int kGlyphLimit = 65'536;  // TrueType glyph numbers are 16 bits

bool is_surrogate_or_private(std::uint32_t c) { return 0xD800 <= c && c <= 0xF8FF; }

// Radicals look like the characters they stand for; a font maps both to one glyph, and the character is meant.
bool is_radical(std::uint32_t c) { return 0x2E80 <= c && c <= 0x2FDF; }

// The Unicode character map of a TrueType file: platform 3 (Windows) encodings 10 and 1, or platform 0 (Unicode).
std::optional<int> unicode_cmap(const FoFiTrueType& file) {
  for (const auto& [platform, encoding] : {std::pair{3, 10}, std::pair{3, 1}}) {
    if (int found = file.findCmap(platform, encoding); found >= 0) return found;
  }
  for (int i = 0; i < file.getNumCmaps(); ++i) {
    if (file.getCmapPlatform(i) == 0) return i;
  }
  return std::nullopt;
}

// Glyph number -> character, by asking for every character. Where several share a glyph the first that is no radical
// wins.
std::vector<char32_t> invert_cmap(const FoFiTrueType& file, int cmap) {
  std::vector<char32_t> characters;
  for (std::uint32_t c = kFirstCharacter; c <= kLastCharacter; ++c) {
    if (is_surrogate_or_private(c)) continue;
    int glyph = file.mapCodeToGID(cmap, c);
    if (glyph <= 0 || glyph >= kGlyphLimit) continue;
    if (characters.size() <= static_cast<std::size_t>(glyph)) characters.resize(glyph + 1, 0);
    char32_t& slot = characters[glyph];
    if (slot == 0 || is_radical(slot)) slot = c;
  }
  return characters;
}

using CodeMap = std::unordered_map<std::uint32_t, char32_t>;

CodeMap codes_of_cid_font(const GfxCIDFont& font, const std::vector<char32_t>& characters) {
  CodeMap codes;
  const int* glyph_of = font.getCIDToGID();
  std::size_t count = glyph_of != nullptr ? font.getCIDToGIDLen() : characters.size();
  for (std::size_t code = 0; code < count; ++code) {
    int glyph = glyph_of != nullptr ? glyph_of[code] : static_cast<int>(code);
    if (glyph <= 0 || static_cast<std::size_t>(glyph) >= characters.size() || characters[glyph] == 0) continue;
    codes.emplace(static_cast<std::uint32_t>(code), characters[glyph]);
  }
  return codes;
}

// The text behind a font without a ToUnicode map, from the character map of its embedded file; empty if there is none.
CodeMap recover(const GfxFont& font, XRef* xref) {
  if (font.getType() != fontCIDType2 && font.getType() != fontCIDType2OT) return {};
  auto& readable = const_cast<GfxFont&>(font);  // readEmbFontFile is not const, though it changes nothing
  std::optional<std::vector<unsigned char>> bytes = readable.readEmbFontFile(xref);
  if (!bytes || bytes->empty()) return {};
  std::unique_ptr<FoFiTrueType> file = FoFiTrueType::make(bytes->data(), static_cast<int>(bytes->size()));
  if (!file) return {};
  std::optional<int> cmap = unicode_cmap(*file);
  if (!cmap) return {};
  return codes_of_cid_font(static_cast<const GfxCIDFont&>(font), invert_cmap(*file, *cmap));
}

// Without ToUnicode, a composite font is trusted if it draws from a known character collection (Adobe-GB1 …).
bool cid_font_is_trusted(const GfxCIDFont& font) {
  const GooString* collection = font.getCollection();
  return collection != nullptr && collection->toStr() != "Adobe-Identity" && collection->toStr() != "Adobe-UCS";
}

// Without ToUnicode, a simple font is trusted if most of its glyph names are names of characters.
bool simple_font_is_trusted(Gfx8BitFont& font) {
  bool true_type = font.getType() == fontTrueType || font.getType() == fontTrueTypeOT;
  Ref file;
  // Office suites number the glyphs of a subset 1, 2, 3 …; the default names of such codes mean nothing.
  if (true_type && font.isSymbolic() && !font.getHasEncoding() && font.getEmbeddedFontID(&file)) return false;
  if (font.getType() != fontType3 && (font.getHasEncoding() || font.getUsesMacRomanEnc())) return true;
  Ref embedded;
  if (font.getType() != fontType3 && !font.getEmbeddedFontID(&embedded)) return true;
  int named = 0;
  int known = 0;
  for (int code = 0; code < 256; ++code) {
    const char* name = font.getCharName(code);
    if (name == nullptr || std::string_view(name) == ".notdef") continue;
    ++named;
    if (globalParams->mapNameToUnicodeText(name) != 0) ++known;
  }
  return named > 0 && known * 2 >= named;
}

}  // namespace

FontReading read_font(const GfxFont& font, XRef* xref) {
  FontReading reading;
  reading.font.name = font.getName().value_or("");
  if (font.getType() == fontType3) {
    reading.is_type3 = true;
    const double* matrix = font.getFontMatrix();
    const double* box = font.getFontBBox();
    double drawn = std::abs((box[3] - box[1]) * matrix[3]);
    // A matrix of 1/units-per-em makes the em 1. Bitmap fonts count in pixels instead: take the box that they declare.
    if (drawn > 3) reading.type3_em = drawn;
  }
  if (font.hasToUnicodeCMap()) return reading;
  bool trusted = font.isCIDFont() ? cid_font_is_trusted(static_cast<const GfxCIDFont&>(font))
                                  : simple_font_is_trusted(static_cast<Gfx8BitFont&>(const_cast<GfxFont&>(font)));
  if (trusted) return reading;
  reading.recovered = recover(font, xref);
  reading.font.trust = reading.recovered.empty() ? FontTrust::kUndecodable : FontTrust::kRecovered;
  return reading;
}

}  // namespace hebiao
