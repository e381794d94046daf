// Units, symbols, comparator words and qualifiers: rows in data files, loaded at the border, passed in as a value.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extract/result.h"
#include "normalize/rational.h"

namespace hebiao {

// Immutable after construction; cheap to copy; safe to share between threads.
class Vocabulary {
 public:
  struct Tables;  // the words, indexed; known to normalize/ only

  // The vocabulary that ships with the program (normalize/data/*.tsv, compiled in).
  static const Vocabulary& shipped();

  explicit Vocabulary(std::shared_ptr<const Tables> tables) : tables_(std::move(tables)) {}
  const Tables& tables() const { return *tables_; }

 private:
  std::shared_ptr<const Tables> tables_;
};

// How many `to` one `from` is, for canonical units of one dimension (h -> min is 60; 人 -> 人次 is nullopt).
std::optional<Rational> conversion_factor(std::string_view from, std::string_view to, const Vocabulary& vocabulary);

}  // namespace hebiao
