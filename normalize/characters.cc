#include "normalize/characters.h"

namespace hebiao {

int digit_value(char32_t c) {
  switch (c) {
    case U'零':
      return 0;
    case U'一':
    case U'壹':
      return 1;
    case U'二':
    case U'两':
    case U'贰':
      return 2;
    case U'三':
    case U'叁':
    case U'参':
      return 3;
    case U'四':
    case U'肆':
      return 4;
    case U'五':
    case U'伍':
      return 5;
    case U'六':
    case U'陆':
      return 6;
    case U'七':
    case U'柒':
      return 7;
    case U'八':
    case U'捌':
      return 8;
    case U'九':
    case U'玖':
      return 9;
    default:
      return is_ascii_digit(c) ? static_cast<int>(c - U'0') : -1;
  }
}

long long multiplier_value(char32_t c) {
  switch (c) {
    case U'十':
    case U'拾':
      return 10;
    case U'百':
    case U'佰':
      return 100;
    case U'千':
    case U'仟':
      return 1000;
    case U'万':
      return 10'000;
    case U'亿':
      return 100'000'000;
    default:
      return 0;
  }
}

int multiplier_exponent(char32_t c) {
  switch (multiplier_value(c)) {
    case 10:
      return 1;
    case 100:
      return 2;
    case 1000:
      return 3;
    case 10'000:
      return 4;
    case 100'000'000:
      return 8;
    default:
      return 0;
  }
}

bool begins_numeral(char32_t c) {
  return digit_value(c) >= 0 || c == U'.' || multiplier_value(c) != 0 || tens_value(c) != 0 || is_few(c);
}

int tens_value(char32_t c) {  // 廿 卅 卌
  return c == U'廿' ? 20 : c == U'卅' ? 30 : c == U'卌' ? 40 : 0;
}

bool is_few(char32_t c) { return c == U'几' || c == U'数'; }
bool is_more(char32_t c) { return c == U'余' || c == U'多' || c == U'来'; }

}  // namespace hebiao
