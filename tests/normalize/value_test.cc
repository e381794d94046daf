// Readings in canonical form: kind | comparator | value | unit | quantum | flags | alternative.

#include <gtest/gtest.h>

#include "normalize/normalize.h"

namespace hebiao {
namespace {

struct Case {
  const char* text;
  const char* context;
  const char* reading;
};

std::string shown(const std::string& text, const std::string& context) {
  const auto parsed = parse_context(context);
  if (!parsed) return "bad context";
  const CanonicalReading reading = canonical(read_value(text, parsed->value(), Vocabulary::shipped()));
  std::string result = reading.kind;
  for (const auto& field : {reading.comparator, reading.value, reading.unit, reading.quantum})
    result += "|" + field.value_or("-");
  std::string flags;
  for (const std::string& flag : reading.flags) flags += (flags.empty() ? "" : ",") + flag;
  return result + "|" + (flags.empty() ? "-" : flags) + "|" + reading.alternative.value_or("-");
}

constexpr Case kCases[] = {
    {"≥12.50(场)", "col=target", "quantity|ge|[12.5,+inf)|场|0.01|-|-"},
    {"47人", "col=actual", "quantity|-|47|人|1|-|-"},
    {"≤45（分钟）", "col=actual", "quantity|le|(-inf,45]|min|1|sign_echo|-"},
    {"2,345.60", "hunit=万元;col=fund", "money|-|23456000|CNY|100|header_unit|-"},
    {"3月底前", "year=2022", "date|le|(-inf,2022-03-31]|-|-|-|-"},
    {"9月前", "year=2022", "date|lt|(-inf,2022-09-01)|-|-|ambiguous|(-inf,2022-09-30]"},
    {"7×24小时", "", "none|-|-|-|-|unreadable|-"},
    {"77,00.0,1", "", "none|-|-|-|-|unreadable|-"},
    {"", "", "none|-|-|-|-|null|-"},
    {"效果良好", "", "none|-|-|-|-|qualitative|-"},
};

TEST(ReadValue, Cases) {
  for (const Case& one : kCases) EXPECT_EQ(shown(one.text, one.context), one.reading) << one.text;
}

}  // namespace
}  // namespace hebiao
