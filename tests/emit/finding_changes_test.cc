#include "emit/finding_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hebiao {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<FindingLine>;

FindingLine line(const char* fingerprint, const char* printed, const char* severity = "error",
                 const char* message = "") {
  return {.fingerprint = fingerprint,
          .rule = "fund.rate",
          .severity = severity,
          .project = "",
          .printed = printed,
          .expected = "",
          .message = {message, message}};
}

std::vector<std::string> changes(const Lines& before, const Lines& now) {
  const FindingChanges found = compare_findings(before, now);
  EXPECT_EQ(found.now.size(), now.size());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < now.size(); ++i) {
    const auto& [change, earlier] = found.now[i];
    words.push_back(std::string(finding_change_name(change)) + " " + now[i].fingerprint + " " +
                    (earlier == nullptr ? "" : earlier->printed + "->") + now[i].printed);
  }
  for (const FindingLine* gone : found.gone) words.push_back("gone " + gone->fingerprint + " " + gone->printed);
  return words;
}

TEST(FindingChanges, TellNewUnchangedUpdatedAndGone) {
  EXPECT_THAT(
      changes({line("a", "1"), line("b", "2"), line("c", "3")}, {line("d", "4"), line("b", "2.5"), line("a", "1")}),
      ElementsAre("new d 4", "updated b 2->2.5", "unchanged a 1->1", "gone c 3"));
}

TEST(FindingChanges, GoByWhatTheFormPrintsNotByWords) {
  EXPECT_THAT(changes({line("a", "1")}, {line("a", "1", "error", "another sentence")}),
              ElementsAre("unchanged a 1->1"));
  EXPECT_THAT(changes({line("a", "1")}, {line("a", "1", "note")}), ElementsAre("updated a 1->1"));
  FindingLine expects_more = line("a", "1");
  expects_more.expected = "9";
  EXPECT_THAT(changes({line("a", "1")}, {expects_more}), ElementsAre("updated a 1->1"));
}

TEST(FindingChanges, PairEqualFingerprintsInTheirOrder) {
  EXPECT_THAT(changes({line("a", "1"), line("a", "2")}, {line("a", "1")}), ElementsAre("unchanged a 1->1", "gone a 2"));
  EXPECT_THAT(changes({line("a", "1")}, {line("a", "1"), line("a", "2")}), ElementsAre("unchanged a 1->1", "new a 2"));
}

TEST(FindingChanges, TakeAFirstRunAndAnEmptyOne) {
  EXPECT_THAT(changes({}, {line("a", "1")}), ElementsAre("new a 1"));
  EXPECT_THAT(changes({line("a", "1")}, {}), ElementsAre("gone a 1"));
  EXPECT_THAT(changes({}, {}), IsEmpty());
}

TEST(FindingLine, RemembersWhatAFindingSays) {
  Finding finding;
  finding.fingerprint = "f";
  finding.rule = "fund.rate";
  finding.severity = Severity::kWarning;
  finding.printed = "9.8";
  finding.message = {"一", "one"};
  EXPECT_EQ(line_of(finding, "项目"), (FindingLine{"f", "fund.rate", "warning", "项目", "9.8", "", {"一", "one"}}));
}

}  // namespace
}  // namespace hebiao
