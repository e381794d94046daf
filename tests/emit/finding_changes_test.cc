#include "emit/finding_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hebiao {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FindingDigest finding(const char* fingerprint, const char* printed, Severity severity = Severity::kError,
                      const char* message = "") {
  FindingDigest entry;
  entry.finding.fingerprint = fingerprint;
  entry.finding.printed = printed;
  entry.finding.severity = severity;
  entry.finding.message.zh = message;
  entry.finding.at.page = message[0] == '\0' ? 1 : 7;
  return entry;
}

std::vector<std::string> changes(const std::vector<FindingDigest>& before, const std::vector<FindingDigest>& now) {
  std::vector<std::string> lines;
  for (const ChangedFinding& change : compare_findings(before, now)) {
    const FindingDigest& entry = change.now != nullptr ? *change.now : *change.before;
    lines.push_back(std::string(finding_change_name(change.change)) + " " + entry.finding.fingerprint + " " +
                    entry.finding.printed.value_or(""));
  }
  return lines;
}

TEST(FindingChanges, TellNewUnchangedUpdatedAndGone) {
  EXPECT_THAT(changes({finding("a", "1"), finding("b", "2"), finding("c", "3")},
                      {finding("d", "4"), finding("b", "2.5"), finding("a", "1")}),
              ElementsAre("new d 4", "updated b 2.5", "unchanged a 1", "gone c 3"));
}

TEST(FindingChanges, GoByWhatTheFormPrintsNotByWordsAndPlaces) {
  EXPECT_THAT(changes({finding("a", "1")}, {finding("a", "1", Severity::kError, "another sentence, another page")}),
              ElementsAre("unchanged a 1"));
  EXPECT_THAT(changes({finding("a", "1")}, {finding("a", "1", Severity::kNote)}), ElementsAre("updated a 1"));
  FindingDigest other_class = finding("a", "1");
  other_class.finding.expected = "9";
  EXPECT_THAT(changes({finding("a", "1")}, {other_class}), ElementsAre("updated a 1"));
}

TEST(FindingChanges, PairEqualFingerprintsInTheirOrder) {
  EXPECT_THAT(changes({finding("a", "1"), finding("a", "2")}, {finding("a", "1")}),
              ElementsAre("unchanged a 1", "gone a 2"));
  EXPECT_THAT(changes({finding("a", "1")}, {finding("a", "1"), finding("a", "2")}),
              ElementsAre("unchanged a 1", "new a 2"));
}

TEST(FindingChanges, TakeAFirstRunAndAnEmptyOne) {
  EXPECT_THAT(changes({}, {finding("a", "1")}), ElementsAre("new a 1"));
  EXPECT_THAT(changes({finding("a", "1")}, {}), ElementsAre("gone a 1"));
  EXPECT_THAT(changes({}, {}), IsEmpty());
}

}  // namespace
}  // namespace hebiao
