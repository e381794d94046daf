// Amounts of money, and years, in running text: 年初预算320.23万元，其中中央资金 200 万元.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/form.h"

namespace hebiao::audit_rules {

struct ProseAmount {
  std::size_t begin = 0;  // of the digits, in bytes
  std::size_t end = 0;    // after the unit
  std::string printed;    // "320.23万元"
  Rational number;        // in 元
  Interval possible;      // rounded, in 元
};

// Every figure that a money unit follows; a figure without one is no amount.
std::vector<ProseAmount> prose_amounts(std::string_view text);

// How many 元 one `unit` (万元 …) is; nullopt for a unit that is no money.
std::optional<Rational> yuan_per(std::string_view unit);

// The years that a text writes out: 2023年, 2023-12, 2023/12, 2023.12; 120年 and 12023年 are none.
std::vector<int> written_years(std::string_view text);

// Sentences: pieces between full stops, semicolons and line ends, with their offsets.
struct Sentence {
  std::size_t begin = 0;
  std::string_view text;
};
std::vector<Sentence> sentences(std::string_view text);

}  // namespace hebiao::audit_rules
