// A form without a fault: nothing to report, in memory and by the whole way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/model/findings_testing.h"
#include "tests/support/form_builder.h"
#include "tests/support/whole_way.h"

namespace hebiao::test {
namespace {

using testing::IsEmpty;

TEST(CorrectForm, HasNoFindings) {
  const AuditedForm audited = build_audited(correct_form_text());
  EXPECT_THAT(lines_of(audited.audit.findings), IsEmpty());
}

TEST(CorrectForm, HasNoFindingsByTheWholeWay) {
  const Report report = audit_text(as_tab_text(correct_form_text()));
  ASSERT_EQ(report.forms.size(), 1U);
  EXPECT_THAT(lines_of(report.forms[0].audit.findings), IsEmpty());
  EXPECT_THAT(lines_of(report.findings), IsEmpty());
}

// Every relation of the form was looked at: three rates, one score, three sums of money, weights, total, nine scores.
TEST(CorrectForm, CountsWhatWasRecomputed) {
  const AuditedForm audited = build_audited(correct_form_text());
  int recomputed = 0;
  for (const Check& check : audited.audit.checks) recomputed += check.recomputed ? 1 : 0;
  EXPECT_EQ(recomputed, 3 + 1 + 3 + 1 + 1 + 8);  // one of the nine scores rests on words
}

}  // namespace
}  // namespace hebiao::test
