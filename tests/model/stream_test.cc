#include "model/stream.h"

#include <gtest/gtest.h>

namespace hebiao {
namespace {

const Slots kFunds = {{.role = Role::kFundLabel, .first = 0, .last = 0, .label = "", .unit = ""},
                      {.role = Role::kFullBudget, .first = 1, .last = 1, .label = "", .unit = ""},
                      {.role = Role::kExecuted, .first = 2, .last = 2, .label = "", .unit = ""}};

std::vector<Token> tokens(std::initializer_list<const char*> texts) {
  std::vector<Token> tokens;
  for (const char* text : texts) {
    const bool figure = *text >= '0' && *text <= '9';
    tokens.push_back({text, {figure ? Shape::kNumber : Shape::kText}});
  }
  return tokens;
}

TEST(Stream, SharesARowOutOverItsSlots) {
  const auto rows = find_stream_rows(tokens({"total", "60.00", "57.00"}), kFunds, RowBreaks::kKnown);
  ASSERT_EQ(rows.size(), 1U);
  ASSERT_EQ(rows[0].size(), 3U);
  for (int slot = 0; slot < 3; ++slot) EXPECT_EQ(rows[0][static_cast<std::size_t>(slot)].slot, slot);
}

// What a damaged page yields: nobody can say which figure is which, and none is read.
TEST(Stream, MoreFiguresThanSlotsAreOneUncertainCell) {
  for (const auto& row :
       {tokens({"total", "60.00", "57.00", "10"}), tokens({"1", "2", "3", "4", "5", "6", "7", "8"})}) {
    const auto rows = find_stream_rows(row, kFunds, RowBreaks::kKnown);
    ASSERT_EQ(rows.size(), 1U);
    ASSERT_EQ(rows[0].size(), 1U);
    EXPECT_EQ(rows[0][0].first, 0U);
    EXPECT_EQ(rows[0][0].last, row.size() - 1);
    EXPECT_FALSE(rows[0][0].certain);
  }
}

TEST(Stream, FindsNothingInNothing) {
  EXPECT_TRUE(find_stream_rows({}, kFunds, RowBreaks::kKnown).empty());
  EXPECT_TRUE(find_stream_rows(tokens({"1"}), {}, RowBreaks::kUnknown).empty());
}

}  // namespace
}  // namespace hebiao
