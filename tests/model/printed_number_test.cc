#include "model/printed_number.h"

#include <gtest/gtest.h>

namespace hebiao {
namespace {

const std::vector<std::string> kPercent = {"%"};
const std::vector<std::string> kUnits = {"万元", "元", "分"};

TEST(PrintedNumber, KeepsEveryDigit) {
  struct Case {
    const char* text;
    const char* digits;
    int decimals;
    bool percent;
  };
  const Case cases[] = {
      {"1,563.92", "1563.92", 2, false},  // grouped
      {"15,754,899.39", "15754899.39", 2, false},
      {"1150.95", "1150.95", 2, false},  // not grouped
      {"0.00", "0.00", 2, false},        // zeros are digits
      {"90.90%", "90.90", 2, true},      // the sign is not kept, the zero is
      {"100 (%)", "100", 0, true},
      {"20分", "20", 0, false},
      {"320.23 万元", "320.23", 2, false},
      {"-5.2", "-5.2", 1, false},
      {"1，563", "1563", 0, false},  // a wide comma
  };
  for (const Case& c : cases) {
    const auto figure = read_figure(c.text, kPercent, kUnits);
    ASSERT_TRUE(figure.has_value()) << c.text;
    EXPECT_EQ(figure->number.digits, c.digits);
    EXPECT_EQ(figure->number.decimals, c.decimals) << c.text;
    EXPECT_EQ(figure->percent, c.percent) << c.text;
    EXPECT_EQ(figure->number.number, *parse_decimal(c.digits));
  }
}

TEST(PrintedNumber, RefusesWhatIsNotOneNumber) {
  for (const char* text : {"7,00.0,77", "12,34", "1,2345", ",123", "1.", ".5", "1.2.3", "5次", "10 5", "约10", "O%", "",
                           "—", "1 563", "10-20", "1e3", "+5"})
    EXPECT_FALSE(read_figure(text, kPercent, kUnits).has_value()) << text;
}

TEST(PrintedNumber, MovesThePointOfAFraction) {
  const std::pair<const char*, const char*> cases[] = {{"0.958", "95.8"},   {"1", "100"},    {"0.9", "90"},
                                                       {"0.9805", "98.05"}, {"1.00", "100"}, {"0.05", "5"},
                                                       {"0.005", "0.5"}};
  for (const auto& [fraction, percent] : cases) {
    const PrintedNumber moved = times_hundred(read_figure(fraction, {}, {})->number);
    EXPECT_EQ(moved.digits, percent);
    EXPECT_EQ(moved.number, *parse_decimal(percent));
  }
}

}  // namespace
}  // namespace hebiao
