#include "model/profile.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/model.h"
#include "tests/model/findings_testing.h"
#include "tests/support/form_builder.h"

namespace hebiao::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kHead = "id = 'x'\ntitle = 't'\nbasis = 'b'\n";

TEST(Profiles, ShipsEveryPlace) {
  for (const char* id : {"mof-base", "hubei", "suzhou", "henan", "yinchuan", "guangshui", "guangxi", "yunnan",
                         "sichuan", "chongqing", "no-points"})
    EXPECT_NE(Profiles::shipped().find(id), nullptr) << id;
  EXPECT_EQ(Profiles::shipped().find("atlantis"), nullptr);
}

// No article of a document that nobody here has read: 第十条, 第3款.
TEST(Profiles, QuoteDocumentsNotArticles) {
  for (const Profile& profile : Profiles::shipped().all()) {
    EXPECT_THAT(profile.basis, testing::Not(HasSubstr("条"))) << profile.id;
    EXPECT_THAT(profile.basis, testing::Not(HasSubstr("款"))) << profile.id;
  }
}

struct Refusal {
  const char* toml;  // behind the head's three lines
  const char* says;
  int line;
};

TEST(Profiles, NameTheLineOfWhatTheyRefuse) {
  const Refusal cases[] = {
      {"total_wieght = 100\n", "total_wieght", 4},                                              // a misspelt key
      {"splits = [{ '产出指标' = 'fifty' }]\n", "decimal", 4},                                  // words for points
      {"\nat_most_scoring = ['generous']\n", "generous", 5},                                    // no such practice
      {"grades = [{ grade = '中', from = 60 }, { grade = '优', from = 90 }]\n", "highest", 4},  // rising
      {"verdicts = [{ words = [], low = 0, high = 1 }]\n", "empty", 4},          // a band that nobody states
      {"verdicts = [{ words = ['a'], low = 9, high = 1 }]\n", "above high", 4},  // upside down
  };
  for (const Refusal& c : cases) {
    Profiles profiles;
    const auto loaded = profiles.load(std::string(kHead) + c.toml, "x.toml");
    ASSERT_FALSE(loaded.has_value()) << c.toml;
    EXPECT_EQ(loaded.error().problem.code, ProblemCode::kConfiguration);
    EXPECT_THAT(loaded.error().problem.message.en, HasSubstr(c.says)) << c.toml;
    EXPECT_EQ(loaded.error().problem.at.line, c.line) << c.toml;
  }
}

TEST(Profiles, ReplaceTheirNamesake) {
  Profiles profiles = Profiles::shipped();
  const std::size_t count = profiles.all().size();
  ASSERT_TRUE(
      profiles.load("id = 'yunnan'\ntitle = 't'\nbasis = 'b'\nlow_rate_percent = '92.5'\n", "mine.toml").has_value());
  EXPECT_EQ(profiles.all().size(), count);
  EXPECT_EQ(*profiles.find("yunnan")->low_rate_percent, Rational(185, 2));
}

// The same form under the rules of several places.
FormText with_groups(const char* output, const char* benefit, const char* satisfaction, const char* execution) {
  FormText t = correct_form_text();
  t.funds.resize(1);
  t.funds[0] = {FundKind::kTotal, 0, "年度资金总额", "100.00", "100.00", "100.00", execution, "100.00%", execution};
  t.indicators = {{"产出指标", "数量指标", "养护里程", "≥10(公里)", "10公里", output, output, ""},
                  {"效益指标", "社会效益指标", "畅通情况", "改善", "改善", benefit, benefit, ""},
                  {"满意度指标", "服务对象满意度指标", "满意度", "≥90(%)", "95%", satisfaction, satisfaction, ""}};
  t.total_score = "100";
  return t;
}

struct Place {
  const char* profile;
  FormText form;
  bool fits;
};

TEST(Profiles, DecideTheSplit) {
  const Place cases[] = {
      {"mof-base", with_groups("50", "30", "10", "10"), true},
      {"mof-base", with_groups("40", "30", "20", "10"), false},
      {"suzhou", with_groups("40", "30", "20", "10"), true},
      {"suzhou", with_groups("50", "30", "10", "10"), false},
      {"hubei", with_groups("40", "25", "15", "20"), true},
      {"hubei", with_groups("40", "20", "15", "25"), false},
      {"sichuan", with_groups("45", "30", "15", "10"), true},
      {"sichuan", with_groups("45", "30", "13", "12"), false},
      {"yunnan", with_groups("40", "30", "20", "10"), true},
      {"yunnan", with_groups("50", "30", "10", "10"), true},
      {"chongqing", with_groups("20", "30", "40", "10"), true},
  };
  for (const Place& c : cases) {
    FormText text = c.form;
    text.profile = c.profile;
    EXPECT_EQ(lines_of(build_audited(text).audit.findings).empty(), c.fits) << c.profile;
  }
}

TEST(Profiles, QuoteTheirOwnBasis) {
  FormText text = with_groups("50", "30", "10", "10");
  text.profile = "suzhou";
  const AuditedForm audited = build_audited(text);
  ASSERT_FALSE(audited.audit.findings.empty());
  EXPECT_EQ(audited.audit.findings[0].basis, Profiles::shipped().find("suzhou")->basis);
}

}  // namespace
}  // namespace hebiao::test
