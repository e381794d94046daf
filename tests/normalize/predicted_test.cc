// Readings that a person predicted (predicted.tsv): the oracle is the meaning of the words, not the program.

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

struct Prediction {
  std::string text, context, reading;
};

std::vector<Prediction> predictions() {
  std::ifstream file(HEBIAO_PREDICTED);
  std::vector<Prediction> result;
  bool head = true;
  for (std::string row; std::getline(file, row);) {
    if (row.empty() || row[0] == '#') continue;
    std::stringstream stream(row);
    std::vector<std::string> fields;
    for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
    if (!head) {
      Prediction one{fields.at(0), fields.at(1), fields.at(2)};
      for (std::size_t i = 3; i < 8; ++i) one.reading += "|" + fields.at(i);
      result.push_back(one);
    }
    head = false;
  }
  return result;
}

// kind|comparator|value|unit|quantum|flags, with the flags that decide a reading.
std::string deciding_line(const Reading& read) {
  const CanonicalReading reading = canonical(read);
  std::string line = reading.kind;
  for (const auto& field : {reading.comparator, reading.value, reading.unit, reading.quantum})
    line += "|" + field.value_or("-");
  std::string flags;
  for (const std::string& flag : reading.flags)
    for (const char* deciding :
         {"ambiguous", "approx", "over", "band", "delta", "header_unit", "recurring", "sign_echo"})
      if (flag == deciding) flags += (flags.empty() ? "" : ",") + flag;
  return line + "|" + (flags.empty() ? "-" : flags);
}

TEST(Predicted, EveryCellIsReadAsAPersonReadsIt) {
  const std::vector<Prediction> rows = predictions();
  ASSERT_GT(rows.size(), 300U);
  for (const Prediction& row : rows)
    EXPECT_EQ(deciding_line(read(row.text, row.context)), row.reading) << "「" << row.text << "」 " << row.context;
}

}  // namespace
}  // namespace hebiao::testing
