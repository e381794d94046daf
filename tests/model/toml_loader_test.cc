#include "model/toml_loader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hebiao {
namespace {

using testing::HasSubstr;

TEST(TomlLoader, ReadsTextsIntegersFlagsAndTables) {
  const auto tree =
      parse_toml("id = 'a'\nn = 3\nf = true\nwords = ['x', 'y']\n[[row]]\nk = '1'\n[[row]]\nk = '2'\n", "a.toml");
  ASSERT_TRUE(tree.has_value());
  TomlReader reader(*tree, "a.toml", "");
  EXPECT_EQ(reader.text("id"), "a");
  EXPECT_EQ(reader.integer_or("n", 0), 3);
  EXPECT_TRUE(reader.flag_or("f", false));
  EXPECT_EQ(reader.texts("words").size(), 2U);
  EXPECT_EQ(reader.tables("row").size(), 2U);
  EXPECT_TRUE(reader.finish().has_value());
}

struct Refusal {
  const char* toml;
  const char* says;  // part of the English message
  int line;
};

void read_id_and_count(TomlReader& reader) {
  reader.text("id");
  reader.integer_or("n", 0);
}

TEST(TomlLoader, NamesTheLineOfWhatItRefuses) {
  const Refusal cases[] = {
      {"id = 'a'\n\nidd = 'b'\n", "unknown key 'idd'", 3},       // a misspelt key
      {"n = 3\n", "'id' is missing", 1},                         // a required key
      {"id = 'a'\nn = 'three'\n", "'n' must be an integer", 2},  // of another type
      {"id = 'a'\nn = 1.5\n", "decimals and dates", 2},          // no binary floating point gets in
      {"id = 'a'\nn = = 2\n", "not TOML", 2},                    // no TOML at all
      {"id = 'a'\nid = 'b'\n", "not TOML", 2},                   // the same key twice
  };
  for (const Refusal& c : cases) {
    const auto tree = parse_toml(c.toml, "x.toml");
    Result<void> result;
    if (!tree) {
      result = tl::make_unexpected(tree.error());
    } else {
      TomlReader reader(*tree, "x.toml", "");
      read_id_and_count(reader);
      result = reader.finish();
    }
    ASSERT_FALSE(result.has_value()) << c.toml;
    EXPECT_THAT(result.error().problem.message.en, HasSubstr(c.says)) << c.toml;
    EXPECT_EQ(result.error().problem.at.line, c.line) << c.toml;
    EXPECT_EQ(result.error().problem.code, ProblemCode::kConfiguration);
  }
}

}  // namespace
}  // namespace hebiao
