// Whatever a form prints, each relation ends in a class: no exception, no division by zero, no endless number.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "model/model.h"
#include "tests/model/findings_testing.h"
#include "tests/support/form_builder.h"

namespace hebiao::test {
namespace {

// Every figure of a form, one after another and all at once, becomes each of these.
std::vector<std::string> odd_texts() {
  return {"",
          "—",
          "0",
          "0.00",
          "-0.01",
          "-312.73",
          "无",
          "abc",
          "1e9",
          "7,00.0,77",
          "102.59%",
          "1000000%",
          std::string(200, '9'),
          "0." + std::string(200, '3'),
          "≥",
          "≤0",
          "=0(次)",
          "≠5",
          "0-0(人)",
          "300-200(人)",
          "约5",
          "2023年2月30日",
          "12月前",
          "分别4月底及12月底前完成",
          "＞100%",
          "<0.0001%",
          "5次；6次；7次"};
}

std::vector<std::string*> figures_of(FormText& t) {
  std::vector<std::string*> all = {&t.total_weight, &t.total_score, &t.grade};
  for (FundText& f : t.funds)
    for (std::string* text : {&f.initial_budget, &f.full_budget, &f.executed, &f.weight, &f.rate, &f.score})
      all.push_back(text);
  for (IndicatorText& i : t.indicators)
    for (std::string* text : {&i.name, &i.target, &i.actual, &i.weight, &i.score, &i.deviation}) all.push_back(text);
  return all;
}

void expect_sound(const FormAudit& audit, const std::string& what) {
  for (const Check& check : audit.checks) {
    if (check.difference_class != DifferenceClass::kUnchecked) continue;
    EXPECT_FALSE(check.unchecked_reason.empty()) << what << " " << check.rule;
    EXPECT_FALSE(check.unchecked_message.zh.empty() || check.unchecked_message.en.empty())
        << what << " " << check.rule << " " << check.unchecked_reason;
  }
  for (const Finding& finding : audit.findings) {
    EXPECT_NE(find_rule(finding.rule), nullptr) << what << " " << finding.rule;
    EXPECT_FALSE(finding.message.zh.empty() || finding.message.en.empty()) << what << " " << finding.rule;
    EXPECT_FALSE(finding.basis.empty()) << what << " " << finding.rule;
    EXPECT_EQ(finding.fingerprint.size(), 32U) << what << " " << finding.rule;
  }
}

TEST(BadInput, EndsInAClassWhateverOneFigureSays) {
  const std::size_t figures = [] {
    FormText text = correct_form_text();
    return figures_of(text).size();
  }();
  for (const std::string& odd : odd_texts()) {
    for (std::size_t i = 0; i < figures; ++i) {
      FormText text = correct_form_text();
      *figures_of(text)[i] = odd;
      expect_sound(build_audited(text).audit, odd);
    }
  }
}

TEST(BadInput, EndsInAClassWhateverAllFiguresSay) {
  for (const std::string& odd : odd_texts()) {
    FormText text = correct_form_text();
    for (std::string* figure : figures_of(text)) *figure = odd;
    expect_sound(build_audited(text).audit, odd);
  }
}

TEST(BadInput, ReadsAFormOfNothing) {
  const FormAudit audit = recompute(Form{}, Profile{}, Vocabulary::shipped());
  EXPECT_THAT(lines_of(audit.findings), testing::IsEmpty());
  EXPECT_TRUE(audit.recomputed_scores.empty());
  EXPECT_THAT(recompute_report({}, Document{}), testing::IsEmpty());
}

// Fields that the form does not have at all, not even as blanks.
TEST(BadInput, ReadsFormsWithoutFields) {
  Form form;
  form.funds.resize(2);
  form.funds[1].depth = 1;
  form.indicators.resize(3);
  expect_sound(recompute(form, *Profiles::shipped().find("mof-base"), Vocabulary::shipped()), "no fields");
}

TEST(BadInput, TellsContradictingDuplicatesApart) {
  FormText text = correct_form_text();
  text.indicators[8] = text.indicators[7];
  text.indicators[8].actual = "60%";
  text.indicators[8].deviation = "样本偏少";
  const FormAudit audit = build_audited(text).audit;
  EXPECT_THAT(lines_of(audit.findings), testing::UnorderedElementsAre("warning indicator.duplicate indicators[8].name",
                                                                      "error score.ratio indicators[8].score"));
}

TEST(Fingerprints, HoldStillWhileValuesAndPagesMove) {
  FormText text = correct_form_text();
  text.funds[0].rate = "97.00%";
  text.indicators[0].actual = "181公里";
  const FormAudit before = build_audited(text).audit;
  text.funds[0].rate = "97.55%";
  text.indicators[0].actual = "190公里";
  std::swap(text.indicators[0], text.indicators[2]);  // another row, the same indicator
  const FormAudit after = build_audited(text).audit;
  ASSERT_EQ(before.findings.size(), 2U);
  ASSERT_EQ(after.findings.size(), 2U);
  EXPECT_EQ(before.findings[0].fingerprint, after.findings[0].fingerprint);
  EXPECT_EQ(before.findings[1].fingerprint, after.findings[1].fingerprint);
  EXPECT_NE(before.findings[0].fingerprint, before.findings[1].fingerprint);
  text.year = "2022";
  EXPECT_NE(build_audited(text).audit.findings[0].fingerprint, after.findings[0].fingerprint);
}

}  // namespace
}  // namespace hebiao::test
