// What the grammar asks of single characters of a match text.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace hebiao {

// The character at `pos`, U+0000 behind the end: no character of a text equals it.
inline char32_t at(std::u32string_view text, std::size_t pos) { return pos < text.size() ? text[pos] : U'\0'; }

inline bool is_ascii_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
inline bool is_letter(char32_t c) { return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z'); }
inline bool is_ideograph(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }

inline bool has_figure(std::u32string_view text) { return std::any_of(text.begin(), text.end(), is_ascii_digit); }

// 0 to 9 for a Chinese or Arabic digit, -1 otherwise.
int digit_value(char32_t c);
inline int chinese_digit(char32_t c) { return is_ascii_digit(c) ? -1 : digit_value(c); }

// 十 百 千 万 亿 as 10 … 10^8, and as exponents 1 … 8; 0 for anything else.
long long multiplier_value(char32_t c);
int multiplier_exponent(char32_t c);

int tens_value(char32_t c);  // 廿 卅 卌 as 20 30 40; 0 for anything else
bool is_few(char32_t c);     // 几, 数
bool is_more(char32_t c);    // 余, 多, 来

// Could a numeral begin with this character?
bool begins_numeral(char32_t c);

}  // namespace hebiao
