// Words looked up at a place of a text: the longest one that stands there wins.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hebiao {

template <class Meaning>
class WordTable {
 public:
  struct Entry {
    std::u32string word;
    Meaning meaning;
  };

  // Of two rows with the same word the first counts.
  explicit WordTable(std::vector<Entry> entries) : entries_(std::move(entries)) {
    // Same first character together, longer words first.
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
      if (a.word[0] != b.word[0]) return a.word[0] < b.word[0];
      return a.word.size() > b.word.size();
    });
    for (const Entry& entry : entries_) mark(entry.word[0]);
  }
  WordTable() = default;

  // The longest word that stands at `pos`; nullptr if none does.
  const Entry* at(std::u32string_view text, std::size_t pos) const {
    if (pos >= text.size() || !marked(text[pos])) return nullptr;
    const char32_t first = text[pos];
    auto entry = std::lower_bound(entries_.begin(), entries_.end(), first,
                                  [](const Entry& one, char32_t c) { return one.word[0] < c; });
    for (; entry != entries_.end() && entry->word[0] == first; ++entry)
      if (text.compare(pos, entry->word.size(), entry->word) == 0) return &*entry;
    return nullptr;
  }

  // The entry whose word is the whole text.
  const Entry* whole(std::u32string_view text) const {
    const Entry* entry = at(text, 0);
    return entry != nullptr && entry->word.size() == text.size() ? entry : nullptr;
  }

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  // A one-hash filter over first characters: most characters of a text begin no word.
  static std::size_t slot(char32_t c) { return (c ^ (c >> 11)) % 2048; }
  void mark(char32_t c) { filter_[slot(c) / 64] |= std::uint64_t{1} << (slot(c) % 64); }
  bool marked(char32_t c) const { return (filter_[slot(c) / 64] >> (slot(c) % 64) & 1) != 0; }

  std::vector<Entry> entries_;
  std::array<std::uint64_t, 32> filter_{};
};

}  // namespace hebiao
