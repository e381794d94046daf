#include "emit/number_cell.h"

#include <gtest/gtest.h>

namespace hebiao {
namespace {

struct Case {
  const char* printed;
  const char* format;  // nullptr: stays text
  double value;
};

TEST(NumberCell, ShowsTheVeryCharactersOrIsText) {
  const Case cases[] = {
      {"10", "0", 10},
      {"0", "0", 0},
      {"0.00", "0.00", 0},
      {"9.80", "0.00", 9.8},
      {"1,563.92", "#,##0.00", 1563.92},
      {"15,754,899.39", "#,##0.00", 15754899.39},
      {"1150.95", "0.00", 1150.95},
      {"90.90%", "0.00%", 0.909},
      {"86%", "0%", 0.86},
      {"-5.2", "0.0", -5.2},
      {"123456789012345", "0", 123456789012345},
      {"7,00.0,77", nullptr, 0},  // a typing error is no number
      {"1,5", nullptr, 0},
      {"1,2345", nullptr, 0},
      {"1234,567", nullptr, 0},
      {",123", nullptr, 0},
      {"007", nullptr, 0},  // a code
      {"00", nullptr, 0},
      {".5", nullptr, 0},
      {"5.", nullptr, 0},
      {"-0.00", nullptr, 0},  // a format would show 0.00
      {"+5", nullptr, 0},
      {" 5", nullptr, 0},
      {"5 ", nullptr, 0},
      {"1e5", nullptr, 0},
      {"12.5.1", nullptr, 0},
      {"５", nullptr, 0},
      {"=100.00(%)", nullptr, 0},
      {"—", nullptr, 0},
      {"%", nullptr, 0},
      {"", nullptr, 0},
      {"1234567890123456", nullptr, 0},  // sixteen digits: a spreadsheet keeps fifteen
  };
  for (const Case& c : cases) {
    const auto cell = number_cell(c.printed);
    ASSERT_EQ(cell.has_value(), c.format != nullptr) << c.printed;
    if (!cell) continue;
    EXPECT_EQ(cell->format, c.format) << c.printed;
    EXPECT_EQ(cell->value, c.value) << c.printed;
  }
}

TEST(NearestDouble, RoundsWhereGmpTruncates) {
  EXPECT_EQ(nearest_double(Rational(909, 1000)), 0.909);
  EXPECT_EQ(nearest_double(Rational(1, 3)), 1.0 / 3.0);
  EXPECT_EQ(nearest_double(Rational(-983, 100)), -9.83);
  EXPECT_EQ(nearest_double(Rational(0)), 0.0);
}

}  // namespace
}  // namespace hebiao
