// Is what the actual value says within what the target asks?

#include <gtest/gtest.h>

#include "tests/normalize/readings.h"

namespace hebiao::testing {
namespace {

constexpr Verdict kMet = Verdict::kSatisfied;
constexpr Verdict kMissed = Verdict::kViolated;
constexpr Verdict kOpen = Verdict::kUndetermined;

struct Case {
  const char* target;
  const char* actual;
  Verdict verdict;
  Doubt doubt;
};

constexpr Case kCases[] = {
    {"≥200(人)", "365人", kMet, Doubt::kNone},
    {"≥200(人)", "200人", kMet, Doubt::kNone},
    {"≥200(人)", "199人", kMissed, Doubt::kNone},
    {"＞200(人)", "200人", kMissed, Doubt::kNone},
    {"≤30（分钟）", "≤30（分钟）", kMet, Doubt::kNone},
    {"≤1(小时)", "45分钟", kMet, Doubt::kNone},
    {"≤1(小时)", "75分钟", kMissed, Doubt::kNone},
    {"300-400(人)", "354人", kMet, Doubt::kNone},
    {"300-400(人)", "401人", kMissed, Doubt::kNone},
    {"=3(个)", "3个", kMet, Doubt::kNone},
    {"=3(个)", "4个", kMissed, Doubt::kNone},
    {"≥90%", "98%", kMet, Doubt::kNone},
    {"≥90%", "98", kOpen, Doubt::kUnits},
    {"≥50(人)", "60人次", kOpen, Doubt::kUnits},
    {"≥50(人)", "60", kMet, Doubt::kNone},
    {"6月底前", "5月10日", kMet, Doubt::kNone},
    {"6月底前", "7月1日", kMissed, Doubt::kNone},
    {"10月前", "10月底", kOpen, Doubt::kAlternatives},
    {"12月前", "11月底", kMet, Doubt::kNone},
    {"≥3000(件)", "3000余件", kMet, Doubt::kNone},
    {"≥3500(件)", "3000余件", kOpen, Doubt::kOverlap},
    {"及时", "及时", kOpen, Doubt::kNotComparable},
    {"≥5次", "完成", kOpen, Doubt::kNotComparable},
    {"3个、5场", "3个、6场", kMissed, Doubt::kNone},
    {"3个、5场", "8个", kOpen, Doubt::kSeveral},
    {"≠0", "1", kMet, Doubt::kNone},
    {"≠0", "0", kMissed, Doubt::kNone},
};

TEST(Compare, Cases) {
  for (const Case& one : kCases) {
    const Comparison got = compare(read(one.target, "year=2023;col=target"), read(one.actual, "year=2023;col=actual"));
    EXPECT_EQ(got.verdict, one.verdict) << one.target << " / " << one.actual;
    EXPECT_EQ(got.doubt, one.doubt) << one.target << " / " << one.actual;
  }
}

TEST(ReportedFigure, IsThePointOrTheWrittenEnd) {
  const auto figure = [](const char* text) {
    const auto value = reported_figure(read(text, "col=actual"));
    return value ? canonical_number(*value) : std::string("none");
  };
  EXPECT_EQ(figure("365人"), "365");
  EXPECT_EQ(figure("≤30（分钟）"), "30");
  EXPECT_EQ(figure("≥95%"), "95");
  EXPECT_EQ(figure("约400人"), "400");
  EXPECT_EQ(figure("300-400人"), "none");
  EXPECT_EQ(figure("3个、5场"), "none");
  EXPECT_EQ(figure("6月底"), "none");
  EXPECT_EQ(figure("优"), "none");
}

TEST(ConversionFactor, WithinOneDimensionOnly) {
  const Vocabulary& vocabulary = Vocabulary::shipped();
  EXPECT_EQ(conversion_factor("h", "min", vocabulary), Rational(60));
  EXPECT_EQ(conversion_factor("亩", "har", vocabulary), Rational(1, 15));
  EXPECT_EQ(conversion_factor("人", "人", vocabulary), Rational(1));
  EXPECT_FALSE(conversion_factor("人", "人次", vocabulary).has_value());
  EXPECT_FALSE(conversion_factor("d", "工作日", vocabulary).has_value());
  EXPECT_FALSE(conversion_factor("mo", "d", vocabulary).has_value());
  EXPECT_FALSE(conversion_factor("%", "pp", vocabulary).has_value());
}

}  // namespace
}  // namespace hebiao::testing
