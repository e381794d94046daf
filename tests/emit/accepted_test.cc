#include "emit/accepted.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hebiao {
namespace {

const std::string kHeader = "fingerprint\treport\trule\tprinted\tdecision\twho\twhen\twhy\n";

Decision accepted(std::string fingerprint, std::string printed) {
  return {std::move(fingerprint), "a.pdf", "fund.score", std::move(printed),
          "属实，予以接受",       "张三",  "2024-05-06", "系统\t舍入\n所致\\"};
}

TEST(Decisions, SurviveTheFile) {
  Decisions decisions;
  decisions.set(accepted("f2", "9.80"));
  decisions.set(accepted("f1", ""));
  const auto again = Decisions::parse(decisions.text(), "accepted.tsv");
  ASSERT_TRUE(again) << again.error().problem.message.en;
  EXPECT_EQ(again->text(), decisions.text());
  EXPECT_EQ(*again->find("f2"), accepted("f2", "9.80"));
  EXPECT_TRUE(decisions.text().starts_with(kHeader));
}

TEST(Decisions, RefuseWhatTheyCannotReadByLine) {
  struct Case {
    const char* why;
    std::string text;
    int line;
  };
  const Case cases[] = {
      {"another file", "a,b\n", 1},
      {"nothing", "", 1},
      {"seven columns", kHeader + "f\ta\tb\tc\td\te\tf\n", 2},
      {"nine columns", kHeader + "f\ta\tb\tc\td\te\tf\tg\th\n", 2},
      {"no fingerprint", kHeader + "\ta\tb\tc\td\te\tf\tg\n", 2},
      {"an unknown escape", kHeader + "f\ta\tb\tc\td\te\tf\t\\q\n", 2},
      {"twice, differently", kHeader + "f\ta\tb\tc\td\te\tf\tg\n# \nf\ta\tb\tc\tD\te\tf\tg\n", 4},
  };
  for (const Case& c : cases) {
    const auto decisions = Decisions::parse(c.text, "accepted.tsv");
    ASSERT_FALSE(decisions) << c.why;
    EXPECT_EQ(decisions.error().problem.code, ProblemCode::kConfiguration) << c.why;
    EXPECT_EQ(decisions.error().problem.at.line, c.line) << c.why;
    EXPECT_EQ(decisions.error().path, "accepted.tsv") << c.why;
  }
}

TEST(Decisions, TakeWhatExcelDoesToATextFile) {
  const auto decisions = Decisions::parse(
      "\xEF\xBB\xBF" + std::string(kHeader.data(), kHeader.size() - 1) + "\r\nf\ta\tb\tc\td\te\tf\tg\r\n\r\n", "x");
  ASSERT_TRUE(decisions);
  EXPECT_EQ(decisions->find("f")->why, "g");
}

TEST(Decisions, HoldForThePrintedValueAtWhichTheyWereMade) {
  Finding finding;
  finding.fingerprint = "f1";
  finding.printed = "9.80";
  Decisions decisions;
  EXPECT_EQ(decisions.standing(finding), Standing::kNone);
  decisions.set(accepted("f1", "9.80"));
  EXPECT_EQ(decisions.standing(finding), Standing::kAccepted);
  finding.printed = "9.81";
  EXPECT_EQ(decisions.standing(finding), Standing::kLapsed);
  Decision open = accepted("f1", "9.81");
  open.decision = "属实，应更正";
  decisions.set(open);
  EXPECT_EQ(decisions.standing(finding), Standing::kOpen);
  finding.fingerprint.clear();
  decisions.set(accepted("", "9.81"));
  EXPECT_EQ(decisions.standing(finding), Standing::kNone) << "without a fingerprint nothing is known";
}

}  // namespace
}  // namespace hebiao
